"""Twilio at the wire, for SMS and WhatsApp: its REST API, its webhooks and their signature.

Messages: https://www.twilio.com/docs/messaging/api/message-resource; webhooks: …/messaging/guides/webhook-request and
…/track-outbound-message-status; media: …/messaging/api/media-resource; typing: …/whatsapp/api/typing-indicators-resource;
opt-out: …/messaging/tutorials/advanced-opt-out.
"""

from __future__ import annotations

import json
import re
import secrets
from base64 import b64decode
from collections.abc import Iterable
from datetime import datetime, timezone
from email.utils import format_datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urldefrag, urlencode, urlsplit

from aiohttp import web
from twilio.request_validator import RequestValidator

from channels.simulator.behaviour import MEDIA, SEND, TYPING
from channels.simulator.contents import QUICK_REPLY, TEXT, Content, Resolved, resolve
from channels.simulator.errors import TWILIO, Refused, twilio_error, twilio_state
from channels.simulator.phone import Phone
from channels.simulator.records import SMS_TWILIO, WHATSAPP_TWILIO, Act, Message, Webhook
from channels.simulator.segments import cost
from channels.simulator.webhooks import Retry, twilio_retry

if TYPE_CHECKING:
    from channels.simulator.provider import Handler, Simulator

VERSION = "2010-04-01"
MOST_CHARACTERS = 1600
STOP_WORDS = {"STOP", "STOPALL", "UNSUBSCRIBE", "END", "QUIT", "CANCEL", "REVOKE", "OPTOUT"}
START_WORDS = {"START", "YES", "UNSTOP"}
WEBHOOK_OVERRIDES = "rc=5&rp=ct,rt,5xx"  # what our runbook has an operator write behind the webhook's address
_NUMBER = re.compile(r"\+[1-9]\d{6,14}")
_SID = re.compile(r"(SM|MM)[0-9a-fA-F]{32}")


