"""SMS through Twilio."""

from __future__ import annotations

from bot.settings import Settings
from channels.channel import PHONE, Address
from channels.sms_twilio.capabilities import with_budget
from channels.twilio.account import sms_sender
from channels.twilio.client import TwilioChannel, no_address
from channels.twilio.parsing import SMS


def from_settings(settings: Settings) -> SmsTwilio | None:
    """The channel, when it is configured.

    Raises:
        SettingsError: it is configured by half, or wrongly; the variable is named.
    """
    return SmsTwilio(settings) if settings.sms_twilio_from else None


class SmsTwilio(TwilioChannel):
    """Plain text, to telephone numbers only."""

    name = "sms_twilio"
    prefix = SMS

    def __init__(self, settings: Settings) -> None:
        super().__init__(
            settings,
            sms_sender(settings.sms_twilio_from),
            with_budget(settings.sms_segments, settings.sms_plain_letters),
            settings.sms_twilio_per_second,
        )

    def _recipient(self, to: tuple[Address, ...]) -> str:
        number = next((address.value for address in to if address.kind == PHONE), None)
        if number is None:
            raise no_address()
        return number
