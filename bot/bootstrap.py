"""The only module that builds real repositories and services. Nothing is opened before a function here is called."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.errors import SettingsError
from bot.language.data import DATA, concepts, gazetteer, questions, training_files, utterances_of
from bot.language.identifier import telling_words
from bot.procedures.library import Library
from bot.procedures.model import Facet
from bot.procedures.search import Lexicon
from bot.settings import settings
from bot.text.concepts import Concepts
from bot.text.normalise import words
from bot.text.spelling import Spelling

if TYPE_CHECKING:
    from sqlalchemy import MetaData

    from bot.forms.lacking import Lacking
    from bot.identity.pseudonyms import Pseudonyms
    from bot.persistence.audit import SqlAuditLog
    from bot.persistence.database import Database
    from bot.persistence.feedback import SqlFeedbackRepository
    from bot.persistence.letters import SqlLetterRepository
    from bot.persistence.notices import SqlNoticeRepository
    from bot.persistence.offices import CsvOfficeRepository
    from bot.persistence.procedures import SqlProcedureRepository
    from bot.persistence.registers.appointments import SqlAppointmentRepository
    from bot.persistence.registers.complaints import SqlComplaintRepository
    from bot.persistence.registers.dossiers import SqlDossierRepository
    from bot.persistence.registers.mapping import MappedDossierRepository
    from bot.persistence.registers.metrics import RegisterMetrics
    from bot.persistence.registers.orders import SqlOrderRepository
    from bot.persistence.registers.register import Register
    from bot.persistence.switches import SqlSwitchRepository
    from bot.persistence.trackers import SqlTrackerRepository
    from bot.services.appointments.files import FileLinks
    from bot.services.appointments.service import AppointmentService
    from bot.services.complaints.categories import ComplaintReader
    from bot.services.complaints.service import ComplaintService
    from bot.services.dossiers.service import DossierService
    from bot.services.identity.service import IdentityService
    from bot.services.my_data.repository import Book
    from bot.services.my_data.service import MyDataService
    from bot.services.notifications.service import NotificationService
    from bot.services.offices.places import PlaceIndex
    from bot.services.offices.service import OfficeService
    from bot.services.orders.service import OrderService
    from bot.services.social_aid.reading import HouseholdReader
    from bot.services.social_aid.service import SocialAidService
    from bot.services.vehicle_tax.reading import VehicleReader
    from bot.services.vehicle_tax.service import VehicleTaxService


@lru_cache(maxsize=1)
def database() -> Database:
    """The database of this process; its tables are there."""
    from bot.persistence.database import Database
    from bot.persistence.upgrade import upgrade
    from bot.privacy.encryption import Cipher

    upgrade(settings().database_url)
    chosen = settings()
    return Database(chosen.database_url, Cipher(chosen.data_key.get_secret_value()), chosen.database_pool)


def encrypted_stores() -> Iterator[tuple[Database | Register, MetaData]]:
    """Every database of ours with encrypted columns, and its tables."""
    from bot.persistence.registers.opening import is_mapped
    from bot.persistence.registers.upgrade import known, metadata_of
    from bot.persistence.tables import metadata

    yield database(), metadata
    for name in known():
        if not is_mapped(name, settings()):
            yield register(name), metadata_of(name)


@lru_cache(maxsize=1)
def procedure_repository() -> SqlProcedureRepository:
    """The procedures that were imported into the database."""
    from bot.persistence.procedures import SqlProcedureRepository

    return SqlProcedureRepository(database())


@lru_cache(maxsize=1)
def tracker_repository() -> SqlTrackerRepository:
    """The engine's conversations."""
    from bot.persistence.trackers import SqlTrackerRepository

    return SqlTrackerRepository(database())


@lru_cache(maxsize=1)
def letter_repository() -> SqlLetterRepository:
    """The messages that could not be sent."""
    from bot.persistence.letters import SqlLetterRepository

    return SqlLetterRepository(database())


@lru_cache(maxsize=1)
def feedback_repository() -> SqlFeedbackRepository:
    """What citizens on the website think."""
    from bot.persistence.feedback import SqlFeedbackRepository

    return SqlFeedbackRepository(database())


@lru_cache(maxsize=1)
def notice_repository() -> SqlNoticeRepository:
    """What the operator wants everybody on the website to read."""
    from bot.persistence.notices import SqlNoticeRepository

    return SqlNoticeRepository(database())


@lru_cache(maxsize=1)
def switch_repository() -> SqlSwitchRepository:
    """What an operator has switched."""
    from bot.persistence.switches import SqlSwitchRepository

    return SqlSwitchRepository(database())


@lru_cache(maxsize=1)
def pseudonyms() -> Pseudonyms:
    """The operator's keyed hashes."""
    from bot.identity.pseudonyms import Pseudonyms

    return Pseudonyms(settings().pseudonym_key.get_secret_value())


@lru_cache(maxsize=1)
def audit_log() -> SqlAuditLog:
    """Who has read what."""
    from bot.persistence.audit import SqlAuditLog

    return SqlAuditLog(database(), pseudonyms())


