"""Ciphers, pseudonyms and tokens."""

from __future__ import annotations

import pytest

from bot.errors import SettingsError
from bot.identity.pseudonyms import Pseudonyms, new_conversation_id, new_token
from bot.privacy.encryption import Cipher
from tests.channels.harness import KEYS

KEY = KEYS["CHOBBAK_DATA_KEY"]


@pytest.mark.parametrize(
    "text", ["", "salam", "شنو خاصني باش نجدد لاكارط؟", "ⵎⴰ ⵉⵅⵚⵚⴰⵏ", "👨‍👩‍👧\n\x00", "x" * 100_000]
)
def test_what_is_encrypted_comes_back(text: str) -> None:
    """Any text, and never the same token twice."""
    cipher = Cipher(KEY)
    assert cipher.decrypt(cipher.encrypt(text)) == text
    assert cipher.encrypt(text) != cipher.encrypt(text)


@pytest.mark.parametrize("token", ["", "gAAAA", "nonsense", "é"])
def test_what_is_not_ours_is_refused(token: str) -> None:
    """A broken token is an error of ours, without its content."""
    with pytest.raises(SettingsError):
        Cipher(KEY).decrypt(token)


def test_a_changed_token_is_refused() -> None:
    """Nobody with access to the database can change a message unseen."""
    token = Cipher(KEY).encrypt("salam")
    changed = token[:20] + ("A" if token[20] != "A" else "B") + token[21:]
    with pytest.raises(SettingsError):
        Cipher(KEY).decrypt(changed)


@pytest.mark.parametrize("key", ["", "short", "é" * 32, "A" * 44, KEY[:-4]])
def test_a_key_that_is_none_is_named(key: str) -> None:
    """The setting is named; its value is not."""
    with pytest.raises(SettingsError, match="CHOBBAK_DATA_KEY") as raised:
        Cipher(key)
    assert not key or key not in str(raised.value)


def test_pseudonyms_are_stable_and_keyed() -> None:
    """The same number on the same channel is the same conversation, for one operator only; no two purposes meet."""
    one, other = Pseudonyms("a" * 32), Pseudonyms("b" * 32)
    pseudonym = one.of_address("whatsapp", "+212600000000")
    assert pseudonym == one.of_address("whatsapp", "+212600000000")
    assert pseudonym != one.of_address("sms", "+212600000000")
    assert pseudonym != other.of_address("whatsapp", "+212600000000")
    assert one.of_address("a", "bc") != one.of_address("ab", "c")
    assert one.of_token("x") != one.of_address("token", "x")
    assert "212600000000" not in pseudonym
    assert len(pseudonym) <= 64


def test_tokens_and_ids_are_random() -> None:
    """32 bytes each for the token, 16 for the id, and never twice."""
    tokens = {new_token() for _ in range(100)}
    assert len(tokens) == 100
    assert {len(token) for token in tokens} == {43}
    assert len({new_conversation_id("web") for _ in range(100)}) == 100
