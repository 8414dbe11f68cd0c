"""What every channel that sends is: the one contract between the gateway and WhatsApp, SMS and whatever comes next.

A channel's folder holds the same files: ``capabilities.py`` (data), ``parsing.py`` (payload → arrivals and statuses, pure),
``errors.py`` (the provider's codes → :class:`~channels.send_errors.Reason`), ``client.py`` (the provider's API; the
:class:`Channel`) and ``routes.py`` (webhooks: verify → parse → hand in → 2xx, nothing slow before the answer).
What two channels of one provider share stands in a folder named after the provider.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Protocol

from bot.persistence.records import MediaItem, SendState
from channels.capabilities import Capabilities
from channels.rendering import Rendered
from channels.send_errors import Reason

PHONE, USER_ID = "phone", "user_id"


class Consent(Enum):
    """What a citizen says about being written to."""

    STOP = "stop"
    START = "start"


@dataclass(frozen=True)
class Address:
    """Where a citizen can be reached on a channel: a telephone number (E.164, with ``+``) or the provider's user id."""

    kind: str
    value: str


@dataclass(frozen=True)
class Arrival:
    """One message of a citizen, as a provider handed it in. Checked and cleaned; nothing in it is longer than its bound."""

    message_id: str | None  # the provider's own id; without one, the same content within seconds is a duplicate
    addresses: tuple[Address, ...]  # at least one; the first is the one to answer to
    text: str = ""
    payload: str | None = None  # of a button or row that was chosen
    location: dict[str, float] | None = None  # latitude, longitude
    media: tuple[MediaItem, ...] = ()
    readable: bool = True  # False: a kind of message that we cannot read (sticker, contact card, unsupported)
    sent_at: datetime | None = None  # by the provider's clock
    consent: Consent | None = None  # the provider itself has understood STOP or START, and has answered it


@dataclass(frozen=True)
class StatusUpdate:
    """What a provider tells about a message that we sent. They come in any order, repeated, or never."""

    provider_id: str
    state: SendState
    reference: str = ""  # what we sent along, see ``Delivery.reference``; "" when the provider gives nothing back
    reason: Reason | None = None  # of a failure
    detail: str = ""


@dataclass(frozen=True)
class Template:
    """A message that the provider has approved beforehand: the operator's name for it in one locale, and its values."""

    sid: str  # Twilio's ContentSid, or Meta's template name
    locale: str
    language: str = ""  # Meta's language code
    variables: tuple[str, ...] = ()


@dataclass(frozen=True)
class Media:
    """A photo, voice note or document, fetched."""

    content: bytes
    content_type: str  # by what is in it


class Channel(Protocol):
    """A channel that sends. Made from settings; opens no connection before it is used."""

    name: str
    capabilities: Capabilities
    per_second: float  # most messages a second

    async def send(self, to: tuple[Address, ...], part: Rendered, reference: str) -> str:
        """Hands one message to the provider; its id there.

        ``reference`` comes back with status updates, where the provider can do that.

        Raises:
            SendFailed: with the reason, for everything that can go wrong.
        """
        ...

    async def send_template(self, to: tuple[Address, ...], template: Template, reference: str) -> str:
        """As :meth:`send`, for an approved template."""
        ...

    async def fetch(self, item: MediaItem) -> Media:
        """The thing itself, from the provider's own hosts only, bounded in size and type.

        Raises:
            MediaRefused: too large, of a type that we do not take, or gone.
            Unavailable: not now.
        """
        ...

    async def forget(self, item: MediaItem) -> None:
        """Deletes it at the provider, where that can be done. Failures are the channel's to log."""
        ...

    async def show_typing(self, message_id: str) -> None:
        """Marks the message as read and shows that an answer is on its way, where that can be done. Never raises."""
        ...

    async def close(self) -> None: ...
