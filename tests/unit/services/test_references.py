"""bot.services.references: what is copied from paper or read aloud comes back, and a slip is seen."""

from __future__ import annotations

import random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.services.references import (
    PREFIXES,
    looks_like_reference,
    new_reference,
    normal_reference,
    references_in,
    register_of,
)

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
KNOWN = new_reference("DO", 2026, random.Random(1).randrange)
REFERENCES = st.builds(
    lambda prefix, year, seed: new_reference(prefix, year, random.Random(seed).randrange),
    st.sampled_from(sorted(PREFIXES)),
    st.integers(2000, 2099),
    st.integers(0, 2**32),
)


@given(REFERENCES)
def test_what_is_given_out_is_read_back(reference: str) -> None:
    """Its own normal form, and its register is known by its prefix."""
    assert normal_reference(reference) == reference
    assert register_of(reference) == PREFIXES[reference[:2]]


@given(REFERENCES, st.data())
def test_every_wrong_character_is_seen(reference: str, data: st.DataObject) -> None:
    """One character changed, in the year or after it: no other reference comes out."""
    place = data.draw(st.sampled_from([3, 4, 5, 6, *range(8, 15)]))
    other = data.draw(st.sampled_from(ALPHABET[:10] if place < 8 else ALPHABET))
    assume(other != reference[place])
    assert normal_reference(reference[:place] + other + reference[place + 1 :]) is None


@given(REFERENCES, st.sampled_from([3, 4, 5, *range(8, 14)]))
def test_every_swap_of_neighbours_is_seen(reference: str, place: int) -> None:
    """The commonest slip of who copies by hand."""
    first, second = reference[place : place + 2]
    assume(first != second)
    assert normal_reference(reference[:place] + second + first + reference[place + 2 :]) is None


@pytest.mark.parametrize("prefix", sorted(PREFIXES))
def test_another_prefix_is_seen(prefix: str) -> None:
    """A reference of one register is none of another."""
    reference = new_reference(prefix, 2026, random.Random(7).randrange)
    for other in PREFIXES:
        assert (normal_reference(other + reference[2:]) is not None) == (other == prefix)


@pytest.mark.parametrize(
    "written",
    [
        KNOWN.lower(),
        KNOWN.replace("-", " "),
        KNOWN.replace("-", ""),
        KNOWN.replace("-", " - "),
        KNOWN.replace("-", "/"),
        KNOWN.replace("-", "\u2011"),
        KNOWN.replace("-", "\u2013"),
        KNOWN[:11] + " " + KNOWN[11:],
        KNOWN.replace("0", "o"),
        "d0" + KNOWN[2:],
        KNOWN.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")),
        KNOWN.translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")),
        "\u2068" + KNOWN + "\u2069",
        "\u200f" + KNOWN,
        f"salam, dossier dyali {KNOWN.lower()} fin wsel?",
        f"الملف ديالي {KNOWN} فين وصل؟",
        f"n° {KNOWN}, merci",
        f"*{KNOWN}*",
        "".join(chr(ord(c) + 0xFEE0) for c in KNOWN),
    ],
)
def test_every_writing_of_it(written: str) -> None:
    """Case, separators, O for 0, digits of other scripts, invisible marks, full-width letters, words around it."""
    assert normal_reference(written) == KNOWN


@pytest.mark.parametrize(("given_", "read"), [("O", "0"), ("I", "1"), ("l", "1")])
def test_letters_that_are_not_used_stand_for_digits(given_: str, read: str) -> None:
    """O, I and L are read as what they look like."""
    reference = next(
        one
        for one in (new_reference("RV", 2026, random.Random(seed).randrange) for seed in range(1000))
        if read in one[8:]
    )
    assert normal_reference(reference[:8] + reference[8:].replace(read, given_)) == reference


@pytest.mark.parametrize(
    "text",
    [
        "",
        "DO-2026",
        "XX-2026-84G7ZWP",
        "DO-26-84G7ZWP",
        KNOWN + "5",
        "A" + KNOWN,
        KNOWN[:-1],
        "' OR 1=1 --",
        "{$x}",
        "AB000001",
    ],
)
def test_what_is_none(text: str) -> None:
    """Too short, too long, glued to something, of nobody."""
    assert normal_reference(text) is None


def test_several() -> None:
    """Two different ones are not chosen between; the same one twice is one."""
    other = new_reference("RC", 2026, random.Random(2).randrange)
    assert references_in(f"{KNOWN} w {other}") == [KNOWN, other]
    assert normal_reference(f"{KNOWN} w {other}") is None
    assert normal_reference(f"{KNOWN} {KNOWN.lower()}") == KNOWN


def test_a_wrong_one_has_the_shape() -> None:
    """So that it can be said that it was copied wrongly."""
    wrong = KNOWN[:-1] + ("A" if KNOWN[-1] != "A" else "B")
    assert normal_reference(wrong) is None
    assert looks_like_reference(wrong)
    assert not looks_like_reference("bghit nchouf dossier dyali")


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    """Nothing that a citizen sends breaks the reader."""
    assert all(normal_reference(one) == one for one in references_in(text))


def test_it_is_not_to_be_guessed() -> None:
    """Thirty random bits: a thousand of one year are all different, and their characters spread over the whole alphabet."""
    made = {new_reference("RC", 2026) for _ in range(1000)}
    assert len(made) > 995
    assert {character for one in made for character in one[8:14]} == set(ALPHABET)


def test_an_unknown_prefix_is_a_mistake_of_ours() -> None:
    """No register could be asked for it."""
    with pytest.raises(ValueError, match="unknown prefix"):
        new_reference("ZZ", 2026)
