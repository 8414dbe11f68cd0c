"""Rendering: every message in a form that its channel takes, with nothing of the answer lost."""

from __future__ import annotations

import re
import time
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings

from bot.bootstrap import library
from bot.locales import CODES, LOCALES
from bot.messages import format_message, message_files
from bot.procedures.answer import answer, label, title
from bot.procedures.model import Facet
from bot.text.bidi import strip_controls
from bot.text.sms import Encoding, economical, encoding, fold_letters, fold_typography, segments
from channels.capabilities import Capabilities
from channels.rendering import Choice, Rendered, choices_of, pages
from channels.titles import shortened
from channels.wording import sentence
from tests.channels.bodies import BODIES, CHANNELS, CLOUD, SMS, TWILIO, buttons, check_limits

ROOT = Path(__file__).resolve().parents[2]
often = settings(max_examples=60, deadline=None, derandomize=True, database=None)


@pytest.fixture(autouse=True)
def sentences() -> None:
    """The real sentences: what they cost is a part of what is proved here."""


def body(text: str, *titles: str, locale: str = "fr") -> dict[str, Any]:
    return {"text": text, "locale": locale, "dir": LOCALES[locale].direction, "buttons": buttons(*titles)}


def only(message: dict[str, Any], capabilities: Capabilities) -> Rendered:
    [[part]] = pages(message, capabilities)
    return part


def letters(text: str) -> str:
    """What must not be lost: every letter and digit, without accents."""
    return "".join(char for char in unicodedata.normalize("NFKD", strip_controls(text)) if char.isalnum())


# Buttons, lists, menus


def test_up_to_three_titles_that_fit_are_reply_buttons() -> None:
    """The citizen touches one of them; the payload is what comes back."""
    part = only(body("Que voulez-vous ?", "Menu", "La suite", "Parler à un agent"), CLOUD)
    assert part == Rendered(
        "Que voulez-vous ?",
        "fr",
        buttons=(Choice("Menu", "/a"), Choice("La suite", "/b"), Choice("Parler à un agent", "/c")),
    )


@pytest.mark.parametrize(
    "titles",
    [
        ("un", "deux", "trois", "quatre"),
        ("Renouveler la carte nationale",),
        tuple("abcdefghij"),
    ],
)
def test_more_or_longer_titles_are_a_list(titles: tuple[str, ...]) -> None:
    """Four choices, ten, or one title of more than twenty characters: rows, opened by a button in the citizen's locale."""
    part = only(body("Choisissez.", *titles), CLOUD)
    assert (part.buttons, len(part.rows), part.list_label) == ((), len(titles), "Choisir")


def test_a_row_that_was_shortened_tells_its_whole_title() -> None:
    """The title is cut at a word, the description says it all; a title that fits has no description."""
    part = only(body("Laquelle ?", "Renouvellement de la carte nationale (CNIE)", "Passeport"), CLOUD)
    assert part.rows == (
        Choice("Renouvellement carte…", "/a", "Renouvellement de la carte nationale (CNIE)"),
        Choice("Passeport", "/b"),
    )


def test_rows_that_would_be_alike_are_told_apart_by_their_ends() -> None:
    """Meta refuses two rows of one title, and a citizen could not choose."""
    part = only(body("Lequel ?", "Copie intégrale de l'acte de naissance", "Copie intégrale de l'acte de décès"), CLOUD)
    assert [row.title for row in part.rows] == ["…naissance", "…décès"]


