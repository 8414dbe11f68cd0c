"""What the service needs of the register of complaints."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Optional, Protocol

from bot.services.complaints.model import Change, Complaint


class ComplaintRepository(Protocol):
    """Every method raises ``RegisterUnavailable`` when the register does not answer."""

    def add(self, complaint: Complaint, key: str) -> Optional[Complaint]:
        """Writes a complaint once under ``key``: the one that is there under it, be it this one or an earlier one.

        None when another complaint has this reference: try again with a new one.
        """

    def get(self, reference: str) -> Optional[Complaint]:
        """The complaint with exactly this reference."""

    def of_conversation(self, conversation: str) -> Sequence[Complaint]:
        """The complaints that were made in a conversation under a name, the newest first."""

    def change(self, reference: str, change: Change, key: str) -> Change:
        """Writes a change of an existing complaint once under ``key``; the one that is there under it."""

    def was_changed(self, reference: str, key: str) -> bool:
        """Whether a change of this complaint was written under ``key``."""
