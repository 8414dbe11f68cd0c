"""The registers of orders and complaints: written once, encrypted, found again; on SQLite, PostgreSQL and MariaDB."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from random import Random
from typing import Any

import pytest
from sqlalchemy import func, select, text

from bot.errors import NotFound, RegisterUnavailable, Unavailable
from bot.identity.pseudonyms import Pseudonyms
from bot.persistence.registers import complaints_seed, orders_seed
from bot.persistence.registers.complaints import SqlComplaintRepository, complaint_changes, complaints
from bot.persistence.registers.orders import SqlOrderRepository, order_changes, orders
from bot.persistence.registers.tracking import trackables
from bot.persistence.registers.upgrade import known
from bot.services.complaints.model import Category, Change, ComplaintStatus, Place, Report
from bot.services.complaints.service import ComplaintService
from bot.services.dossiers.model import Status
from bot.services.dossiers.service import DossierService
from bot.services.orders.model import Holder, OrderStatus, Request
from bot.services.orders.service import OrderService
from bot.settings import Settings
from tests.assistant import KEYS, ROOT
from tests.registers.conftest import MakeRegister

SETTINGS = {name.removeprefix("CHOBBAK_").lower(): value for name, value in KEYS.items()}
NOW = datetime(2026, 12, 1, 9, 0, tzinfo=timezone.utc)
REQUEST = Request(
    "criminal-record",
    Holder.SELF,
    "Amal Exemple",
    cin="AB000001",
    birth_date=date(1990, 3, 5),
    phone="+212600000001",
    details={"court": "rabat"},
)
REPORT = Report(
    Category.LIGHTING,
    "البولة طافية ⵣ ' \" ; -- { $x }",
    Place("rue 12", "sale", 34.03, -6.8),
    ("a" * 32,),
    name="Amal Exemple",
    phone="+212600000001",
)
SECRETS = ("Amal", "AB000001", "1990", "600000001", "طافية", "rue 12", "34.03")


def order_service(repository: Any, **more: Any) -> OrderService:
    return OrderService(repository, {}, **more)


def complaint_service(repository: Any, **more: Any) -> ComplaintService:
    return ComplaintService(repository, lambda key: f"h:{key}"[:64], **more)


def test_an_order_comes_back_as_it_was(new_register: MakeRegister) -> None:
    """Every part, by its reference and by its conversation; tracking sees its status and who may see it."""
    repository = SqlOrderRepository(new_register("orders"))
    order = order_service(repository).place(REQUEST, "web-1", "web-1:m1", NOW)
    assert repository.get(order.reference) == order
    assert list(repository.of_conversation("web-1")) == [order]
    assert repository.count_of("web-1") == 1
    assert repository.count_of("web-2") == 0
    found = repository.find(order.reference)
    assert found is not None
    assert (found.status, found.lodged, found.limit_days) == (Status.RECEIVED, date(2026, 12, 1), 60)
    assert (found.holder.cin, found.holder.born, found.holder.phone) == ("AB000001", date(1990, 3, 5), "+212600000001")
    assert found.conversation == "web-1"
    assert found.subject.procedure == "criminal-record"
    assert repository.find("CM-2026-0000000") is None


def test_a_complaint_comes_back_as_it_was(new_register: MakeRegister) -> None:
    """Every part, in every script; tracking names its category, and knows who made it by the telephone only."""
    repository = SqlComplaintRepository(new_register("complaints"))
    complaint = complaint_service(repository).file(REPORT, "web-1", "web-1:m1", NOW)
    assert repository.get(complaint.reference) == complaint
    assert list(repository.of_conversation("web-1")) == [complaint]
    assert repository.count_of("web-1") == 1
    found = repository.find(complaint.reference)
    assert found is not None
    assert found.subject.message == "complaint-category-lighting"
    assert found.holder.phone == "+212600000001"
    assert not found.bearer
    assert found.limit_days is None  # what was announced for complaints is no law's limit


@pytest.mark.parametrize("name", ["orders", "complaints"])
def test_nothing_personal_stands_plain(name: str, new_register: MakeRegister) -> None:
    """Neither name, card, telephone, birth, words nor position can be read without the key."""
    register = new_register(name)
    if name == "orders":
        order_service(SqlOrderRepository(register)).place(REQUEST, "web-1", "k", NOW)
    else:
        complaint_service(SqlComplaintRepository(register)).file(REPORT, "web-1", "k", NOW)
    with register.read() as connection:
        rows = connection.execute(text(f"SELECT * FROM {name}")).all()
    assert rows
    assert not [secret for secret in SECRETS if secret in str(rows)]


def test_an_anonymous_complaint_leads_nowhere(new_register: MakeRegister) -> None:
    """No column of its row holds the conversation, not even inside the key that it was written under."""
    register = new_register("complaints")
    report = Report(Category.CORRUPTION, "on m'a demandé de l'argent")
    service = ComplaintService(SqlComplaintRepository(register), lambda key: "hash-of-the-key")
    service.file(report, "web-secret", "web-secret:m1", NOW)
    with register.read() as connection:
        rows = connection.execute(text("SELECT * FROM complaints")).all()
    assert "web-secret" not in str(rows)
    assert "hash-of-the-key" in str(rows)


def test_the_same_key_is_the_same_order(new_register: MakeRegister) -> None:
    """Whatever the second call says; another key is another order."""
    register = new_register("orders")
    service = order_service(SqlOrderRepository(register))
    first = service.place(REQUEST, "web-1", "web-1:m1", NOW)
    assert service.place(REQUEST, "web-1", "web-1:m1", NOW + timedelta(hours=1)) == first
    assert service.place(REQUEST, "web-1", "web-1:m2", NOW).reference != first.reference
    with register.read() as connection:
        assert connection.execute(select(func.count()).select_from(orders)).scalar_one() == 2
        assert connection.execute(select(func.count()).select_from(order_changes)).scalar_one() == 2


def test_a_taken_reference_is_drawn_anew(new_register: MakeRegister) -> None:
    """Two alike in a row are no error and no overwriting; if all are taken, it is said, and nothing is written."""
    drawn = iter(["CM-2026-AAAAAAA", "CM-2026-AAAAAAA", "CM-2026-BBBBBBB"])
    repository = SqlOrderRepository(new_register("orders"))
    service = order_service(repository, reference=lambda *_: next(drawn))
    assert service.place(REQUEST, "web-1", "k1", NOW).reference == "CM-2026-AAAAAAA"
    assert service.place(REQUEST, "web-2", "k2", NOW).reference == "CM-2026-BBBBBBB"
    stuck = order_service(repository, reference=lambda *_: "CM-2026-AAAAAAA")
    with pytest.raises(Unavailable):
        stuck.place(REQUEST, "web-3", "k3", NOW)
    assert repository.count_of("web-3") == 0


def _at_once(times: int, work: Callable[[], Any]) -> list[Any]:
    results: list[Any] = []
    gate = threading.Barrier(times)

    def run() -> None:
        gate.wait()
        results.append(work())

    threads = [threading.Thread(target=run) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_one_message_in_many_threads_is_one_order(new_register: MakeRegister) -> None:
    """Eight workers with one key: one row, one reference for all."""
    repository = SqlOrderRepository(new_register("orders"))
    service = order_service(repository)
    results = _at_once(8, lambda: service.place(REQUEST, "web-1", "web-1:m1", NOW).reference)
    assert len(results) == 8
    assert len(set(results)) == 1
    assert repository.count_of("web-1") == 1


def test_one_message_in_many_threads_reopens_once(new_register: MakeRegister) -> None:
    """Eight workers with one key write one change; two citizens' words at once are both kept, in an order."""
    register = new_register("complaints")
    repository = SqlComplaintRepository(register)
    service = complaint_service(repository)
    reference = service.file(REPORT, "web-1", "k", NOW).reference
    repository.change(reference, Change(ComplaintStatus.ANSWERED, NOW, "réparé"), "a")
    done = _at_once(8, lambda: service.reopen(reference, "toujours", "web-1:m9", NOW))
    assert len(done) == 8
    assert all(done)
    complaint = repository.get(reference)
    assert complaint is not None
    assert [change.status for change in complaint.history].count(ComplaintStatus.REOPENED) == 1
    keys = iter(range(100))
    _at_once(4, lambda: repository.change(reference, Change(ComplaintStatus.IN_PROGRESS, NOW), f"x{next(keys)}"))
    with register.read() as connection:
        mine = complaint_changes.c.reference == reference
        positions = connection.execute(select(complaint_changes.c.position).where(mine)).scalars().all()
    assert sorted(positions) == list(range(7))


