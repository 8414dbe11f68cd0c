"""Meta's error codes, as reasons.

https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes. Most failures come later, in
a status update: a message that was taken is not yet a message that was delivered.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from channels.provider_http import Answer
from channels.send_errors import Reason, SendFailed

PAIR_RATE = 131056
_PAIR_SECONDS = 6.0  # one message in six seconds to one citizen, sustained

_CODES: Mapping[Reason, tuple[int, ...]] = {
    Reason.THROTTLED: (
        4,  # calls of the app
        17,  # calls of the user
        613,  # calls of this endpoint
        80007,  # calls of the account
        130429,  # messages a second of our number
        131048,  # too many messages were marked as spam
        PAIR_RATE,  # too many to this one citizen
        133016,  # registrations
    ),
    Reason.PROVIDER_DOWN: (
        2,  # temporary
        131016,  # temporary
        131053,  # a file could not be uploaded
        131057,  # the account is being maintained
        133004,  # temporary
    ),
    Reason.REFUSED_CREDENTIALS: (
        0,  # not authenticated
        3,  # a permission is missing; so are 10 and 200 to 299
        10,
        102,  # the session is over
        190,  # the token has expired
        368,  # blocked for a while, for breaking a policy
        131005,  # access denied
        131031,  # the account is locked
        131042,  # the account cannot pay
        *range(200, 300),
    ),
    Reason.UNKNOWN: (
        1,  # a wrong request, or an error at Meta
        131000,  # something went wrong
    ),
    Reason.OUTSIDE_WINDOW: (131047,),
    Reason.INVALID_ADDRESS: (
        131021,  # our own number
        131026,  # not on WhatsApp, terms not accepted, too old an app, or not to be told
        131062,  # a user id where only a telephone number is taken
    ),
    Reason.REFUSED_CONTENT: (
        100,  # a parameter that is wrong
        130472,  # withheld from this citizen in an experiment
        131008,  # a parameter is missing
        131009,  # a parameter that is wrong
        131049,  # withheld from this citizen, who gets enough of this kind
        131050,  # this citizen wants no marketing: our answers are none, so this is no STOP
        131051,  # a kind of message that there is not
        131052,  # a file could not be fetched
        132005,  # the filled template is too long
        132007,  # the template is against a policy
    ),
    Reason.MISCONFIGURED: (
        33,  # our number has been deleted
        130497,  # the account may not write to this country
        131030,  # a test number, and this citizen is not on its list
        131037,  # the name of our number is not approved
        131045,  # our number is not registered rightly
        132000,  # variables of a template
        132001,  # there is no such template in this language
        132012,  # as 132000
        132015,  # the template is paused
        132016,  # the template is switched off
        133010,  # our number is not registered
    ),
}
_REASONS: Mapping[int, Reason] = {code: reason for reason, codes in _CODES.items() for code in codes}


def reason_of_code(code: int | None) -> Reason:
    """Of a status update's error; ``UNKNOWN`` when there is none, or none that we know."""
    return _REASONS.get(-1 if code is None else code, Reason.UNKNOWN)


def reason_of_status(status: int) -> Reason:
    """Of an HTTP answer without a code that we know."""
    if status in (401, 403):
        return Reason.REFUSED_CREDENTIALS
    if status == 429:
        return Reason.THROTTLED
    if status in (400, 413, 422):
        return Reason.REFUSED_CONTENT
    if 300 <= status < 500 and status not in (408, 425):
        return Reason.MISCONFIGURED
    return Reason.PROVIDER_DOWN


def failure(answer: Answer) -> SendFailed:
    """What an answer without a message says. Meta's own words may quote texts and numbers: they are left out."""
    code = error_code(answer.body.get("error"))
    if code is None and answer.good:
        return SendFailed(Reason.OUTCOME_UNKNOWN, f"http {answer.status}")
    reason = reason_of_code(code) if code in _REASONS else reason_of_status(answer.status)
    wait = answer.retry_after or (_PAIR_SECONDS if code == PAIR_RATE else None)
    return SendFailed(reason, f"http {answer.status}" if code is None else str(code), wait)


def error_code(error: Any) -> int | None:
    """The code of an error as Meta describes one in answers and in status updates."""
    code: Any = error.get("code") if isinstance(error, dict) else None
    whole = isinstance(code, int) and not isinstance(code, bool)
    return int(code) if whole and 0 <= code < 10_000_000 else None