@pytest.mark.parametrize(
    ("buttons_", "why"),
    [
        ([{"title": chr(97 + n), "payload": f"/{n}"} for n in range(11)], "eleven rows"),
        ([{"title": "a", "payload": "/" + "x" * 200}], "a payload of 201"),
        ([{"title": "a", "payload": "/x "}], "a payload that ends with a space"),
        ([{"title": "a", "payload": "/x"}, {"title": "A", "payload": "/y"}], "two titles that are one"),
        ([{"title": "a", "payload": "/x"}, {"title": "b", "payload": "/x"}], "one payload twice"),
        ([{"title": "mot " * 30, "payload": "/x"}], "a title longer than a description"),
    ],
)
def test_what_neither_can_show_is_a_numbered_menu(buttons_: list[dict[str, str]], why: str) -> None:
    """Nothing is left out or refused by the provider: the choices stand in the text, whole."""
    part = only({"text": "Choisissez.", "locale": "fr", "buttons": buttons_}, CLOUD)
    assert not part.buttons
    assert not part.rows
    lines = part.text.split("\n")
    assert lines[2:-1] == [f"{n}. {button['title'].strip()}" for n, button in enumerate(buttons_, 1)], why
    assert lines[-1] == format_message("fr", "gateway-menu-hint")


def test_a_channel_without_buttons_numbers_its_choices() -> None:
    """WhatsApp through Twilio without configured content, and SMS."""
    for capabilities in (TWILIO, SMS):
        part = only(body("Laquelle ?", "Carte nationale", "Passeport"), capabilities)
        assert part.text == "Laquelle ?\n\n1. Carte nationale\n2. Passeport\nRépondez par un numéro."


def test_content_templates_show_what_they_are_configured_for() -> None:
    """Only buttons: four choices are numbered. Only lists: two choices are rows."""
    two, four = body("?", "a", "b"), body("?", "a", "b", "c", "d")
    only_buttons, only_lists = CHANNELS["whatsapp_twilio with buttons"], CHANNELS["whatsapp_twilio with lists"]
    assert only(two, only_buttons).buttons
    assert "4. d" in only(four, only_buttons).text
    assert only(two, only_lists).rows
    assert not only(two, only_lists).buttons


def test_a_text_too_long_for_buttons_goes_first() -> None:
    """1,500 characters: the beginning is plain text, the buttons ride on the end."""
    text = "\n\n".join([f"Paragraphe {n}. " + "mot " * 60 for n in range(6)]).strip()
    [[first, last]] = pages(body(text, "Menu"), CLOUD)
    assert not first.buttons
    assert last.buttons == (Choice("Menu", "/a"),)
    assert letters(first.text + last.text) == letters(text)
    assert last.text.startswith("Paragraphe")
    assert len(last.text) <= CLOUD.body


def test_a_very_long_text_is_one_page_of_several_messages() -> None:
    """WhatsApp: nothing to ask for, and no message above the provider's limit."""
    text = "\n".join(f"Ligne {n} : " + "mot " * 20 for n in range(100)).strip()
    [parts] = pages(body(text, "Menu"), TWILIO)
    assert len(parts) > 4
    assert all(part.text.startswith(("Ligne", "*Ligne")) for part in parts)
    assert parts[-1].text.endswith("1. Menu\nRépondez par un numéro.")


def test_content_templates_carry_one_line() -> None:
    """A variable of Twilio's content holds no line break: the lines before go first, as plain text."""
    first, last = pages(
        body("Passeport\nPrix : 500 DH\n\nSource : idarati.ma", "Menu"), CHANNELS["whatsapp_twilio with both"]
    )[0]
    assert (first.text, first.buttons) == ("*Passeport*\n*Prix* : 500 DH", ())
    assert (last.text, last.buttons) == ("*Source* : idarati.ma", (Choice("Menu", "/a"),))


def test_nothing_to_say_is_one_empty_page() -> None:
    """A blank message sends nothing, and whoever asks for its first page gets one."""
    assert pages({"text": " \n ", "locale": "fr"}, CLOUD) == [[]]
    assert pages({"text": "", "locale": "fr", "buttons": []}, SMS) == [[]]


def test_buttons_without_a_text_get_one() -> None:
    """A provider refuses an empty body."""
    assert only(body("", "Menu"), CLOUD).text == "Choisir"
    assert only(body("", "Menu"), SMS).text == "1. Menu\nRépondez par un numéro."


