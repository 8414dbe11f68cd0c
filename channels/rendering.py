"""From one abstract message to what a channel can show: pure, and always the same for the same message.

(Skeleton of the contract; see the brief.)
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from channels.capabilities import Capabilities


@dataclass(frozen=True)
class Choice:
    """A reply button, or a row of a list."""

    title: str
    payload: str
    description: str = ""


@dataclass(frozen=True)
class Rendered:
    """One message in the form of a channel: text, and at most one of buttons and rows."""

    text: str
    locale: str
    buttons: tuple[Choice, ...] = ()
    rows: tuple[Choice, ...] = ()
    list_label: str = ""  # of the button that opens the rows


def pages(body: dict[str, Any], capabilities: Capabilities) -> list[list[Rendered]]:
    """All that is to be sent for one message of the assistant (the body of an outbox row)."""
    raise NotImplementedError
