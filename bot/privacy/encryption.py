"""Encryption at rest: text, payloads and addresses are stored only as Fernet tokens under the operator's keys."""

from __future__ import annotations

import base64
import re
import secrets
from typing import Optional

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from bot.errors import SettingsError


class Cipher:
    """Turns text into a token that only the operator's key opens, and back. Safe to share between threads.

    ``keys``: one key, or several, parted by commas or spaces: the first encrypts, all of them open.
    """

    def __init__(self, keys: str) -> None:
        try:
            fernets = [Fernet(key) for key in re.split(r"[\s,]+", keys.strip())]
        except ValueError as error:
            raise SettingsError("CHOBBAK_DATA_KEY: must be 32 random bytes in URL-safe base64") from error
        self._newest, self._all = fernets[0], MultiFernet(fernets)

    def encrypt(self, text: str) -> str:
        return self.encrypt_bytes(text.encode()).decode("ascii")

    def encrypt_bytes(self, content: bytes) -> bytes:
        return self._newest.encrypt(content)

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
            return self._all.decrypt(token)
        except InvalidToken as error:
            raise _other_key() from error

    def renewed(self, token: bytes) -> Optional[bytes]:
        """The same under the newest key; None when it is under it already. Raises as :meth:`decrypt` does."""
        try:
            self._newest.decrypt(token)
        except InvalidToken:
            return self.encrypt_bytes(self.decrypt_bytes(token))
        return None


def new_key() -> str:
    """A fresh key: 32 random bytes in URL-safe base64."""
    return base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()


def _other_key() -> SettingsError:
    return SettingsError("CHOBBAK_DATA_KEY: is not the key that the stored data was encrypted with")
