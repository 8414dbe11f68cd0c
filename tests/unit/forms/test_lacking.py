"""Answers that say what is lacking."""

from __future__ import annotations

import pytest

from bot.bootstrap import form_lacking


@pytest.mark.parametrize(
    "text", ["je ne sais pas", "Ma3reftch", "ما عرفتش", "لا أعرف", "I don't know", "skip", "ⵓⵔ ⵙⵙⵉⵏⵖ", "ur ssinegh"]
)
def test_not_knowing_is_said_alone(text: str) -> None:
    """In every locale."""
    assert form_lacking().is_unknown(text)
    assert text in form_lacking()


@pytest.mark.parametrize(
    "text", ["sans téléphone", "bla nemra", "بلا نمرة", "بدون هاتف", "no phone", "je ne sais pas encore"]
)
def test_what_is_lacking_may_be_named(text: str) -> None:
    """After a word that lacks it; that is no answer to a free question's "I don't know"."""
    assert text in form_lacking()
    assert not form_lacking().is_unknown(text)


@pytest.mark.parametrize(
    "text", ["", "😀", "passeport", "sans eau ni électricité depuis hier soir ici", "0600000001", "Sanae Essai"]
)
def test_other_words_lack_nothing(text: str) -> None:
    """Long texts say more than that; names and papers only begin alike."""
    assert text not in form_lacking()
