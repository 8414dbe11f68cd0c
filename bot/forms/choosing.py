"""Which of the choices on offer a message means: by button, by place ("2", «الثانية»), or by words of its title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Optional

from bot.entities.model import Kind
from bot.forms.model import Message
from bot.language.data import gazetteer
from bot.language.ordinals import ordinal
from bot.text.normalise import words
from bot.text.skeleton import skeleton

_MINIMAL_SKELETON = 2
_MONTH = re.compile(r"[^\W\d_]{3}")


def chosen(message: Message, choices: Sequence[tuple[str, str]]) -> Optional[str]:
    """The value of the choice; None when the message names none, or more than one equally."""
    if message.choice is not None:
        return message.choice if message.choice in {value for _, value in choices} else None
    place = ordinal(_without_times(message), _ordinals(), len(choices)) if message.text else None
    if place is not None and 1 <= place <= len(choices):
        return choices[place - 1][1]
    return _by_title(message.text, choices)


def titled(text: str, titles: Sequence[tuple[str, str]]) -> Optional[str]:
    """What the one title stands for that a text is, word for word; None when there is none, or more than one."""
    said = [word.norm for word in words(text)]
    found = {meant for title, meant in titles if said and said == [word.norm for word in words(title)]}
    return found.pop() if len(found) == 1 else None


def _without_times(message: Message) -> str:
    """The text; "3 at night" and "the 3rd of January" are no places in a list."""
    text = message.text
    for entity in message.entities:
        told = text[entity.start : entity.end]
        if entity.kind is Kind.TIME or (entity.kind is Kind.DATE and _MONTH.search(told)):
            text = text[: entity.start] + " " * len(told) + text[entity.end :]
    return text


def _by_title(text: str, choices: Sequence[tuple[str, str]]) -> Optional[str]:
    said = _keys(text)
    if not said or not choices:
        return None
    shares = []
    for title, value in choices:
        named = _keys(title)
        common = len(said & named)
        shares.append(((common / len(named), common / len(said | named)) if named else (0.0, 0.0), value))
    best = max(share for share, _ in shares)
    winners = [value for share, value in shares if share == best]
    return winners[0] if best[0] >= 0.5 and len(winners) == 1 else None


def _keys(text: str) -> set[str]:
    """What words are compared by: their skeleton; of a shorter one, which many words share ("je" is "Oujih"), their letters."""
    norms = [word.norm for word in words(text)]
    return {bones if len(bones := skeleton(norm)) >= _MINIMAL_SKELETON else f"={norm}" for norm in norms}


@cache
def _ordinals() -> dict[str, list[str]]:
    return gazetteer("ordinals")
