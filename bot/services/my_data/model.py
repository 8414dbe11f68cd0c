"""What is kept of a conversation, in numbers. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Optional


@dataclass(frozen=True)
class Holdings:
    """What our own database keeps of a conversation."""

    messages: int = 0  # of the citizen
    answers: int = 0
    files: int = 0
    addresses: int = 0  # telephone numbers and user ids
    subscriptions: int = 0
    reminders: int = 0  # that are still to come
    feedback: int = 0  # opinions of answers and of the conversation
    since: Optional[datetime] = None  # of the oldest message


@dataclass(frozen=True)
class Overview:
    """All that is kept: by us, and in the books of the services, by name of the service."""

    holdings: Holdings
    books: Mapping[str, int] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()  # services whose register did not answer
