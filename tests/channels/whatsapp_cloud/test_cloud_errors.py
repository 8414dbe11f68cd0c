"""What Meta's codes mean for a message: sent again, held back, or given up."""

from __future__ import annotations

from typing import Any

import pytest

from channels.provider_http import Answer
from channels.send_errors import Reason
from channels.whatsapp_cloud.errors import error_code, failure, reason_of_code, reason_of_status

CODES = [
    *((code, Reason.THROTTLED) for code in (4, 80007, 130429, 131048, 131056, 133016)),
    *((code, Reason.REFUSED_CREDENTIALS) for code in (0, 3, 10, 190, 200, 299, 368, 131005, 131031)),
    *((code, Reason.PROVIDER_DOWN) for code in (2, 131016, 131053)),
    *((code, Reason.MISCONFIGURED) for code in (132000, 132001, 133010)),
    *((code, Reason.REFUSED_CONTENT) for code in (100, 130472, 131009, 131049, 131050, 131051)),
    (131047, Reason.OUTSIDE_WINDOW),
    (131026, Reason.INVALID_ADDRESS),
    (131000, Reason.UNKNOWN),
    (300, Reason.UNKNOWN),
    (999999, Reason.UNKNOWN),
    (None, Reason.UNKNOWN),
]


@pytest.mark.parametrize(("code", "reason"), CODES)
def test_codes(code: int | None, reason: Reason) -> None:
    """Each documented code has its reason; any other is one that the provider itself cannot tell."""
    assert reason_of_code(code) is reason


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (302, Reason.MISCONFIGURED),
        (400, Reason.REFUSED_CONTENT),
        (401, Reason.REFUSED_CREDENTIALS),
        (403, Reason.REFUSED_CREDENTIALS),
        (404, Reason.MISCONFIGURED),
        (408, Reason.PROVIDER_DOWN),
        (413, Reason.REFUSED_CONTENT),
        (429, Reason.THROTTLED),
        (500, Reason.PROVIDER_DOWN),
        (502, Reason.PROVIDER_DOWN),
        (503, Reason.PROVIDER_DOWN),
    ],
)
def test_statuses(status: int, reason: Reason) -> None:
    """Without a code, and with one that nobody knows, the HTTP status decides."""
    assert reason_of_status(status) is reason
    assert failure(Answer(status)).reason is reason
    assert failure(Answer(status, {"error": {"code": 999_999}})).reason is reason


def test_the_code_comes_before_the_status() -> None:
    """Meta answers a throttle with 400, too."""
    failed = failure(Answer(400, {"error": {"code": 130429, "message": "to +212600000000"}}))
    assert (failed.reason, failed.detail) == (Reason.THROTTLED, "130429")
    assert "212600000000" not in str(failed)


def test_waits() -> None:
    """The provider's wish, else six seconds when one citizen got too much at once."""
    assert failure(Answer(429, {}, 30.0)).retry_after == 30
    assert failure(Answer(429)).retry_after is None
    assert failure(Answer(400, {"error": {"code": 131056}})).retry_after == 6
    assert failure(Answer(400, {"error": {"code": 131056}}, 30.0)).retry_after == 30


def test_a_good_answer_that_names_no_message() -> None:
    """It may have been taken; with an error in it, it was not."""
    assert failure(Answer(200)).reason is Reason.OUTCOME_UNKNOWN
    assert failure(Answer(200, {"error": {"code": 131047}})).reason is Reason.OUTSIDE_WINDOW


@pytest.mark.parametrize(
    "error",
    [None, 1, [], "131047", {}, {"code": "131047"}, {"code": True}, {"code": -1}, {"code": 1e6}, {"code": 10**30}],
)
def test_no_code(error: Any) -> None:
    """What is not described as Meta describes it has none."""
    assert error_code(error) is None
