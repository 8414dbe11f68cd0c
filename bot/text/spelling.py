"""Known words, and which of them a mistyped word was meant to be; spaces that were lost or slipped in."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from functools import lru_cache
from typing import Optional

from bot.text.normalise import Word
from bot.text.skeleton import sound_form
from bot.text.slips import LONG, Slips

# A part of a word of which the space was lost is at least so long, one of the two longer.
SHORTEST_PART = 2
# A word is taken for a slip of another, or for two, when those are used in so many texts; a rare word is likelier itself.
USUAL = 3
SHORTEST_LONG_PART = 4
_TELLING_SOUNDS = 4
_CACHED_WORDS = 20_000


class Spelling:
    """Mends words by a list of known ones. Built once, then read-only."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        """``counts``: known words in normal form, and how often each is used; of two candidates the more usual one wins."""
        self._counts = counts
        self._forms = list(counts)
        self._by_sound: dict[str, str] = {}
        for form in sorted(self._forms, key=lambda form: -counts[form]):
            if len(sounds := sound_form(form)) >= _TELLING_SOUNDS:
                self._by_sound.setdefault(sounds, form)
        self._slips = Slips(self._forms)
        self.mended = lru_cache(maxsize=_CACHED_WORDS)(self._mended)

    def __contains__(self, norm: str) -> bool:
        return norm in self._counts

    def usage(self, norm: str) -> int:
        """In how many texts a word is used; 0 for one that is not known."""
        return self._counts.get(norm, 0)

    def _mended(self, norm: str) -> Optional[str]:
        """The known word that ``norm`` is, sounds like, or is a slip away from."""
        if norm in self._counts or norm.isdigit():
            return norm
        alike = self._by_sound.get(sound_form(norm))
        if alike is not None:
            return alike
        least = 1 if len(norm) >= LONG else USUAL
        near = [one for one in self._slips.near(norm) if self._counts[self._forms[one.number]] >= least]
        if not near:
            return None
        nearest = [self._forms[one.number] for one in near if one.slips == near[0].slips]
        # the first letter is the one that is mistyped least
        return max(nearest, key=lambda form: (form[0] == norm[0], self._counts[form]))

    def spaced(self, text_words: Sequence[Word], names: Container[str] = ()) -> list[Word]:
        """The words, with lost spaces put back and spaces inside a word taken out, where that makes words known.

        ``names``: words that are known too.
        """
        found: list[Word] = []
        for word in text_words:
            joined = found[-1].norm + word.norm if found else ""
            if joined in self._counts and not (found[-1].norm in self._counts and word.norm in self._counts):
                found[-1] = Word(joined, found[-1].start, word.end)
            elif word.norm in names or self.mended(word.norm) is not None:
                found.append(word)
            else:
                found.extend(self._split(word))
        return found

    def _split(self, word: Word) -> list[Word]:
        """The two known words that ``word`` is made of, the most usual ones; else itself."""
        norm, best, parts = word.norm, USUAL - 1, [word]
        if len(norm) != word.end - word.start:
            return parts  # the place of a letter in the text is not known
        for at in range(SHORTEST_PART, len(norm) - SHORTEST_PART + 1):
            worth = min(self._counts.get(norm[:at], 0), self._counts.get(norm[at:], 0))
            if worth > best and max(at, len(norm) - at) >= SHORTEST_LONG_PART:
                middle = word.start + at
                best, parts = worth, [Word(norm[:at], word.start, middle), Word(norm[at:], middle, word.end)]
        return parts
