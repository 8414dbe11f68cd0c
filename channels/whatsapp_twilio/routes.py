"""The webhooks of WhatsApp through Twilio: ``/webhooks/whatsapp_twilio/message`` and ``/status``."""

from channels.twilio.webhooks import blueprint

__all__ = ["blueprint"]
