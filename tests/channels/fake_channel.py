"""A channel that does what a test says, in place of a provider: for the parts of the gateway that only know the contract."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from bot.persistence.records import MediaItem
from channels.capabilities import Capabilities
from channels.channel import Address, Media, Template
from channels.rendering import Rendered

ABILITIES = Capabilities(
    text=4096,
    body=1024,
    buttons=3,
    button_title=20,
    rows=10,
    row_title=24,
    row_description=72,
    list_label=20,
    payload=200,
    isolates=True,
    window_hours=24,
)


class FakeChannel:
    """Remembers what it was given; ``failures`` are raised first, one for each call."""

    def __init__(self, name: str = "whatsapp_twilio", capabilities: Capabilities = ABILITIES) -> None:
        self.name = name
        self.capabilities = capabilities
        self.per_second = 10_000.0
        self.sent: list[tuple[tuple[Address, ...], str, str]] = []  # to, text, reference
        self.templates: list[Template] = []
        self.failures: list[Exception] = []
        self.delay = 0.0
        self.running = self.most_at_once = 0
        self.media: dict[str, Media | Exception] = {}
        self.forgotten: list[MediaItem] = []
        self.typing: list[str] = []

    async def send(self, to: tuple[Address, ...], part: Rendered, reference: str) -> str:
        self.running += 1
        self.most_at_once = max(self.most_at_once, self.running)
        try:
            await asyncio.sleep(self.delay)
            if self.failures:
                raise self.failures.pop(0)
            self.sent.append((to, part.text, reference))
            return f"provider-{len(self.sent)}"
        finally:
            self.running -= 1

    async def send_template(self, to: tuple[Address, ...], template: Template, reference: str) -> str:
        if self.failures:
            raise self.failures.pop(0)
        self.templates.append(template)
        return f"template-{len(self.templates)}"

    async def fetch(self, item: MediaItem) -> Media:
        found = self.media[item.key]
        if isinstance(found, Exception):
            raise found
        return found

    async def forget(self, item: MediaItem) -> None:
        self.forgotten.append(item)

    async def show_typing(self, message_id: str) -> None:
        self.typing.append(message_id)

    async def close(self) -> None:
        pass

    @property
    def texts(self) -> Sequence[str]:
        return [text for _, text, _ in self.sent]
