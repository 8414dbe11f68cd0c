"""The one channel of the engine: the gateway posts a turn and gets its answers. Never reachable from outside."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import Any, Optional

from rasa.core.agent import Agent
from rasa.core.channels.channel import InputChannel, OutputChannel, UserMessage
from rasa.shared.constants import DEFAULT_SENDER_ID
from rasa.shared.core.constants import DEFAULT_INTENTS
from rasa.shared.core.events import BotUttered, UserUttered
from sanic import Blueprint, Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.engine.counterpart import Counterpart, remote_actions
from bot.engine.processor import install
from bot.engine.stopping import Turns
from bot.errors import BadRequest, ChobbakError, EngineUnavailable, place_of
from bot.locales import CODES, DEFAULT, LOCALE_KNOWN, LOCALES, has_locale
from bot.procedures.model import Facet
from bot.settings import settings

logger = logging.getLogger(__name__)

_PAYLOAD = re.compile(r"/(?P<intent>[a-z_]+)(?P<entities>\{.*\})?", re.DOTALL)
_FRACTION_SLASH = "\u2044"
# What a message without words means. Only this channel says so: no button does, and nobody types it.
SHARE_LOCATION = "/share_location"
SHARE_MEDIA = "/share_media"
_CLOSING_SECONDS = 1.0
# What a button of ours may carry besides its intent, and the values that it may have; a procedure is looked up later.
_ENTITIES: dict[str, Optional[frozenset[str]]] = {
    "procedure": None,
    "facet": frozenset(facet.value for facet in Facet),
    "language": frozenset(CODES),
    "value": None,  # the answer of a form's button: its field checks it
}


class ChobbakChannel(InputChannel):
    """``POST /webhooks/chobbak/turn`` runs one turn; ``GET /webhooks/chobbak/ready`` says whether it can."""

    @classmethod
    def name(cls) -> str:
        return "chobbak"

    @classmethod
    def from_credentials(cls, credentials: Optional[dict[str, Any]]) -> InputChannel:
        install()
        return cls()

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        blueprint = Blueprint("chobbak_channel")
        turns = Turns()
        counterpart = Counterpart(settings().actions_address)

        @blueprint.get("/ready")
        async def ready(request: Request) -> HTTPResponse:
            good = _is_ready(request) and not turns.stopping
            body = {"ready": good, "stopping": turns.stopping, "missing_actions": list(counterpart.missing)}
            return response.json(body, status=200 if good else 503)

        @blueprint.listener("after_server_start")
        async def begin(app: Sanic, _loop: Any) -> None:
            if getattr(app.ctx, "agent", None) and app.ctx.agent.is_ready():
                counterpart.start(lambda: remote_actions(app.ctx.agent.domain))

        @blueprint.listener("before_server_stop")
        async def end(app: Sanic, _loop: Any) -> None:
            app.config.GRACEFUL_SHUTDOWN_TIMEOUT = _CLOSING_SECONDS  # no turn runs then: what is open is idle
            left = await turns.stop()
            await counterpart.stop()
            if left:
                logger.error("%d turns were not finished: the gateway asks for them again", left)

        @blueprint.post("/turn")
        async def turn(request: Request) -> HTTPResponse:
            try:
                with turns.one():
                    return response.json(await _turn(request))
            except ChobbakError as error:
                logger.warning("turn refused: %s", error)
                return response.json({"error": {"code": error.code, "message": str(error)}}, status=error.status)
            except Exception as error:
                # the trace would print slots; the kind and place of the error are enough to find it
                logger.error("turn failed: %s at %s", type(error).__name__, place_of(error))
                return response.json({"error": {"code": "internal", "message": "the turn failed"}}, status=500)

        return blueprint


class TurnOutput(OutputChannel):
    """Collects what the assistant says in a turn, in the form that the gateway takes."""

    def __init__(self) -> None:
        self.messages: list[dict[str, Any]] = []

    @classmethod
    def name(cls) -> str:
        return ChobbakChannel.name()

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        self.messages.append(as_message(message))


def as_message(said: dict[str, Any]) -> dict[str, Any]:
    """A bot utterance as ``{"text", "locale", "dir", "buttons"?, "files"?}``."""
    locale = LOCALES[said.get("locale") or DEFAULT]
    message: dict[str, Any] = {"text": said.get("text") or "", "locale": locale.code, "dir": locale.direction}
    if said.get("buttons"):
        message["buttons"] = [{"title": b["title"], "payload": b["payload"]} for b in said["buttons"]]
    if said.get("files"):
        message["files"] = said["files"]
    return message


async def _turn(request: Request) -> dict[str, Any]:
    if not _is_ready(request):
        raise EngineUnavailable("no model is loaded")
    agent: Agent = request.app.ctx.agent
    body = _body(request)
    message = UserMessage(
        text=_engine_text(body, agent),
        output_channel=TurnOutput(),
        sender_id=body["conversation_id"],
        input_channel=ChobbakChannel.name(),
        message_id=body["message_id"],
        metadata=dict(body.get("metadata") or {}),
    )
    async with agent.lock_store.lock(message.sender_id):
        before = await agent.processor.tracker_store.snapshot(message.sender_id)
        messages = answers_to(before["events"], message.message_id)
        if messages is None:
            message.metadata[LOCALE_KNOWN] = has_locale(before["slots"], message.text)
            await agent.processor.handle_message(message)
            messages = message.output_channel.messages
    return {"messages": messages, "locale": messages[-1]["locale"] if messages else None}


def answers_to(events: Sequence[dict[str, Any]], message_id: str) -> Optional[list[dict[str, Any]]]:
    """What was answered to a message that the last turns hold; None when they do not hold it.

    Turns of a conversation come one at a time and in order, so a message that comes again is among the last.
    """
    answers: list[dict[str, Any]] = []
    for event in reversed(events):
        if event["event"] == BotUttered.type_name:
            answers.append(as_message({**event["data"], **event.get("metadata", {}), "text": event["text"]}))
        elif event["event"] == UserUttered.type_name:
            if event["message_id"] == message_id:
                return answers[::-1]
            answers = []
    return None


def _body(request: Request) -> dict[str, Any]:
    try:
        body = json.loads(request.body)
    except ValueError as error:
        raise BadRequest("the body is not JSON") from error
    for field in ("conversation_id", "message_id"):
        if not isinstance(body, dict) or not isinstance(body.get(field), str) or not body[field]:
            raise BadRequest(f"{field} must be a text")
    if not isinstance(body.get("metadata") or {}, dict):
        raise BadRequest("metadata must be an object")
    if body["conversation_id"] == DEFAULT_SENDER_ID:
        raise BadRequest("conversation_id is reserved")
    return body


def _engine_text(body: dict[str, Any], agent: Agent) -> str:
    """A button's payload as Rasa's command, or the citizen's text, which is never a command, or what comes without any."""
    payload = body.get("payload")
    if isinstance(payload, str) and is_payload(payload, agent.domain.intents):
        return payload
    # half of a surrogate pair, as broken clients send, cannot be stored
    text = str(body.get("text") or "").encode("utf-8", "replace").decode().strip()
    if not text:
        return shared(body.get("metadata") or {})
    return _FRACTION_SLASH + text[1:] if text.startswith("/") else text


