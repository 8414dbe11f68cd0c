"""Keyed hashes that stand for what must not be stored: telephone numbers, channel ids, tokens.

Without the key nobody can go from the hash back to the number by trying all numbers, which for telephone numbers
takes minutes.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets


class Pseudonyms:
    """The hashes of one operator, under one key.

    Each purpose has its own family of hashes, so that none can pass for another.
    """

    def __init__(self, key: str) -> None:
        self._key = key.encode()

    def of_address(self, channel: str, address: str) -> str:
        """The conversation id that stands for ``address`` (a telephone number, a channel's user id) on ``channel``."""
        return f"{channel}-{self._hash('address', channel, address)[:32]}"

    def of_token(self, token: str) -> str:
        """What is stored of a conversation's token."""
        return self._hash("token", token)

    def of_content(self, content: str) -> str:
        """What is compared to find the same message again where a provider gives it no id."""
        return self._hash("content", content)[:32]

    def of(self, family: str, *parts: str) -> str:
        """The hash, in hexadecimal, of whatever else must not be stored; families do not meet."""
        return self._hash("other", family, *parts)

    def _hash(self, *parts: str) -> str:
        framed = b"".join(len(part.encode()).to_bytes(4, "big") + part.encode() for part in parts)
        return hmac.new(self._key, framed, hashlib.sha256).hexdigest()


def new_token() -> str:
    """32 random bytes that can stand in a header or an address."""
    return secrets.token_urlsafe(32)


def new_conversation_id(channel: str) -> str:
    """A random conversation id, for a channel where a conversation belongs to nobody that we could name."""
    return f"{channel}-{secrets.token_hex(16)}"
