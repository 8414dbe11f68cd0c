"""From a procedure and the facets asked for to the text that a citizen reads, short enough for a phone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from bot.locales import LOCALES
from bot.messages import format_message
from bot.procedures.model import Facet, Fact, Procedure, Source, Status
from bot.text.bidi import isolate
from bot.text.tifinagh import to_latin

OVERVIEW = (Facet.DOCUMENTS, Facet.FEE, Facet.DELAY, Facet.WHERE)
PLAIN = OVERVIEW
LIST_LIMIT = 5  # items of one list before "more"
_TAMAZIGHT = ("zgh", "zgh-Latn")


@dataclass(frozen=True)
class Answer:
    """``text`` as sent; ``rest`` are the facets whose lists were cut, for "more"; ``held`` is what could be answered."""

    text: str
    rest: list[Facet] = field(default_factory=list)
    held: list[Facet] = field(default_factory=list)


def title(procedure: Procedure, locale: str) -> str:
    """The procedure's title in ``locale`` or its first fallback."""
    return localised(procedure.title, locale)


def label(procedure: Procedure, locale: str) -> str:
    """A button for the procedure: its label, else its title, cut to 20 characters at a word."""
    text = localised(procedure.label or procedure.title, locale)
    return (
        text
        if len(text) <= 20
        else text[:20].rsplit(" ", 1)[0].rstrip(" ,;:-") + "…"
        if " " in text[:20]
        else text[:19] + "…"
    )


def answer(procedure: Procedure, facets: Sequence[Facet], locale: str, begin: int = 0) -> Answer:
    """The facets asked for (an overview when none is), with what is unknown said so, and the sources.

    ``begin``: the item of each list to begin with, for "more".
    """
    asked = list(facets) or [facet for facet in OVERVIEW if procedure.facts(facet)] or procedure.held()
    held = [facet for facet in asked if procedure.facts(facet)]
    unheld = [facet for facet in asked if facet not in held]
    lines = [title(procedure, locale)]
    rest = []
    for facet in held:
        block, cut = _block(procedure, facet, locale, begin)
        lines += ["", *block] if len(block) > 1 else block
        if cut:
            rest.append(facet)
    if unheld:
        names = ", ".join(format_message(locale, f"facet-{facet.value}") for facet in unheld)
        lines += ["", format_message(locale, "answer-unheld", facets=names)]
    sources = [source_line(source, locale) for source in dict.fromkeys(map(procedure.source_of, held))]
    return Answer("\n".join([*lines, "", *sources]).strip(), rest, held)


def plain_answer(procedure: Procedure, facets: Sequence[Facet], locale: str) -> Answer:
    """The same in the fewest words: short sentences, no conditions; for who did not understand."""
    held = [facet for facet in (facets or PLAIN) if facet in PLAIN and procedure.facts(facet)]
    held = held or [facet for facet in PLAIN if procedure.facts(facet)]
    lines = [title(procedure, locale)]
    for facet in held:
        texts = [_text(fact, facet, locale) for fact in procedure.facts(facet) if not fact.when]
        lines.append(
            format_message(locale, f"answer-plain-{facet.value}", text=texts[0], items="; ".join(texts))
            if texts
            else ""
        )
    return Answer("\n".join(line for line in lines if line), [], held)


def facet_lines(procedure: Procedure, facet: Facet, locale: str) -> list[str]:
    """The lines of one facet, marked where it is not confirmed; empty when the catalogue does not hold it."""
    return _block(procedure, facet, locale, 0)[0] if procedure.facts(facet) else []


def source_line(source: Source, locale: str) -> str:
    """Where a fact was read and when that was checked."""
    return format_message(locale, "answer-source", host=host(source), date=source.checked_on.strftime("%d/%m/%Y"))


def host(source: Source) -> str:
    """The site of a source, as people say it: without scheme and ``www.``."""
    return (urlsplit(str(source.url)).hostname or "").removeprefix("www.")


def localised(texts: Mapping[str, str], locale: str) -> str:
    """The text in ``locale`` or the first fallback that has one; any when none has."""
    for code in (locale, *LOCALES[locale].fallbacks):
        text = texts.get(code) or texts.get(LOCALES[code].written_as)
        if text:
            return to_latin(text) if code not in texts and LOCALES[code].written_as else text
    return next(iter(texts.values()), "")


def _beside_fallback(texts: Mapping[str, str], locale: str) -> str:
    """Like :func:`localised`, but an unreviewed Tamazight text never carries a fact alone."""
    text = localised(texts, locale)
    fallback = next((texts[code] for code in LOCALES[locale].fallbacks if code in texts), None)
    if locale in _TAMAZIGHT and fallback and fallback != text:
        return f"{text} — {isolate(fallback)}"
    return text


def _block(procedure: Procedure, facet: Facet, locale: str, begin: int) -> tuple[list[str], bool]:
    """The lines of one facet, and whether its list was cut."""
    facts = procedure.facts(facet)
    heading = format_message(locale, f"heading-{facet.value}")
    if procedure.status_of(facet) is not Status.CONFIRMED:
        heading = format_message(locale, "answer-unsure", heading=heading)
    if len(facts) == 1 and not facts[0].when:
        return [format_message(locale, "answer-block", heading=heading, text=_text(facts[0], facet, locale))], False
    start = begin if begin < len(facts) else 0
    shown = facts[start : start + LIST_LIMIT]
    left = len(facts) - start - len(shown)
    lines = [format_message(locale, "answer-list", heading=heading), *(_item(fact, facet, locale) for fact in shown)]
    if left:
        lines.append(format_message(locale, "answer-rest", count=left))
    return lines, left > 0


def _item(fact: Fact, facet: Facet, locale: str) -> str:
    text = _text(fact, facet, locale)
    if not fact.when:
        return format_message(locale, "answer-item", text=text)
    return format_message(locale, "answer-item-when", text=text, when=_beside_fallback(fact.when, locale))


def _text(fact: Fact, facet: Facet, locale: str) -> str:
    """The fact's own text, else one made of its number, with its address after it."""
    text = _beside_fallback(fact.texts, locale) if fact.texts else _number(fact, locale)
    return f"{text} {fact.url}".strip() if fact.url and str(fact.url) not in text else text


def _number(fact: Fact, locale: str) -> str:
    if fact.mad is not None:
        amount = int(fact.mad) if fact.mad == int(fact.mad) else fact.mad
        return format_message(locale, "fee-amount", mad=amount) if amount else format_message(locale, "fee-free")
    if fact.days is not None:
        return (
            format_message(locale, "delay-days", days=fact.days)
            if fact.days
            else format_message(locale, "delay-at-once")
        )
    return ""
