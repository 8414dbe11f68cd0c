"""Which of the choices on offer a message means: by button, by place ("2", «الثانية»), or by words of its title."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Optional

from bot.forms.model import Message
from bot.language.data import gazetteer
from bot.language.ordinals import ordinal
from bot.text.normalise import words
from bot.text.skeleton import skeleton

_MINIMAL_SKELETON = 2


def chosen(message: Message, choices: Sequence[tuple[str, str]]) -> Optional[str]:
    """The value of the choice; None when the message names none, or more than one equally."""
    if message.choice is not None:
        return message.choice if message.choice in {value for _, value in choices} else None
    place = ordinal(message.text, _ordinals(), len(choices)) if message.text else None
    if place is not None and 1 <= place <= len(choices):
        return choices[place - 1][1]
    return _by_title(message.text, choices)


def _by_title(text: str, choices: Sequence[tuple[str, str]]) -> Optional[str]:
    said = _keys(text)
    if not said or not choices:
        return None
    shares = []
    for title, value in choices:
        named = _keys(title)
        shares.append((len(said & named) / len(named) if named else 0.0, value))
    best = max(share for share, _ in shares)
    winners = [value for share, value in shares if share == best]
    return winners[0] if best >= 0.5 and len(winners) == 1 else None


def _keys(text: str) -> set[str]:
    """What words are compared by: their skeleton; of a shorter one, which many words share ("je" is "Oujih"), their letters."""
    norms = [word.norm for word in words(text)]
    return {bones if len(bones := skeleton(norm)) >= _MINIMAL_SKELETON else f"={norm}" for norm in norms}


@cache
def _ordinals() -> dict[str, list[str]]:
    return gazetteer("ordinals")
