"""What the gateway does on its own, round after round: files that have moved, reminders, codes that are over, erasures.

Registers may be slow, so a round has a thread of its own and holds nobody up. Several gateways may make their rounds on
one database: what one has done the others find done.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress
from datetime import datetime
from functools import partial
from typing import Optional

from bot.errors import ChobbakError
from bot.identity.pseudonyms import Pseudonyms
from bot.persistence.codes import SqlCodeRepository
from bot.persistence.database import Database
from bot.persistence.erasure_requests import SqlErasureRequests
from bot.persistence.notifications import SqlNotificationRepository
from bot.persistence.registers.opening import open_register
from bot.persistence.registers.tracking import trackables
from bot.services.dossiers.repository import Trackable
from bot.services.notifications.repository import StatusSource
from bot.services.notifications.service import NotificationService
from bot.settings import Settings
from channels.clock import now
from channels.errors import where
from channels.storage import Storage

log = logging.getLogger(__name__)

Round = Callable[[datetime], Iterable[str]]


class Rounds:
    """Makes every round again and again until it is stopped."""

    def __init__(self, rounds: Mapping[str, Round], pause: float, publish: Callable[[Collection[str]], None]) -> None:
        """``publish`` is told the conversations in which something has changed."""
        self._rounds = rounds
        self._pause = pause
        self._publish = publish
        self._storage = Storage(threads=1)
        self._loop: Optional[asyncio.Task[None]] = None

    def start(self) -> None:
        self._loop = asyncio.create_task(self._run())

    async def stop(self) -> None:
        if self._loop is not None:
            self._loop.cancel()
            with suppress(asyncio.CancelledError):
                await self._loop

    def close(self) -> None:
        """Waits for the round that is being made."""
        self._storage.close()

    async def make(self) -> None:
        """Every round once. One that fails is named, and keeps no other from being made."""
        for name, one in self._rounds.items():
            try:
                changed = set(await self._storage.run(one, now()))
            except ChobbakError as error:
                log.warning("round %s: %s", name, error)
            except Exception as error:  # a mistake of ours must not end the rounds
                log.error("round %s failed: %s", name, where(error))
            else:
                self._publish(changed)

    async def _run(self) -> None:
        while True:
            await self.make()
            await asyncio.sleep(self._pause)


def rounds_of(database: Database, pseudonyms: Pseudonyms, registers: Mapping[str, StatusSource]) -> dict[str, Round]:
    """The rounds on a database, by name."""
    codes = SqlCodeRepository(database)

    def tidy(moment: datetime) -> tuple[()]:
        codes.redact(moment)
        codes.forget(moment)
        return ()

    notifications = NotificationService(SqlNotificationRepository(database), pseudonyms, registers)
    return {"codes": tidy, "notifications": notifications.work, "erasures": SqlErasureRequests(database).carry_out}


def followed(settings: Settings, pseudonyms: Pseudonyms) -> dict[str, StatusSource]:
    """The registers whose entries citizens may follow, by name. Connects to nothing yet.

    Raises:
        SettingsError: the address of one, or the mapping of an administration's own database, is wrong.
    """
    found = trackables(partial(open_register, settings=settings), pseudonyms, settings)
    return {name: _Followed(one) for name, one in found.items()}


class _Followed:
    """A register, as far as its entries are followed."""

    def __init__(self, trackable: Trackable) -> None:
        self._trackable = trackable

    def status_of(self, reference: str) -> Optional[str]:
        """The code of an entry's status; None when there is none.

        Raises:
            Unavailable: not now.
        """
        found = self._trackable.find(reference)
        return None if found is None else found.status.value
