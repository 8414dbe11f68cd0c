"""bot.services.complaints.categories: what a complaint is about, by its words, in any script."""

from __future__ import annotations

from collections import defaultdict

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.services.complaints.categories import ComplaintReader
from bot.services.complaints.model import AT_A_PLACE, Category
from bot.settings import ROOT
from bot.text.normalise import normalise

WORDS = yaml.safe_load((ROOT / "data" / "complaints" / "words.yml").read_text("utf-8"))
READER = ComplaintReader(WORDS)
LABELLED = [line.split("\t") for line in (ROOT / "tests/data/complaints.tsv").read_text("utf-8").splitlines()[1:]]


def test_nine_of_ten_are_found_in_every_locale() -> None:
    """Sentences that the gazetteer was not written from: at most one in eight is missed, and nearly none is mistaken."""
    right: defaultdict[str, list[bool]] = defaultdict(list)
    mistaken = []
    for locale, text, category in LABELLED:
        found = READER.understand(text).categories
        right[locale].append(found == (Category(category),))
        if found and Category(category) not in found:
            mistaken.append(text)
    assert sum(map(sum, right.values())) / len(LABELLED) >= 0.9
    assert all(sum(hits) / len(hits) >= 0.85 for hits in right.values()), dict(right)
    assert len(mistaken) <= len(LABELLED) // 50


@pytest.mark.parametrize(
    ("one", "another", "categories"),
    [
        ("plus de lumière", "plus de lumière dans la rue", ("electricity", "lighting")),
        ("lma m9to3", "lwad l7ar fayd", ("water", "sewer")),
        ("musique au café", "tables du café sur le trottoir", ("noise", "space")),
        ("l'agent était absent", "l'agent veut 200 dh pour le papier", ("conduct", "corruption")),
        ("feu rouge en panne", "il y a le feu aux poubelles", ("road", "waste")),
    ],
)
def test_more_words_tell_more(one: str, another: str, categories: tuple[str, str]) -> None:
    """The same word means another thing beside other ones."""
    assert (READER.understand(one).category, READER.understand(another).category) == tuple(map(Category, categories))


@pytest.mark.parametrize(
    "text",
    [
        "bghit ndir chikaya",
        "je veux porter plainte",
        "شكاية",
        "I want to complain",
        "réclamation svp",
        "ⵛⵛⵉⴽⴰⵢⴰ",
        "",
        "200",
        "👍",
    ],
)
def test_wanting_to_complain_says_nothing_yet(text: str) -> None:
    """So what happened is asked."""
    understood = READER.understand(text)
    assert not understood.says_what
    assert understood.categories == ()


@pytest.mark.parametrize(
    ("text", "danger"),
    [
        ("il y a le feu dans la décharge", True),
        ("ريحة الغاز خارجة من القادوس", True),
        ("lmowadaf hez lia mous daba", True),
        ("feux rouges en panne", False),
        ("الله يعطيك العافية، بغيت نشكي على الزبل", False),
        ("lbola tafya", False),
        ("un enfant a insulté ma mère au guichet", False),
    ],
)
def test_danger(text: str, danger: bool) -> None:
    """Fire is danger, a red light ("feu rouge") and a wish of health («العافية») are none."""
    assert READER.understand(text).emergency is danger


@pytest.mark.parametrize(
    "text", ["rouvrir ma plainte", "عاود حل الشكاية", "n3awed n7ell chikaya", "reopen my complaint"]
)
def test_opening_again(text: str) -> None:
    """An earlier complaint is meant."""
    assert READER.understand(text).reopens
    assert not READER.understand(text).categories


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    """Nothing that can be typed is an error, and no more than four choices come of it."""
    understood = READER.understand(text)
    assert len(understood.categories) <= 4
    assert understood.category in (None, *understood.categories)


def test_a_form_belongs_to_one_cue() -> None:
    """A word under two cues would silently be the first one's."""
    seen: dict[str, str] = {}
    twice = []
    for cue, by_locale in WORDS["cues"].items():
        for form in {normalise(form) for forms in by_locale.values() for form in forms}:
            if seen.setdefault(form, cue) != cue:
                twice.append((form, seen[form], cue))
    assert twice == []


def test_a_wrong_gazetteer_is_refused() -> None:
    """A category that is none of ours, and a cue that nothing says."""
    with pytest.raises(ValueError, match="'weather' is not a valid"):
        ComplaintReader(
            {"cues": {"rain": {"en": ["rain"]}}, "weak": [], "emergency": [], "categories": {"weather": ["rain"]}}
        )
    with pytest.raises(ValueError, match="no cue 'snow'"):
        ComplaintReader({"cues": {"rain": {"en": ["rain"]}}, "weak": [], "emergency": ["snow"], "categories": {}})


def test_every_category_can_be_told() -> None:
    """But "something else", which is what is left."""
    assert set(WORDS["categories"]) | {"other"} == {category.value for category in Category}
    assert Category.FILE not in AT_A_PLACE
