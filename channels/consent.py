"""Whether a citizen asks to be left alone, or to be written to again: the words of ``data/gazetteers/consent.yml``.

Only on channels with an address, where STOP is a right (docs/adr/0016). On the web "stop" is a word of the dialogue.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import yaml

from bot.settings import ROOT
from bot.text.normalise import normalise
from channels.channel import Consent

_WORDS = ROOT / "data" / "gazetteers" / "consent.yml"
_LONGEST = 64  # characters; a longer message is no such word, and need not be looked at


def consent_of(text: str) -> Consent | None:
    """What the whole message says, compared in normal form; None when it is any other message."""
    return _consents().get(normalise(text)) if len(text) <= _LONGEST else None


@lru_cache(maxsize=1)
def _consents() -> Mapping[str, Consent]:
    """Normal form → consent, read when it is first asked for."""
    lists = yaml.load(_WORDS.read_text(encoding="utf-8"), yaml.CSafeLoader)
    return {
        normalise(word): consent for consent in Consent for words in lists[consent.value].values() for word in words
    }
