"""Subscriptions and reminders. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Subscription:
    """A conversation that wants to know when an entry of a register moves."""

    id: int
    conversation: str
    register: str
    reference: str
    status: str  # the last one that the citizen was told
    locale: str


@dataclass(frozen=True)
class Reminder:
    """A message for a certain time."""

    event: str  # keyed hash: it is written once under it
    conversation: str
    register: str
    reference_hash: str
    body: dict[str, Any]
    due_at: datetime
    until: datetime  # after which it is of no use
