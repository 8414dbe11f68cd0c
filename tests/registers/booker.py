"""A process that books appointments as fast as it can, and prints what it got: run by the tests of concurrency."""

from __future__ import annotations

import json
import os
import sys
from datetime import datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from bot.errors import RegisterUnavailable
from bot.persistence.registers.appointments import SqlAppointmentRepository
from bot.persistence.registers.register import Register
from bot.privacy.encryption import Cipher
from bot.services.appointments.model import Counter, Request, SlotTaken
from tests.assistant import KEYS

NOW = datetime(2026, 12, 1, 9)


def request(counter: Counter, start: datetime, conversation: str) -> Request:
    return Request(
        counter=counter,
        start=start,
        purpose="identity-card",
        conversation_id=conversation,
        name="Amina Essai",
        locale="fr",
        office_name="Centre Exemple",
        procedure="cnie-renewal",
    )


def main(url: str, name: str, starts: list[str], places: int, citizens: int, die: bool) -> None:
    register = Register("appointments", url, Cipher(KEYS["CHOBBAK_DATA_KEY"]), timeout=30.0)
    repository = SqlAppointmentRepository(register)
    counter = Counter("test-office", 15, places)
    got = []
    for citizen in range(citizens):
        for start in starts:
            try:
                wanted = request(counter, datetime.fromisoformat(start), f"web-{name}-{citizen}")
                booked = repository.book(wanted, f"{name}:{citizen}:{start}", NOW)
            except SlotTaken:
                continue
            except RegisterUnavailable as error:
                print(json.dumps({"error": str(error)}), flush=True)
                raise SystemExit(2) from error
            if die:
                os._exit(9)  # between the write and the answer
            got.append([booked.reference, booked.start.isoformat()])
    print(json.dumps(got), flush=True)


if __name__ == "__main__":
    url, name, starts, places, citizens, die = sys.argv[1:]
    main(url, name, starts.split(","), int(places), int(citizens), die == "die")
