"""Meta's WhatsApp Cloud API at the wire: messages, media, read receipts, and its webhooks with their signature.

https://developers.facebook.com/documentation/business-messaging/whatsapp/ (…/messages/…, …/support/error-codes,
…/business-scoped-user-ids).
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
import secrets
import time
from base64 import b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from aiohttp import web

from channels.rendering import Choice
from channels.simulator.behaviour import MEDIA, SEND, TYPING
from channels.simulator.errors import META, Refused, meta_error
from channels.simulator.phone import Phone
from channels.simulator.records import WHATSAPP_CLOUD, Act, Attachment, Message, Webhook
from channels.simulator.webhooks import Retry

if TYPE_CHECKING:
    from channels.simulator.provider import Handler, Simulator

PATH = "/webhooks/whatsapp_cloud"
_RETRY_AFTER = frozenset({"ct", "rt", "3xx", "4xx", "5xx"})
_RETRY_GROWTH = 1.5
_NUMBER = re.compile(r"\+?[1-9]\d{6,14}")
_PLACE = re.compile(r"\{\{\w+\}\}")
_CAPTION = 1024
_TEXT_CHARACTERS = 4096
_BUTTONS_BODY, _LIST_BODY = 1024, 4096


@dataclass(frozen=True)
class MetaTemplate:
    """A template that Meta has approved; ``body`` has its places as ``{{1}}``."""

    name: str
    language: str
    body: str


class MetaApi:
    """The part of Meta that a gateway sees."""

    throttled = 130429

    def __init__(self, provider: Simulator) -> None:
        self._provider = provider
        self.retries = 12  # Meta's go on for days: raise it where a gateway is down for long

    def routes(self) -> Iterable[tuple[str, str, str, Handler]]:
        version = r"/{version:v\d+\.\d+}"
        yield "POST", f"{version}/{{phone_id}}/messages", SEND, self._post
        yield "GET", f"{version}/{{media}}", MEDIA, self._describe_media
        yield "DELETE", f"{version}/{{media}}", MEDIA, self._delete_media
        yield "GET", "/lookaside/{media}", MEDIA, self._media

    async def kind(self, request: web.Request, kind: str) -> str:
        """Reading and typing share the address of messages."""
        return TYPING if kind == SEND and b'"read"' in await request.read() else kind

    def knows(self, code: int) -> bool:
        return code in META

    def refusal(self, refused: Refused) -> tuple[int, dict[str, Any]]:
        return meta_error(refused)

    def retry(self, _url: str) -> Retry:
        return Retry(self.retries, _RETRY_AFTER, self._provider.retry_pause, _RETRY_GROWTH)

    # What citizens do, as webhooks

    def inbound(self, phone: Phone, act: Act) -> tuple[str, Webhook]:
        [message_id], webhook = self.batch([(phone, act)])
        return message_id, webhook

    def batch(self, acts: Iterable[tuple[Phone, Act]]) -> tuple[list[str], Webhook]:
        """Several citizens' messages in one payload, with the (first) id of each."""
        ids, messages, contacts = [], [], []
        for phone, act in acts:
            made = [{**_sender(phone), **message} for message in self._messages(act)]
            ids.append(str(made[0]["id"]))
            messages += made
            contacts.append(_contact(phone))
        return ids, self._webhook({"contacts": contacts, "messages": messages})

    def updates(self, message: Message) -> list[str]:
        return ["failed"] if message.failure else ["sent", "delivered"]

    def status(self, message: Message, state: str) -> Webhook:
        phone = self._provider.phone_of(WHATSAPP_CLOUD, message.to)
        update: dict[str, Any] = {
            "id": message.id,
            "status": state,
            "timestamp": _now(),
            "recipient_user_id": phone.user_id,
        }
        if phone.shows_number:
            update["recipient_id"] = phone.wa_id
        if message.reference:
            update["biz_opaque_callback_data"] = message.reference
        if state == "failed":
            code = int(message.failure)
            title = META[code][1]
            update["errors"] = [{"code": code, "title": title, "message": title, "error_data": {"details": title}}]
        return self._webhook({"statuses": [update]})

    def verification(self, challenge: str) -> str:
        """Path and query of the GET with which Meta verifies a webhook."""
        token = self._provider.credentials.verify_token
        query = {"hub.mode": "subscribe", "hub.challenge": challenge, "hub.verify_token": token}
        return f"{PATH}?{urlencode(query)}"

    def _webhook(self, value: Mapping[str, Any]) -> Webhook:
        known = self._provider.credentials
        metadata = {"display_phone_number": known.whatsapp_number.lstrip("+"), "phone_number_id": known.phone_id}
        change = {"field": "messages", "value": {"messaging_product": "whatsapp", "metadata": metadata, **value}}
        payload = {"object": "whatsapp_business_account", "entry": [{"id": known.waba_id, "changes": [change]}]}
        body = json.dumps(payload).encode()
        signature = hmac.new(known.app_secret.encode(), body, hashlib.sha256).hexdigest()
        headers = {"Content-Type": "application/json", "X-Hub-Signature-256": f"sha256={signature}"}
        return Webhook(self._provider.webhooks.public_url + PATH, body, headers)

    def _messages(self, act: Act) -> list[dict[str, Any]]:
        """One message for each file; everything else is one."""
        contents = [self._file(file, act.text) for file in act.attachments] or [_content(act)]
        return [{"id": _new_id(), "timestamp": _now(), **content} for content in contents]

    def _file(self, file: Attachment, caption: str) -> dict[str, Any]:
        key = str(secrets.randbelow(10**15) + 10**15)
        self._provider.media[key] = file
        kind = {"image": "image", "audio": "audio", "video": "video"}.get(file.content_type.split("/")[0], "document")
        described: dict[str, Any] = {
            "id": key,
            "mime_type": file.content_type,
            "sha256": b64encode(hashlib.sha256(file.content).digest()).decode(),
        }
        if caption and kind != "audio":
            described["caption"] = caption
        if file.name and kind == "document":
            described["filename"] = file.name
        return {"type": kind, kind: described}

    # What the gateway asks

    async def _post(self, request: web.Request) -> web.Response:
        self._check_token(request)
        if request.match_info["phone_id"] != self._provider.credentials.phone_id:
            raise Refused(100, "Unsupported post request")
        asked = await _read(request)
        if asked.get("messaging_product") != "whatsapp":
            raise Refused(100, "The parameter messaging_product is required.")
        if asked.get("status") == "read":
            return self._read_receipt(asked)
        return self._send(request, asked)

    def _read_receipt(self, asked: Mapping[str, Any]) -> web.Response:
        message_id = str(asked.get("message_id", ""))
        if not self._provider.has_sent(message_id):
            raise Refused(131009, "Message ID not found")
        if asked.get("typing_indicator"):
            self._provider.show_typing(WHATSAPP_CLOUD, message_id)
        return web.json_response({"success": True})

    def _send(self, request: web.Request, asked: Mapping[str, Any]) -> web.Response:
        phone = self._recipient(asked)
        shown = self._shown(asked)
        if not shown.get("template") and not phone.in_window:
            raise Refused(131047, "More than 24 hours have passed since the recipient last replied")
        message = Message(
            id=_new_id(),
            channel=WHATSAPP_CLOUD,
            to=phone.number,
            accepted_at=self._provider.now(),
            reference=str(asked.get("biz_opaque_callback_data", "")),
            failure="131026" if asked.get("to") == phone.user_id else "",  # taken, and never delivered
            **shown,
        )
        self._provider.accept(request, message)
        contact = {"input": str(asked.get("to") or asked.get("recipient")), "user_id": phone.user_id}
        if phone.shows_number:
            contact["wa_id"] = phone.wa_id
        return web.json_response(
            {"messaging_product": "whatsapp", "contacts": [contact], "messages": [{"id": message.id}]}
        )

    def _recipient(self, asked: Mapping[str, Any]) -> Phone:
        """By number (``to``, which wins), or by the user id that webhooks told (``recipient``)."""
        number, user_id = str(asked.get("to") or ""), str(asked.get("recipient") or "")
        if not number and not user_id:
            raise Refused(100, "The parameter to is required.")
        if number and _NUMBER.fullmatch(number):
            return self._provider.phone_of(WHATSAPP_CLOUD, "+" + number.lstrip("+"))
        if not self._provider.knows_user(WHATSAPP_CLOUD, number or user_id):
            raise Refused(131009, "Recipient is not a valid WhatsApp user")
        return self._provider.phone_of(WHATSAPP_CLOUD, number or user_id)

    def _shown(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        """What the phone will show, when the request is within Meta's limits."""
        kind = asked.get("type", "text")
        part = asked.get(kind)
        if kind not in ("text", "interactive", "template", "image"):
            raise Refused(131051)
        if not isinstance(part, dict):
            raise Refused(131008, f"Parameter {kind} is missing")
        shows = {"text": _text, "interactive": _interactive, "template": self._template, "image": _image}
        return shows[kind](part)

    def _template(self, template: Mapping[str, Any]) -> dict[str, Any]:
        language = (template.get("language") or {}).get("code", "")
        found = self._provider.templates.get((str(template.get("name")), str(language)))
        if found is None:
            raise Refused(132001)
        parameters = [
            str(parameter.get("text", ""))
            for component in template.get("components") or ()
            if component.get("type") == "body"
            for parameter in component.get("parameters") or ()
        ]
        if len(parameters) != len(_PLACE.findall(found.body)):
            raise Refused(132000)
        values = iter(parameters)
        return {"text": _PLACE.sub(lambda _place: next(values), found.body), "template": found.name}

    async def _describe_media(self, request: web.Request) -> web.Response:
        self._check_token(request)
        key = request.match_info["media"]
        file = self._file_of(key)
        return web.json_response(
            {
                "messaging_product": "whatsapp",
                "url": f"{self._provider.url}/lookaside/{key}",
                "mime_type": file.content_type,
                "sha256": hashlib.sha256(file.content).hexdigest(),
                "file_size": len(file.content),
                "id": key,
            }
        )

    async def _media(self, request: web.Request) -> web.Response:
        self._check_token(request)
        file = self._file_of(request.match_info["media"])
        return web.Response(body=file.content, headers={"Content-Type": file.content_type})

    async def _delete_media(self, request: web.Request) -> web.Response:
        self._check_token(request)
        key = request.match_info["media"]
        self._file_of(key)
        del self._provider.media[key]
        self._provider.deleted_media.append(key)
        return web.json_response({"success": True})

    def _file_of(self, key: str) -> Attachment:
        if key not in self._provider.media:
            raise Refused(100, f"Unsupported request. Object with ID '{key}' does not exist")
        return self._provider.media[key]

    def _check_token(self, request: web.Request) -> None:
        if request.headers.get("Authorization") != f"Bearer {self._provider.credentials.token}":
            raise Refused(190)


async def _read(request: web.Request) -> Mapping[str, Any]:
    try:
        asked = await request.json()
    except ValueError as error:
        raise Refused(100, "Invalid JSON") from error
    if not isinstance(asked, dict):
        raise Refused(100, "Invalid JSON")
    return asked


def _sender(phone: Phone) -> dict[str, str]:
    known = {"from_user_id": phone.user_id}
    return {"from": phone.wa_id, **known} if phone.shows_number else known


def _contact(phone: Phone) -> dict[str, Any]:
    contact: dict[str, Any] = {"profile": {"name": phone.profile_name}, "user_id": phone.user_id}
    return {**contact, "wa_id": phone.wa_id} if phone.shows_number else contact


def _content(act: Act) -> dict[str, Any]:
    """What a citizen does, but for files, as a message of Meta."""
    if act.choice is not None and act.reply_to is not None:
        kind = "list_reply" if act.reply_to.rows else "button_reply"
        chosen = {"id": act.choice.payload, "title": act.choice.title}
        if act.choice.description:
            chosen["description"] = act.choice.description
        return {
            "type": "interactive",
            "interactive": {"type": kind, kind: chosen},
            "context": {"id": act.reply_to.id},
        }
    if act.location is not None:
        place: dict[str, Any] = {"latitude": act.location.latitude, "longitude": act.location.longitude}
        place |= {"name": act.location.label} if act.location.label else {}
        place |= {"address": act.location.address} if act.location.address else {}
        return {"type": "location", "location": place}
    if act.unsupported:
        problem = {"code": 131051, "title": "Message type unknown", "message": "Message type unknown"}
        return {"type": act.unsupported, **({"errors": [problem]} if act.unsupported == "unsupported" else {})}
    return {"type": "text", "text": {"body": act.text}}


def _text(part: Mapping[str, Any]) -> dict[str, Any]:
    body = part.get("body")
    if not isinstance(body, str) or not body.strip():
        raise Refused(131008, "The parameter text['body'] is required.")
    if len(body) > _TEXT_CHARACTERS:
        raise Refused(100, f"Param text['body'] must be at most {_TEXT_CHARACTERS} characters long.")
    return {"text": body}


def _image(part: Mapping[str, Any]) -> dict[str, Any]:
    """https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/image-messages"""
    link, caption = str(part.get("link", "")), str(part.get("caption", ""))
    if not link.startswith(("https://", "http://")):
        raise Refused(131009, "image['link'] must be an address")
    if caption:
        _within(caption, _CAPTION, "caption")
    return {"text": caption, "picture": link}


def _interactive(part: Mapping[str, Any]) -> dict[str, Any]:
    kind = part.get("type")
    if kind not in ("button", "list"):
        raise Refused(131009, "interactive['type'] must be one of button, list")
    body = str((part.get("body") or {}).get("text", ""))
    _within(body, _BUTTONS_BODY if kind == "button" else _LIST_BODY, "Body text")
    for optional in ("header", "footer"):
        if optional in part:
            _within(str(part[optional].get("text", "")), 60, optional)
    action = part.get("action") or {}
    if kind == "button":
        return {"text": body, "buttons": _buttons(action)}
    label = str(action.get("button", ""))
    _within(label, 20, "Button label")
    return {"text": body, "rows": _rows(action), "list_label": label}


def _buttons(action: Mapping[str, Any]) -> tuple[Choice, ...]:
    """https://developers.facebook.com/…/messages/interactive-reply-buttons-messages."""
    replies = [button.get("reply") or {} for button in action.get("buttons") or ()]
    if not 1 <= len(replies) <= 3:
        raise Refused(131009, "Invalid buttons count. Min allowed buttons: 1, Max allowed buttons: 3")
    choices = tuple(_choice(reply, 20, 256, "Button") for reply in replies)
    _no_repetition([choice.title for choice in choices], "button title")
    _no_repetition([choice.payload for choice in choices], "button id")
    return choices


def _rows(action: Mapping[str, Any]) -> tuple[Choice, ...]:
    """https://developers.facebook.com/…/messages/interactive-list-messages."""
    sections = action.get("sections") or []
    rows = [row for section in sections for row in section.get("rows") or ()]
    if not 1 <= len(sections) <= 10 or not 1 <= len(rows) <= 10:
        raise Refused(131009, "Total row count exceed max allowed count: 10")
    for section in sections:
        if len(sections) > 1 or section.get("title"):
            _within(str(section.get("title", "")), 24, "Section title")
    choices = tuple(_choice(row, 24, 200, "Row") for row in rows)
    _no_repetition([choice.payload for choice in choices], "row id")
    if any(len(choice.description) > 72 for choice in choices):
        raise Refused(131009, "Row description is too long. Max length is 72")
    return choices


def _choice(given: Mapping[str, Any], title: int, payload: int, what: str) -> Choice:
    choice = Choice(str(given.get("title", "")), str(given.get("id", "")), str(given.get("description", "")))
    _within(choice.title, title, f"{what} title")
    _within(choice.payload, payload, f"{what} id")
    if choice.payload != choice.payload.strip():
        raise Refused(131009, f"{what} id must not begin or end with a space")
    return choice


def _within(text: str, longest: int, what: str) -> None:
    if not text.strip() or len(text) > longest:
        raise Refused(131009, f"{what} length invalid. Min length: 1, Max length: {longest}")


def _no_repetition(values: list[str], what: str) -> None:
    if len(set(values)) < len(values):
        raise Refused(131009, f"Duplicate {what}")


def _new_id() -> str:
    return "wamid." + b64encode(secrets.token_bytes(24)).decode()


def _now() -> str:
    return str(int(time.time()))
