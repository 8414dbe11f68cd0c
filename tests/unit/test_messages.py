"""bot.messages: the sentence of the locale, else of its fallbacks, with its plural and its values isolated."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot import messages
from bot.locales import CODES, LOCALES
from bot.messages import MessageError, format_message, message_files
from bot.text.bidi import strip_isolates
from bot.text.scripts import Script, dominant_script


@pytest.fixture
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A directory of message files that a test writes."""
    monkeypatch.setattr(messages, "_DIRECTORY", tmp_path)
    messages._bundle.cache_clear()
    yield tmp_path
    messages._bundle.cache_clear()


def write(directory: Path, locale: str, **sentences: str) -> None:
    (directory / locale).mkdir()
    lines = [f"{message_id.replace('_', '-')} = {sentence}" for message_id, sentence in sentences.items()]
    (directory / locale / "topic.ftl").write_text("\n".join(lines) + "\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        ("fr", "salut"),
        ("ar", "سلام"),
        ("ary", "سلام"),
        ("ary-Latn", "salut"),
        ("zgh", "ⴰⵣⵓⵍ"),
        ("zgh-Latn", "azul"),
        ("en", "salut"),
    ],
)
def test_the_locale_or_its_first_fallback(written: Path, locale: str, expected: str) -> None:
    """In the order of the locale's chain; Latin Tamazight is Tifinagh transliterated."""
    write(written, "fr", hello="salut")
    write(written, "ar", hello="سلام")
    write(written, "zgh", hello="ⴰⵣⵓⵍ")
    assert format_message(locale, "hello") == expected


def test_a_fallback_is_not_transliterated(written: Path) -> None:
    """What Latin Tamazight borrows from French is French."""
    write(written, "fr", hello="salut ⴰ")
    assert format_message("zgh-Latn", "hello") == "salut ⴰ"


def test_all_files_of_a_locale_are_read(written: Path) -> None:
    """Every topic, in any file."""
    write(written, "fr", hello="salut")
    (written / "fr" / "other.ftl").write_text("bye = au revoir\n", encoding="utf-8")
    assert [path.name for path in message_files("fr")] == ["other.ftl", "topic.ftl"]
    assert format_message("fr", "bye") == "au revoir"
    assert message_files("zgh-Latn") == []


def test_inserted_values_are_isolated(written: Path) -> None:
    """So that a Latin value does not scramble an Arabic line."""
    write(written, "ar", fee="الثمن { $sum } درهم")
    assert format_message("ar", "fee", sum="75 DH") == "الثمن \u206875 DH\u2069 درهم"


def test_a_list_that_is_inserted_is_a_list(written: Path) -> None:
    """Whoever renders it finds a bullet at the beginning of every item, the first and the last too."""
    write(written, "fr", where="Où ? { $lines } (ici)", item="• { $name }")
    lines = "\n".join(format_message("fr", "item", name=name) for name in ("Agdal", "Akkari"))
    assert format_message("fr", "where", lines=lines) == "Où ? • \u2068Agdal\u2069\n• \u2068Akkari\u2069 (ici)"


@pytest.mark.parametrize("locale", ["ar", "ary", "ary-Latn", "fr"])
@pytest.mark.parametrize(
    ("number", "arabic", "french"), [(75, "75", "75"), (12.5, "12,5", "12,5"), (1500, "1.500", "1\u202f500")]
)
def test_numbers_are_written_as_in_morocco(written: Path, locale: str, number: float, arabic: str, french: str) -> None:
    """Digits 0 to 9 in Arabic too, with Morocco's comma."""
    write(written, locale, fee="{ $sum }")
    assert strip_isolates(format_message(locale, "fee", sum=number)) == (french if locale == "fr" else arabic)


@pytest.mark.parametrize(
    ("count", "form"),
    [(0, "zero"), (1, "one"), (2, "two"), (3, "few"), (10, "few"), (11, "many"), (99, "many"), (100, "other")],
)
def test_arabic_has_six_plurals(written: Path, count: int, form: str) -> None:
    """CLDR's rules choose the form."""
    forms = " ".join(f"\n    [{name}] {name}" for name in ("zero", "one", "two", "few", "many"))
    write(written, "ar", days="{ $n ->" + forms + "\n   *[other] other\n}")
    assert format_message("ar", "days", n=count) == form


def test_a_message_that_nobody_has(written: Path) -> None:
    """Is our own mistake, and named."""
    write(written, "fr", hello="salut")
    with pytest.raises(MessageError, match="'goodbye'"):
        format_message("fr", "goodbye")


def test_a_missing_argument(written: Path) -> None:
    """Is never sent as raw braces."""
    write(written, "fr", fee="prix { $sum }")
    with pytest.raises(MessageError, match="'fee'"):
        format_message("fr", "fee")


@pytest.mark.parametrize("locale", CODES)
def test_every_locale_speaks_its_own_script(locale: str) -> None:
    """The real greeting is in the script of its locale."""
    assert dominant_script(format_message(locale, "greet")) is LOCALES[locale].script


@pytest.mark.parametrize("locale", CODES)
@pytest.mark.parametrize("count", [0, 1, 2, 3, 11, 100])
def test_the_real_plurals_take_every_number(locale: str, count: int) -> None:
    """No number of days or of items breaks a sentence, and Latin Tamazight has no Tifinagh left."""
    for text in (format_message(locale, "delay-days", days=count), format_message(locale, "answer-rest", count=count)):
        assert text.strip()
        assert "{" not in text
        if locale == "zgh-Latn":
            assert dominant_script(text) is Script.LATIN


def test_latin_tamazight_is_tamazight() -> None:
    """One text in two scripts."""
    assert LOCALES["zgh-Latn"].written_as == "zgh"
    assert dominant_script(format_message("zgh-Latn", "thanks")) is Script.LATIN
    assert format_message("zgh-Latn", "thanks") != format_message("fr", "thanks")
