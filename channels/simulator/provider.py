"""The simulator: one HTTP server that plays Twilio and Meta, the phones behind it, and the webhooks to a gateway.

::

    async with Simulator() as provider:
        gateway = await start(**provider.settings(), public_url="https://bot.example.ma")
        provider.connect(gateway.url, "https://bot.example.ma")
        phone = provider.phone("+212600000001")
        await phone.say("salam")
        [answer] = await phone.received(1)
"""

from __future__ import annotations

import asyncio
import secrets
import time
from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import Any, Protocol

from aiohttp import web

from bot.errors import BadRequest
from channels.simulator.behaviour import CUT_AFTER, CUT_BEFORE, FAIL, HALF, THROTTLE, Behaviour, Fault
from channels.simulator.contents import Content
from channels.simulator.credentials import Credentials
from channels.simulator.errors import Refused
from channels.simulator.meta_api import MetaApi, MetaTemplate
from channels.simulator.phone import Phone
from channels.simulator.records import WHATSAPP_CLOUD, WHATSAPP_TWILIO, Act, Attachment, Delivery, Message, Webhook
from channels.simulator.twilio_api import TwilioApi
from channels.simulator.webhooks import Retry, Webhooks

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
CONTROL = "/_simulator"
_LARGEST_REQUEST = 1024 * 1024


class Api(Protocol):
    """What a provider's API gives to the simulator."""

    throttled: int  # the code of "too many requests"

    def routes(self) -> Iterable[tuple[str, str, str, Handler]]:
        """Method, path, what kind of call it is (send, media or typing), and who answers."""

    async def kind(self, request: web.Request, kind: str) -> str:
        """What kind of call it is, where the address alone does not tell."""

    def knows(self, code: int) -> bool: ...

    def refusal(self, refused: Refused) -> tuple[int, dict[str, Any]]: ...

    def inbound(self, phone: Phone, act: Act) -> tuple[str, Webhook]:
        """The id of what a citizen does, and the webhook that tells it."""

    def updates(self, message: Message) -> list[str]:
        """The states that a message goes through by itself, in order."""

    def status(self, message: Message, state: str) -> Webhook | None: ...

    def retry(self, url: str) -> Retry: ...


