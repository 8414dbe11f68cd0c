"""Our account at Twilio, from the settings: checked whole before anything is sent."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.errors import SettingsError
from bot.settings import Settings

_API_URL = re.compile(r"https?://[A-Za-z0-9._\[\]:-]+/?")
_NUMBER = re.compile(r"\+[1-9][0-9]{4,14}")
_SERVICE = re.compile(r"MG[0-9a-f]{32}")
_SENDER_NAME = re.compile(r"(?=.*[A-Za-z])[A-Za-z0-9 +&_-]{1,11}")
_SHORT_CODE = re.compile(r"[0-9]{3,8}")


@dataclass(frozen=True)
class Account:
    """Who we are at Twilio, and where Twilio is."""

    sid: str
    login: tuple[str, str]  # an API key and its secret, else the account and its auth token
    tokens: tuple[str, ...]  # that sign webhooks
    url: str  # of the API, without a slash at the end
    media_hosts: str

    @classmethod
    def of(cls, settings: Settings) -> Account:
        """Raises :class:`SettingsError`, naming the variable that is missing or wrong."""
        token = settings.twilio_auth_token.get_secret_value()
        key, secret = settings.twilio_api_key, settings.twilio_api_secret.get_secret_value()
        _require(bool(settings.twilio_account_sid), "TWILIO_ACCOUNT_SID: missing")
        _require(bool(token), "TWILIO_AUTH_TOKEN: missing; webhooks are checked with it")
        _require(bool(secret) or not key, "TWILIO_API_SECRET: missing beside CHOBBAK_TWILIO_API_KEY")
        _require(bool(key) or not secret, "TWILIO_API_KEY: missing beside CHOBBAK_TWILIO_API_SECRET")
        _require(_API_URL.fullmatch(settings.twilio_url) is not None, "TWILIO_URL: must be an address without a path")
        return cls(
            sid=settings.twilio_account_sid,
            login=(key, secret) if key else (settings.twilio_account_sid, token),
            tokens=tuple(filter(None, (token, settings.twilio_auth_token_secondary.get_secret_value()))),
            url=settings.twilio_url.rstrip("/"),
            media_hosts=settings.twilio_media_hosts,
        )


def whatsapp_sender(value: str) -> dict[str, str]:
    """The sender's part of a request, as the SDK names it. Raises :class:`SettingsError` for what is no sender."""
    number = value.removeprefix("whatsapp:")
    _require(
        _NUMBER.fullmatch(number) is not None or _SERVICE.fullmatch(value) is not None,
        "WHATSAPP_TWILIO_FROM: must be a number such as +212520000000, or a messaging service (MG…)",
    )
    return {"messaging_service_sid": value} if value.startswith("MG") else {"from_": f"whatsapp:{number}"}


def sms_sender(value: str) -> dict[str, str]:
    """As :func:`whatsapp_sender`: a number, a short code, a name of up to eleven characters, or a messaging service."""
    if _SERVICE.fullmatch(value):
        return {"messaging_service_sid": value}
    _require(
        any(kind.fullmatch(value) for kind in (_NUMBER, _SHORT_CODE, _SENDER_NAME)),
        "SMS_TWILIO_FROM: must be a number, a name of up to 11 characters, or a messaging service (MG…)",
    )
    return {"from_": value}


def _require(good: bool, problem: str) -> None:
    if not good:
        raise SettingsError(f"CHOBBAK_{problem}")
