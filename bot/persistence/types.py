"""Column types: text that is encrypted at rest, and moments that are always in UTC."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

from sqlalchemy import DateTime, LargeBinary, Text
from sqlalchemy.types import TypeDecorator

from bot.errors import SettingsError

CIPHER = "chobbak_cipher"  # the attribute of a dialect under which Database keeps its cipher


class EncryptedText(TypeDecorator):
    """Text that reaches the database only encrypted, with the cipher of the ``Database`` that the statement runs on."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Any) -> str | None:
        return None if value is None else str(_cipher(dialect).encrypt(value))

    def process_result_value(self, value: str | None, dialect: Any) -> str | None:
        return None if value is None else str(_cipher(dialect).decrypt(value))


class EncryptedBytes(TypeDecorator):
    """Bytes that reach the database only encrypted, as :class:`EncryptedText` does."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: bytes | None, dialect: Any) -> bytes | None:
        return None if value is None else bytes(_cipher(dialect).encrypt_bytes(value))

    def process_result_value(self, value: bytes | None, dialect: Any) -> bytes | None:
        return None if value is None else bytes(_cipher(dialect).decrypt_bytes(bytes(value)))


class Moment(TypeDecorator):
    """A timezone-aware moment; SQLite and MariaDB, which have no time zones, hold it in UTC, to the microsecond."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Any) -> Any:
        if dialect.name in ("mysql", "mariadb"):
            from sqlalchemy.dialects.mysql import DATETIME

            return dialect.type_descriptor(DATETIME(fsp=6))
        return dialect.type_descriptor(DateTime(timezone=True))

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        if value is None:
            return None
        value = value.astimezone(timezone.utc)
        return value if dialect.name == "postgresql" else value.replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=timezone.utc) if value.tzinfo is None else value.astimezone(timezone.utc)


def _cipher(dialect: Any) -> Any:
    cipher = getattr(dialect, CIPHER, None)
    if cipher is None:
        raise SettingsError("an encrypted column was used on a connection that was not made by Database")
    return cipher
