"""The locale of a conversation, message after message: what the slots hold decides in which one we answer."""

from __future__ import annotations

import pytest

from bot.locales import (
    CHOSEN_SLOT,
    CHOSEN_WHILE_WRITING_SLOT,
    DEFAULT,
    GUESSED_SLOT,
    WRITTEN_SLOT,
    conversation_locale,
)

W, G, C = "written", "guessed", "chosen"


def replay(*events: tuple[str, str]) -> list[str]:
    """The locale of each answer, when messages are written in, guessed to be in, or ask for a locale."""
    slots: dict[str, str | None] = {}
    locales = []
    for kind, locale in events:
        if kind == W:
            slots[WRITTEN_SLOT] = locale
        elif kind == G:
            slots[GUESSED_SLOT] = locale
        else:
            slots[CHOSEN_SLOT] = locale
            slots[CHOSEN_WHILE_WRITING_SLOT] = slots.get(WRITTEN_SLOT)
        locales.append(conversation_locale(slots))
    return locales


def test_nothing_known_is_the_default() -> None:
    assert conversation_locale({}) == DEFAULT
    assert conversation_locale({WRITTEN_SLOT: None, GUESSED_SLOT: None, CHOSEN_SLOT: None}) == DEFAULT


@pytest.mark.parametrize(
    ("events", "locales"),
    [
        ([(G, "fr")], ["fr"]),
        ([(W, "fr"), (G, "en"), (G, "ar")], ["fr", "fr", "fr"]),
        ([(W, "fr"), (W, "ary")], ["fr", "ary"]),
        ([(G, "zgh-Latn"), (W, "fr")], ["zgh-Latn", "fr"]),
        ([(W, "ary-Latn"), (C, "fr")], ["ary-Latn", "fr"]),
        ([(W, "ary-Latn"), (C, "fr"), (W, "ary-Latn"), (G, "en")], ["ary-Latn", "fr", "fr", "fr"]),
        ([(W, "ary-Latn"), (C, "fr"), (W, "en")], ["ary-Latn", "fr", "en"]),
        ([(C, "ar"), (G, "fr")], ["ar", "ar"]),
        ([(C, "ar"), (C, "en")], ["ar", "en"]),
        ([(W, "fr"), (C, "en"), (C, "fr"), (W, "fr")], ["fr", "en", "fr", "fr"]),
    ],
    ids=[
        "a guess counts while nothing is clear",
        "a guess never flips what is clear",
        "a clear sentence flips it",
        "a clear sentence wins over an earlier guess",
        "asking sets it",
        "what was asked for holds while one writes as before",
        "a clear sentence in a third locale wins over what was asked for",
        "what was asked for holds against guesses",
        "asking again sets it again",
        "asking back",
    ],
)
def test_one_message_after_another(events: list[tuple[str, str]], locales: list[str]) -> None:
    assert replay(*events) == locales
