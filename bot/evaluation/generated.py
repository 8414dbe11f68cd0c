"""Distinct, plausible procedures by the thousand, to measure linking in a large catalogue. Nothing in them is true."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import yaml

from bot.procedures.model import Procedure
from bot.text.normalise import normalise
from bot.text.tifinagh import to_latin

LOCALES = ("fr", "ar", "ary", "ary-Latn", "zgh", "en")  # the columns of the tables; zgh-Latn is derived
_TABLES = Path(__file__).with_name("generated.yml")
_SOURCE = {"url": "https://generated.example.ma/", "checked_on": "2026-01-01"}
_FEES = (0, 20, 50, 75, 100, 150, 200, 300, 500, 1000)
_DAYS = (1, 2, 3, 5, 7, 10, 15, 21, 30, 60)

Words = Mapping[str, str]


class _Parts(NamedTuple):
    act: Words
    verb: Words
    object: Words
    holder: Words
    place: Words


def generated_procedures(count: int, seed: int = 0, avoid: Sequence[Procedure] = ()) -> list[Procedure]:
    """``count`` procedures with a title and two aliases in each of the seven locales, documents, a fee and a delay.

    No two have a name of one normal form in one locale, nor does one share a name with those of ``avoid``. The same
    arguments give the same procedures.

    Raises:
        ValueError: the tables do not give so many.
    """
    random = Random(seed)  # noqa: S311  # not for secrets
    taken = {normalise(name) for procedure in avoid for name in _names(procedure)}
    combinations = _combinations()
    most = len(combinations) - len(taken)  # a name is of one procedure
    if count > most:
        raise ValueError(f"{count} procedures are asked for, the tables give {most}")
    random.shuffle(combinations)
    made = (_procedure(number, parts, random) for number, parts in enumerate(combinations))
    return list(itertools.islice((one for one in made if not _is_taken(one, taken)), count))


def _combinations() -> list[_Parts]:
    tables = _tables()
    acts = zip(tables["acts"], tables["verbs"])
    return [
        _Parts(act, verb, *rest)
        for (act, verb), *rest in itertools.product(acts, tables["objects"], tables["holders"], tables["places"])
    ]


@lru_cache(maxsize=1)
def _tables() -> dict[str, list[Words]]:
    rows: dict[str, list[list[str]]] = yaml.safe_load(_TABLES.read_text(encoding="utf-8"))
    return {name: [_words(row) for row in table] for name, table in rows.items()}


def _words(row: Sequence[str]) -> Words:
    words = dict(zip(LOCALES, row))
    return {**words, "zgh-Latn": to_latin(words["zgh"])}


def _procedure(number: int, parts: _Parts, random: Random) -> Procedure:
    documents = random.sample(_tables()["documents"], 2)
    fee, days = random.choice(_FEES), random.choice(_DAYS)
    fields: dict[str, Any] = {
        "id": f"generated-{number}",
        "title": {locale: _title(parts, locale) for locale in parts.act},
        "aliases": {locale: _aliases(parts, locale) for locale in parts.act},
        "documents": documents,
        "fee": {"mad": fee},
        "delay": {"days": days},
        "source": _SOURCE,
    }
    return Procedure.parse_obj(fields)


def _title(parts: _Parts, locale: str) -> str:
    return f"{parts.act[locale]} {parts.object[locale]} – {parts.holder[locale]} ({parts.place[locale]})"


def _aliases(parts: _Parts, locale: str) -> list[str]:
    return [
        f"{parts.verb[locale]} {parts.object[locale]} {parts.place[locale]} {parts.holder[locale]}",
        f"{parts.object[locale]} {parts.holder[locale]} {parts.place[locale]}, {parts.act[locale]}",
    ]


def _names(procedure: Procedure) -> Iterator[str]:
    yield from procedure.title.values()
    yield from (name for names in procedure.aliases.values() for name in names)


def _is_taken(procedure: Procedure, taken: set[str]) -> bool:
    return bool(taken) and any(normalise(name) in taken for name in _names(procedure))