def test_doubles_and_blank_titles_are_dropped() -> None:
    """The same button twice is one, and a title of nothing but marks cannot be shown."""
    part = only(
        {"text": "?", "locale": "fr", "buttons": [*buttons("Menu"), *buttons("Menu"), *buttons("\u2068 \u2069")]}, CLOUD
    )
    assert part.buttons == (Choice("Menu", "/a"),)


# Direction


def test_lines_of_a_menu_run_as_its_locale_does() -> None:
    """Only the line whose first letter runs the other way needs a mark, and only where marks may stand."""
    rtl = only(body("أي لغة؟", "العربية", "français", locale="ar"), TWILIO).text.split("\n")
    assert rtl[2:4] == ["1. العربية", "\u200f2. français"]
    ltr = only(body("Quelle langue ?", "français", "العربية", "ⵜⴰⵎⴰⵣⵉⵖⵜ"), TWILIO).text.split("\n")
    assert ltr[2:5] == ["1. français", "\u200e2. العربية", "3. ⵜⴰⵎⴰⵣⵉⵖⵜ"]
    for capabilities in (SMS, replace(TWILIO, isolates=False)):
        plain = only(body("أي لغة؟", "العربية", "français", locale="ar"), capabilities).text.split("\n")
        assert plain[2:4] == ["1. العربية", "2. français"]


def test_isolation_marks_stay_on_whatsapp_and_not_in_an_sms() -> None:
    """WhatsApp needs them to show a number in an Arabic line; an SMS pays for each."""
    message = body("ثمنها \u206875\u2069 درهم", locale="ar")
    assert only(message, CLOUD).text == "ثمنها \u206875\u2069 درهم"
    assert only(message, SMS).text == "ثمنها 75 درهم"


# SMS pages


LONG = "\n".join(f"Point {n} : " + "l’acte de naissance et la carte " * 3 for n in range(12))


def test_an_sms_answer_stays_within_its_budget_and_offers_the_rest() -> None:
    """Each page but the last ends with the sentence, and is cut where a line ends; the last has the menu."""
    shown = pages(body(LONG, "Menu", "La suite"), SMS)
    assert len(shown) > 1
    for [part] in shown[:-1]:
        assert part.text.endswith("\n" + format_message("fr", "gateway-more"))
        assert segments(part.text) <= 4
        assert part.text.startswith("Point")
        assert "1. " not in part.text
    assert shown[-1][-1].text.endswith("1. Menu\n2. La suite\nRépondez par un numéro.")


def test_typography_is_folded_where_it_would_double_the_price() -> None:
    """``’`` alone would make each page UCS-2."""
    assert {encoding(part.text) for [part] in pages(body(LONG), SMS)} == {Encoding.GSM7}


def test_plain_letters_are_the_operators_choice() -> None:
    """With the setting, ê does not cost five pages; without it, it is written."""
    message = body("La demande doit être prête. " * 20)
    dear, cheap = pages(message, SMS), pages(message, CHANNELS["sms_twilio with plain letters"])
    assert "être prête" in dear[0][0].text
    assert "etre prete" in cheap[0][0].text
    assert len(cheap) < len(dear)


def test_a_menu_larger_than_the_budget_is_sent_at_once() -> None:
    """On a page before the last, "1" asks for more: so the menu is never parted by pages."""
    shown = pages(
        body("؟", *(f"اختيار طويل جدا رقم {n}" for n in range(10)), locale="ar"),
        CHANNELS["sms_twilio with one segment"],
    )
    assert len(shown[-1]) > 1
    assert [line for part in shown[-1] for line in part.text.split("\n") if line[0].isdigit()] == [
        f"{n + 1}. اختيار طويل جدا رقم {n}" for n in range(10)
    ]


