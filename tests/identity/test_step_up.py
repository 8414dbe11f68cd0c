"""Proof, code and verified state, on every database: what is let in, what is not, and that neither can be told apart."""

from __future__ import annotations

import json
import logging
import threading
from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, text

from bot.errors import Unavailable
from bot.persistence.arrivals import opt_out
from bot.persistence.database import Database
from bot.persistence.tables import addresses, attempts, codes, conversations, outbox, verifications
from bot.services.dossiers.model import Holder
from bot.services.identity.model import Answer, Asker, Proof, Sending, Sent
from tests.identity.conftest import (
    BOOKED,
    MINE,
    NOW,
    OTHER,
    PHONE,
    PSEUDONYMS,
    RIGHT,
    UNKNOWN,
    WRONG,
    Bench,
    body_of,
    make_bench,
    wrong,
)

SMS = PSEUDONYMS.of_address("sms_twilio", PHONE)


def rows(database: Database, table: Any) -> list[Any]:
    with database.read() as connection:
        return connection.execute(select(table)).all()


# ---- the whole way


def test_the_whole_way(bench: Bench) -> None:
    """Proof, code by SMS to the number on file, verified for a quarter of an hour and not a second more."""
    assert bench.proof().answer is Answer.RIGHT
    assert not bench.verified()
    assert bench.send() == Sent(Sending.SENT, "01")
    assert bench.code(bench.given[0]).answer is Answer.RIGHT
    assert bench.verified()
    bench.later(minutes=14, seconds=59)
    assert bench.verified()
    bench.later(seconds=1)
    assert not bench.verified()


def test_verified_is_this_conversation_and_this_subject(bench: Bench) -> None:
    """Neither another file of the register, nor another conversation."""
    bench.proof()
    bench.send()
    bench.code(bench.given[0])
    assert not bench.verified(OTHER)
    assert not bench.verified(conversation="web-2")


def test_the_code_goes_out_by_sms_like_any_message(bench: Bench) -> None:
    """A notice in the SMS conversation of that number, which is made with its address, with the time it is of use."""
    bench.send()
    [row] = rows(bench.database, outbox)
    body = json.loads(row.body)
    assert (row.conversation_id, row.channel, row.state, row.kind) == (SMS, "sms_twilio", "queued", "notice")
    assert (body["text"], body["expires_at"]) == ("code 001001", (NOW + timedelta(minutes=5)).isoformat())
    assert [(one.hash, one.value, one.kind) for one in rows(bench.database, addresses)] == [(SMS, PHONE, "phone")]
    assert [one.channel for one in rows(bench.database, conversations)] == ["sms_twilio"]


def test_a_conversation_that_the_number_has_is_used(bench: Bench) -> None:
    """Also when its id is another one than the number's hash."""
    with bench.database.write() as connection:
        row = {"id": "sms-old", "channel": "sms_twilio", "created_at": NOW, "last_seen": NOW}
        connection.execute(conversations.insert().values(**row))
        address = {"hash": SMS, "conversation_id": "sms-old", "kind": "phone", "value": PHONE}
        connection.execute(addresses.insert().values(**address))
    bench.send()
    assert [row.conversation_id for row in rows(bench.database, outbox)] == ["sms-old"]


@pytest.mark.parametrize("phone", [None, "", "not a number", "0600", "06 00 00 00 0"])
def test_without_a_number_on_file_nothing_is_sent(bench: Bench, phone: str | None) -> None:
    """And that is said, not hidden."""
    bench.register.holders[MINE] = Holder("AB000001", phone=phone)
    assert bench.send().sending is Sending.NO_PHONE
    assert rows(bench.database, outbox) == []


def test_who_refuses_our_sms_gets_none(bench: Bench) -> None:
    """An opt-out counts for codes as well."""
    with bench.database.write() as connection:
        opt_out(connection, [SMS], NOW)
    assert bench.send().sending is Sending.OPTED_OUT
    assert rows(bench.database, outbox) == rows(bench.database, codes) == []


def test_without_sms_nothing_is_shown(database: Database) -> None:
    """No code is made that nobody can get."""
    bench = make_bench(database, channel=None)
    assert bench.send().sending is Sending.NO_CHANNEL
    assert bench.given == []


def test_a_demonstration_shows_the_code(database: Database) -> None:
    """Only where there is no SMS; no message carries it, and it works like any other."""
    bench = make_bench(database, channel=None, on_screen=True)
    sent = bench.send()
    assert (sent.sending, sent.code) == (Sending.SHOWN, "001001")
    assert rows(database, outbox) == []
    assert bench.code("001001").answer is Answer.RIGHT


