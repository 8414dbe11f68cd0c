"""The only reader of the environment: one list of settings, each with its default, its help and whether it is secret.

A ``.env`` file in the repository root is read too (the environment wins); every command writes fresh keys to it when there are none.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Optional

from pydantic import BaseSettings, Field, SecretStr, ValidationError, validator

from bot.errors import SettingsError
from bot.locales import CODES, DEFAULT

ROOT = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """Every setting of every process. The variable is the field's name in capitals, after ``CHOBBAK_``."""

    port: int = Field(8080, ge=1, le=65535, help="port of the gateway, the only public one")
    host: str = Field("0.0.0.0", help="address that the gateway listens on")  # noqa: S104 - it is the public face
    engine_port: int = Field(5005, ge=1, le=65535, help="port of the engine, on loopback")
    actions_port: int = Field(5055, ge=1, le=65535, help="port of the action server, on loopback")
    internal_host: str = Field(
        "127.0.0.1", help="address that engine and action server listen on; they must never be reachable from outside"
    )
    engine_url: str = Field("", help="where the gateway finds the engines, such as http://engines:5005; empty: here")
    actions_url: str = Field("", help="where engines find the action servers; empty: on this machine")
    redis_url: str = Field(
        "", help="Redis for the locks of several engines, such as redis://redis:6379/0; empty: one engine", secret=True
    )
    without_redis: str = Field(
        "go_on",
        regex="^(go_on|wait)$",
        help="when Redis is away: go_on (the database still refuses two writers of one conversation) or wait",
    )
    database_pool: int = Field(5, ge=1, le=100, help="most connections of a process to the database")
    database_url: str = Field("sqlite:///var/chobbak.db", help="SQLAlchemy address of the database", secret=True)
    data_key: SecretStr = Field(
        ...,
        help="key that message text and addresses are encrypted with at rest: 32 random bytes in URL-safe base64; "
        "several, parted by commas, while it is rotated: the first encrypts, all open",
        secret=True,
    )
    pseudonym_key: SecretStr = Field(
        ...,
        min_length=32,
        help="key of the hashes that stand for addresses and tokens, 32 characters or more",
        secret=True,
    )
    default_locale: str = Field(DEFAULT, help="locale of an answer when nothing tells which one the citizen reads")
    administration: str = Field(
        "", help="name of the administration that runs this assistant, shown when a citizen asks"
    )
    log_level: str = Field("INFO", regex="^(DEBUG|INFO|WARNING|ERROR)$", help="DEBUG, INFO, WARNING or ERROR")
    message_characters: int = Field(
        2000, ge=100, help="longest message that is read; a longer one is answered politely"
    )
    messages_per_minute: int = Field(60, ge=1, help="messages taken from one conversation in a minute")
    conversations_per_minute: int = Field(30, ge=1, help="conversations opened from one address in a minute")
    token_days: int = Field(30, ge=1, help="days after its last message that a web conversation's token lives")
    widget_origins: str = Field(
        "", help="origins of the websites that may show the widget, such as https://www.commune.ma; ours always may"
    )
    upload_megabytes: int = Field(10, ge=1, le=50, help="largest photo or document that the website takes")
    requests_per_minute: int = Field(3000, ge=1, help="requests to the API taken from one address in a minute")
    turn_timeout: float = Field(15.0, gt=0, help="seconds that the gateway waits for a turn of the engine")
    public_url: str = Field(
        "", help="address under which providers reach the gateway, such as https://bot.example.ma: signatures cover it"
    )
    trusted_proxies: str = Field(
        "", help="networks of our own proxies, whose X-Forwarded headers are believed, such as 10.0.0.0/8 127.0.0.1"
    )
    twilio_account_sid: str = Field("", regex="^(AC[0-9a-f]{32})?$", help="account at Twilio, for WhatsApp and SMS")
    twilio_auth_token: SecretStr = Field("", help="primary auth token: webhooks are signed with it", secret=True)
    twilio_auth_token_secondary: SecretStr = Field(
        "", help="the other auth token, accepted too while tokens are rotated", secret=True
    )
    twilio_api_key: str = Field("", help="API key to send with; the account and its auth token when empty")
    twilio_api_secret: SecretStr = Field("", help="secret of the API key", secret=True)
    twilio_url: str = Field("https://api.twilio.com", help="address of Twilio's API")
    twilio_media_hosts: str = Field(
        "twilio.com twiliocdn.com", help="hosts that media may be fetched from, with those below them"
    )
    whatsapp_twilio_from: str = Field("", help="our WhatsApp number at Twilio, such as +212520000000; empty: off")
    whatsapp_twilio_per_second: float = Field(10, gt=0, help="messages a second that Twilio takes for WhatsApp")
    sms_twilio_from: str = Field("", help="our SMS number, sender name or messaging service (MG…); empty: off")
    sms_twilio_per_second: float = Field(10, gt=0, help="messages a second that Twilio takes for SMS")
    sms_segments: int = Field(4, ge=1, le=10, help="segments of one SMS answer; the rest is sent when asked for")
    sms_plain_letters: bool = Field(False, help="write ê as e (and the like) in an SMS where that saves a segment")
    whatsapp_cloud_phone_id: str = Field("", help="id of our phone number at Meta; empty: off")
    whatsapp_cloud_token: SecretStr = Field("", help="access token of Meta's API", secret=True)
    whatsapp_cloud_app_secret: SecretStr = Field("", help="app secret: Meta signs webhooks with it", secret=True)
    whatsapp_cloud_app_secret_secondary: SecretStr = Field(
        "", help="the app secret before it was reset, accepted too while it is rotated", secret=True
    )
    whatsapp_cloud_verify_token: SecretStr = Field(
        "", help="word that Meta repeats when it verifies the webhook", secret=True
    )
    whatsapp_cloud_url: str = Field("https://graph.facebook.com/v23.0", help="address of Meta's API")
    whatsapp_cloud_media_hosts: str = Field(
        "facebook.com fbsbx.com whatsapp.net", help="hosts that media may be fetched from, with those below them"
    )
    whatsapp_cloud_per_second: float = Field(80, gt=0, help="messages a second that Meta takes")
    whatsapp_fallback: str = Field(
        "", regex="^(sms_twilio)?$", help="channel for what WhatsApp's 24-hour window holds back; empty: it waits"
    )
    templates_file: Optional[Path] = Field(
        None, help="YAML file of the templates that providers have approved, by channel, name and locale"
    )
    send_hours: float = Field(24, gt=0, help="hours after which a message that could not be sent is given up")
    trust_channel_number: bool = Field(
        False, help="ask no one-time code where a provider has verified the very number that is on file"
    )
    codes_on_screen: bool = Field(
        False,
        help="show one-time codes in the conversation when there is no SMS: only to demonstrate, on invented data",
    )
    notify_seconds: float = Field(
        60.0, ge=1, help="seconds between two looks at files that citizens follow, reminders, codes and erasures"
    )
    privacy_notice: bool = Field(
        True, help="tell citizens in their first answer what is kept, and how to see and erase it"
    )
    dossiers_url: str = Field(
        "sqlite:///var/registers.db", help="SQLAlchemy address of the register of dossiers", secret=True
    )
    appointments_url: str = Field(
        "sqlite:///var/registers.db", help="SQLAlchemy address of the register of appointments", secret=True
    )
    orders_url: str = Field(
        "sqlite:///var/registers.db", help="SQLAlchemy address of the register of ordered documents", secret=True
    )
    complaints_url: str = Field(
        "sqlite:///var/registers.db", help="SQLAlchemy address of the register of complaints", secret=True
    )
    dossiers_mapping: Optional[Path] = Field(
        None,
        help="YAML file that says where an administration's own database keeps its dossiers; empty: our own tables",
    )
    register_timeout: float = Field(
        5.0, gt=0, le=60, help="seconds that connecting to a register, waiting for it and one statement may take"
    )
    register_failures: int = Field(5, ge=1, help="failures in a row after which a register is left alone")
    register_pause: float = Field(30.0, gt=0, help="seconds that a register which failed is left alone")
    procedures_dir: Path = Field(ROOT / "data" / "procedures", help="directory of the hand-written procedures")
    offices_dir: Path = Field(
        ROOT / "data" / "offices", help="directory of the sample offices, their kinds, places and calendar"
    )
    offices_file: Path = Field(
        ROOT / "var" / "offices.csv", help="offices that were imported; while there is none, the samples are used"
    )
    tariffs_dir: Path = Field(ROOT / "data" / "tariffs", help="directory of the published sums that we compute with")
    models_dir: Path = Field(ROOT / "models", help="directory of the trained models; the newest is used")

    @property
    def engine_address(self) -> str:
        """Where the engines are found."""
        return self.engine_url.rstrip("/") or f"http://127.0.0.1:{self.engine_port}"

    @property
    def actions_address(self) -> str:
        """Where the action servers are found."""
        return self.actions_url.rstrip("/") or f"http://127.0.0.1:{self.actions_port}"

    @validator("default_locale")
    def _check_locale(cls, value: str) -> str:
        if value not in CODES:
            raise ValueError(f"must be one of {', '.join(CODES)}")
        return value

    class Config:
        env_prefix = "CHOBBAK_"
        env_file = ROOT / ".env"


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The settings of this process, read once.

    Raises:
        SettingsError: a setting is missing or wrong; the message names it and what is wrong, never its value.
    """
    try:
        return Settings.parse_obj({})
    except ValidationError as error:
        problems = "; ".join(f"CHOBBAK_{str(e['loc'][0]).upper()}: {e['msg']}" for e in error.errors())
        raise SettingsError(problems) from error
