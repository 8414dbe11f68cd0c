"""The only module that builds real repositories and services. Nothing is opened before a function here is called."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.errors import SettingsError
from bot.language.data import concepts, gazetteer, labelled_questions, training_files, utterances_of
from bot.language.identifier import telling_words
from bot.procedures.library import Library
from bot.procedures.model import Facet
from bot.procedures.search import Lexicon
from bot.settings import settings
from bot.text.concepts import Concepts
from bot.text.normalise import words
from bot.text.spelling import Spelling

if TYPE_CHECKING:
    from sqlalchemy import MetaData

    from bot.persistence.database import Database
    from bot.persistence.letters import SqlLetterRepository
    from bot.persistence.offices import CsvOfficeRepository
    from bot.persistence.procedures import SqlProcedureRepository
    from bot.persistence.switches import SqlSwitchRepository
    from bot.persistence.trackers import SqlTrackerRepository
    from bot.services.offices.places import PlaceIndex
    from bot.services.offices.service import OfficeService


@lru_cache(maxsize=1)
def database() -> Database:
    """The database of this process; its tables are there."""
    from bot.persistence.database import Database
    from bot.persistence.upgrade import upgrade
    from bot.privacy.encryption import Cipher

    upgrade(settings().database_url)
    return Database(settings().database_url, Cipher(settings().data_key.get_secret_value()))


def encrypted_stores() -> Iterator[tuple[Database, MetaData]]:
    """Every database of ours with encrypted columns, and its tables."""
    from bot.persistence.tables import metadata

    yield database(), metadata


@lru_cache(maxsize=1)
def procedure_repository() -> SqlProcedureRepository:
    """The procedures that were imported into the database."""
    from bot.persistence.procedures import SqlProcedureRepository

    return SqlProcedureRepository(database())


@lru_cache(maxsize=1)
def tracker_repository() -> SqlTrackerRepository:
    """The engine's conversations."""
    from bot.persistence.trackers import SqlTrackerRepository

    return SqlTrackerRepository(database())


@lru_cache(maxsize=1)
def letter_repository() -> SqlLetterRepository:
    """The messages that could not be sent."""
    from bot.persistence.letters import SqlLetterRepository

    return SqlLetterRepository(database())


@lru_cache(maxsize=1)
def switch_repository() -> SqlSwitchRepository:
    """What an operator has switched."""
    from bot.persistence.switches import SqlSwitchRepository

    return SqlSwitchRepository(database())


def lexicon() -> Lexicon:
    """What the gazetteers and our own texts know about words."""
    function_words = telling_words(gazetteer("function_words"))
    sorts = gazetteer("circumstances")
    asking = {Facet(facet): frozenset(members) for facet, members in sorts.pop("asking").items()}
    return Lexicon(
        function_words,
        concepts(),
        **{name: frozenset(members) for name, members in sorts.items()},
        asking=asking,
        values=_value_words(),
        spelling=Spelling(_usage(function_words, concepts())),
    )


_VALUES = ("dates", "months", "numbers", "places", "times", "units", "weekdays")


def _value_words() -> frozenset[str]:
    """The words of the shorter names of dates, places, numbers and the like."""
    names = [words(text) for name in _VALUES for text in _strings(gazetteer(name))]
    return frozenset(word.norm for name in names if len(name) <= 2 for word in name)


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from (text for part in value.values() for text in _strings(part))
    elif isinstance(value, Sequence):
        yield from (text for part in value for text in _strings(part))


def _usage(function_words: Mapping[str, Iterable[str]], lexicon: Concepts) -> dict[str, int]:
    """Known words, and in how many of our own texts each stands; one of a gazetteer counts at least once."""
    texts = [text for text, _ in labelled_questions()]
    for path in training_files():
        if path.suffix == ".yml":
            texts += [text for _, text in utterances_of(path.read_text(encoding="utf-8"))]
    usage = Counter(norm for text in texts for norm in {word.norm for word in words(text)})
    known = [form for form, _ in lexicon.words] + [norm for norms in function_words.values() for norm in norms]
    for norm in known:
        usage[norm] += 1
    return dict(usage)


@lru_cache(maxsize=1)
def library() -> Library:
    """The catalogue in use, kept up to date in the background.

    Raises:
        CatalogueError: a procedure file is bad.
        DatabaseUnavailable: the database does not answer.
    """
    found = Library(settings().procedures_dir, lexicon(), procedure_repository())
    found.watch()
    return found


@lru_cache(maxsize=1)
def places() -> PlaceIndex:
    """The towns and quarters of Morocco that we know."""
    from bot.services.offices.places import PlaceIndex

    return PlaceIndex(gazetteer("places"), _yaml(settings().offices_dir / "places.yml"))


@lru_cache(maxsize=1)
def office_repository() -> CsvOfficeRepository:
    """The offices in use."""
    from bot.persistence.offices import CsvOfficeRepository

    return CsvOfficeRepository(settings().offices_dir, settings().offices_file, places())


@lru_cache(maxsize=1)
def office_service() -> OfficeService:
    """Offices by place, with the calendar of Morocco."""
    from bot.services.offices.calendar import Calendar, MoroccanDays
    from bot.services.offices.kinds import Kinds
    from bot.services.offices.service import OfficeService

    directory = settings().offices_dir
    calendar = Calendar(MoroccanDays(_yaml(directory / "calendar.yml")))
    return OfficeService(office_repository(), calendar, places(), Kinds(_yaml(directory / "kinds.yml")))


def _yaml(path: Path) -> dict[str, Any]:
    """A YAML file of ours.

    Raises:
        SettingsError: it cannot be read: the directory is not the one that a setting should name.
    """
    import yaml

    try:
        value: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise SettingsError(f"{path}: cannot be read: {type(error).__name__}") from error
    return value