class TwilioApi:
    """The part of Twilio that a gateway sees."""

    throttled = 20429

    def __init__(self, provider: Simulator) -> None:
        self._provider = provider
        self.handles_stop = False  # True: Twilio itself acts on STOP words of an SMS (``OptOutType``, then 21610)

    def routes(self) -> Iterable[tuple[str, str, str, Handler]]:
        account = f"/{VERSION}/Accounts/{{account}}"
        yield "POST", f"{account}/Messages.json", SEND, self._send
        yield "GET", f"{account}/Messages/{{message}}.json", MEDIA, self._fetch_message
        yield "GET", f"{account}/Messages/{{message}}/Media/{{media}}", MEDIA, self._redirect_to_media
        yield "DELETE", f"{account}/Messages/{{message}}/Media/{{media}}.json", MEDIA, self._delete_media
        yield "DELETE", f"{account}/Messages/{{message}}/Media/{{media}}", MEDIA, self._delete_media
        yield "GET", "/mms/{account}/{media}", MEDIA, self._media
        yield "POST", "/v2/Indicators/Typing.json", TYPING, self._typing
        yield "POST", "/v3/Indicators/Typing.json", TYPING, self._typing
        yield "POST", "/v1/Content", MEDIA, self._create_content
        yield "GET", "/v1/Content/{content}", MEDIA, self._fetch_content

    async def kind(self, _request: web.Request, kind: str) -> str:
        return kind

    def knows(self, code: int) -> bool:
        return code in TWILIO

    def refusal(self, refused: Refused) -> tuple[int, dict[str, Any]]:
        return twilio_error(refused)

    def retry(self, url: str) -> Retry:
        return twilio_retry(url, self._provider.retry_pause)

    # What citizens do, as webhooks

    def inbound(self, phone: Phone, act: Act) -> tuple[str, Webhook]:
        sid = _new_sid("MM" if act.attachments else "SM")
        ours, theirs = self._addresses(phone)
        fields = {
            "MessageSid": sid,
            "SmsSid": sid,
            "SmsMessageSid": sid,
            "AccountSid": self._provider.credentials.account_sid,
            "ApiVersion": VERSION,
            "From": theirs,
            "To": ours,
            "Body": act.text,
            "NumMedia": str(len(act.attachments)),
            "NumSegments": str(cost(act.text).segments if phone.channel == SMS_TWILIO else 1),
            "SmsStatus": "received",
            **self._media_fields(sid, act),
            **(self._sms_fields(phone, act) if phone.channel == SMS_TWILIO else _whatsapp_fields(phone, act, ours)),
        }
        return sid, self._signed(self._configured(phone.channel, "message"), fields)

    def updates(self, message: Message) -> list[str]:
        return [twilio_state(int(message.failure))] if message.failure else ["sent", "delivered"]

    def status(self, message: Message, state: str) -> Webhook | None:
        if not message.callback:
            return None
        phone = self._provider.phone_of(message.channel, message.to)
        ours, theirs = self._addresses(phone)
        fields = {
            "MessageSid": message.id,
            "MessageStatus": state,
            "SmsSid": message.id,
            "SmsStatus": state,
            "AccountSid": self._provider.credentials.account_sid,
            "ApiVersion": VERSION,
            "From": ours,
            "To": theirs,
        }
        if message.failure:
            fields |= {"ErrorCode": message.failure, "ErrorMessage": TWILIO[int(message.failure)][1]}
        if message.channel == WHATSAPP_TWILIO:
            fields |= {"ChannelPrefix": "whatsapp", "ChannelToAddress": theirs.removeprefix("whatsapp:")}
        elif state == "delivered":
            fields["RawDlrDoneDate"] = datetime.now(timezone.utc).strftime("%y%m%d%H%M")
        return self._signed(message.callback, fields)

    def _signed(self, url: str, fields: dict[str, str]) -> Webhook:
        """Form-encoded and signed as Twilio does it; the fragment is neither sent nor signed."""
        called = urldefrag(url)[0]
        signature = RequestValidator(self._provider.credentials.auth_token).compute_signature(called, fields)
        headers = {
            "Content-Type": "application/x-www-form-urlencoded; charset=UTF-8",
            "X-Twilio-Signature": signature,
            "User-Agent": "TwilioProxy/1.1",
        }
        return Webhook(url, urlencode(fields).encode(), headers)

    def _configured(self, channel: str, what: str) -> str:
        return f"{self._provider.webhooks.public_url}/webhooks/{channel}/{what}#{WEBHOOK_OVERRIDES}"

    def _addresses(self, phone: Phone) -> tuple[str, str]:
        """Ours and the citizen's, as this channel writes them."""
        credentials = self._provider.credentials
        if phone.channel == SMS_TWILIO:
            return credentials.sms_number, phone.number
        theirs = phone.number if phone.shows_number else f"ID.{phone.user_id}"
        return f"whatsapp:{credentials.whatsapp_number}", f"whatsapp:{theirs}"

    def _media_fields(self, sid: str, act: Act) -> dict[str, str]:
        fields: dict[str, str] = {}
        account = self._provider.credentials.account_sid
        for number, attachment in enumerate(act.attachments):
            key = _new_sid("ME")
            self._provider.media[key] = attachment
            fields[f"MediaUrl{number}"] = (
                f"{self._provider.url}/{VERSION}/Accounts/{account}/Messages/{sid}/Media/{key}"
            )
            fields[f"MediaContentType{number}"] = attachment.content_type
        return fields

    def _sms_fields(self, phone: Phone, act: Act) -> dict[str, str]:
        place = {f"{side}{part}": "" for side in ("From", "To") for part in ("City", "State", "Zip")}
        fields = {**place, "FromCountry": "MA", "ToCountry": "MA"}
        word = act.text.strip().upper()
        if self.handles_stop and word in STOP_WORDS | START_WORDS:
            phone.opted_out = word in STOP_WORDS
            fields["OptOutType"] = "STOP" if phone.opted_out else "START"
        return fields

    # What the gateway asks

    async def _send(self, request: web.Request) -> web.Response:
        self._check_account(request)
        form = {name: str(value) for name, value in (await request.post()).items()}
        channel, address = self._route(form)
        phone = self._provider.phone_of(channel, address)
        shown = self._resolved(form, channel, phone)
        if phone.opted_out:
            raise Refused(21610)
        callback = form.get("StatusCallback", "")
        message = Message(
            id=_new_sid("SM"),
            channel=channel,
            to=phone.number,
            text=shown.text,
            accepted_at=self._provider.now(),
            buttons=shown.buttons,
            rows=shown.rows,
            list_label=shown.list_label,
            picture=form.get("MediaUrl", ""),
            template=form.get("ContentSid", ""),
            reference=parse_qs(urlsplit(callback).query).get("ref", [""])[0],
            callback=callback,
            failure=self._failure(form, channel, phone, shown),
        )
        self._provider.accept(request, message)
        return web.json_response(self._resource(message), status=201)

    def _check_account(self, request: web.Request) -> None:
        self._check_login(request)
        if request.match_info["account"] != self._provider.credentials.account_sid:
            raise Refused(20404)

    def _check_login(self, request: web.Request) -> None:
        known = self._provider.credentials
        logins = {(known.account_sid, known.auth_token), (known.account_sid, known.auth_token_secondary)}
        logins |= {(known.api_key, known.api_secret)}
        if _login(request) not in {(user, password) for user, password in logins if user and password}:
            raise Refused(20003)

    def _route(self, form: dict[str, str]) -> tuple[str, str]:
        """Channel and recipient of a message, when its sender is one of ours and fits."""
        to = form.get("To", "")
        if not to:
            raise Refused(21604)
        channel = WHATSAPP_TWILIO if to.startswith("whatsapp:") else SMS_TWILIO
        bare = to.removeprefix("whatsapp:")
        user_id = bare.removeprefix("ID.")
        if channel == WHATSAPP_TWILIO and bare != user_id and self._provider.knows_user(channel, user_id):
            bare = user_id
        elif not _NUMBER.fullmatch(bare):
            raise Refused(21211)
        self._check_sender(form, channel)
        return channel, bare

    def _check_sender(self, form: dict[str, str], channel: str) -> None:
        known = self._provider.credentials
        whatsapp = channel == WHATSAPP_TWILIO
        ours = known.whatsapp_from if whatsapp else known.sms_from
        sender, service = form.get("From", ""), form.get("MessagingServiceSid", "")
        if not sender and not service:
            raise Refused(21603)
        if not sender:
            if service != ours:
                raise Refused(21701)
        elif sender != (f"whatsapp:{ours}" if whatsapp else ours):
            raise Refused(63007 if whatsapp else 21606)

    def _resolved(self, form: dict[str, str], channel: str, phone: Phone) -> Resolved:
        """What the phone will show, when the request's content is as Twilio wants it."""
        sid = form.get("ContentSid", "")
        if not sid:
            if form.get("ContentVariables"):
                raise Refused(21654)
            text = form.get("Body", "")
            if not text.strip():
                raise Refused(21619)
            if len(text) > MOST_CHARACTERS:
                raise Refused(21617)
            return Resolved(text)
        content = self._provider.contents.get(sid)
        if content is None or (channel == SMS_TWILIO and content.type != TEXT):
            raise Refused(21655)
        return resolve(content, form.get("ContentVariables", ""), phone.in_window)

    def _failure(self, form: dict[str, str], channel: str, phone: Phone, shown: Resolved) -> str:
        """The code with which WhatsApp will refuse what Twilio has accepted."""
        if channel == SMS_TWILIO:
            return ""
        content = self._provider.contents.get(form.get("ContentSid", ""))
        may_open = content is not None and content.approved and content.type in (TEXT, QUICK_REPLY)
        if not phone.in_window and not may_open:
            return "63016"
        return "63005" if shown.problem else ""

    def _resource(self, message: Message) -> dict[str, Any]:
        """The message as the API shows it."""
        ours, theirs = self._addresses(self._provider.phone_of(message.channel, message.to))
        account = self._provider.credentials.account_sid
        uri = f"/{VERSION}/Accounts/{account}/Messages/{message.id}"
        now = format_datetime(datetime.now(timezone.utc))
        return {
            "sid": message.id,
            "account_sid": account,
            "api_version": VERSION,
            "body": message.text,
            "from": ours,
            "to": theirs,
            "status": message.states[-1] if message.states else "queued",
            "direction": "outbound-api",
            "num_segments": str(cost(message.text).segments),
            "num_media": "0",
            "date_created": now,
            "date_updated": now,
            "date_sent": None,
            "error_code": None,
            "error_message": None,
            "messaging_service_sid": None,
            "price": None,
            "price_unit": "USD",
            "uri": f"{uri}.json",
            "subresource_uris": {"media": f"{uri}/Media.json"},
        }

    async def _fetch_message(self, request: web.Request) -> web.Response:
        self._check_account(request)
        sid = request.match_info["message"]
        found = next((message for message in self._provider.messages if message.id == sid), None)
        if found is None:
            raise Refused(20404)
        return web.json_response(self._resource(found))

    async def _redirect_to_media(self, request: web.Request) -> web.Response:
        """Media lie elsewhere, at an address that needs no login but cannot be guessed."""
        self._check_account(request)
        account, key = request.match_info["account"], request.match_info["media"]
        if key not in self._provider.media:
            raise Refused(20404)
        return web.Response(status=307, headers={"Location": f"{self._provider.url}/mms/{account}/{key}"})

    async def _media(self, request: web.Request) -> web.Response:
        attachment = self._provider.media.get(request.match_info["media"])
        if attachment is None:
            raise Refused(20404)
        return web.Response(body=attachment.content, headers={"Content-Type": attachment.content_type})

    async def _delete_media(self, request: web.Request) -> web.Response:
        self._check_account(request)
        key = request.match_info["media"]
        if self._provider.media.pop(key, None) is None:
            raise Refused(20404)
        self._provider.deleted_media.append(key)
        return web.Response(status=204)

    async def _typing(self, request: web.Request) -> web.Response:
        self._check_login(request)
        asked: Any = await request.json() if request.content_type == "application/json" else await request.post()
        message_id, channel = str(asked.get("messageId", "")), str(asked.get("channel", ""))
        if channel.lower() != "whatsapp" or not _SID.fullmatch(message_id):
            raise Refused(20404)
        self._provider.show_typing(WHATSAPP_TWILIO, message_id)
        return web.json_response({"success": True})

    async def _create_content(self, request: web.Request) -> web.Response:
        """A template of the operator's; approval is another matter, so it is good for open conversations only."""
        self._check_login(request)
        asked = json.loads(await request.text())
        content = Content(
            _new_sid("HX"), asked["types"], asked.get("variables") or {}, asked.get("language", "en"), approved=False
        )
        self._provider.contents[content.sid] = content
        return web.json_response(_content_resource(content, asked.get("friendly_name", "")), status=201)

    async def _fetch_content(self, request: web.Request) -> web.Response:
        self._check_login(request)
        content = self._provider.contents.get(request.match_info["content"])
        if content is None:
            raise Refused(20404)
        return web.json_response(_content_resource(content))


