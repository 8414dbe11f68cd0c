"""Citizens who use the services over WhatsApp, word by word, on a simulated provider: each waits for its answer."""

from __future__ import annotations

import asyncio
import re
import time
from typing import TYPE_CHECKING

from bot.errors import Unavailable

if TYPE_CHECKING:
    from channels.simulator.phone import Phone
    from channels.simulator.provider import Simulator
    from channels.simulator.records import Message

SERVICES = ("appointments", "orders", "complaints")
_ISOLATES = str.maketrans("", "", "\u2066\u2067\u2068\u2069")
_SOONEST = "le plus tôt possible"
# what is said, and a part of what answers it; "[…]" is chosen by its number in the menu
_STEPS = {
    "appointments": (
        ("je voudrais un rendez-vous pour renouveler ma carte nationale à Kénitra", "bureau"),
        ("1", "jour"),
        (_SOONEST, "heure"),
        (_SOONEST, "nom"),
        ("Amina Essai", "Amina Essai"),  # the number is the channel's own
    ),
    "orders": (
        ("je veux commander un extrait d'acte de naissance", "Pour qui est ce document"),
        ("[Moi]", "nom"),
        ("Amal Fictive", "date de naissance"),
        ("05/03/1990", "commune"),
        ("Salé", "année"),
        ("[Je ne l’ai pas]", "copies"),
        ("2", "téléphone"),
        ("06 00 00 00 01", "Amal Fictive"),
    ),
    "complaints": (
        ("un lampadaire est en panne dans ma rue depuis un mois", "Où est-ce exactement"),
        ("rue 12 devant l'école, Salé", "photo"),
        ("[Sans photo]", "anonyme"),
        ("[Avec mon nom]", "nom"),
        ("Amal Fictive", "numéro"),
        ("[Sans numéro]", "Amal Fictive"),
    ),
}
NUMBERS = {"appointments": "RV-", "orders": "CM-", "complaints": "RC-"}
TAKEN = "prendre cette place"
_CONFIRM = "[Oui, je confirme]"


class Citizen:
    """One telephone and one wish. ``patience``: the seconds that an answer may take."""

    def __init__(self, provider: Simulator, number: str, service: str, patience: float = 30.0) -> None:
        self.phone: Phone = provider.phone(number)
        self.service = service
        self.offered_again = 0  # how often a place was taken by another meanwhile
        self._patience = patience

    async def do(self) -> None:
        """From the first word to the receipt.

        Raises:
            Unavailable: an answer did not come, or not the one that belongs there.
        """
        await self.prepare()
        await self.confirm()

    async def prepare(self) -> None:
        """Everything up to the summary."""
        for words, expected in _STEPS[self.service]:
            await self.say(words, expected)

    async def confirm(self) -> str:
        """Confirms, and takes another time as often as somebody else was quicker; the receipt."""
        told = await self.say(_CONFIRM, NUMBERS[self.service], TAKEN)
        return await self.again() if TAKEN in told else told

    async def again(self) -> str:
        """The place was taken by somebody else meanwhile: the next one; the receipt."""
        self.offered_again += 1
        await self.say(_SOONEST, "Amina Essai")
        return await self.confirm()

    async def say(self, words: str, *expected: str) -> str:
        """Says, or taps, something; what comes next that holds one of these."""
        before = len(self.phone.messages)
        began = time.monotonic()
        delivery = await self.phone.say(self._number(words[1:-1]) if words.startswith("[") else words)
        if not delivery.acknowledged:
            raise Unavailable(f"{self.service}: {words!r} was not acknowledged ({delivery.status})")
        while time.monotonic() - began < self._patience:
            for text in self.texts[before:]:
                if any(part in text for part in expected):
                    return text
            await asyncio.sleep(0.02)
        raise Unavailable(f"{self.service}: {words!r} was answered with {self.texts[before:]!r}")

    @property
    def texts(self) -> list[str]:
        return [plain(text) for text in self.phone.texts]

    def receipts(self) -> list[Message]:
        """The messages that give the number of what was done."""
        opening = {
            "appointments": "Votre rendez-vous est réservé",
            "orders": "demandé. Votre numéro",
            "complaints": "Votre numéro : RC-",
        }[self.service]
        return [message for message in self.phone.messages if opening in plain(message.text)]

    def _number(self, title: str) -> str:
        """The number of a choice in the last message that has it."""
        for text in reversed(self.texts):
            if found := re.search(rf"^(\d+)\. {re.escape(title)}$", text, re.MULTILINE):
                return found[1]
        raise Unavailable(f"{self.service}: no message offers {title!r}: {self.texts[-2:]!r}")


def citizens(provider: Simulator, count: int, first: int = 212_610_000_000, patience: float = 30.0) -> list[Citizen]:
    """As many as asked for, with the services in turn."""
    return [Citizen(provider, f"+{first + place}", SERVICES[place % len(SERVICES)], patience) for place in range(count)]


def plain(text: str) -> str:
    """Without the marks that keep directions of writing apart."""
    return text.translate(_ISOLATES)
