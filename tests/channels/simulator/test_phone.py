"""The phone shows what a phone would, and the terminal drives it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.locales import CODES
from channels.simulator import samples
from channels.simulator.contents import ours, templates_file
from channels.simulator.phone import NothingCame
from channels.simulator.provider import Simulator
from channels.simulator.screen import Screen
from channels.simulator.segments import GSM7, UCS2, Cost, cost
from channels.simulator.terminal import HELP, Terminal
from tests.channels.simulator.conftest import BUTTONS, LIST
from tests.channels.simulator.target import Sender, Target

NUMBER = "+212600000004"
WHATSAPP = f"whatsapp:{NUMBER}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", Cost(GSM7, 0, 1)),
        ("x" * 160, Cost(GSM7, 160, 1)),
        ("x" * 161, Cost(GSM7, 161, 2)),
        ("x" * 306, Cost(GSM7, 306, 2)),
        ("x" * 307, Cost(GSM7, 307, 3)),
        ("€" * 80, Cost(GSM7, 160, 1)),
        ("x" * 152 + "€" + "x" * 152, Cost(GSM7, 306, 3)),  # the sign is not torn apart
        ("Votre dossier est disponible.", Cost(GSM7, 29, 1)),
        ("Votre dossier est prêt", Cost(UCS2, 22, 1)),
        ("س" * 70, Cost(UCS2, 70, 1)),
        ("س" * 71, Cost(UCS2, 71, 2)),
        ("ⵣ" * 134, Cost(UCS2, 134, 2)),
        ("😀" * 35, Cost(UCS2, 70, 1)),
    ],
)
def test_what_an_sms_costs(text: str, expected: Cost) -> None:
    """Twilio's published sizes, at their edges."""
    assert cost(text) == expected


async def test_the_screen_shows_buttons_rows_and_costs(provider: Simulator, sender: Sender) -> None:
    """Each message once; for SMS encoding, units, segments and the running total."""
    phone = provider.phone(NUMBER)
    await phone.say("salam")
    screen = Screen(phone)
    variables = json.dumps({"1": "Quoi ?", "2": "Le prix", "3": "Le délai"})
    await sender.twilio(To=WHATSAPP, ContentSid=BUTTONS, ContentVariables=variables)
    await sender.twilio(To=WHATSAPP, ContentSid=LIST, ContentVariables='{"1": "Lequel ?", "2": "CIN"}')
    assert screen.news() == [
        "  Quoi ?",
        "  [1 Le prix] [2 Le délai]",
        "",
        "  Lequel ?",
        "  [≡ Choisir]",
        "    1 CIN - une ligne",
        "",
    ]
    assert screen.news() == []
    sms = Screen(provider.phone(NUMBER, "sms_twilio"))
    for text in ("Bonjour", "شكرا"):
        await sender.twilio(To=NUMBER, Body=text)
    shown = sms.news()
    assert shown[1] == "  (GSM-7, 7 units, 1 segment; 1 so far)"
    assert shown[4] == "  (UCS-2, 4 units, 1 segment; 2 so far)"


async def test_waiting_in_vain_says_so(provider: Simulator) -> None:
    """With how many came, and nobody's words."""
    with pytest.raises(NothingCame, match="0 of 1 messages came"):
        await provider.phone(NUMBER).received(1, timeout=0.05)


async def test_the_operators_templates_are_those_that_the_gateway_wants(tmp_path: Any) -> None:
    """The file can be loaded, is whole in every locale, and names contents that the simulator has."""
    from channels import templates

    file = tmp_path / "templates.yml"
    file.write_text(templates_file(), encoding="utf-8")
    loaded = templates.Templates.load(file)
    known = {content.sid for content in ours().values()}
    for name in [*map(templates.buttons, (1, 2, 3)), *map(templates.rows, range(1, 11))]:
        assert loaded.everywhere("whatsapp_twilio", name)
        found = loaded.find("whatsapp_twilio", name, CODES[0])
        assert found is not None
        assert found.sid in known


class Drawn:
    """A terminal whose output is kept."""

    def __init__(self, provider: Simulator) -> None:
        self.lines: list[str] = []
        self.terminal = Terminal(provider, provider.phone(NUMBER), self.lines.append)

    async def run(self, *script: str) -> list[str]:
        return await self.terminal.run(script, quiet=0.1, timeout=1.0)


@pytest.fixture
def drawn(provider: Simulator, target: Target, sender: Sender) -> Drawn:
    async def echo(fields: dict[str, Any]) -> None:
        heard = fields.get("ButtonPayload") or fields["Body"] or fields["MessageType"]
        variables = json.dumps({"1": f"Entendu : {heard}", "2": "Oui", "3": "Non"})
        await sender.twilio(To=fields["From"], ContentSid=BUTTONS, ContentVariables=variables)

    target.on_message = echo
    return Drawn(provider)


async def test_a_script_prints_the_conversation_and_checks_it(drawn: Drawn) -> None:
    """Comments are left out, taps shown as the button's title, and every expectation is met."""
    failed = await drawn.run("# salut", "Bonjour", "? Entendu : Bonjour", "/tap 2", "? id 3", "/location 33.5 -7.5")
    assert failed == []
    assert "> Bonjour" in drawn.lines
    assert "> [Non]" in drawn.lines
    assert "  Entendu : location" in drawn.lines
    assert "  [1 Oui] [2 Non]" in drawn.lines


async def test_an_expectation_that_is_not_met(drawn: Drawn, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is told, and an earlier answer does not meet it."""
    monkeypatch.setattr("channels.simulator.terminal.EXPECTATION_SECONDS", 0.2)
    assert await drawn.run("Un", "? Un", "Deux", "? Un") == ["? Un"]


async def test_commands(drawn: Drawn, provider: Simulator, target: Target) -> None:
    """Files, STOP, faults, the window: each does what its help says; a wrong one is a line, not an end."""
    await drawn.run("/photo 900", "/stop", "/hours 25", "/anonymous", "/again", "/state", "/help", "/tap 9", "/dance")
    assert target.heard[0][1]["NumMedia"] == "1"
    assert "> (image/png, 900 bytes)" in drawn.lines
    assert "(outside the window)" in drawn.lines
    assert HELP in drawn.lines
    assert "(no such command; /help lists them)" in drawn.lines
    await drawn.run("/fail 20429 2", "/slow x", "/quit", "never said")
    assert "(the provider: fail 20429 ×2)" in drawn.lines
    assert "(expected milliseconds, as a number)" in drawn.lines
    assert "never said" not in provider.phone(NUMBER).texts


async def test_a_gateway_that_takes_nothing_is_named(drawn: Drawn, target: Target) -> None:
    """With its status and the attempts."""
    target.statuses = [403]
    await drawn.run("Bonjour")
    assert "(the gateway has not taken it: HTTP 403 after 1 attempts)" in drawn.lines


@pytest.mark.parametrize(
    ("kind", "start"), [("photo", b"\x89PNG"), ("document", b"%PDF-"), ("voice", b"OggS"), ("disguised", b"MZ")]
)
def test_samples(kind: str, start: bytes) -> None:
    """Of the type that they say, but for the one in disguise; as large as asked."""
    made = samples.KINDS[kind](5000)
    assert made.content.startswith(start)
    assert len(made.content) == 5000