def shared(metadata: dict[str, Any]) -> str:
    """The command for a message without words: a position, or media that have arrived; "" when it is neither.

    The things themselves stay in the metadata, which the tracker keeps with the message.
    """
    location, media = metadata.get("location"), metadata.get("media")
    if isinstance(location, dict) and {"latitude", "longitude"} <= location.keys():
        return SHARE_LOCATION
    if isinstance(media, list) and any(isinstance(item, dict) and item.get("id") for item in media):
        return SHARE_MEDIA
    return ""


def is_payload(payload: str, intents: Iterable[str]) -> bool:
    """Whether ``/intent{entities}`` names an intent of ours, not one that steers Rasa, with texts as entities."""
    match = _PAYLOAD.fullmatch(payload.strip())
    if not match or match["intent"] not in intents or match["intent"] in DEFAULT_INTENTS:
        return False
    if f"/{match['intent']}" in (SHARE_LOCATION, SHARE_MEDIA):
        return False
    try:
        entities = json.loads(match["entities"] or "{}")
    except ValueError:
        return False
    return all(_is_ours(name, value) for name, value in entities.items())


def _is_ours(name: str, value: Any) -> bool:
    allowed = _ENTITIES.get(name, frozenset())
    return isinstance(value, str) and (allowed is None or value in allowed)


def _is_ready(request: Request) -> bool:
    agent = getattr(request.app.ctx, "agent", None)
    return bool(agent and agent.is_ready())
