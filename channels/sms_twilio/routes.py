"""The webhooks of SMS through Twilio: ``/webhooks/sms_twilio/message`` and ``/status``."""

from channels.twilio.webhooks import blueprint

__all__ = ["blueprint"]
