"""Twilio's codes and answers as reasons, and none of its words."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from channels.provider_http import Answer
from channels.send_errors import Reason, Remedy
from channels.twilio.errors import failure, reason_of_code, reason_of_status

DOCUMENTED = {  # CHANNELS.md, section 5: what each code asks for
    "20429": Remedy.RETRY,
    "21211": Remedy.GIVE_UP,
    "21614": Remedy.GIVE_UP,
    "21408": Remedy.GIVE_UP,
    "21612": Remedy.GIVE_UP,
    "21606": Remedy.GIVE_UP,
    "21610": Remedy.OPT_OUT,
    "21611": Remedy.RETRY,
    "30001": Remedy.RETRY,
    "21617": Remedy.GIVE_UP,
    "21620": Remedy.GIVE_UP,
    "21654": Remedy.HOLD,
    "30003": Remedy.RETRY,
    "30005": Remedy.GIVE_UP,
    "30006": Remedy.GIVE_UP,
    "30004": Remedy.GIVE_UP,
    "30007": Remedy.GIVE_UP,
    "30008": Remedy.RETRY_ONCE,
    "30018": Remedy.GIVE_UP,
    "30024": Remedy.GIVE_UP,
    "63003": Remedy.GIVE_UP,
    "63005": Remedy.GIVE_UP,
    "63013": Remedy.GIVE_UP,
    "63024": Remedy.GIVE_UP,
    "63007": Remedy.GIVE_UP,
    "63014": Remedy.OPT_OUT,
    "63033": Remedy.OPT_OUT,
    "63015": Remedy.GIVE_UP,
    "63016": Remedy.HOLD,
    "63017": Remedy.RETRY,
    "63018": Remedy.RETRY,
    "11200": Remedy.GIVE_UP,
    "11205": Remedy.GIVE_UP,
    "57012": Remedy.GIVE_UP,
}
ALERTS = ["21408", "21612", "21606", "30004", "30007", "30018", "30024", "63007", "11200", "11205", "57012", "20003"]


@pytest.mark.parametrize(("code", "remedy"), DOCUMENTED.items())
def test_every_documented_code(code: str, remedy: Remedy) -> None:
    """Each code of the table has a reason of its own, with the remedy that the provider advises."""
    assert reason_of_code(code).remedy is remedy


@pytest.mark.parametrize("code", ALERTS)
def test_what_an_operator_must_mend(code: str) -> None:
    """Codes that only an operator can do something about raise an alert."""
    assert reason_of_code(code).alert


@pytest.mark.parametrize("code", ["", "0", "99999", "x", "-1", "٢", "21610.0", "9" * 5000])
def test_an_unknown_code(code: str) -> None:
    """It is tried once more: neither for ever nor never."""
    assert reason_of_code(code) is Reason.UNKNOWN


def test_no_code_stands_twice() -> None:
    """A code under two reasons would have the one that happens to come last."""
    source = Path("channels/twilio/errors.py").read_text(encoding="utf-8")
    codes = re.findall(r"\b\d{5}\b(?=,|\))", source)
    assert len(codes) > 60
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (400, Reason.REFUSED_CONTENT),
        (401, Reason.REFUSED_CREDENTIALS),
        (403, Reason.REFUSED_CREDENTIALS),
        (404, Reason.MISCONFIGURED),
        (405, Reason.MISCONFIGURED),
        (408, Reason.PROVIDER_DOWN),
        (413, Reason.REFUSED_CONTENT),
        (425, Reason.PROVIDER_DOWN),
        (429, Reason.THROTTLED),
        (500, Reason.PROVIDER_DOWN),
        (502, Reason.PROVIDER_DOWN),
        (503, Reason.PROVIDER_DOWN),
        (301, Reason.PROVIDER_DOWN),
        (100, Reason.PROVIDER_DOWN),
    ],
)
def test_an_answer_without_a_code(status: int, reason: Reason) -> None:
    """Where there is no code, the status says it; the detail names it."""
    assert reason_of_status(status) is reason
    failed = failure(Answer(status))
    assert (failed.reason, failed.detail) == (reason, f"http {status}")


@pytest.mark.parametrize(
    ("status", "code", "reason", "detail"),
    [
        (400, 21610, Reason.OPTED_OUT, "21610"),
        (400, 63016, Reason.OUTSIDE_WINDOW, "63016"),
        (500, 20429, Reason.THROTTLED, "20429"),
        (401, 20003, Reason.REFUSED_CREDENTIALS, "20003"),
        (400, 1, Reason.REFUSED_CONTENT, "http 400"),
        (503, "21610", Reason.PROVIDER_DOWN, "http 503"),
        (503, None, Reason.PROVIDER_DOWN, "http 503"),
        (503, True, Reason.PROVIDER_DOWN, "http 503"),
        (503, 10**400, Reason.PROVIDER_DOWN, "http 503"),
        (503, {"a": 1}, Reason.PROVIDER_DOWN, "http 503"),
    ],
)
def test_a_code_counts_more_than_the_status(status: int, code: Any, reason: Reason, detail: str) -> None:
    """A code that we know wins; one that is none, or unknown, leaves it to the status."""
    failed = failure(Answer(status, {"code": code, "message": "to +212600000000: 'my words'"}, 7.0))
    assert (failed.reason, failed.detail, failed.retry_after) == (reason, detail, 7.0)
    assert "words" not in str(failed)
    assert "212" not in str(failed)
