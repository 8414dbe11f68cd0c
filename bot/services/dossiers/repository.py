"""What the service needs of registers."""

from __future__ import annotations

from typing import Optional, Protocol

from bot.services.dossiers.model import Dossier


class Trackable(Protocol):
    """A register whose files can be followed by their reference."""

    def find(self, reference: str) -> Optional[Dossier]:
        """The file with exactly this reference (in its normal form); None when there is none.

        Raises:
            RegisterUnavailable: the register does not answer, or answers what cannot be read.
        """
