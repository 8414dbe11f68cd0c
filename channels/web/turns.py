"""Handing a message of the website in, and waiting for its turn."""

from __future__ import annotations

import asyncio

from bot.errors import BadRequest
from bot.persistence.records import Conversation, InboundMessage, MediaItem, Receipt
from channels import wording
from channels.gateway import Gateway
from channels.web.parsing import IncomingMessage


async def hand_in(gateway: Gateway, conversation: Conversation, incoming: IncomingMessage, locale: str) -> Receipt:
    """Stores the message for its turn; one that needs none (empty, too long) is answered politely at once.

    Raises:
        BadRequest: it names a file that this conversation does not have.
    """
    most = gateway.settings.message_characters
    if len(incoming.text) > most:
        unread = InboundMessage(conversation.id, conversation.channel, incoming.id, "", unread=True)
        return await gateway.inbox.refuse(unread, wording.answer(locale, "gateway-too-long", limit=most))
    message = InboundMessage(
        conversation.id,
        conversation.channel,
        incoming.id,
        incoming.text,
        incoming.payload,
        incoming.location,
        await _files(gateway, conversation.id, incoming.media),
    )
    if message.empty:
        return await gateway.inbox.refuse(message, wording.answer(locale, "gateway-empty"))
    return await gateway.inbox.receive(message)


async def wait_for_turn(gateway: Gateway, conversation_id: str, receipt: Receipt) -> Receipt:
    """Waits until the turn is over, or for as long as a turn may take and a little more."""
    loop = asyncio.get_running_loop()
    deadline = loop.time() + gateway.wait_seconds
    with gateway.outbox.hub.subscribe(conversation_id) as news:
        while True:
            news.clear()
            receipt = Receipt(receipt.inbox_id, await gateway.inbox.state(receipt.inbox_id), receipt.new)
            left = deadline - loop.time()
            if receipt.finished or left <= 0 or gateway.outbox.hub.closed:
                return receipt
            try:
                await asyncio.wait_for(news.wait(), left)
            except asyncio.TimeoutError:
                continue


def is_answered_at_once(gateway: Gateway, incoming: IncomingMessage) -> bool:
    return incoming.empty or len(incoming.text) > gateway.settings.message_characters


async def _files(gateway: Gateway, conversation_id: str, ids: tuple[str, ...]) -> tuple[MediaItem, ...]:
    if not ids:
        return ()
    items = await gateway.storage.run(gateway.web.media.items, conversation_id, ids)
    if len(items) < len(ids):
        raise BadRequest("media: this conversation has no such file")
    return tuple(items)
