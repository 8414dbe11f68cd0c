"""data/nlu and tests/data/utterances: enough examples, of one intent each, and held-out ones that are held out."""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path

import pytest
import yaml

from bot.evaluation.tables import SHARED_COLUMNS, read_rows
from bot.locales import CODES, LOCALES
from bot.settings import ROOT
from bot.text.bidi import strip_controls
from bot.text.normalise import normalise
from bot.text.scripts import Script, letter_counts

from .corpora import (
    NEAR,
    SHARED,
    WORDS_TO_BE_NEAR,
    Originals,
    Utterance,
    given_prose,
    given_texts,
    held_out,
    place,
    training,
)
from .test_domain import SPOKEN

ENOUGH, ENOUGH_TAMAZIGHT = 20, 8
INTENTS = sorted(SPOKEN)


def key(text: str) -> str:
    """What the classifier can tell apart: the words; for one word its question mark too, and for none the signs."""
    norm = normalise(text)
    if not norm:
        return "".join(sorted(set(text.split())))
    return norm + "?" if " " not in norm and set(text) & set("?؟") else norm


@pytest.mark.parametrize("locale", CODES)
def test_every_intent_has_examples(locale: str) -> None:
    """At least twenty in each locale, eight in Tamazight, counted by their normal forms."""
    wanted = ENOUGH_TAMAZIGHT if locale.startswith("zgh") else ENOUGH
    count = Counter(intent for intent, _ in {(u.intent, u.text) for u in training() if u.locale == locale})
    assert {intent: count[intent] for intent in INTENTS if count[intent] < wanted} == {}
    assert set(count) == set(INTENTS)


def test_no_example_stands_under_two_intents() -> None:
    """In any locale: there is one model for all."""
    by_key: dict[str, list[Utterance]] = defaultdict(list)
    for utterance in training():
        by_key[key(utterance.text)].append(utterance)
    draws = [found for found in by_key.values() if len({utterance.intent for utterance in found}) > 1]
    assert [f"{u.intent}: {place(u)}" for found in draws for u in found] == []


