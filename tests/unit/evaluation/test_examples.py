"""bot.evaluation.examples: which of many mistakes are listed."""

from __future__ import annotations

from bot.evaluation.examples import SLOWEST, WRONG_INTENTS, slowest_examples, wrong_examples
from bot.evaluation.intents import Prediction


def wrong(locale: str, intent: str, number: int) -> Prediction:
    row = {"locale": locale, "text": f"{intent} {number}", "intent": intent}
    return Prediction(row, [("menu", 0.5)], seconds=number / 1000)


MANY = [wrong(locale, intent, n) for locale in ("fr", "ary") for intent in ("greet", "human") for n in range(30)]


def test_mistakes_are_spread() -> None:
    """One locale after the other, one intent after the other, and no more than the limit."""
    found = wrong_examples(MANY, [])
    assert len(found) == WRONG_INTENTS
    assert [(one.locale, one.text) for one in found[:4]] == [
        ("fr", "greet 0"),
        ("ary", "greet 0"),
        ("fr", "human 0"),
        ("ary", "human 0"),
    ]
    assert found[0].got == "menu (0.50)"


def test_what_is_right_is_no_example() -> None:
    """Nothing is listed when nothing is wrong."""
    right = Prediction({"locale": "fr", "text": "menu", "intent": "menu"}, [("menu", 0.9)], 0.001)
    assert wrong_examples([right], []) == []


def test_the_slowest_are_few() -> None:
    """Those that took longest, in milliseconds."""
    assert [one.milliseconds for one in slowest_examples(MANY, [])] == [29.0, 29.0, 29.0, 29.0, 28.0]
    assert SLOWEST == 5
