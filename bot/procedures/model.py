"""What a procedure is: the schema of docs/catalogue.md, the same for YAML files, JSON Lines and the database."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from enum import Enum
from typing import Any, Optional

from pydantic import BaseModel, Extra, Field, HttpUrl, root_validator, validator

from bot.locales import CODES


class Status(str, Enum):
    CONFIRMED = "confirmed"
    ONE_SOURCE = "one_source"
    UNCONFIRMED = "unconfirmed"


class Facet(str, Enum):
    """One question about a procedure, in the order in which answers give them."""

    DOCUMENTS = "documents"
    FEE = "fee"
    DELAY = "delay"
    WHERE = "where"
    ONLINE = "online"
    HOURS = "hours"
    STEPS = "steps"
    CONDITIONS = "conditions"
    VALIDITY = "validity"
    AUTHORITY = "authority"
    APPEAL = "appeal"
    LEGAL_BASIS = "legal_basis"


class _Model(BaseModel):
    class Config:
        extra = Extra.forbid
        frozen = True


Texts = Mapping[str, str]


def _texts(value: Any) -> Any:
    """Checks a mapping from locale to text; empty texts and unknown locales are refused."""
    if not isinstance(value, Mapping):
        raise TypeError("a mapping from locale to text is expected")
    for locale, text in value.items():
        if locale not in CODES:
            raise ValueError(f"unknown locale {locale!r}; known are {', '.join(CODES)}")
        if not isinstance(text, str) or not text.strip():
            raise ValueError(f"the text in {locale} is empty or not a text")
    return dict(value)


class Source(_Model):
    """Where facts were read, and the day on which that was last checked."""

    url: HttpUrl
    checked_on: date


class Evidence(_Model):
    """How sure a facet is, where that differs from its procedure."""

    status: Optional[Status] = None
    source: Optional[Source] = None


class Fact(_Model):
    """One fact of a facet: a text in some locales and, where there is one, a number or an address."""

    texts: Texts = Field(default_factory=dict)
    when: Optional[Texts] = None  # the condition under which a document is asked for
    mad: Optional[float] = Field(None, ge=0, le=1_000_000_000)
    days: Optional[int] = Field(None, ge=0, le=100_000)
    url: Optional[HttpUrl] = None

    @root_validator(pre=True)
    def _gather_texts(cls, values: dict[str, Any]) -> dict[str, Any]:
        if "texts" in values:
            return values
        rest = {key: value for key, value in values.items() if key not in CODES}
        return {**rest, "texts": {key: value for key, value in values.items() if key in CODES and value is not None}}

    @root_validator(skip_on_failure=True)
    def _check_something(cls, values: dict[str, Any]) -> dict[str, Any]:
        if not values["texts"] and all(values[name] is None for name in ("mad", "days", "url")):
            raise ValueError("it holds neither a text nor a number; leave it out when it is unknown")
        return values

    _check_texts = validator("texts", allow_reuse=True)(_texts)
    _check_when = validator("when", allow_reuse=True, pre=True)(lambda v: v if v is None else _texts(v))

    def as_plain(self) -> dict[str, Any]:
        """The interchange form: locales and numbers side by side."""
        numbers = {key: value for key, value in (("mad", self.mad), ("days", self.days)) if value is not None}
        plain: dict[str, Any] = {**numbers, **self.texts}
        if self.url:
            plain["url"] = str(self.url)
        if self.when:
            plain["when"] = dict(self.when)
        return plain


_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LISTS = ("documents", "steps", "conditions", "legal_basis")


class Procedure(_Model):
    """One administrative service that is described. A facet that is absent is unknown, never "none"."""

    id: str = Field(max_length=100)
    title: Texts
    label: Texts = Field(default_factory=dict)
    aliases: Mapping[str, list[str]] = Field(default_factory=dict)
    documents: list[Fact] = Field(default_factory=list)
    fee: Optional[Fact] = None
    delay: Optional[Fact] = None
    where: Optional[Fact] = None
    online: Optional[Fact] = None
    hours: Optional[Fact] = None
    steps: list[Fact] = Field(default_factory=list)
    conditions: list[Fact] = Field(default_factory=list)
    validity: Optional[Fact] = None
    authority: Optional[Fact] = None
    appeal: Optional[Fact] = None
    legal_basis: list[Fact] = Field(default_factory=list)
    related: list[str] = Field(default_factory=list)
    variants: list[str] = Field(default_factory=list)
    status: Status = Status.UNCONFIRMED
    source: Source
    evidence: Mapping[Facet, Evidence] = Field(default_factory=dict)

    _check_title = validator("title", allow_reuse=True, pre=True)(_texts)
    _check_label = validator("label", allow_reuse=True, pre=True)(_texts)

    @validator("id")
    def _check_id(cls, value: str) -> str:
        if not _ID.fullmatch(value):
            raise ValueError("an id is ASCII kebab case: lower-case letters, digits, single hyphens")
        return value

    @validator("title")
    def _check_some_title(cls, value: Texts) -> Texts:
        if not value:
            raise ValueError("a procedure needs a title in at least one locale")
        return value

    @validator("aliases", pre=True)
    def _check_aliases(cls, value: Any) -> Any:
        if value is not None and not isinstance(value, Mapping):
            raise TypeError("a mapping from locale to a list of names is expected")
        for locale, names in (value or {}).items():
            if locale not in CODES:
                raise ValueError(f"unknown locale {locale!r}; known are {', '.join(CODES)}")
            if not all(isinstance(name, str) and name.strip() for name in names):
                raise ValueError(f"an alias in {locale} is empty or not a text")
        return value or {}

    @validator(*_LISTS, "related", "variants", pre=True)
    def _none_is_empty(cls, value: Any) -> Any:
        return [] if value is None else value

    def facts(self, facet: Facet) -> list[Fact]:
        """The facts of a facet; empty when the catalogue does not hold it."""
        value = getattr(self, facet.value)
        if value is None:
            return []
        return value if isinstance(value, list) else [value]

    def held(self) -> list[Facet]:
        """The facets that the catalogue holds for this procedure."""
        return [facet for facet in Facet if self.facts(facet)]

    def texts(self) -> Iterator[str]:
        """Every text about it: names, and the facts of all facets with their conditions."""
        yield from self.title.values()
        yield from (name for names in self.aliases.values() for name in names)
        for facet in Facet:
            for fact in self.facts(facet):
                yield from fact.texts.values()
                yield from (fact.when or {}).values()

    def status_of(self, facet: Facet) -> Status:
        evidence = self.evidence.get(facet)
        return (evidence and evidence.status) or self.status

    def source_of(self, facet: Facet) -> Source:
        evidence = self.evidence.get(facet)
        return (evidence and evidence.source) or self.source

    def as_plain(self) -> dict[str, Any]:
        """The interchange form: what :meth:`parse_obj` reads, with nothing that is absent."""
        plain: dict[str, Any] = {"id": self.id, "title": dict(self.title)}
        if self.label:
            plain["label"] = dict(self.label)
        if self.aliases:
            plain["aliases"] = {locale: list(names) for locale, names in self.aliases.items()}
        for facet in Facet:
            facts = [fact.as_plain() for fact in self.facts(facet)]
            if facts:
                plain[facet.value] = facts if facet.value in _LISTS else facts[0]
        for name in ("related", "variants"):
            if getattr(self, name):
                plain[name] = list(getattr(self, name))
        plain["status"] = self.status.value
        plain["source"] = _plain_source(self.source)
        if self.evidence:
            plain["evidence"] = {facet.value: _plain_evidence(e) for facet, e in self.evidence.items()}
        return plain


def _plain_source(source: Source) -> dict[str, str]:
    return {"url": str(source.url), "checked_on": source.checked_on.isoformat()}


def _plain_evidence(evidence: Evidence) -> dict[str, Any]:
    plain: dict[str, Any] = {}
    if evidence.status:
        plain["status"] = evidence.status.value
    if evidence.source:
        plain["source"] = _plain_source(evidence.source)
    return plain
