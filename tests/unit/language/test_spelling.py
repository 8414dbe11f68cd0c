"""bot.language.spelling: the words that were meant by those that were typed, and files that are none of ours."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import ModelError
from bot.language.spelling import Spelling
from bot.text.normalise import words

TEXTS = [
    ("where is my dossier", "en"),
    ("i want to book an appointment", "en"),
    ("i want to talk to a human", "en"),
    ("thank you", "en"),
    ("je veux un rendez vous", "fr"),
    ("ou est mon dossier", "fr"),
    ("merci beaucoup", "fr"),
    ("bghit nakhod maw3id", "ary-Latn"),
    ("بغيت ناخد موعد", "ary"),
    ("متى يفتح المكتب", "ar"),
    ("ⵎⴰⵏⵉ ⵜⵍⵍⴰ ⵍⴱⴰⵍⴷⵉⵢⴰ", "zgh"),
]
SPELLING = Spelling.learn(TEXTS * 3)


def restored(text: str, spelling: Spelling = SPELLING) -> str:
    return " ".join(word.norm for word in spelling.restored(words(text)))


@pytest.mark.parametrize("text", [text for text, _ in TEXTS])
def test_what_is_known_stays(text: str) -> None:
    """A message that has been learnt is read as it stands."""
    assert restored(text) == " ".join(word.norm for word in words(text))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("where is my dosier", "where is my dossier"),
        ("whree is my ddossier", "where is my dossier"),
        ("i want to bookan appointment", "i want to book an appointment"),
        ("i want to b ook an appoint ment", "i want to book an appointment"),
        ("i wantto talk to a humzn", "i want to talk to a human"),
        ("MERCI BEAUCUOP", "merci beaucoup"),
        ("b4it nakhod maw3id", "bghit nakhod maw3id"),
        ("bghit naxod maw3id", "bghit nakhod maw3id"),
        ("بغت ناخد موعود", "بغيت ناخد موعد"),
        ("متا يفتح لمكتب", "متى يفتح المكتب"),
        ("ⵎⴰⵏⵉ ⵜⵍⵍ ⵍⴱⴰⵍⴷⵉⵢⵢⴰ", "ⵎⴰⵏⵉ ⵜⵍⵍⴰ ⵍⴱⴰⵍⴷⵉⵢⴰ"),
    ],
)
def test_slips_are_undone(typed: str, meant: str) -> None:
    """Letters dropped, doubled, swapped, missed; spaces lost and added; other spellings; in each script."""
    assert restored(typed) == " ".join(word.norm for word in words(meant))


def test_the_rest_of_the_message_decides() -> None:
    """What stands beside a word, and the locale of the others, tell which of two words it was meant to be."""
    spelling = Spelling.learn([("la porte", "fr"), ("le port", "fr"), ("my part", "en"), ("my part", "en")])
    assert restored("la pprt", spelling) == "la porte" or restored("le poart", spelling) == "le port"
    assert restored("my poart", spelling) == "my part"


@pytest.mark.parametrize("text", ["12345", "xk 123456", "7", "zzxxqqkk", "xyz"])
def test_what_looks_like_nothing_stays(text: str) -> None:
    """Numbers, references and words that are far from all we know are not touched."""
    assert restored(text) == text


def test_nothing_is_restored_to_nothing() -> None:
    assert SPELLING.restored([]) == []
    assert Spelling.learn([]).restored(words("mot")) == words("mot")


def test_a_long_message_costs_no_more_than_its_beginning() -> None:
    """What follows the first words stays as it is."""
    found = [word.norm for word in SPELLING.restored(words("merc " * 5000))]
    assert found[0] == "merci"
    assert found[-4900:] == ["merc"] * 4900


@given(st.text())
def test_no_text_breaks_it(text: str) -> None:
    """On any text: words, none of them empty, and the same each time."""
    found = restored(text)
    assert found == restored(text)
    assert all(found.split(" ")) or not found


def test_written_and_read(tmp_path: Path) -> None:
    """The file is plain arrays and decides the same."""
    SPELLING.save(tmp_path / "spelling.npz")
    loaded = Spelling.load(tmp_path / "spelling.npz")
    for typed in ("whree is my ddossier", "i wantto talk to a humzn", "بغت ناخد موعود"):
        assert restored(typed, loaded) == restored(typed)


def test_one_that_knows_nothing_is_written_and_read(tmp_path: Path) -> None:
    Spelling.learn([]).save(tmp_path / "spelling.npz")
    assert Spelling.load(tmp_path / "spelling.npz").restored(words("mot")) == words("mot")


@pytest.mark.parametrize("contents", [None, b"", b"PK\x03\x04 torn"])
def test_a_damaged_file_is_refused(tmp_path: Path, contents: bytes | None) -> None:
    """With its name in the error."""
    path = tmp_path / "spelling.npz"
    if contents is not None:
        path.write_bytes(contents)
    with pytest.raises(ModelError, match=r"spelling\.npz"):
        Spelling.load(path)