class Simulator:
    """A provider on a free port of loopback, while the context is open."""

    def __init__(
        self,
        credentials: Credentials | None = None,
        *,
        channel: str = WHATSAPP_TWILIO,
        contents: Iterable[Content] = (),
        templates: Iterable[MetaTemplate] = (),
        seed: int = 0,
        port: int = 0,
        connections: int = 100,
        timeout: float = 15.0,
        retry_pause: float = 0.1,
        status_pause: float = 0.02,
    ) -> None:
        self.credentials = credentials or Credentials()
        self.channel = channel  # of a phone that names none
        self.behaviour = Behaviour(seed)
        self.contents = {content.sid: content for content in contents}
        self.templates = {(template.name, template.language): template for template in templates}
        self.webhooks = Webhooks(connections, timeout)
        self.retry_pause = retry_pause
        self.status_pause = status_pause
        self.messages: list[Message] = []  # all that was accepted, in order
        self.deliveries: list[Delivery] = []  # of what citizens did
        self.status_deliveries: Counter[int] = Counter()  # by the gateway's HTTP status
        self.refused: Counter[int] = Counter()  # requests of the gateway, by error code
        self.calls: Counter[str] = Counter()  # requests of the gateway, by kind
        self.media: dict[str, Attachment] = {}  # that a citizen has sent and nobody has deleted
        self.deleted_media: list[str] = []
        self.last_webhook: Webhook | None = None  # of a citizen's message
        self.url = ""
        self._port = port
        self._phones: dict[tuple[str, str], Phone] = {}
        self._by_user_id: dict[tuple[str, str], Phone] = {}
        self._senders: dict[str, Phone] = {}  # of each message id
        self.twilio, self.meta = TwilioApi(self), MetaApi(self)
        self._runner: web.AppRunner | None = None
        self._reports: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> Simulator:
        app = web.Application(client_max_size=_LARGEST_REQUEST)
        for api in (self.twilio, self.meta):
            for method, path, kind, handler in api.routes():
                app.router.add_route(method, path, self._behaving(api, kind, handler))
        app.router.add_post(CONTROL, self._control)
        app.router.add_get(CONTROL, self._state)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self._port, backlog=1024)
        await site.start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        await self.webhooks.open()
        return self

    async def __aexit__(self, *_exc: object) -> None:
        for task in list(self._reports):
            task.cancel()
        await asyncio.gather(*self._reports, return_exceptions=True)
        await self.webhooks.close()
        if self._runner is not None:
            await self._runner.cleanup()

    def connect(self, gateway_url: str, public_url: str = "") -> None:
        """Where webhooks go. ``public_url`` is what the gateway believes to be called, when that is another address."""
        self.webhooks.gateway_url = gateway_url.rstrip("/")
        self.webhooks.public_url = (public_url or gateway_url).rstrip("/")

    def settings(self) -> dict[str, Any]:
        """Settings of a gateway that has this simulator for its providers; its ``public_url`` is the caller's to choose."""
        return self.credentials.settings(self.url)

    def phone(self, number: str, channel: str = "") -> Phone:
        """The phone with this number on a channel (the simulator's own, when none is named): always the same one."""
        key = (channel or self.channel, number)
        if key not in self._phones:
            self._phones[key] = phone = Phone(self, *key)
            self._by_user_id[(phone.channel, phone.user_id)] = phone
        return self._phones[key]

    def phone_of(self, channel: str, address: str) -> Phone:
        """The phone that a recipient means: a number (E.164), or a user id that was told before."""
        return self._by_user_id.get((channel, address)) or self.phone(address, channel)

    def knows_user(self, channel: str, user_id: str) -> bool:
        return (channel, user_id) in self._by_user_id

    @property
    def phones(self) -> list[Phone]:
        return list(self._phones.values())

    @property
    def by_reference(self) -> dict[str, list[Message]]:
        """The messages that were accepted, by what the gateway sent along: exactly once is one message each."""
        found: dict[str, list[Message]] = defaultdict(list)
        for message in self.messages:
            if message.reference:
                found[message.reference].append(message)
        return dict(found)

    @property
    def duplicates(self) -> dict[str, list[Message]]:
        """References that were accepted again although the gateway had been told of the first."""
        return {key: found for key, found in self.by_reference.items() if any(m.told for m in found[:-1])}

    @property
    def repeats(self) -> int:
        """Messages that came again because the gateway was never told what became of the first: these may happen."""
        return sum(len([m for m in found[:-1] if not m.told]) for found in self.by_reference.values())

    async def hand_in(self, phone: Phone, act: Act) -> Delivery:
        """What a citizen does reaches the gateway."""
        api = self._api(phone.channel)
        message_id, webhook = api.inbound(phone, act)
        return await self._hand_in(api, [(phone, act)], [message_id], webhook)

    async def hand_in_together(self, acts: Sequence[tuple[Phone, Act]]) -> Delivery:
        """What several citizens do reaches the gateway in one payload, as only Meta does it."""
        return await self._hand_in(self.meta, acts, *self.meta.batch(acts))

    async def _hand_in(
        self, api: Api, acts: Sequence[tuple[Phone, Act]], ids: Sequence[str], webhook: Webhook
    ) -> Delivery:
        for (phone, act), message_id in zip(acts, ids):
            phone.wrote(message_id, act)
            self._senders[message_id] = phone
        self.last_webhook = webhook
        delivery = await self._post(api, webhook, ids[0])
        self.deliveries.append(delivery)
        return delivery

    async def verify(self) -> bool:
        """Whether the gateway repeats the challenge, as Meta asks when a webhook is connected."""
        challenge = secrets.token_hex(8)
        status, text = await self.webhooks.get(self.meta.verification(challenge))
        return status == 200 and text == challenge

    async def replay(self, webhook: Webhook | None = None) -> Delivery:
        """The same webhook once more, by default that of the last message."""
        wanted = webhook or self.last_webhook
        if wanted is None:
            raise LookupError("no webhook has been posted yet")
        return await self.webhooks.post(wanted, Retry(0, frozenset()))

    async def mark_read(self, phone: Phone) -> None:
        api = self._api(phone.channel)
        for message in phone.messages:
            if "read" not in message.states:
                await self._update(api, message, "read")

    def accept(self, request: web.Request, message: Message) -> None:
        """A message of the gateway is taken; the phone shows it, unless it is going to fail."""
        fault: Fault | None = request.get("fault")
        if fault is not None and fault.kind == FAIL and fault.late:
            message.failure = str(fault.value)
        request["message"] = message
        self.messages.append(message)
        if not message.failure:
            self.phone_of(message.channel, message.to).show(message)
        task = asyncio.create_task(self._report(message))
        self._reports.add(task)
        task.add_done_callback(self._reports.discard)

    def show_typing(self, channel: str, message_id: str) -> None:
        """The phone that sent this message shows that an answer is on its way."""
        phone = self._senders.get(message_id)
        if phone is not None and phone.channel == channel:
            phone.typing += 1

    def has_sent(self, message_id: str) -> bool:
        """Whether this is a message of a citizen."""
        return message_id in self._senders

    @staticmethod
    def now() -> float:
        return time.monotonic()

    async def settled(self, timeout: float = 10.0) -> None:
        """Waits until all status updates that are on their way have been told."""
        if self._reports:
            await asyncio.wait(set(self._reports), timeout=timeout)

    async def _report(self, message: Message) -> None:
        api = self._api(message.channel)
        for state in self.behaviour.arrange(api.updates(message)):
            await asyncio.sleep(self.status_pause)
            await self._update(api, message, state)

    async def _update(self, api: Api, message: Message, state: str) -> None:
        message.states.append(state)
        webhook = api.status(message, state)
        if webhook is not None:
            delivery = await self._post(api, webhook, message.id)
            self.status_deliveries[delivery.status] += 1

    async def _post(self, api: Api, webhook: Webhook, message_id: str) -> Delivery:
        retry = api.retry(webhook.url)
        delivery = await self.webhooks.post(webhook, retry, message_id)
        for _ in range(self.behaviour.repeats):
            await self.webhooks.post(webhook, retry, message_id)
        return delivery

    def _api(self, channel: str) -> Api:
        return self.meta if channel == WHATSAPP_CLOUD else self.twilio

    def _behaving(self, api: Api, kind: str, handler: Handler) -> Handler:
        """The handler, behind what the provider was told to do."""

        async def answer(request: web.Request) -> web.StreamResponse:
            asked = await api.kind(request, kind)
            self.calls[asked] += 1
            await asyncio.sleep(self.behaviour.slow)
            fault = self.behaviour.fault(asked, api.knows)
            if fault is not None and fault.kind == CUT_BEFORE:
                return _cut(request)
            request["fault"] = fault
            try:
                _raise_if_told(fault, api.throttled)
                response = await handler(request)
            except Refused as refused:
                return self._refuse(api, refused)
            if fault is not None and fault.kind in (CUT_AFTER, HALF):
                return await _spoil(request, response, fault.kind)
            return response

        return answer

    def _refuse(self, api: Api, refused: Refused) -> web.Response:
        self.refused[refused.code] += 1
        status, body = api.refusal(refused)
        headers = {} if refused.retry_after is None else {"Retry-After": str(refused.retry_after)}
        return web.json_response(body, status=status, headers=headers)

    async def _control(self, request: web.Request) -> web.Response:
        """``POST`` with one line for :meth:`Behaviour.tell`; says what holds now."""
        try:
            return web.Response(text=self.behaviour.tell(await request.text()) + "\n")
        except BadRequest as error:
            return web.Response(text=f"{error}\n", status=400)

    async def _state(self, _request: web.Request) -> web.Response:
        """What holds now and what was counted."""
        return web.json_response(
            {
                "behaviour": self.behaviour.summary(),
                "accepted": len(self.messages),
                "repeats": self.repeats,
                "duplicates": len(self.duplicates),
                "calls": self.calls,
                "refused": self.refused,
            }
        )


def _raise_if_told(fault: Fault | None, throttled: int) -> None:
    if fault is None:
        return
    if fault.kind == THROTTLE:
        raise Refused(throttled, retry_after=fault.value)
    if fault.kind == FAIL and not fault.late:
        raise Refused(fault.value)


def _cut(request: web.Request) -> web.Response:
    """Closes the connection: what is returned has nowhere to go."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


async def _spoil(request: web.Request, response: web.StreamResponse, kind: str) -> web.StreamResponse:
    """Nothing, or half of the answer; the gateway does not learn what was accepted."""
    message: Message | None = request.get("message")
    if message is not None:
        message.told = False
    if kind == CUT_AFTER or not isinstance(response, web.Response) or not isinstance(response.body, bytes):
        return _cut(request)
    half = web.StreamResponse(status=response.status, headers={"Content-Type": response.content_type})
    half.content_length = len(response.body)
    await half.prepare(request)
    await half.write(response.body[: len(response.body) // 2])
    _close(request)
    return half


def _close(request: web.Request) -> None:
    """Closes the connection after what was written has left."""
    if request.transport is not None:
        request.transport.close()
