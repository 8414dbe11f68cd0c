"""The only reader of the environment: one list of settings, each with its default, its help and whether it is secret.

A ``.env`` file in the repository root is read too (the environment wins); every command writes fresh keys to it when there are none.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

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
    database_url: str = Field("sqlite:///var/chobbak.db", help="SQLAlchemy address of the database", secret=True)
    data_key: SecretStr = Field(
        ...,
        help="key that message text and addresses are encrypted with at rest: 32 random bytes in URL-safe base64",
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
    turn_timeout: float = Field(15.0, gt=0, help="seconds that the gateway waits for a turn of the engine")
    procedures_dir: Path = Field(ROOT / "data" / "procedures", help="directory of the hand-written procedures")
    models_dir: Path = Field(ROOT / "models", help="directory of the trained models; the newest is used")

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
