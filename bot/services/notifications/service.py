"""Writing on our own to who asked for it: a file has moved, an appointment is near.

Each message goes into the outbox in the transaction that notes that it did, so it is written once, however many gateways
do this work. Windows, templates and opt-outs are the sender's matter.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Optional

from bot.errors import Unavailable
from bot.identity.pseudonyms import Pseudonyms
from bot.locales import LOCALES
from bot.messages import MessageError, format_message
from bot.services.notifications.model import Reminder, Subscription
from bot.services.notifications.repository import NotificationRepository, StatusSource

MOVED = "dossier_moved"  # the template: {{1}} the end of the reference, {{2}} the status in words
SHOWN = 4  # characters of a reference that a message on a phone's screen may show
_BATCH = 200


class NotificationService:
    """Subscriptions, reminders, and the work that comes of them."""

    def __init__(
        self, repository: NotificationRepository, pseudonyms: Pseudonyms, registers: Mapping[str, StatusSource]
    ) -> None:
        """``registers``: those that :meth:`work` looks into; none where it is another process's work."""
        self._repository = repository
        self._pseudonyms = pseudonyms
        self._registers = registers

    def subscribe(  # noqa: PLR0917 - who, what, and how it stands
        self, conversation: str, register: str, reference: str, status: str, locale: str, now: datetime
    ) -> bool:
        """From now on the conversation is told when ``status`` changes; False when it was subscribed already."""
        wanted = Subscription(0, conversation, register, reference, status, locale)
        return self._repository.subscribe(wanted, self._hash(register, reference), now)

    def unsubscribe(self, conversation: str, register: str, reference: str) -> bool:
        """False when there was no subscription."""
        return self._repository.unsubscribe(conversation, register, self._hash(register, reference))

    def subscribed(self, conversation: str, register: str, reference: str) -> bool:
        return self._repository.subscribed(conversation, register, self._hash(register, reference))

    def remind(
        self,
        *,
        key: str,
        conversation: str,
        register: str,
        reference: str,
        due_at: datetime,
        until: datetime,
        text: str,
        locale: str,
        template: Optional[tuple[str, Sequence[str]]] = None,
    ) -> bool:
        """Has ``text`` said at ``due_at``, unless it could not be sent before ``until``; once per ``key``.

        One that waits for the same entry of the register is replaced. False when this one is kept already.
        """
        reminder = Reminder(
            self._pseudonyms.of("event", key),
            conversation,
            register,
            self._hash(register, reference),
            {**_body(text, locale, template), "expires_at": until.isoformat()},
            due_at,
            until,
        )
        return self._repository.remind(reminder)

    def forget_reminders(self, register: str, reference: str) -> int:
        """There is nothing left to be reminded of; how many waited."""
        return self._repository.forget_reminders(register, self._hash(register, reference))

    def work(self, now: datetime) -> set[str]:
        """Looks at every subscription and reminder once; the conversations that something was written to.

        A register that is down is left alone until the next time.
        """
        written = set(self._repository.send_due(now, _BATCH))
        down: set[str] = set()
        after = 0
        while page := self._repository.subscriptions(after, _BATCH):
            written |= {one.conversation for one in page if self._moved(one, down, now)}
            after = page[-1].id
        return written

    def _moved(self, one: Subscription, down: set[str], now: datetime) -> bool:
        source = self._registers.get(one.register)
        if source is None or one.register in down:
            return False
        try:
            status = source.status_of(one.reference)
        except Unavailable:
            down.add(one.register)
            return False
        if status is None or status == one.status:
            return False
        return self._repository.moved(one, status, _moved_body(one, status), now)

    def _hash(self, register: str, reference: str) -> str:
        return self._pseudonyms.of("reference", register, reference)


def _moved_body(one: Subscription, status: str) -> dict[str, Any]:
    """The whole reference is not on the screen of a phone that lies about."""
    shown = f"…{one.reference[-SHOWN:]}"
    words = _words(one, status)
    if words is None:
        return _body(format_message(one.locale, "notifications-moved-unsaid", reference=shown), one.locale, None)
    text = format_message(one.locale, "notifications-moved", reference=shown, status=words)
    return _body(text, one.locale, (MOVED, (shown, words)))


def _words(one: Subscription, status: str) -> Optional[str]:
    """A status in words; None for one that has none: a register may know more than we do."""
    try:
        return format_message(one.locale, f"dossiers-status-{status.replace('_', '-')}")
    except MessageError:
        return None


def _body(text: str, locale: str, template: Optional[tuple[str, Sequence[str]]]) -> dict[str, Any]:
    named = {"template": {"name": template[0], "variables": list(template[1])}} if template else {}
    direction = LOCALES[locale].direction
    return {"text": text, "locale": locale, "dir": direction, "kind": "notification", **named}
