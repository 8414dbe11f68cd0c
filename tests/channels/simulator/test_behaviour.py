"""The provider does what it was told: each fault once, seldom or always, and the gateway is told less than the phone."""

from __future__ import annotations

import time

import aiohttp
import pytest

from bot.errors import BadRequest
from channels.simulator.behaviour import Behaviour
from channels.simulator.errors import META, TWILIO
from channels.simulator.provider import CONTROL, Simulator
from tests.channels.simulator.target import PUBLIC, Sender, Target

NUMBER = "+212600000003"
CALLBACK = f"{PUBLIC}/webhooks/sms_twilio/status?ref=3.0"


async def test_a_code_fails_as_often_as_told(provider: Simulator, sender: Sender) -> None:
    """The next two, and then no more."""
    provider.behaviour.tell("fail 20500 2")
    statuses = [(await sender.twilio(To=NUMBER, Body="x"))[0] for _ in range(4)]
    assert statuses == [500, 500, 201, 201]


async def test_until_told_otherwise(provider: Simulator, sender: Sender) -> None:
    provider.behaviour.tell("fail 21408")
    assert {(await sender.twilio(To=NUMBER, Body="x"))[0] for _ in range(5)} == {400}
    provider.behaviour.tell("normal")
    assert (await sender.twilio(To=NUMBER, Body="x"))[0] == 201


async def test_by_chance_the_same_with_the_same_seed() -> None:
    """About the share that was told, and repeatable."""

    def faults(seed: int) -> list[bool]:
        behaviour = Behaviour(seed)
        behaviour.tell("fail 20429 30%")
        return [behaviour.fault("send", lambda _code: True) is not None for _ in range(1000)]

    assert faults(1) == faults(1) != faults(2)
    assert 250 < sum(faults(1)) < 350


@pytest.mark.parametrize("code", sorted(TWILIO))
async def test_every_documented_code_of_twilio(provider: Simulator, target: Target, sender: Sender, code: int) -> None:
    """At once with its HTTP status, or accepted and then told by a status update."""
    provider.behaviour.tell(f"fail {code}")
    status, body = await sender.twilio(To=NUMBER, Body="x", StatusCallback=CALLBACK)
    await provider.settled()
    if TWILIO[code][0]:
        assert (status, body["code"], target.heard) == (TWILIO[code][0], code, [])
    else:
        assert (status, target.fields["ErrorCode"]) == (201, str(code))
        assert target.fields["MessageStatus"] in ("failed", "undelivered")
        assert provider.phone(NUMBER, "sms_twilio").messages == []


@pytest.mark.parametrize("code", sorted(META))
async def test_every_documented_code_of_meta(provider: Simulator, target: Target, sender: Sender, code: int) -> None:
    """As of Twilio."""
    phone = provider.phone(NUMBER, "whatsapp_cloud")
    await phone.say("salam")
    provider.behaviour.tell(f"fail {code}")
    status, body = await sender.meta(to=NUMBER[1:], type="text", text={"body": "x"})
    await provider.settled()
    if META[code][0]:
        assert (status, body["error"]["code"]) == (META[code][0], code)
    else:
        assert status == 200
        assert target.fields["statuses"][0]["errors"][0]["code"] == code
    assert phone.messages == []


@pytest.mark.parametrize(("line", "accepted"), [("cut before", 0), ("cut after", 1), ("half", 1)])
async def test_no_answer(provider: Simulator, sender: Sender, line: str, accepted: int) -> None:
    """Before it was accepted nothing is on the phone; after, it is, and sending it again is a repetition that may be."""
    provider.behaviour.tell(f"{line} 1")
    fields = {"To": NUMBER, "Body": "x", "StatusCallback": CALLBACK}
    with pytest.raises(aiohttp.ClientError):
        await sender.twilio(**fields)
    assert len(provider.messages) == accepted
    assert (await sender.twilio(**fields))[0] == 201
    assert (provider.repeats, provider.duplicates) == (accepted, {})


async def test_what_was_told_and_comes_again_is_a_duplicate(provider: Simulator, sender: Sender) -> None:
    """The exactly-once account sees it."""
    for _ in range(2):
        await sender.twilio(To=NUMBER, Body="x", StatusCallback=CALLBACK)
    assert list(provider.duplicates) == ["3.0"]
    assert provider.repeats == 0


async def test_throttled_with_a_wish(provider: Simulator, sender: Sender) -> None:
    """429 with Retry-After, by either provider."""
    provider.behaviour.tell("throttle 2")
    known = provider.credentials
    address = f"{sender.url}/2010-04-01/Accounts/{known.account_sid}/Messages.json"
    async with sender.session.post(address, data={"To": NUMBER, "Body": "x"}, auth=sender.login) as response:
        assert (response.status, response.headers["Retry-After"]) == (429, "2")
    assert (await sender.meta(to=NUMBER, type="text", text={"body": "x"}))[1]["error"]["code"] == 130429


async def test_slow(provider: Simulator, sender: Sender) -> None:
    provider.behaviour.tell("slow 150")
    began = time.monotonic()
    await sender.twilio(To=NUMBER, Body="x")
    assert time.monotonic() - began >= 0.15


async def test_webhooks_repeated(provider: Simulator, target: Target) -> None:
    """Each webhook as often more as was told, with the same id."""
    provider.behaviour.tell("repeat 2")
    await provider.phone(NUMBER).say("salam")
    assert [fields["Body"] for _, fields in target.heard] == ["salam"] * 3
    assert len({fields["MessageSid"] for _, fields in target.heard}) == 1


async def test_status_updates_reordered_or_dropped(provider: Simulator, target: Target, sender: Sender) -> None:
    """In both orders over time; none at all when told so."""
    provider.behaviour.tell("reorder")
    orders = set()
    for number in range(20):
        target.heard.clear()
        await sender.twilio(To=NUMBER, Body=str(number), StatusCallback=CALLBACK)
        await provider.settled()
        orders.add(tuple(target.statuses_heard()))
    assert orders == {("sent", "delivered"), ("delivered", "sent")}
    provider.behaviour.tell("drop 100%")
    target.heard.clear()
    await sender.twilio(To=NUMBER, Body="x", StatusCallback=CALLBACK)
    await provider.settled()
    assert target.heard == []


async def test_downloads_fail_when_told_and_messages_do_not(
    provider: Simulator, target: Target, sender: Sender
) -> None:
    """A fault is about one kind of call."""
    provider.behaviour.tell("fail 20404 1 media")
    await provider.phone(NUMBER).send_file()
    assert (await sender.twilio(To=NUMBER, Body="x"))[0] == 201
    for expected in (404, 200):
        async with sender.session.get(target.fields["MediaUrl0"], auth=sender.login) as response:
            assert response.status == expected


async def test_told_over_http(provider: Simulator, sender: Sender) -> None:
    """The control address takes the same lines, and says what holds."""
    async with sender.session.post(provider.url + CONTROL, data="fail 30008 3 late") as told:
        assert (await told.text()).strip() == "fail 30008 ×3 late"
    async with sender.session.post(provider.url + CONTROL, data="explode") as refused:
        assert refused.status == 400
    async with sender.session.get(provider.url + CONTROL) as state:
        assert (await state.json())["behaviour"] == "fail 30008 ×3 late"


@pytest.mark.parametrize(
    "line", ["", "fail", "fail x", "fail 1", "fail 20429 often", "slow", "cut", "cut now", "drop x"]
)
def test_what_cannot_be_understood(line: str) -> None:
    with pytest.raises(BadRequest):
        Behaviour().tell(line)
