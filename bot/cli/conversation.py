"""``conversation``: finding one citizen's conversation, and erasing it, for an operator."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

from bot.bootstrap import audit_log, database, pseudonyms
from bot.errors import NotFound
from bot.persistence.conversations import SqlConversationRepository
from bot.persistence.erasure import SqlErasureRepository
from bot.persistence.holdings import SqlHoldingsRepository


def found(channel: str, address: str) -> dict[str, Any]:
    """The conversation with an address.

    Raises:
        NotFound: there is none.
    """
    known = SqlConversationRepository(database()).of_address(pseudonyms().of_address(channel, address))
    if known is None:
        raise NotFound("there is no conversation with this address")
    return {"conversation": known}


def erased(conversation_id: str) -> dict[str, Any]:
    """Erases a conversation, and notes in the audit log that an operator did."""
    audit_log().append(
        who="operator",
        action="erase",
        register="conversations",
        reference=conversation_id,
        purpose="command",
    )
    holdings = SqlHoldingsRepository(database()).of(conversation_id, datetime.now(timezone.utc))
    SqlErasureRepository(database()).erase(conversation_id)
    counts = {"messages": holdings.messages, "answers": holdings.answers, "files": holdings.files}
    return {"conversation": conversation_id, "erased": counts}