def test_reopening(new_register: MakeRegister) -> None:
    """Only what is over; the delay then counts from the new day; a wrong number is no complaint."""
    repository = SqlComplaintRepository(new_register("complaints"))
    service = complaint_service(repository)
    complaint = service.file(REPORT, "web-1", "k", NOW)
    assert service.answer_due(complaint) == date(2027, 1, 30)
    assert service.reopen(complaint.reference, "encore", "k2", NOW) is None
    for status in (ComplaintStatus.ANSWERED, ComplaintStatus.CLOSED):
        repository.change(complaint.reference, Change(status, NOW), f"admin:{status.value}")
    later = NOW + timedelta(days=30)
    reopened = service.reopen(complaint.reference, "encore", "k3", later)
    assert reopened is not None
    assert service.answer_due(reopened) == date(2027, 3, 1)
    again = Change(ComplaintStatus.REOPENED, later + timedelta(days=1), "autre chose")
    assert repository.change(complaint.reference, again, "h:k3") == reopened.history[-1]
    assert repository.find(complaint.reference).status is Status.IN_PROGRESS  # type: ignore[union-attr]
    with pytest.raises(NotFound):
        service.reopen("RC-2026-0000000", "encore", "k4", later)


def test_tracking_finds_them(new_register: MakeRegister) -> None:
    """By their reference, through the register that its prefix names."""
    made = {name: new_register(name) for name in known()}
    service = DossierService(trackables(made.__getitem__, Pseudonyms("k" * 32), Settings.parse_obj(SETTINGS)))
    order = order_service(SqlOrderRepository(made["orders"])).place(REQUEST, "web-1", "k", NOW)
    complaint = complaint_service(SqlComplaintRepository(made["complaints"])).file(REPORT, "web-1", "k", NOW)
    for reference in (order.reference, complaint.reference):
        found = service.find(reference)
        assert found is not None
        assert found.reference == reference
        assert service.is_open(reference, "web-1")
        assert not service.is_open(reference, "web-2")


