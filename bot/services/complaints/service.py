"""Complaints: writing one once, finding one's own, opening one again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import Optional

from bot.errors import NotFound, Unavailable
from bot.morocco import TIME_ZONE
from bot.services.complaints.model import OVER, Change, Complaint, ComplaintStatus, Report
from bot.services.complaints.repository import ComplaintRepository
from bot.services.references import new_reference

FORWARD_DAYS = 15  # what was announced for the national portal (decree 2-17-265): one source, so said as such
ANSWER_DAYS = 60
_TRIES = 5


class ComplaintService:
    """Takes complaints."""

    def __init__(
        self,
        repository: ComplaintRepository,
        hidden: Callable[[str], str],
        reference: Callable[[str, int], str] = new_reference,
    ) -> None:
        """``hidden`` hashes a key under the operator's own: what is kept of it does not lead back to a conversation."""
        self._repository = repository
        self._hidden = hidden
        self._reference = reference

    def file(self, report: Report, conversation: str, key: str, now: datetime) -> Complaint:
        """Writes the report, once under ``key``; the same key again gives the complaint that was written first.

        An anonymous one is not tied to the conversation: its reference is the only way back to it.

        Raises:
            Unavailable: the register does not answer; nothing, or the whole complaint, is written.
        """
        owner = None if report.anonymous else conversation
        for _ in range(_TRIES):
            reference = self._reference("RC", now.year)
            complaint = Complaint(reference, report, owner, now, (Change(ComplaintStatus.RECEIVED, now),))
            if (kept := self._repository.add(complaint, self._hidden(key))) is not None:
                return kept
        raise Unavailable("no free reference for a complaint")

    def find(self, reference: str) -> Optional[Complaint]:
        """The complaint with exactly this reference."""
        return self._repository.get(reference)

    def of_conversation(self, conversation: str) -> Sequence[Complaint]:
        """The complaints that were made in a conversation under a name, the newest first."""
        return self._repository.of_conversation(conversation)

    def can_reopen(self, complaint: Complaint) -> bool:
        """Whether it is over, so that there is something to open again."""
        return complaint.status in OVER

    def reopen(self, reference: str, reason: str, key: str, now: datetime) -> Optional[Complaint]:
        """Opens a complaint again, once under ``key``: the same key again gives it as it is then.

        None when it is not over, so that there is nothing to open again.

        Raises:
            NotFound: there is none.
            Unavailable: the register does not answer.
        """
        found = self._repository.get(reference)
        if found is None:
            raise NotFound("no complaint has this reference")
        hidden = self._hidden(key)
        if not self.can_reopen(found):
            return found if self._repository.was_changed(reference, hidden) else None
        self._repository.change(reference, Change(ComplaintStatus.REOPENED, now, reason), hidden)
        return self._repository.get(reference)

    def answer_due(self, complaint: Complaint) -> date:
        """The day until which an answer is due, as Morocco counts days."""
        return (complaint.counted_from.astimezone(TIME_ZONE) + timedelta(days=ANSWER_DAYS)).date()
