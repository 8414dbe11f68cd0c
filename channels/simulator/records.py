"""What passes between a phone, the simulated provider and its wire: plain values."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from channels.rendering import Choice

WHATSAPP_TWILIO, SMS_TWILIO, WHATSAPP_CLOUD = "whatsapp_twilio", "sms_twilio", "whatsapp_cloud"
CHANNELS = (WHATSAPP_TWILIO, SMS_TWILIO, WHATSAPP_CLOUD)


@dataclass(frozen=True)
class Attachment:
    """A file as a phone sends it: ``content_type`` is what is announced, whatever is in it."""

    content: bytes
    content_type: str
    name: str = ""


@dataclass(frozen=True)
class Location:
    """A place that a citizen shares."""

    latitude: float
    longitude: float
    label: str = ""
    address: str = ""


@dataclass(frozen=True)
class Act:
    """One thing that a citizen does on the phone, before it has the form of a provider."""

    text: str = ""
    choice: Choice | None = None  # of the buttons or rows of ``reply_to``
    reply_to: Message | None = None
    location: Location | None = None
    attachments: tuple[Attachment, ...] = ()
    unsupported: str = ""  # a type of message that only WhatsApp knows, such as "contacts"


@dataclass
class Message:
    """One message that the provider accepted, and what became of it."""

    id: str
    channel: str
    to: str  # the phone's number
    text: str
    accepted_at: float  # time.monotonic
    buttons: tuple[Choice, ...] = ()
    rows: tuple[Choice, ...] = ()
    list_label: str = ""
    picture: str = ""  # the address that the provider fetches it from
    template: str = ""  # the content or template that it was made from
    reference: str = ""  # what the gateway sent along, to be given back with status updates
    callback: str = ""  # where status updates go; "" when the gateway wants none
    failure: str = ""  # the code of a failure that comes with a status update: such a message never reaches the phone
    told: bool = True  # False: accepted, but the gateway was never given the answer, so it may send again
    states: list[str] = field(default_factory=list)  # those reported, in the order in which they came about

    @property
    def choices(self) -> tuple[Choice, ...]:
        return self.buttons or self.rows


@dataclass(frozen=True)
class Webhook:
    """One request to the gateway, signed."""

    url: str  # as the provider has it configured, the one that was signed
    body: bytes
    headers: dict[str, str]


@dataclass(frozen=True)
class Delivery:
    """What became of a webhook: the last status (0: no answer at all), the attempts, and the seconds of the last one."""

    message_id: str
    status: int
    attempts: int
    seconds: float

    @property
    def acknowledged(self) -> bool:
        return 200 <= self.status < 300


@dataclass(frozen=True)
class Said:
    """What a phone sent, for latencies and transcripts."""

    message_id: str
    act: Act
    at: float  # time.monotonic
    on: datetime
