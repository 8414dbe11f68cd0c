"""The only module that builds real repositories and services. Nothing is opened before a function here is called."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from bot.language.data import concepts, gazetteer
from bot.language.identifier import telling_words
from bot.procedures.library import Library
from bot.procedures.search import Lexicon
from bot.settings import settings

if TYPE_CHECKING:
    from bot.persistence.database import Database
    from bot.persistence.letters import SqlLetterRepository
    from bot.persistence.procedures import SqlProcedureRepository
    from bot.persistence.switches import SqlSwitchRepository
    from bot.persistence.trackers import SqlTrackerRepository


@lru_cache(maxsize=1)
def database() -> Database:
    """The database of this process; its tables are there."""
    from bot.persistence.database import Database
    from bot.persistence.upgrade import upgrade
    from bot.privacy.encryption import Cipher

    upgrade(settings().database_url)
    return Database(settings().database_url, Cipher(settings().data_key.get_secret_value()))


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
    """What the gazetteers know about words."""
    function_words = telling_words(gazetteer("function_words"))
    return Lexicon(function_words, concepts(), frozenset(gazetteer("circumstances")["circumstances"]))


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
