"""Encryption at rest: text, payloads and addresses are stored only as Fernet tokens under the operator's key."""

from __future__ import annotations

from cryptography.fernet import Fernet, InvalidToken

from bot.errors import SettingsError


class Cipher:
    """Turns text into a token that only the operator's key opens, and back. Safe to share between threads."""

    def __init__(self, key: str) -> None:
        try:
            self._fernet = Fernet(key)
        except ValueError as error:
            raise SettingsError("CHOBBAK_DATA_KEY: must be 32 random bytes in URL-safe base64") from error

    def encrypt(self, text: str) -> str:
        return self.encrypt_bytes(text.encode()).decode("ascii")

    def encrypt_bytes(self, content: bytes) -> bytes:
        return self._fernet.encrypt(content)

    def decrypt(self, token: str) -> str:
        """The text inside ``token``.

        Raises:
            SettingsError: the token was made with another key, or was changed since.
        """
        try:
            return self.decrypt_bytes(token.encode("ascii")).decode()
        except UnicodeError as error:
            raise _other_key() from error

    def decrypt_bytes(self, token: bytes) -> bytes:
        """The bytes inside ``token``; raises as :meth:`decrypt` does."""
        try:
            return self._fernet.decrypt(token)
        except InvalidToken as error:
            raise _other_key() from error


def _other_key() -> SettingsError:
    return SettingsError("CHOBBAK_DATA_KEY: is not the key that the stored data was encrypted with")
