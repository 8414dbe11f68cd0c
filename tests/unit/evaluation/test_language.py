"""bot.evaluation.language: the figures of an identifier whose answers are known."""

from __future__ import annotations

from bot.evaluation.language import measure_language
from tests.unit.evaluation.fakes import identify_as

LONG = "je voudrais renouveler ma carte"
ROWS = [
    {"locale": "fr", "text": LONG},
    {"locale": "fr", "text": "ma carte"},
    {"locale": "ary", "text": "لاكارط ديالي فين هي دابا"},
    {"locale": "other", "text": "hola"},
]
RESULT = measure_language(
    ROWS,
    identify_as(
        {LONG: ("fr", True), "ma carte": ("en", False), ROWS[2]["text"]: ("ar", True), "hola": ("other", False)}
    ),
)


def test_scores() -> None:
    """F1 is 0.67 for fr, 0 for ary and 1 for other: 0.56 on the mean."""
    assert (RESULT["n"], RESULT["macro_f1"], RESULT["accuracy"]) == (4, 0.5556, 0.5)
    assert RESULT["by_locale"]["fr"] == {"precision": 1.0, "recall": 0.5, "f1": 0.6667, "n": 2}
    assert RESULT["confusion"] == {"ary": {"ar": 1}, "fr": {"en": 1}}


def test_short_texts_are_scored_apart() -> None:
    """Two have at most four words, one of which is right."""
    assert (RESULT["short"]["n"], RESULT["short"]["accuracy"]) == (2, 0.5)


def test_scripts() -> None:
    """The texts in Latin letters are three, of which two are right."""
    assert {script: (one["n"], one["accuracy"]) for script, one in RESULT["by_script"].items()} == {
        "Latn": (3, 0.6667),
        "Arab": (1, 0.0),
    }


def test_clear_and_wrong() -> None:
    """Half of the texts are clear; the one in Darija would set Standard Arabic; a wrong guess that is not clear sets nothing."""
    assert (RESULT["clear"]["clear"], RESULT["clear"]["flips_wrongly"]) == (0.5, 0.25)
    assert RESULT["clear"]["by_locale"]["ary"] == {"clear": 1.0, "flips_wrongly": 1.0}
    assert RESULT["clear"]["by_locale"]["fr"] == {"clear": 0.5, "flips_wrongly": 0.0}


def test_a_text_without_a_locale_is_a_mistake() -> None:
    """It is counted under a name of its own."""
    found = measure_language([{"locale": "fr", "text": "?"}], identify_as({}))
    assert found["confusion"] == {"fr": {"none": 1}}


def test_what_several_locales_write_alike_is_right_in_each() -> None:
    """And the figures by the writer's own locale alone are there too."""
    rows = [{"locale": "fr", "text": "ok", "also": "en,fr"}, {"locale": "fr", "text": "non", "also": ""}]
    found = measure_language(rows, identify_as({"ok": ("en", True), "non": ("en", False)}))
    assert (found["accuracy"], found["shared"], found["confusion"]) == (0.5, 1, {"fr": {"en": 1}})
    assert found["clear"]["flips_wrongly"] == 0.0
    assert found["strict"]["macro_f1"] == 0.0
    assert "strict" not in RESULT
