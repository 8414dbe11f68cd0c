"""Where offices come from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from bot.services.offices.model import Office


class OfficeRepository(Protocol):
    """The offices in use."""

    def all(self) -> Sequence[Office]:
        """Every office, always the same sequence while nothing has changed.

        Raises:
            OfficesUnavailable: the offices cannot be read.
        """