_DYING = """
import os, signal, sys
from datetime import datetime, timezone
sys.path.insert(0, {root!r})
from tests.registers.test_orders import REQUEST, REPORT, order_service, complaint_service
from bot.persistence.registers.register import Register
from bot.persistence.registers.orders import SqlOrderRepository
from bot.persistence.registers.complaints import SqlComplaintRepository
from bot.privacy.encryption import Cipher

kind, url, dies = sys.argv[1:]
register = Register(kind, url, Cipher({key!r}))

def die():
    os.kill(os.getpid(), signal.SIGKILL)

class Mortal:
    # The repository of a process that is killed before, inside or after the write.
    def __init__(self, inner):
        self._inner = inner
    def add(self, what, key):
        if dies == "before":
            die()
        if dies == "inside":
            from sqlalchemy import event
            event.listen(register.engine, "commit", lambda connection: die())
        kept = self._inner.add(what, key)
        if dies == "after":
            die()
        return kept

now = datetime(2026, 12, 1, 9, tzinfo=timezone.utc)
if kind == "orders":
    print(order_service(Mortal(SqlOrderRepository(register))).place(REQUEST, "web-1", "web-1:m1", now).reference)
else:
    print(complaint_service(Mortal(SqlComplaintRepository(register))).file(REPORT, "web-1", "web-1:m1", now).reference)
"""


def _process(kind: str, url: str, dies: str) -> subprocess.CompletedProcess[str]:
    script = _DYING.format(root=str(ROOT), key=KEYS["CHOBBAK_DATA_KEY"])
    return subprocess.run(
        [sys.executable, "-c", script, kind, url, dies],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **KEYS},
        timeout=120,
    )


@pytest.mark.parametrize("kind", ["orders", "complaints"])
@pytest.mark.parametrize(("dies", "left"), [("before", 0), ("inside", 0), ("after", 1)])
def test_killed_between_the_write_and_the_answer(
    kind: str, dies: str, left: int, register_url: str, new_register: MakeRegister
) -> None:
    """The process dies before, inside or after its write; the message comes again: one request, one receipt, always."""
    register = new_register(kind)
    table = orders if kind == "orders" else complaints

    def rows() -> list[str]:
        with register.read() as connection:
            return list(connection.execute(select(table.c.reference)).scalars())

    killed = _process(kind, register_url, dies)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert killed.stdout == ""
    assert len(rows()) == left
    before = rows()
    answers = {_process(kind, register_url, "never").stdout.strip() for _ in range(2)}
    assert len(answers) == 1
    assert rows() == sorted(answers)
    assert not before or before == rows()


@pytest.mark.parametrize("name", ["orders", "complaints"])
def test_the_seed_is_reproducible(name: str, new_register: MakeRegister) -> None:
    """The same invented rows from the same chance; a second run writes none; each can be read and followed."""
    module = orders_seed if name == "orders" else complaints_seed
    register = new_register(name)
    repository: Any = SqlOrderRepository(register) if name == "orders" else SqlComplaintRepository(register)
    assert module.seed(register, Random(1), NOW, 40) == 40
    assert module.seed(register, Random(1), NOW, 40) == 0
    table = orders if name == "orders" else complaints
    with register.read() as connection:
        references = list(connection.execute(select(table.c.reference)).scalars())
    assert len(references) == 40
    for reference in references:
        found = repository.find(reference)
        assert found is not None
        assert found.since <= NOW
        assert found.holder.phone is None or found.holder.phone.startswith("+212600000")
    assert module.seed(register, Random(2), NOW, 5) == 5


def test_a_row_of_nonsense_is_the_registers_fault(new_register: MakeRegister) -> None:
    """A status or a body that cannot be read: the register does not answer, rather than a stack trace or half an order."""
    register = new_register("orders")
    repository = SqlOrderRepository(register)
    order = order_service(repository).place(REQUEST, "web-1", "k", NOW)
    with register.write() as connection:
        connection.execute(order_changes.update().values(status="eaten"))
    with pytest.raises(RegisterUnavailable):
        repository.get(order.reference)
    with register.write() as connection:
        connection.execute(order_changes.update().values(status=OrderStatus.READY.value))
        connection.execute(orders.update().values(who="[]"))
    with pytest.raises(RegisterUnavailable):
        repository.find(order.reference)
