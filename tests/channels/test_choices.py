"""Choices: what a citizen's message means after a menu, buttons, or a page of several."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings

from bot.locales import CODES
from bot.messages import format_message
from channels.choices import MORE, choice, number
from channels.rendering import choices_of, pages
from tests.channels.bodies import BODIES, CHANNELS, CLOUD, SMS, TWILIO, buttons

often = settings(max_examples=40, deadline=None, derandomize=True, database=None)


@pytest.fixture(autouse=True)
def sentences() -> None:
    """The real sentences: citizens answer to them."""


MENU = {"text": "Laquelle ?", "locale": "fr", "buttons": buttons("Carte nationale", "Passeport", "Permis (B)")}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1", 1), (" 2 ", 2), ("2.", 2), ("(3)", 3), ("3)", 3), ("[1]", 1), ("n° 2", 2), ("Nº2", None), ("le 2", 2), ("#2", 2), ("«2»", 2), ("10", 10),
        ("٢", 2), ("۳", 3), ("２", 2), ("१", 1), ("١٠", 10), ("1️⃣", 1), ("1️⃣0️⃣", 10), ("🔟", 10), ("②", 2), ("\u200f٢\u200f", 2), ("رقم ٢", 2),
        ("un", 1), ("Deux", 2), ("deuxième", 2), ("la première", 1), ("2ème", 2), ("dernier", -1), ("three", 3), ("the second", 2), ("ثلاثة", 3),
        ("جوج", 2), ("واحد", 1), ("اللول", 1), ("jouj", 2), ("wa7d", 1), ("tlata", 3), ("ⵢⴰⵏ", 1), ("ⵙⵉⵏ", 2), ("kraḍ", 3), ("option 2", 2),
        ("", None), ("1.5", None), ("1/2", None), ("1 2", None), ("AB123456", None), ("2026-01-01", None), ("non", None), ("Rabat", None), ("½", None), ("🙂", None),
    ],
)  # fmt: skip
def test_a_number_is_a_number_in_any_digits_and_words(text: str, value: int | None) -> None:
    """Digits of every script, keycaps, brackets, dots, number words and ordinals of our locales; nothing else."""
    assert number(text) == value


@pytest.mark.parametrize(
    ("text", "payload"),
    [
        ("1", "/a"), ("٣", "/c"), ("deux", "/b"), ("dernier", "/c"), ("passeport", "/b"), ("PASSEPORT !", "/b"), ("carte  nationale", "/a"),
        ("1. Carte nationale", "/a"), ("2 passeport", "/b"), ("0", None), ("4", None), ("99", None), ("999999999999", None), ("1 passeport", None),
        ("je veux un passeport", None), ("bonjour", None), ("", None), ("x" * 500, None),
    ],
)  # fmt: skip
def test_a_numbered_menu_is_answered_by_number_or_title(text: str, payload: str | None) -> None:
    """A number that the menu has not, or anything else, is ordinary text."""
    for capabilities in (SMS, TWILIO):
        assert choice(text, MENU, capabilities) == payload


def test_a_number_beside_real_buttons_is_ordinary_text() -> None:
    """Nothing was numbered there; a title typed instead of touched still chooses."""
    assert choice("1", MENU, CLOUD) is None
    assert choice("deux", MENU, CLOUD) is None
    assert choice("carte nationale", MENU, CLOUD) == "/a"


def test_a_shortened_title_chooses_as_the_whole_one() -> None:
    """The citizen types what they see."""
    message = {"text": "?", "locale": "fr", "buttons": buttons("Renouvellement de la carte nationale (CNIE)", "Menu")}
    assert [row.title for row in pages(message, CLOUD)[0][0].rows] == ["Renouvellement carte…", "Menu"]
    for text in ("Renouvellement carte…", "renouvellement carte", "renouvellement de la carte nationale cnie"):
        assert choice(text, message, CLOUD) == "/a"


def test_two_titles_that_are_one_in_normal_form_are_told_by_their_letters() -> None:
    """Typed exactly, a title chooses its own button; typed loosely, it could be either and chooses none."""
    message = {"text": "?", "locale": "fr", "buttons": buttons("Marié", "Marie")}
    assert choice("marié", message, SMS) == "/a"
    assert choice("Marie", message, SMS) == "/b"
    assert choice("MÂRIE", message, SMS) is None


LONG = {"text": "mot à dire. " * 200, "locale": "fr", "buttons": buttons("Passeport", "Menu")}


def test_more_exists_only_before_the_last_page() -> None:
    """There, 1 asks for the next page; on the last it is the first line of the menu."""
    last = len(pages(LONG, SMS)) - 1
    assert last > 1
    for page in range(last):
        for text in ("1", "١", "1️⃣", "un", "la suite"):
            assert choice(text, {**LONG, "page": page}, SMS) is MORE
        assert choice("2", {**LONG, "page": page}, SMS) is None
        assert choice("passeport", {**LONG, "page": page}, SMS) is None  # not shown yet
    assert choice("1", {**LONG, "page": last}, SMS) == "/a"
    assert choice("2", {**LONG, "page": last}, SMS) == "/b"
    assert choice("la suite", {**LONG, "page": last}, SMS) is None
    assert choice("1", LONG, SMS) is MORE


def test_a_message_without_choices_chooses_nothing() -> None:
    """Neither a number nor a word."""
    for text in ("1", "menu", "la suite"):
        assert choice(text, {"text": "Bonjour", "locale": "fr"}, SMS) is None


@pytest.mark.parametrize("locale", CODES)
def test_the_word_for_more_is_ours_in_every_locale(locale: str) -> None:
    """The title of the button that asks for more, typed."""
    message = {"text": "a b c d " * 300, "locale": locale}
    assert choice(format_message(locale, "button-more"), message, SMS) is MORE


@often
@given(BODIES)
@pytest.mark.parametrize("channel", CHANNELS)
def test_numbers_and_choices_agree(channel: str, message: dict[str, Any]) -> None:
    """Whatever is offered: on the last page of a menu each number is its line's choice and no other number is any."""
    capabilities = CHANNELS[channel]
    shown = pages(message, capabilities)
    offered = choices_of(message)
    last = {**message, "page": len(shown) - 1}
    touched = any(part.buttons or part.rows for part in shown[-1])
    titles = {one.title for one in offered}
    for place, one in enumerate(offered, 1):
        if not touched:
            assert choice(str(place), last, capabilities) == one.payload
        assert choice(one.title, last, capabilities) in {other.payload for other in offered} | {None}
    outside = str(len(offered) + 1)
    assert outside in titles or choice(outside, last, capabilities) is None
    for page in range(len(shown) - 1):
        assert choice("1", {**message, "page": page}, capabilities) is MORE
        assert choice("2", {**message, "page": page}, capabilities) is None


@often
@given(BODIES)
def test_every_line_shown_chooses_what_it_shows(message: dict[str, Any]) -> None:
    """The numbered lines as a phone shows them, typed back, are their choices: rendering and choosing read one list."""
    shown = pages(message, TWILIO)[-1]
    offered = choices_of(message)
    text = "\n".join(part.text for part in shown)
    for place, one in enumerate(offered, 1):
        if f"{place}. {one.title}\n" in text:
            assert choice(f"{place}", message, TWILIO) == one.payload