@pytest.mark.parametrize("locale", CODES)
def test_our_own_sentences_leave_room(locale: str) -> None:
    """How to ask for more takes less than half of the smallest budget, and no locale's letters make it a dear one."""
    more, hint = (sentence(locale, message) for message in ("gateway-more", "gateway-menu-hint"))
    assert len(more) <= 30
    assert segments(hint) == 1
    if locale in ("fr", "en", "ary-Latn"):
        assert encoding(economical(more + hint)) is Encoding.GSM7
    assert "1" in more
    assert len(sentence(locale, "gateway-list-button")) <= CLOUD.list_label


# Whatever the message

# As a text may be written in an SMS.
WAYS: list[Callable[[str], str]] = [str, fold_typography, lambda text: fold_letters(fold_typography(text))]


@often
@given(BODIES)
@pytest.mark.parametrize("channel", CHANNELS)
def test_every_part_respects_every_limit(channel: str, message: dict[str, Any]) -> None:
    """Whatever the assistant says, no provider refuses it, and the same message is always rendered the same."""
    shown = pages(message, CHANNELS[channel])
    for part in (part for page in shown for part in page):
        check_limits(part, CHANNELS[channel])
    assert len(shown) == 1 or CHANNELS[channel].segments
    assert shown == pages(message, CHANNELS[channel])


@often
@given(BODIES)
@pytest.mark.parametrize("channel", CHANNELS)
def test_no_letter_and_no_choice_is_lost(channel: str, message: dict[str, Any]) -> None:
    """The pages one after another hold the whole text, then every choice with its whole title."""
    capabilities = CHANNELS[channel]
    more = "\n" + sentence(message["locale"], "gateway-more")
    shown = pages(message, capabilities)
    texts = [part.text for page in shown for part in page]
    if capabilities.segments:
        assert all(text.endswith(more) for text in texts[: len(shown) - 1])
        texts[: len(shown) - 1] = [text.removesuffix(more) for text in texts[: len(shown) - 1]]
    offered = choices_of(message)
    touched = [choice for page in shown for part in page for choice in part.buttons + part.rows]
    if touched:
        assert [choice.description or choice.title for choice in touched] == [choice.title for choice in offered]
        offered = []
    wanted = [message["text"], *(f"{number}{choice.title}" for number, choice in enumerate(offered, 1))]
    assert any(_in_order([letters(way(one)) for one in wanted], letters("".join(texts))) for way in WAYS)


def _in_order(wanted: list[str], said: str) -> bool:
    """Whether a text begins with the first of some texts, and the others come after it, one after another."""
    at = len(wanted[0]) if said.startswith(wanted[0]) else -1
    for one in wanted[1:]:
        at = said.find(one, at) + len(one) if at >= 0 and said.find(one, at) >= 0 else -1
    return at >= 0


# What the project really says


def _shown_titles(locale: str) -> list[list[str]]:
    """Every set of titles that can be on offer together: of the domain, of actions, of the catalogue."""
    responses = [
        response
        for path in sorted((ROOT / "domain").glob("*.yml"))
        for versions in (yaml.safe_load(path.read_text(encoding="utf-8")).get("responses") or {}).values()
        for response in versions
    ]
    sets = [[format_message(locale, b["title"]) for b in r["buttons"]] for r in responses if r.get("buttons")]
    written = "fr" if not message_files(locale) else locale
    ids = [
        found
        for path in message_files(written)
        for found in re.findall(r"^((?:button|menu|intent)-[\w-]+) =", path.read_text(encoding="utf-8"), re.M)
    ]
    sets += [[format_message(locale, id_)] for id_ in ids]
    sets.append([one.endonym for one in LOCALES.values()])
    procedures = list(library().snapshot.catalogue.values())
    for name in (label, title):
        titles = [name(procedure, locale) for procedure in procedures]
        sets += [[one] for one in titles]
        sets += [titles[at : at + size] for size in (3, 10) for at in range(0, len(titles), size)]
    catalogue = library().snapshot.catalogue
    sets += [[label(catalogue[v], locale) for v in p.variants if v in catalogue][:3] for p in procedures if p.variants]
    return [titles for titles in sets if titles]