def test_a_demonstration_never_beside_a_real_channel(database: Database) -> None:
    """The setting is of no effect where an SMS can be sent."""
    assert make_bench(database, on_screen=True).send() == Sent(Sending.SENT, "01")


def test_the_trusted_number(database: Database) -> None:
    """The conversation's own verified number, equal to the one on file, stands for the code; any other does not."""
    bench = make_bench(database, trust_channel_number=True)
    with database.write() as connection:
        for name, number in (("whatsapp_twilio-a", PHONE), ("whatsapp_twilio-b", "+212600000009")):
            row = {"id": name, "channel": "whatsapp_twilio", "created_at": NOW, "last_seen": NOW}
            connection.execute(conversations.insert().values(**row))
            address = {"hash": f"hash of {name}", "conversation_id": name, "kind": "phone", "value": number}
            connection.execute(addresses.insert().values(**address))
    assert bench.verified(conversation="whatsapp_twilio-a")
    assert not bench.verified(conversation="whatsapp_twilio-b")
    assert not bench.verified(conversation="web-1")
    assert not bench.verified(UNKNOWN, conversation="whatsapp_twilio-a")
    assert not make_bench(database).verified(conversation="whatsapp_twilio-a")


# ---- no oracle


def test_unknown_and_wrong_are_answered_alike(bench: Bench) -> None:
    """Five times each, then locked for as long: outcome by outcome, reading by reading, row by row."""
    traces = []
    for subject in (MINE, UNKNOWN):
        before, found = bench.register.read, []
        for _ in range(7):
            found.append(bench.proof(WRONG, subject, conversation=f"web-{subject.reference}"))
        audit = [(row.action, row.register, row.purpose) for row in bench.audit.entries(f"web-{subject.reference}")]
        traces.append((found, bench.register.read - before, audit))
    assert traces[0] == traces[1]
    assert [one.answer for one in traces[0][0]] == [Answer.WRONG] * 5 + [Answer.LOCKED] * 2


def test_a_locked_subject_is_not_opened_by_the_right_proof(bench: Bench) -> None:
    """Nor does a locked one tell whether the last guess was right: it is not looked at."""
    for _ in range(5):
        bench.proof(WRONG)
    read = bench.register.read
    assert bench.proof(RIGHT).answer is Answer.LOCKED
    assert bench.register.read == read


def test_proofs_of_other_kinds(bench: Bench) -> None:
    """The number is a proof where the register holds nothing else, and only there."""
    assert bench.proof(Proof(tail="0001"), BOOKED).answer is Answer.RIGHT
    assert bench.proof(Proof(tail="0001"), MINE).answer is Answer.RIGHT  # the end of the card
    assert bench.proof(Proof(phone=PHONE), MINE).answer is Answer.WRONG


# ---- guessing