@lru_cache(maxsize=1)
def identity_service() -> IdentityService:
    """Proofs, one-time codes and verified states."""
    from bot.persistence.attempts import SqlAttemptRepository
    from bot.persistence.codes import SqlCodeRepository
    from bot.services.identity.service import IdentityService

    return IdentityService(
        SqlCodeRepository(database()),
        SqlAttemptRepository(database()),
        audit_log(),
        pseudonyms(),
        channel="sms_twilio" if settings().sms_twilio_from else None,
        on_screen=settings().codes_on_screen,
        trust_channel_number=settings().trust_channel_number,
    )


@lru_cache(maxsize=1)
def notification_service() -> NotificationService:
    """Subscriptions and reminders, to write them down; the gateway looks after them."""
    from bot.persistence.notifications import SqlNotificationRepository
    from bot.services.notifications.service import NotificationService

    return NotificationService(SqlNotificationRepository(database()), pseudonyms(), {})


@lru_cache(maxsize=1)
def my_data_service() -> MyDataService:
    """What is kept of a conversation, and having it erased."""
    from bot.persistence.erasure_requests import SqlErasureRequests
    from bot.persistence.holdings import SqlHoldingsRepository
    from bot.services.my_data.service import MyDataService

    return MyDataService(
        SqlHoldingsRepository(database()), SqlErasureRequests(database()), audit_log(), pseudonyms(), _books()
    )


def _books() -> dict[str, Callable[[], Book]]:
    """The registers that keep what was done in conversations, by the name of their service; opened when they are asked."""
    return {
        "appointments": appointment_repository,
        "orders": order_repository,
        "complaints": complaint_repository,
    }


@lru_cache(maxsize=1)
def register_metrics() -> RegisterMetrics:
    """What this process counts of its registers."""
    from bot.persistence.registers.metrics import RegisterMetrics

    return RegisterMetrics()


@cache
def register(name: str) -> Register:
    """A register of this process; its tables are there when it is first used. Connects to nothing yet."""
    from bot.persistence.registers.opening import open_register

    return open_register(name, settings(), register_metrics())


@lru_cache(maxsize=1)
def order_repository() -> SqlOrderRepository:
    """The register of orders."""
    from bot.persistence.registers.orders import SqlOrderRepository

    return SqlOrderRepository(register("orders"))


@lru_cache(maxsize=1)
def order_service() -> OrderService:
    """Ordering a document.

    Raises:
        CatalogueError: the list of what may be ordered is bad.
    """
    from bot.services.orders.documents import load_documents
    from bot.services.orders.service import OrderService

    return OrderService(order_repository(), load_documents(DATA / "orders" / "documents.yml"))


@lru_cache(maxsize=1)
def order_words() -> Concepts:
    """What citizens say about an order beside the document's name."""
    return Concepts(_yaml(DATA / "orders" / "words.yml"))


@lru_cache(maxsize=1)
def complaint_repository() -> SqlComplaintRepository:
    """The register of complaints."""
    from bot.persistence.registers.complaints import SqlComplaintRepository

    return SqlComplaintRepository(register("complaints"))


@lru_cache(maxsize=1)
def complaint_service() -> ComplaintService:
    """Taking complaints."""
    from bot.services.complaints.service import ComplaintService

    return ComplaintService(complaint_repository(), pseudonyms().of_content)


@lru_cache(maxsize=1)
def complaint_reader() -> ComplaintReader:
    """What a complaint is about, by its words."""
    from bot.services.complaints.categories import ComplaintReader

    return ComplaintReader(_yaml(DATA / "complaints" / "words.yml"))


@lru_cache(maxsize=1)
def dossier_service() -> DossierService:
    """The files of all registers, to be followed."""
    from bot.persistence.registers.tracking import trackables
    from bot.services.dossiers.service import DossierService

    return DossierService(trackables(register, pseudonyms(), settings()))


@lru_cache(maxsize=1)
def dossier_repository() -> SqlDossierRepository | MappedDossierRepository:
    """The register of dossiers: our own tables, or an administration's."""
    from bot.persistence.registers.tracking import dossier_repository

    return dossier_repository(register("dossiers"), settings())


@lru_cache(maxsize=1)
def appointment_repository() -> SqlAppointmentRepository:
    """The register of appointments."""
    from bot.persistence.registers.appointments import SqlAppointmentRepository

    return SqlAppointmentRepository(register("appointments"))


@lru_cache(maxsize=1)
def appointment_service() -> AppointmentService:
    """Appointments at the offices, by their calendar, with a reminder the day before."""
    import logging

    from bot.services.appointments.service import AppointmentService

    log = logging.getLogger("bot.services.appointments")
    return AppointmentService(
        appointment_repository(),
        office_service().calendar,
        notification_service(),
        lambda line: log.warning("%s", line),
    )


@lru_cache(maxsize=1)
def file_links() -> FileLinks:
    """The signed addresses of files on the gateway."""
    from bot.services.appointments.files import FileLinks

    return FileLinks(settings().pseudonym_key.get_secret_value())


