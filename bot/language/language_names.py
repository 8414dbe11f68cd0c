"""Names of languages in a message ("parle en français", «بالدارجة»), and the locale that each asks for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.text.normalise import words
from bot.text.scripts import Script, dominant_script


class LanguageNames:
    """Looks names up; built from ``data/gazetteers/languages.yml`` (language → names, in any script)."""

    # The language asked for, and the script in which it is asked, give the locale.
    _LOCALES = {
        "french": {},
        "english": {},
        "arabic": {},
        "darija": {Script.LATIN: "ary-Latn"},
        "tamazight": {Script.LATIN: "zgh-Latn", Script.ARABIC: "zgh-Latn"},
        "darija in arabic letters": {},
        "darija in latin letters": {},
        "tifinagh": {},
    }
    _DEFAULTS = {
        "french": "fr",
        "english": "en",
        "arabic": "ar",
        "darija": "ary",
        "tamazight": "zgh",
        "darija in arabic letters": "ary",
        "darija in latin letters": "ary-Latn",
        "tifinagh": "zgh",
    }

    def __init__(self, names: Mapping[str, Sequence[str]]) -> None:
        self._language = {
            " ".join(word.norm for word in words(name)): language for language, known in names.items() for name in known
        }
        self._longest = max((len(name.split()) for name in self._language), default=0)

    def mentioned(self, text: str) -> list[str]:
        """The locales whose languages ``text`` names, in order; the longest name wins."""
        norms = [word.norm for word in words(text)]
        script = dominant_script(text)
        found: list[str] = []
        at = 0
        while at < len(norms):
            for size in range(self._longest, 0, -1):
                language = self._language.get(" ".join(norms[at : at + size]))
                if language:
                    locale = self._LOCALES[language].get(script, self._DEFAULTS[language]) if script else None
                    if locale and locale not in found:
                        found.append(locale)
                    at += size
                    break
            else:
                at += 1
        return found
