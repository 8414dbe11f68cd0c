"""Why a message could not be sent: a closed set, into which every channel maps its provider's codes, once.

Each reason says what is to be done; :mod:`channels.sender` does it. A channel raises :class:`SendFailed`.
"""

from __future__ import annotations

from enum import Enum

from bot.errors import ChobbakError


class Remedy(Enum):
    """What the sender does about a failed send."""

    RETRY = "retry"  # the same again, later
    RETRY_ONCE = "retry_once"  # later, but only once
    HOLD = "hold"  # a template or the fallback channel, or else wait until the citizen writes
    OPT_OUT = "opt_out"  # never write to this address again
    GIVE_UP = "give_up"  # a dead letter, for an operator to look at


class Reason(Enum):
    """The closed set of reasons, each with its remedy and whether an operator must do something."""

    THROTTLED = ("throttled", Remedy.RETRY, False)  # too fast, or a queue is full
    PROVIDER_DOWN = ("provider_down", Remedy.RETRY, True)  # no connection, 5xx, half an answer that says "not taken"
    REFUSED_CREDENTIALS = ("refused_credentials", Remedy.RETRY, True)  # kept until an operator has mended them
    UNREACHABLE = ("unreachable", Remedy.RETRY, False)  # the phone is off
    OUTCOME_UNKNOWN = ("outcome_unknown", Remedy.RETRY_ONCE, False)  # the provider never told: it may have been sent
    UNKNOWN = ("unknown", Remedy.RETRY_ONCE, False)  # the provider itself does not know why
    OUTSIDE_WINDOW = ("outside_window", Remedy.HOLD, False)  # WhatsApp: more than 24 hours since the citizen wrote
    OPTED_OUT = ("opted_out", Remedy.OPT_OUT, False)
    INVALID_ADDRESS = ("invalid_address", Remedy.GIVE_UP, False)
    REFUSED_CONTENT = ("refused_content", Remedy.GIVE_UP, True)  # too long, filtered, against a policy
    MISCONFIGURED = ("misconfigured", Remedy.GIVE_UP, True)  # a sender, route or template that is not there
    EXPIRED = ("expired", Remedy.GIVE_UP, False)  # tried for too long

    def __init__(self, code: str, remedy: Remedy, alert: bool) -> None:
        self.code = code
        self.remedy = remedy
        self.alert = alert

    @property
    def retryable(self) -> bool:
        return self.remedy in (Remedy.RETRY, Remedy.RETRY_ONCE)


class SendFailed(ChobbakError):
    """The provider did not take a message. ``detail`` is the provider's own code, ``retry_after`` its wish in seconds."""

    code = "send_failed"

    def __init__(self, reason: Reason, detail: str = "", retry_after: float | None = None) -> None:
        super().__init__(f"not sent: {reason.code}" + (f" ({detail})" if detail else ""))
        self.reason = reason
        self.detail = detail[:64]
        self.retry_after = retry_after