def test_the_walk_finds_the_buttons() -> None:
    """A walk over no titles would prove nothing."""
    found = [titles for titles in _shown_titles("fr") if len(titles) == 8]
    assert any("Carte nationale" in titles for titles in found)
    assert ["Parler à un agent"] in _shown_titles("fr")
    assert sum(map(len, _shown_titles("fr"))) > 200


@pytest.mark.parametrize(("channel", "locale"), product(CHANNELS, CODES))
def test_every_title_of_ours_fits_every_channel(channel: str, locale: str) -> None:
    """Unique, within the limits, and not mutilated: the whole title can be read, and a short one keeps what it is about."""
    for titles in _shown_titles(locale):
        message = body("?", *titles, locale=locale)
        shown = [part for page in pages(message, CHANNELS[channel]) for part in page]
        for part in shown:
            check_limits(part, CHANNELS[channel])
        touched = [choice for part in shown for choice in part.buttons + part.rows]
        whole = dict.fromkeys(choice.title for choice in choices_of(message))
        assert not touched or [choice.description or choice.title for choice in touched] == list(whole)
        for choice in touched:
            _keeps_its_words(choice.title, choice.description or choice.title)
        if not touched:
            text = "".join(part.text for part in shown)
            lines = [f"{number}{one}" for number, one in enumerate(whole, 1)]
            assert any(all(letters(way(line)) in letters(text) for line in lines) for way in WAYS)


def _keeps_its_words(short: str, whole: str) -> None:
    """A short title is made of whole words of the long one, and begins with its first word that says something."""
    words = whole.replace("d'", "d' ").replace("l'", "l' ").casefold().split()
    kept = short.strip("…").replace("d'", "d' ").replace("l'", "l' ").casefold().split()
    assert kept
    assert all(any(word.startswith(one.strip(",;:،؛")) for word in words) for one in kept), (short, whole)
    if not short.startswith("…"):
        assert words.index(next(word for word in words if word.startswith(kept[0].strip(",:")))) <= 1, (short, whole)


@pytest.mark.parametrize("locale", CODES)
def test_titles_of_the_catalogue_lose_no_first_word(locale: str) -> None:
    """Even in twenty characters, each title says what kind of thing it is, in whole words unless one word is too long."""
    for procedure in library().snapshot.catalogue.values():
        whole = title(procedure, locale)
        short = shortened(whole, 20, locale)
        assert len(short) <= 20
        _keeps_its_words(short, whole)
        if short.endswith("…"):
            last = short.strip("…").split()[-1].casefold()
            words = [word.strip(",;:،") for word in whole.casefold().replace("d'", "d' ").split()]
            assert last.removeprefix("d'") in words or len(whole.split()[0]) >= 20, (short, whole)


@pytest.mark.parametrize("channel", ["whatsapp_cloud", "whatsapp_twilio", "sms_twilio"])
def test_rendering_costs_well_under_a_millisecond(channel: str) -> None:
    """Measured on real overviews of every procedure in every locale, in processor time; the bound is for slow machines."""
    said = [
        body(answer(procedure, [], locale).text, "Menu", locale=locale)
        for procedure in library().snapshot.catalogue.values()
        for locale in CODES
    ]
    pages(said[0], CHANNELS[channel])
    start = time.process_time()
    for message in said:
        pages(message, CHANNELS[channel])
    assert (time.process_time() - start) / len(said) < 0.001


def test_a_long_answer_of_ours_reads_well_in_every_locale() -> None:
    """All facets of the longest procedure: every part within every limit, all of it said."""
    procedure = library().snapshot.catalogue["cnie-first"]
    for locale, (channel, capabilities) in product(CODES, CHANNELS.items()):
        message = body(answer(procedure, list(Facet), locale).text, "Menu", locale=locale)
        for part in (part for page in pages(message, capabilities) for part in page):
            check_limits(part, capabilities)
            assert "\n\n\n" not in part.text, channel
