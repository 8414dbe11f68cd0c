"""bot.language.data: what the identifier learns from, and when it must learn anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.language import data
from bot.locales import CODES, OTHER

NLU = """\
version: "3.1"
nlu:
- intent: greet
  examples: |
    - salut
    -  bonjour à tous
    -
    - "oui"
- intent: goodbye
  examples: |
    - au revoir
"""


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data directory with one training file, one file of sentences and function words."""
    for directory in ("nlu/fr", "language", "gazetteers"):
        (tmp_path / directory).mkdir(parents=True)
    (tmp_path / "nlu/fr/social.yml").write_text(NLU, encoding="utf-8")
    (tmp_path / "language/ary.txt").write_text("واش كاين شي حد\n\n  فين نمشي  \n", encoding="utf-8")
    (tmp_path / "language/other.txt").write_text("guten Tag\n", encoding="utf-8")
    (tmp_path / "gazetteers/function_words.yml").write_text("fr: [le]\n", encoding="utf-8")
    monkeypatch.setattr(data, "DATA", tmp_path)
    return tmp_path


def test_utterances_of_a_rasa_file() -> None:
    """Each example with its intent, without dashes and blanks; an empty example is none."""
    assert list(data.utterances_of(NLU)) == [
        ("greet", "salut"),
        ("greet", "bonjour à tous"),
        ("greet", '"oui"'),
        ("goodbye", "au revoir"),
    ]


def test_labelled_texts(small: Path) -> None:
    """Examples have the locale of their directory, sentences that of their file; empty lines are passed over.

    An example of one or two words tells nothing.
    """
    assert list(data.labelled_texts()) == [
        ("bonjour à tous", "fr"),
        ("واش كاين شي حد", "ary"),
        ("فين نمشي", "ary"),
        ("guten Tag", OTHER),
    ]


def test_written_texts(small: Path) -> None:
    """All that is written in a locale of ours, short or not, and in no other language."""
    assert list(data.written_texts()) == [
        ("salut", "fr"),
        ("bonjour à tous", "fr"),
        ('"oui"', "fr"),
        ("au revoir", "fr"),
        ("واش كاين شي حد", "ary"),
        ("فين نمشي", "ary"),
    ]


def test_an_example_of_two_locales_tells_neither(small: Path) -> None:
    """What people mix in is learnt from sentences, not from utterances."""
    (small / "nlu/en").mkdir()
    (small / "nlu/en/social.yml").write_text(NLU.replace("au revoir", "good bye my friend"), encoding="utf-8")
    texts = [text for text, _ in data.labelled_texts()]
    assert "bonjour à tous" not in texts
    assert "good bye my friend" in texts


def test_a_gazetteer_is_read_by_its_name(small: Path) -> None:
    """It is the YAML file of that name."""
    assert data.gazetteer("function_words") == {"fr": ["le"]}


@pytest.mark.parametrize("changed", ["nlu/fr/social.yml", "language/ary.txt", "gazetteers/function_words.yml"])
def test_the_fingerprint_follows_every_file(small: Path, changed: str) -> None:
    """A change in any file that is learnt from is seen; reading again without one gives the same."""
    before = data.fingerprint()
    assert data.fingerprint() == before
    path = small / changed
    path.write_text(path.read_text(encoding="utf-8") + "# changed\n", encoding="utf-8")
    assert data.fingerprint() != before


def test_the_fingerprint_follows_a_new_file(small: Path) -> None:
    """So is a file that was added."""
    before = data.fingerprint()
    (small / "nlu/fr/more.yml").write_text(NLU, encoding="utf-8")
    assert data.fingerprint() != before


@pytest.mark.parametrize("changed", ["text/skeleton.py", "language/linear_model.py"])
def test_the_fingerprint_follows_the_code(small: Path, monkeypatch: pytest.MonkeyPatch, changed: str) -> None:
    """Other features or another way to learn make another model, also from the same files."""
    monkeypatch.setattr(data, "ROOT", small)
    for name in ("text/skeleton.py", "language/linear_model.py", "procedures/search.py"):
        (small / "bot" / name).parent.mkdir(parents=True, exist_ok=True)
        (small / "bot" / name).write_text("before = 1\n", encoding="utf-8")
    before = data.fingerprint()
    (small / "bot/procedures/search.py").write_text("after = 1\n", encoding="utf-8")
    assert data.fingerprint() == before
    (small / "bot" / changed).write_text("after = 1\n", encoding="utf-8")
    assert data.fingerprint() != before


def test_every_locale_has_texts_to_learn_from() -> None:
    """The real data hold examples and sentences of all seven locales, and of languages that we do not serve."""
    files = {path.relative_to(data.DATA).as_posix() for path in data.training_files()}
    assert {f"language/{code}.txt" for code in (*CODES, OTHER)} <= files
    assert all(any(file.startswith(f"nlu/{code}/") for file in files) for code in CODES)