def lexicon() -> Lexicon:
    """What the gazetteers and our own texts know about words."""
    function_words = telling_words(gazetteer("function_words"))
    sorts = gazetteer("circumstances")
    asking = {Facet(facet): frozenset(members) for facet, members in sorts.pop("asking").items()}
    return Lexicon(
        function_words,
        concepts(),
        **{name: frozenset(members) for name, members in sorts.items()},
        asking=asking,
        values=_value_words(),
        spelling=Spelling(word_usage()),
    )


_VALUES = ("dates", "months", "numbers", "places", "times", "units", "weekdays")


def _value_words() -> frozenset[str]:
    """The words of the shorter names of dates, places, numbers and the like."""
    names = [words(text) for name in _VALUES for text in _strings(gazetteer(name))]
    return frozenset(word.norm for name in names if len(name) <= 2 for word in name)


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from (text for part in value.values() for text in _strings(part))
    elif isinstance(value, Sequence):
        yield from (text for part in value for text in _strings(part))


@lru_cache(maxsize=1)
def form_lacking() -> Lacking:
    """What citizens answer when they lack what a form asks for."""
    from bot.forms.lacking import Lacking

    return Lacking(_yaml(DATA / "forms" / "words.yml"))


@lru_cache(maxsize=1)
def word_usage() -> dict[str, int]:
    """Known words, and in how many of our own texts each stands; one of a gazetteer counts at least once."""
    function_words, lexicon = telling_words(gazetteer("function_words")), concepts()
    texts = [question.text for question in questions()]
    for path in training_files():
        if path.suffix == ".yml":
            texts += [text for _, text in utterances_of(path.read_text(encoding="utf-8"))]
    usage = Counter(norm for text in texts for norm in {word.norm for word in words(text)})
    known = [form for form, _ in lexicon.words] + [norm for norms in function_words.values() for norm in norms]
    for norm in known:
        usage[norm] += 1
    return dict(usage)


@lru_cache(maxsize=1)
def library() -> Library:
    """The catalogue in use, kept up to date in the background.

    Raises:
        CatalogueError: a procedure file is bad.
        DatabaseUnavailable: the database does not answer.
    """
    found = Library(settings().procedures_dir, lexicon(), procedure_repository())
    found.watch()
    return found


@lru_cache(maxsize=1)
def places() -> PlaceIndex:
    """The towns and quarters of Morocco that we know."""
    from bot.services.offices.places import PlaceIndex

    return PlaceIndex(gazetteer("places"), _yaml(settings().offices_dir / "places.yml"))


@lru_cache(maxsize=1)
def office_repository() -> CsvOfficeRepository:
    """The offices in use."""
    from bot.persistence.offices import CsvOfficeRepository

    return CsvOfficeRepository(settings().offices_dir, settings().offices_file, places())


@lru_cache(maxsize=1)
def office_service() -> OfficeService:
    """Offices by place, with the calendar of Morocco."""
    from bot.services.offices.calendar import Calendar, MoroccanDays
    from bot.services.offices.kinds import Kinds
    from bot.services.offices.service import OfficeService

    directory = settings().offices_dir
    calendar = Calendar(MoroccanDays(_yaml(directory / "calendar.yml")))
    return OfficeService(office_repository(), calendar, places(), Kinds(_yaml(directory / "kinds.yml")))


def _yaml(path: Path) -> dict[str, Any]:
    """A YAML file of ours.

    Raises:
        SettingsError: it cannot be read: the directory is not the one that a setting should name.
    """
    import yaml

    try:
        value: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise SettingsError(f"{path}: cannot be read: {type(error).__name__}") from error
    return value


@lru_cache(maxsize=1)
def vehicle_tax_service() -> VehicleTaxService:
    """The tax on vehicles, by the tariff in ``data/tariffs``.

    Raises:
        TariffError: the tariff is bad.
    """
    from bot.services.tariffs import TariffFile
    from bot.services.vehicle_tax.model import Tariffs
    from bot.services.vehicle_tax.service import VehicleTaxService

    return VehicleTaxService(TariffFile(settings().tariffs_dir / "vehicle-tax.yml", Tariffs))


@lru_cache(maxsize=1)
def vehicle_reader() -> VehicleReader:
    """What reads words about a vehicle."""
    from bot.services.vehicle_tax.reading import VehicleReader

    return VehicleReader(gazetteer("units"), gazetteer("numbers"), _yaml(DATA / "vehicle_tax" / "words.yml"))


@lru_cache(maxsize=1)
def social_aid_service() -> SocialAidService:
    """Direct social aid, by the amounts in ``data/tariffs``.

    Raises:
        TariffError: the amounts are bad.
    """
    from bot.services.social_aid.model import AidTariffs
    from bot.services.social_aid.service import SocialAidService
    from bot.services.tariffs import TariffFile

    return SocialAidService(TariffFile(settings().tariffs_dir / "social-aid.yml", AidTariffs))


@lru_cache(maxsize=1)
def household_reader() -> HouseholdReader:
    """What reads words about a household."""
    from bot.services.social_aid.reading import HouseholdReader

    return HouseholdReader(gazetteer("units"), gazetteer("numbers"), _yaml(DATA / "social_aid" / "words.yml"))
