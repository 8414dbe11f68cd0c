"""bot.text.skeleton: one consonant form for the spellings of a word in all scripts."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.normalise import normalise_word
from bot.text.skeleton import skeleton, sound_form

ALPHABET = set("btjHxdrzsc3Gfqkglmn")


@pytest.mark.parametrize(
    ("bones", "spellings"),
    [
        ("btq", ["بطاقة", "بطاقه", "bita9a", "bitaqa", "BITA9A", "batqa", "البطاقة", "lbita9a"]),
        ("krt", ["كارط", "carte", "kart", "karta", "karte", "lakart", "لاكارط", "ⵍⴽⴰⵕⵟ"]),
        ("bsbr", ["باسبور", "پاسپور", "baspor", "lbaspor", "basbor", "ⵍⴱⴰⵙⴱⵓⵔ"]),
        ("cd", ["شهادة", "chahada", "shahada", "chhada"]),
        ("Hn", ["حنيني", "7nini"]),
        ("xr", ["خير", "khir", "5ir", "xir", "ⵅⵉⵔ"]),
        ("brmsn", ["permission", "برميسيون"]),
        ("mtln", ["mthlon", "متلون", "مثلون"]),
        ("nmr", ["نمرة", "nemra", "numéro"]),
        ("tmzGt", ["ⵜⴰⵎⴰⵣⵉⵖⵜ", "tamazight", "tamaziɣt", "tamazi4t", "تمازيغت"]),
        ("3rb", ["عربي", "3arbi", "ɛarbi"]),
    ],
)
def test_spellings_in_all_scripts_meet(bones: str, spellings: list[str]) -> None:
    """What sounds alike has one skeleton, whoever typed it and on whichever keyboard."""
    assert {spelling: skeleton(spelling) for spelling in spellings} == dict.fromkeys(spellings, bones)


@pytest.mark.parametrize(
    ("word", "bones"),
    [
        ("sh", "c"),
        ("ch", "c"),
        ("kh", "x"),
        ("gh", "G"),
        ("ph", "f"),
        ("th", "t"),
        ("dh", "d"),
        ("qu", "k"),
        ("ce", "s"),
        ("ge", "j"),
        ("gn", "n"),
        ("tion", "sn"),
        ("6", ""),
        ("a6a", "t"),
        ("a7a", "H"),
        ("a9a", "q"),
        ("a3a", "3"),
        ("a2a", ""),
    ],
)
def test_latin_groups_and_digits_are_sounds(word: str, bones: str) -> None:
    """A digraph is one sound; a digit inside a word is a letter, alone it is a number."""
    assert skeleton(word) == bones


@pytest.mark.parametrize(
    ("with_prefix", "without"),
    [
        ("البطاقة", "بطاقة"),
        ("والبطاقة", "بطاقة"),
        ("بالبطاقة", "بطاقة"),
        ("للبطاقة", "بطاقة"),
        ("فالبلدية", "بلدية"),
        ("lbaladiya", "baladiya"),
        ("flbaladiya", "baladiya"),
        ("ttasjil", "tasjil"),
        ("ddossier", "dossier"),
    ],
)
def test_an_article_is_dropped(with_prefix: str, without: str) -> None:
    """Articles and the prepositions that lean on them are no part of the word, in either script."""
    assert skeleton(with_prefix) == skeleton(without)


@pytest.mark.parametrize("word", ["", "a", "ouiiii", "ⴰ", "او", "2026", "٢٠٢٦", "1", "👍", "__"])
def test_numbers_and_vowels_have_no_skeleton(word: str) -> None:
    """What has no consonant is not made to look like something else."""
    assert skeleton(word) == ""


@pytest.mark.parametrize(("one", "other"), [("قلب", "كلب"), ("bita9a", "bitaka"), ("حال", "خال"), ("زين", "سين")])
def test_sounds_that_people_tell_apart_stay_apart(one: str, other: str) -> None:
    """ق and ك, ح and خ, ز and س are different words to everybody."""
    assert skeleton(one) != skeleton(other)


@given(st.one_of(st.text(), st.text("abcdefghijklmnopqrstuvwxyz3579بتجحخدرزسشصضطظعغفقكلمنوي ⴰⴱⵜⵎⵣⵖ", max_size=12)))
def test_a_skeleton_is_short_and_in_one_alphabet(word: str) -> None:
    """On any text: only the letters of the alphabet, none twice in a row, never longer than the normal form."""
    bones = skeleton(word)
    assert len(bones) <= len(normalise_word(word))
    if normalise_word(word).isalpha():
        assert all(first != second for first, second in itertools.pairwise(bones))
    if word.isascii() or all("\u0600" <= c <= "\u06ff" or "\u2d30" <= c <= "\u2d7f" for c in word):
        assert set(bones) <= ALPHABET


@given(st.text("abcdefghijklmnopqrstuvwxyz379بتجحخدرزسشعغفقكلمنويةى", max_size=12))
def test_spelling_details_do_not_reach_the_skeleton(word: str) -> None:
    """Capitals, and the normal form in place of the word, change nothing."""
    assert skeleton(word.upper()) == skeleton(word) == skeleton(normalise_word(word))


@pytest.mark.parametrize("word", ["b0b", "b1b"])
def test_no_consonant_is_left_double(word: str) -> None:
    """As in "baba", what stands between has no sound."""
    assert skeleton(word) == skeleton("baba") == "b"


@pytest.mark.parametrize(
    ("spellings", "sounds"),
    [
        (["bghit", "بغيت", "bghite", "b4it"], "bGit"),
        (["kifach", "كيفاش", "kifash"], "kifac"),
        (["ixessa", "ⵉⵅⵚⵚⴰ", "ikhssa"], "axsa"),
        (["mani", "ⵎⴰⵏⵉ", "maani"], "mani"),
        (["lbaspor", "لباسبور", "lbaspour"], "lbasbur"),
        (["madina", "madinah"], "madina"),
        (["tawriqt", "ⵜⴰⵡⵔⵉⵇⵜ", "tawri9t"], "turiqt"),
        (["tayyar", "طيار", "taiyar"], "tiar"),
        (["ijaza", "إجازة", "ajaza"], "ajaza"),
        (["2026", "٢٠٢٦", ""], ""),
    ],
)
def test_spellings_of_one_word_sound_the_same(spellings: list[str], sounds: str) -> None:
    """In all scripts, with the vowels that all of them write."""
    assert {sound_form(normalise_word(spelling)) for spelling in spellings} == {sounds}


@given(st.text(max_size=20))
def test_a_sound_form_has_letters_of_its_alphabet_only(word: str) -> None:
    """Whatever the word is."""
    assert set(sound_form(normalise_word(word))) <= set("btjHxdrzsc3GfqkglmnaiuhC")
