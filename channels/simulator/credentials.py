"""The accounts that the simulator plays: fictitious, or those that a running gateway is configured with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.settings import Settings

_BEHIND_A_SERVICE = "+212520000009"


@dataclass(frozen=True)
class Credentials:
    """What a provider and the gateway both know. No value here opens anything anywhere."""

    account_sid: str = "AC" + "0" * 32
    auth_token: str = "fictitious-auth-token"  # noqa: S105 - fictitious
    auth_token_secondary: str = ""
    api_key: str = ""
    api_secret: str = ""
    whatsapp_from: str = "+212520000000"  # a number, or a messaging service (MG…)
    sms_from: str = "+212520000001"  # a number, a sender name, or a messaging service
    phone_id: str = "100000000000001"
    waba_id: str = "100000000000002"
    token: str = "fictitious-access-token"  # noqa: S105 - fictitious
    app_secret: str = "fictitious-app-secret"  # noqa: S105 - fictitious
    verify_token: str = "fictitious-verify-token"  # noqa: S105 - fictitious

    @property
    def whatsapp_number(self) -> str:
        """The number that citizens write to: behind a messaging service there is one too."""
        return self.whatsapp_from if self.whatsapp_from.startswith("+") else _BEHIND_A_SERVICE

    @property
    def sms_number(self) -> str:
        return _BEHIND_A_SERVICE if self.sms_from.startswith("MG") else self.sms_from

    @classmethod
    def from_settings(cls, settings: Settings) -> Credentials:
        """Those of a gateway. What it has not configured stays fictitious."""
        known = {
            "account_sid": settings.twilio_account_sid,
            "auth_token": settings.twilio_auth_token.get_secret_value(),
            "auth_token_secondary": settings.twilio_auth_token_secondary.get_secret_value(),
            "api_key": settings.twilio_api_key,
            "api_secret": settings.twilio_api_secret.get_secret_value(),
            "whatsapp_from": settings.whatsapp_twilio_from.removeprefix("whatsapp:"),
            "sms_from": settings.sms_twilio_from,
            "phone_id": settings.whatsapp_cloud_phone_id,
            "token": settings.whatsapp_cloud_token.get_secret_value(),
            "app_secret": settings.whatsapp_cloud_app_secret.get_secret_value(),
            "verify_token": settings.whatsapp_cloud_verify_token.get_secret_value(),
        }
        return cls(**{name: value for name, value in known.items() if value})

    def settings(self, url: str) -> dict[str, Any]:
        """The settings of a gateway whose providers are at ``url``, by their names in :class:`bot.settings.Settings`."""
        return {
            "twilio_account_sid": self.account_sid,
            "twilio_auth_token": self.auth_token,
            "twilio_auth_token_secondary": self.auth_token_secondary,
            "twilio_api_key": self.api_key,
            "twilio_api_secret": self.api_secret,
            "twilio_url": url,
            "twilio_media_hosts": "127.0.0.1",
            "whatsapp_twilio_from": self.whatsapp_from,
            "sms_twilio_from": self.sms_from,
            "whatsapp_cloud_phone_id": self.phone_id,
            "whatsapp_cloud_token": self.token,
            "whatsapp_cloud_app_secret": self.app_secret,
            "whatsapp_cloud_verify_token": self.verify_token,
            "whatsapp_cloud_url": f"{url}/v23.0",
            "whatsapp_cloud_media_hosts": "127.0.0.1",
        }