@pytest.mark.parametrize("locale", CODES)
def test_classes_are_balanced_enough(locale: str) -> None:
    """None has more than twelve times the median of its locale; the two that take all subjects may have forty times."""
    count = Counter(utterance.intent for utterance in training() if utterance.locale == locale)
    median = sorted(count.values())[len(count) // 2]
    limit = {"ask_procedure": 40, "out_of_scope": 40}
    assert {intent: n for intent, n in count.items() if n > limit.get(intent, 12) * median} == {}


@pytest.mark.parametrize("locale", CODES)
def test_files_are_rasa_s(locale: str) -> None:
    """Version, intents and lists of examples, and nothing besides; no intent stands twice, no example is annotated."""
    for path in sorted((ROOT / "data" / "nlu" / locale).glob("*.yml")):
        value = yaml.safe_load(path.read_text(encoding="utf-8"))
        assert set(value) == {"version", "nlu"}, path
        assert all(set(block) == {"intent", "examples"} for block in value["nlu"]), path
        names = [block["intent"] for block in value["nlu"]]
        assert len(set(names)) == len(names), path
        for block in value["nlu"]:
            assert all(line.startswith("- ") and line[2:].strip() for line in block["examples"].splitlines()), path
    assert [u.text for u in training() if u.locale == locale and ("](" in u.text or "]{" in u.text)] == []


@pytest.mark.parametrize("locale", [code for code in CODES if LOCALES[code].script is not Script.LATIN])
def test_examples_are_in_the_script_of_their_locale(locale: str) -> None:
    """Most of them: code-switching is the norm, a file of another locale is a mistake."""
    script = LOCALES[locale].script
    found = [utterance for utterance in training() if utterance.locale == locale]
    foreign = [u for u in found if (counts := letter_counts(u.text))[script] < max(counts.values())]
    assert len(foreign) <= 0.05 * len(found), [place(utterance) for utterance in foreign[:20]]


@pytest.mark.parametrize("corpus", ["training", "held_out"])
def test_no_example_holds_an_invisible_control(corpus: str) -> None:
    """They come from copying, and would be learnt. An emoji's joiner is part of it."""
    texts = [utterance.text for utterance in (training() if corpus == "training" else held_out())]
    assert [text for text in texts if strip_controls(text).replace("\u200d", "") != text.replace("\u200d", "")] == []


@pytest.mark.parametrize("locale", CODES)
def test_held_out_files(locale: str) -> None:
    """Each locale has its file, each line three fields, a known intent, and no line stands twice."""
    lines = [utterance for utterance in held_out() if utterance.file == f"{locale}.tsv"]
    assert {utterance.locale for utterance in lines} == {locale}
    assert all(utterance.text and utterance.text == utterance.text.strip() for utterance in lines)
    assert {utterance.intent for utterance in lines} == set(INTENTS)
    assert [text for text, times in Counter(utterance.text for utterance in lines).items() if times > 1] == []


def test_held_out_utterances_are_not_training_utterances() -> None:
    """Nor near copies of one in any locale; a single word belongs to everybody. Else delete the held-out line."""
    originals = Originals(normalise(utterance.text) for utterance in training())
    copies = originals.copies(utterance.text for utterance in held_out())
    assert [place(utterance) for utterance in held_out() if utterance.text in copies] == []


def test_a_place_is_a_file_and_a_line() -> None:
    """Of a training utterance and of a held-out one."""
    for utterance in (training()[40], held_out()[40]):
        path, number, _ = place(utterance).split(":", 2)
        line = (ROOT / path).read_text(encoding="utf-8").split("\n")[int(number) - 1]
        assert utterance.text in line


def test_held_out_utterances_are_not_taken_from_the_material() -> None:
    """What was given for measuring and for looking words up is not measured on twice."""
    if not SHARED.is_dir():
        pytest.skip(f"the benchmark material, {SHARED}, is not there; it is no part of the repository")
    assert Originals(given_texts()).copies(utterance.text for utterance in held_out()) == {}
    norms = {normalise(utterance.text) for utterance in held_out()}
    quoted = [norm for norm in norms if norm.count(" ") + 1 >= WORDS_TO_BE_NEAR and f" {norm} " in given_prose()]
    assert quoted == []


@pytest.mark.parametrize(
    ("text", "copied"),
    [
        ("Où en est mon dossier ?", True),
        ("ou en est donc mon dossier", False),
        ("ou en est mon dossie", True),
        ("non merci", True),
        ("non mercii", False),
        ("merci", False),
        ("quel temps fait il demain", False),
        ("", False),
    ],
)
def test_what_counts_as_a_copy(text: str, copied: bool) -> None:
    """Equal for two and three words, a ratio of ninety from four words on, never for one."""
    originals = Originals(["ou en est mon dossier", "non merci", "merci"])
    assert (text in originals.copies([text])) is copied


def test_near_copies_are_found_by_length_too() -> None:
    """The search by length, which is there for speed, misses nothing that comparing with all would find."""
    from rapidfuzz import fuzz

    sample = [normalise(u.text) for u in training()[::97]]
    originals = Originals(sample)
    for norm in sample:
        near = norm + " x" if norm.count(" ") >= WORDS_TO_BE_NEAR else norm
        expected = max(fuzz.ratio(near, other) for other in sample) >= NEAR and near.count(" ") >= 1
        assert (near in originals.copies([near])) == expected


def test_the_corpora_are_read() -> None:
    """The checks above are not of nothing."""
    assert len(training()) > 5000
    assert len(held_out()) > 2000
    assert isinstance(training()[0], Utterance)
    assert Path(SHARED).name == "shared"


def test_shared_texts_are_held_out_utterances_in_locales_of_ours() -> None:
    """Each once; words in one script are shared by locales of that script only."""
    rows = read_rows(ROOT / "tests" / "data" / "shared_texts.tsv", SHARED_COLUMNS)
    texts = {utterance.text for utterance in held_out()}
    assert [row["text"] for row in rows if row["text"] not in texts] == []
    assert len({row["text"] for row in rows}) == len(rows)
    for row in rows:
        locales = row["locales"].split(",")
        assert set(locales) <= set(CODES), row
        if len(normalise(row["text"])) > 2 and not any(letter.isdigit() for letter in row["text"]):
            assert {LOCALES[code].script for code in locales} <= set(letter_counts(row["text"])), row