def test_a_code_guessed_from_many_conversations(bench: Bench) -> None:
    """Five guesses are looked at, from however many conversations and threads at once; then nobody gets in for a while."""
    names, barrier = (
        [f"web-{number}" for number in range(3)],
        threading.Barrier(3),
    )  # as many as the limits send codes to
    for name in names:
        bench.send(conversation=name)
    found: list[Answer] = []

    def guess(name: str) -> None:
        barrier.wait()
        for number in range(10):
            asker = Asker(name, f"{name}:guess-{number}", NOW)
            found.append(bench.service.check_code(asker, MINE, f"9{number}9{number}99").answer)

    threads = [threading.Thread(target=guess, args=(name,)) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Counter(found) == {Answer.WRONG: 5, Answer.LOCKED: 25}
    assert bench.send(conversation="web-9").sending is Sending.LOCKED


def test_the_lock_grows(bench: Bench) -> None:
    """A quarter of an hour, an hour, four: each time after five wrong codes."""
    waits = []
    for _ in range(3):
        bench.send(anew=True)
        for _ in range(5):
            assert bench.code(wrong(bench.given[-1])).answer is Answer.WRONG
        checked = bench.code(bench.given[-1])
        assert checked.answer is Answer.LOCKED
        assert checked.until is not None
        waits.append((checked.until - bench.now).total_seconds() / 60)
        bench.now = checked.until
    assert waits == [15, 60, 240]


def test_a_new_code_gives_no_new_tries(bench: Bench) -> None:
    """Who asks for codes between guesses has five in all, not five for each."""
    for number in range(5):
        if number in (1, 3):
            bench.send(anew=True)
        elif number == 0:
            bench.send()
        bench.code(wrong(bench.given[-1]))
    assert bench.code(bench.given[-1]).answer is Answer.LOCKED


def test_one_conversation_cannot_try_all_files(bench: Bench) -> None:
    """Ten wrong proofs in all, at however many references."""
    subjects = [MINE._replace(reference=f"DO-2026-{number:07}") for number in range(12)]
    found = [bench.proof(WRONG, subject).answer for subject in subjects]
    assert found == [Answer.WRONG] * 10 + [Answer.LOCKED] * 2


def test_right_proofs_cost_nothing(bench: Bench) -> None:
    """Who looks at their own file all day is never locked out."""
    assert {bench.proof().answer for _ in range(30)} == {Answer.RIGHT}


def test_a_code_is_used_once(bench: Bench) -> None:
    """It is over with its first use, and after the quarter of an hour that it gave the same code opens nothing."""
    bench.send()
    bench.code(bench.given[0])
    assert bench.codes.alive("web-1", PSEUDONYMS.of("reference", *MINE[:2]), bench.now) is None
    bench.later(minutes=16)
    assert bench.code(bench.given[0]).answer is Answer.EXPIRED


def test_a_code_lives_five_minutes(bench: Bench) -> None:
    """To the second; an expired one costs no try."""
    bench.send()
    bench.later(minutes=5)
    assert {bench.code(bench.given[0]).answer for _ in range(9)} == {Answer.EXPIRED}


def test_a_code_is_of_its_conversation_and_subject(bench: Bench) -> None:
    """What was sent for one file, or to another conversation, opens nothing else."""
    bench.send()
    bench.send(conversation="web-2")
    bench.send(OTHER)
    assert bench.code(bench.given[0], conversation="web-2").answer is Answer.WRONG
    assert bench.code(bench.given[0], OTHER).answer is Answer.WRONG
    assert bench.code(bench.given[1]).answer is Answer.WRONG
    assert bench.code(bench.given[0]).answer is Answer.RIGHT


def test_the_newest_code_counts(bench: Bench) -> None:
    """The one before it is over."""
    bench.send()
    bench.send(anew=True)
    assert bench.code(bench.given[0]).answer is Answer.WRONG
    assert bench.code(bench.given[1]).answer is Answer.RIGHT


# ---- limits of sending


def test_codes_to_a_number_are_few(bench: Bench) -> None:
    """Three in a quarter of an hour, whichever conversation asks, and eight in a day: nobody's phone is flooded."""
    found = [bench.send(conversation=f"web-{number}").sending for number in range(4)]
    assert found == [Sending.SENT] * 3 + [Sending.TOO_MANY]
    for number in range(20):
        bench.later(minutes=15, seconds=1)
        bench.send(conversation=f"web-{number}", anew=True)
    assert len(bench.given) > 8
    assert len(rows(bench.database, codes)) == 8
    refused = bench.send(conversation="web-99")
    assert (refused.sending, refused.until) == (Sending.TOO_MANY, NOW + timedelta(hours=24))


def test_codes_because_of_a_conversation_are_few(bench: Bench) -> None:
    """Five in a quarter of an hour, to however many numbers."""
    found = []
    for number in range(7):
        subject = MINE._replace(reference=f"DO-2026-{number:07}")
        bench.register.holders[subject] = Holder(phone=f"+2126000001{number:02}")
        found.append(bench.send(subject).sending)
    assert found == [Sending.SENT] * 5 + [Sending.TOO_MANY] * 2


def test_a_code_that_lives_is_not_sent_again(bench: Bench) -> None:
    """The question may be asked once more without a second SMS; asking for a new one sends one."""
    bench.send()
    assert bench.send().sending is Sending.ALIVE
    assert bench.send(anew=True).sending is Sending.SENT
    assert len(bench.given) == 2


# ---- once, whatever dies


def test_the_same_message_sends_once(bench: Bench) -> None:
    """A turn that is run again after a crash says the same and sends nothing."""
    first = bench.send(key="web-1:m1")
    assert bench.send(key="web-1:m1") == first == Sent(Sending.SENT, "01")
    assert bench.send(key="web-1:m1", anew=True) == first
    assert len(rows(bench.database, outbox)) == len(rows(bench.database, codes)) == 1


def test_the_same_message_at_two_places_sends_once(bench: Bench) -> None:
    """Two action servers that run the same turn together write one code and one SMS."""
    barrier, found = threading.Barrier(4), []

    def send() -> None:
        barrier.wait()
        asker = Asker("web-1", "web-1:m1", NOW)
        found.append(bench.service.send_code(asker, MINE, bench.register.holder_of, body_of, anew=True))

    threads = [threading.Thread(target=send) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [Sent(Sending.SENT, "01")] * 4
    assert len(rows(bench.database, outbox)) == len(rows(bench.database, codes)) == 1


def test_the_same_message_guesses_once(bench: Bench) -> None:
    """A wrong code that is read again is wrong again, and costs one try; a right one is right again."""
    bench.send()
    for _ in range(9):
        assert bench.code(wrong(bench.given[0]), key="web-1:m2").answer is Answer.WRONG
    assert bench.code(bench.given[0], key="web-1:m3").answer is Answer.RIGHT
    assert bench.code(bench.given[0], key="web-1:m3").answer is Answer.RIGHT


def test_a_demonstration_shows_its_code_again(database: Database) -> None:
    """The same message shows a code that works, even though the first was never seen."""
    bench = make_bench(database, channel=None, on_screen=True)
    bench.send(key="web-1:m1")
    again = bench.send(key="web-1:m1")
    assert again.sending is Sending.SHOWN
    assert bench.code(again.code).answer is Answer.RIGHT
    assert len(rows(database, codes)) == 1


def test_a_register_that_is_down_costs_no_second_try(bench: Bench) -> None:
    """The try is counted before the register is asked; the same message, tried again when it is back, is the same try."""
    bench.register.down = True
    for _ in range(6):
        with pytest.raises(Unavailable):
            bench.proof(key="web-1:m1")
    bench.register.down = False
    assert bench.proof(key="web-1:m1").answer is Answer.RIGHT
    with bench.database.read() as connection:
        assert set(connection.execute(select(attempts.c.tries)).scalars()) == {0}


# ---- at rest


def test_nothing_can_be_read_in_the_database(bench: Bench) -> None:
    """Neither code nor number nor reference stands in any table in clear, nor as a plain hash."""
    import hashlib

    bench.proof()
    bench.send()
    bench.code(wrong(bench.given[0]))
    secrets = [bench.given[0], PHONE, PHONE[1:], MINE.reference, "AB000001"]
    secrets += [hashlib.sha256(one.encode()).hexdigest() for one in secrets]
    with bench.database.read() as connection:
        for table in ("codes", "attempts", "verifications", "audit_log", "outbox", "addresses"):
            stored = " ".join(str(tuple(row)) for row in connection.execute(text(f"SELECT * FROM {table}")))
            stored = stored.replace(str(NOW.year), "")
            assert not [one for one in secrets if one in stored], table


def test_nothing_is_logged(bench: Bench, caplog: pytest.LogCaptureFixture) -> None:
    """Not at any level."""
    with caplog.at_level(logging.DEBUG):
        bench.proof()
        bench.send()
        bench.code(wrong(bench.given[0]))
        bench.code(bench.given[0])
    assert not any(secret in caplog.text for secret in (bench.given[0], PHONE, MINE.reference))


@pytest.mark.parametrize(
    ("state", "used", "minutes", "left"),
    [
        ("queued", False, 1, True),  # on its way
        ("sent", False, 1, True),  # may still fail, and be sent again
        ("sending", False, 6, True),  # in a sender's hands: the next round
        ("sent", False, 5, False),
        ("sent", True, 1, False),
        ("dead", False, 5, False),
        ("queued", False, 5, False),
        ("held", False, 5, False),
    ],
)
def test_codes_leave_the_outbox(bench: Bench, state: str, used: bool, minutes: int, left: bool) -> None:
    """Expired or used, the code is taken out of its message; one that was not sent is not sent any more."""
    bench.send()
    if used:
        bench.code(bench.given[0])
    with bench.database.write() as connection:
        connection.execute(outbox.update().values(state=state))
    assert bench.codes.redact(NOW + timedelta(minutes=minutes)) == (0 if left else 1)
    [row] = rows(bench.database, outbox)
    assert ("001001" in row.body) is left
    assert row.state == ("discarded" if state in ("queued", "held") and not left else state)
    assert bench.codes.redact(NOW + timedelta(minutes=minutes)) == 0


def test_what_is_of_no_use_is_forgotten(bench: Bench) -> None:
    """Codes after two days, verified states when they are over, tries after a month; nothing before, and no lock early."""
    bench.proof(WRONG)
    bench.send()
    bench.code(bench.given[0])
    bench.codes.redact(NOW)
    for days, left in ((0, (1, 1)), (1, (1, 0)), (3, (0, 0))):
        bench.codes.forget(NOW + timedelta(days=days, minutes=1))
        assert (len(rows(bench.database, codes)), len(rows(bench.database, verifications))) == left
    assert rows(bench.database, attempts)
    bench.codes.forget(NOW + timedelta(days=31))
    assert rows(bench.database, attempts) == []


def test_codes_are_made_of_secrets() -> None:
    """Six digits, spread over all of them, zeros in front included."""
    from bot.services.identity.service import new_code

    made = {new_code() for _ in range(2000)}
    assert all(len(code) == 6 and code.isdecimal() for code in made)
    assert len(made) > 1980
    assert any(code.startswith("0") for code in made)
