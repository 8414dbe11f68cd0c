"""The one list of locales: what they are called, how they are written, what stands in for a missing text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.text.scripts import Script, dominant_script


@dataclass(frozen=True)
class Locale:
    """One language in one script."""

    code: str
    endonym: str
    script: Script
    direction: str  # "ltr" or "rtl", as HTML's dir
    fallbacks: tuple[str, ...]  # where to look for a text that this locale lacks, in order
    plural_rules: str  # the CLDR locale whose plural rules and number format apply
    written_as: str = ""  # the locale whose texts this one transliterates; "" when it has its own


_ALL = (
    Locale("fr", "français", Script.LATIN, "ltr", ("ar", "en"), "fr"),
    Locale("ar", "العربية الفصحى", Script.ARABIC, "rtl", ("fr", "en"), "ar"),
    Locale("ary", "الدارجة", Script.ARABIC, "rtl", ("ar", "fr", "en"), "ar"),
    Locale("ary-Latn", "darija", Script.LATIN, "ltr", ("fr", "ary", "ar", "en"), "ar"),
    Locale("zgh", "ⵜⴰⵎⴰⵣⵉⵖⵜ", Script.TIFINAGH, "ltr", ("ar", "fr", "en"), "zgh"),
    Locale("zgh-Latn", "tamaziɣt", Script.LATIN, "ltr", ("fr", "ar", "en"), "zgh", written_as="zgh"),
    Locale("en", "English", Script.LATIN, "ltr", ("fr", "ar"), "en"),
)
LOCALES: Mapping[str, Locale] = {locale.code: locale for locale in _ALL}
CODES: tuple[str, ...] = tuple(LOCALES)
OTHER = "other"  # the identifier's label for a language that we do not serve

WRITTEN_SLOT = "written_locale"
GUESSED_SLOT = "guessed_locale"
HINTED_SLOT = "hinted_locale"  # what the page or the operator says, when the first messages tell nothing
CHOSEN_SLOT = "chosen_locale"
CHOSEN_WHILE_WRITING_SLOT = "chosen_while_writing"
DEFAULT = "ar"


# In a message's metadata: the conversation has a locale already, so a guess must not change it.
LOCALE_KNOWN = "locale_known"


def has_locale(slots: Mapping[str, Any], text: str = "a") -> bool:
    """Whether anything that was written before tells the conversation's locale; ``text``, without letters, tells less than any hint."""
    hinted = slots.get(HINTED_SLOT) and dominant_script(text) is None
    return bool(slots.get(WRITTEN_SLOT) or slots.get(GUESSED_SLOT) or hinted)


def conversation_locale(slots: Mapping[str, Any]) -> str:
    """The locale in which to answer, from the conversation's slots.

    A locale asked for ("parle en français") holds for as long as the citizen goes on writing as they did when they
    asked; a clear sentence in another locale wins over it; the first message, if short or ambiguous, is a guess that
    counts while nothing clear has been written.
    """
    written = slots.get(WRITTEN_SLOT)
    chosen = slots.get(CHOSEN_SLOT)
    if chosen and slots.get(CHOSEN_WHILE_WRITING_SLOT) == written:
        return str(chosen)
    return str(written or slots.get(GUESSED_SLOT) or slots.get(HINTED_SLOT) or DEFAULT)
