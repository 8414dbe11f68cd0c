"""Twilio's error codes and answers, as reasons. Sources: https://www.twilio.com/docs/api/errors/{code} and, for codes of
WhatsApp (63…), https://www.twilio.com/docs/whatsapp/tutorial/error-codes.
"""

from __future__ import annotations

from collections.abc import Mapping

from channels.provider_http import Answer
from channels.send_errors import Reason, SendFailed

_CODES: Mapping[Reason, tuple[int, ...]] = {
    Reason.THROTTLED: (
        20429,  # too many requests
        21611,  # our queue at Twilio is full
        30001,  # as 21611
        63017,  # rate of the sender
        63018,  # rate of the channel
        63038,  # the account's messages of a day
    ),
    Reason.PROVIDER_DOWN: (20500, 20503, 63010, 63012),  # errors inside Twilio or WhatsApp
    Reason.REFUSED_CREDENTIALS: (
        10001,  # the account is not active
        20003,  # not authenticated
        30002,  # the account is suspended
        63001,  # WhatsApp does not know Twilio's credentials for us
    ),
    Reason.UNREACHABLE: (30003,),  # the phone is off
    Reason.UNKNOWN: (30008, 63009, 63023),  # generic errors of carrier and channel
    Reason.OUTSIDE_WINDOW: (
        63016,  # free text outside the 24 hours
        21654,  # content is required where we sent text
    ),
    Reason.OPTED_OUT: (
        21610,  # the recipient has sent STOP
        63014,  # the recipient has blocked us
        63033,  # as 63014
    ),
    Reason.INVALID_ADDRESS: (
        21211,  # no valid number
        21604,  # no number at all
        21614,  # not a mobile number
        21635,  # a landline
        30005,  # unknown destination
        30006,  # a landline, or an unreachable carrier
        63003,  # not on WhatsApp
        63024,  # as 63003
    ),
    Reason.REFUSED_CONTENT: (
        21602,  # no text
        21617,  # longer than 1,600 characters
        21620,  # address of media
        30004,  # blocked
        30007,  # filtered by a carrier
        63005,  # content that WhatsApp does not take
        63013,  # against a policy
        63019,  # media that WhatsApp cannot fetch
        63021,  # as 63005
    ),
    Reason.MISCONFIGURED: (
        11200,  # our webhook answers wrongly
        11205,  # our webhook cannot be reached
        20404,  # no such account
        21212,  # no valid sender
        21408,  # the account may not send to this country
        21603,  # no sender
        21606,  # the sender cannot send to this destination
        21608,  # a trial account
        21612,  # no route from this sender to this destination
        21655,  # no such content
        21656,  # variables that the content does not take
        21659,  # the sender is not ours
        21660,  # the sender is another account's
        21703,  # a messaging service without senders
        30018,  # the sender must be registered
        30024,  # the sender is not provisioned at the carrier (numeric senders in Morocco)
        57012,  # our webhook refuses Twilio's signature
        63007,  # no such WhatsApp sender
        63015,  # the recipient has not joined the sandbox
        63027,  # no such template in this language
        63028,  # variables that the template does not take
        63041,  # the template is paused
        63042,  # the template is switched off
        92007,  # as 21656
    ),
}
_REASONS: Mapping[int, Reason] = {code: reason for reason, codes in _CODES.items() for code in codes}


def reason_of_code(code: str) -> Reason:
    """Of a status callback's ``ErrorCode``; ``UNKNOWN`` when there is none, or none that we know."""
    return _known(code) or Reason.UNKNOWN


def reason_of_status(status: int) -> Reason:
    """Of an HTTP answer without a code that we know."""
    if status in (401, 403):
        return Reason.REFUSED_CREDENTIALS
    if status == 429:
        return Reason.THROTTLED
    if status in (400, 413, 422):
        return Reason.REFUSED_CONTENT
    if 404 <= status < 500 and status not in (408, 425):
        return Reason.MISCONFIGURED
    return Reason.PROVIDER_DOWN


def failure(answer: Answer) -> SendFailed:
    """What an answer other than 2xx says. Twilio's own message may quote text and numbers: it is left out."""
    code = answer.body.get("code")
    detail = str(code) if isinstance(code, int) and code in _REASONS else f"http {answer.status}"
    return SendFailed(_known(detail) or reason_of_status(answer.status), detail, answer.retry_after)


def _known(code: str) -> Reason | None:
    return _REASONS.get(int(code)) if code.isascii() and code.isdigit() and len(code) <= 6 else None