def _whatsapp_fields(phone: Phone, act: Act, ours: str) -> dict[str, str]:
    fields = {
        "ProfileName": phone.profile_name,
        "MessageType": "text",
        "ExternalUserId": f"whatsapp:ID.{phone.user_id}",
    }
    if phone.shows_number:
        fields["WaId"] = phone.wa_id
    if act.choice is not None and act.reply_to is not None:
        fields |= {"OriginalRepliedMessageSid": act.reply_to.id, "OriginalRepliedMessageSender": ours}
        if act.reply_to.rows:
            fields |= {"MessageType": "interactive", "ListId": act.choice.payload, "ListTitle": act.choice.title}
        else:
            fields |= {"MessageType": "button", "ButtonText": act.choice.title, "ButtonPayload": act.choice.payload}
    elif act.location is not None:
        fields |= {
            "MessageType": "location",
            "Latitude": str(act.location.latitude),
            "Longitude": str(act.location.longitude),
            "Label": act.location.label,
            "Address": act.location.address,
        }
    elif act.attachments:
        fields["MessageType"] = {"image": "image", "audio": "audio"}.get(
            act.attachments[0].content_type.split("/")[0], "document"
        )
    elif act.unsupported:
        fields["MessageType"] = act.unsupported
    return fields


def _content_resource(content: Content, friendly_name: str = "") -> dict[str, Any]:
    return {
        "sid": content.sid,
        "friendly_name": friendly_name,
        "language": content.language,
        "variables": dict(content.variables),
        "types": dict(content.types),
    }


def _login(request: web.Request) -> tuple[str, str]:
    """User and password of Basic authentication; empty ones when there is none that can be read."""
    scheme, _, encoded = request.headers.get("Authorization", "").partition(" ")
    try:
        user, _, password = b64decode(encoded, validate=True).decode().partition(":")
    except ValueError:
        return "", ""
    return (user, password) if scheme.lower() == "basic" else ("", "")


def _new_sid(prefix: str) -> str:
    return prefix + secrets.token_hex(16)
