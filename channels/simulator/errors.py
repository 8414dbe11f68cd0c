"""The errors that the providers document: code → HTTP status (``LATE``: accepted, then a failed status update) and text.

Twilio: https://www.twilio.com/docs/api/errors. Meta:
https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes.
"""

from __future__ import annotations

from typing import Any

LATE = 0
TWILIO: dict[int, tuple[int, str]] = {
    20003: (401, "Authenticate"),
    20404: (404, "The requested resource was not found"),
    20429: (429, "Too Many Requests"),
    20500: (500, "Internal Server Error"),
    20503: (503, "Service Unavailable"),
    21211: (400, "Invalid 'To' Phone Number"),
    21408: (400, "Permission to send an SMS has not been enabled for the region indicated by the 'To' number"),
    21603: (400, "A 'From' phone number is required."),
    21604: (400, "A 'To' phone number is required."),
    21606: (400, "The 'From' phone number provided is not a valid message-capable Twilio phone number"),
    21610: (400, "Attempt to send to unsubscribed recipient"),
    21611: (429, "This 'From' number has exceeded the maximum number of queued messages"),
    21612: (400, "Message cannot be sent with the current combination of 'To' and/or 'From' parameters"),
    21614: (400, "'To' number is not a valid mobile number"),
    21617: (400, "The concatenated message body exceeds the 1600 character limit"),
    21619: (400, "A text message body or media urls must be specified."),
    21620: (400, "Invalid media URL(s)"),
    21654: (400, "ContentSid Required"),
    21655: (400, "The ContentSid is Invalid"),
    21656: (400, "The Content Variables Parameter is invalid"),
    21701: (404, "The Messaging Service does not exist"),
    30001: (LATE, "Queue overflow"),
    30003: (LATE, "Unreachable destination handset"),
    30004: (LATE, "Message blocked"),
    30005: (LATE, "Unknown destination handset"),
    30006: (LATE, "Landline or unreachable carrier"),
    30007: (LATE, "Message filtered"),
    30008: (LATE, "Unknown error"),
    30018: (LATE, "Destination carrier requires sender ID pre-registration"),
    30024: (LATE, "Numeric Sender ID Not Provisioned on Carrier"),
    63003: (LATE, "Channel could not find To address"),
    63005: (LATE, "Channel did not accept given content"),
    63007: (400, "Twilio could not find a Channel with the specified From address"),
    63013: (LATE, "Channel policy violation"),
    63014: (LATE, "Message failed because it was blocked by a user action"),
    63015: (LATE, "Channel Sandbox can only send messages to phone numbers that have joined the Sandbox"),
    63016: (LATE, "Failed to send freeform message because you are outside the allowed window"),
    63017: (LATE, "Message failed because of a rate limit"),
    63018: (LATE, "Rate limit exceeded for Channel"),
    63024: (LATE, "Invalid message recipient"),
    63033: (LATE, "Recipient blocked to receive message"),
}
META: dict[int, tuple[int, str]] = {
    4: (429, "API Too Many Calls"),
    100: (400, "Invalid parameter"),
    190: (401, "Access token has expired"),
    368: (403, "Temporarily blocked for policies violations"),
    80007: (429, "Rate limit issues"),
    130429: (429, "Rate limit hit"),
    130472: (LATE, "User's number is part of an experiment"),
    131000: (500, "Something went wrong"),
    131005: (403, "Access denied"),
    131008: (400, "Required parameter is missing"),
    131009: (400, "Parameter value is not valid"),
    131016: (503, "Service unavailable"),
    131026: (LATE, "Message undeliverable"),
    131031: (403, "Account has been locked"),
    131047: (400, "Re-engagement message"),
    131048: (429, "Spam rate limit hit"),
    131049: (LATE, "This message was not delivered to maintain healthy ecosystem engagement"),
    131050: (LATE, "User has stopped marketing messages"),
    131051: (400, "Unsupported message type"),
    131052: (400, "Media download error"),
    131053: (400, "Media upload error"),
    131056: (429, "(Business Account, Consumer Account) pair rate limit hit"),
    132000: (400, "Template Param Count Mismatch"),
    132001: (404, "Template does not exist"),
    133016: (429, "Account register/deregister rate limit exceeded"),
}
_TWILIO_UNDELIVERED = range(30000, 31000)  # the carrier's failures are "undelivered", all others "failed"


class Refused(Exception):
    """The provider refuses a request, with one of its codes."""

    def __init__(self, code: int, detail: str = "", retry_after: int | None = None) -> None:
        super().__init__(f"{code} {detail}".strip())
        self.code = code
        self.detail = detail
        self.retry_after = retry_after


def twilio_error(refused: Refused) -> tuple[int, dict[str, Any]]:
    """HTTP status and body, as Twilio words an error."""
    status, message = TWILIO[refused.code]
    body = {
        "code": refused.code,
        "message": f"{message}{': ' if refused.detail else ''}{refused.detail}",
        "more_info": f"https://www.twilio.com/docs/errors/{refused.code}",
        "status": status or 400,
    }
    return status or 400, body


def meta_error(refused: Refused) -> tuple[int, dict[str, Any]]:
    """HTTP status and body, as Meta words an error."""
    status, title = META[refused.code]
    error = {
        "message": f"(#{refused.code}) {title}",
        "type": "OAuthException",
        "code": refused.code,
        "error_data": {"messaging_product": "whatsapp", "details": refused.detail or title},
        "fbtrace_id": "Fictitious000000000000",
    }
    return status or 400, {"error": error}


def twilio_state(code: int) -> str:
    """How Twilio calls the final state of a message that failed with this code."""
    return "undelivered" if code in _TWILIO_UNDELIVERED else "failed"
