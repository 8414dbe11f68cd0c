"""The questions about an appointment: what for, where, when, in whose name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, Optional

from actions.appointments.needs import Needs
from actions.appointments.wording import day_text, day_title, hours_text, office_titles, place_titles, purpose_text
from bot.entities.model import Kind
from bot.forms.choosing import chosen
from bot.forms.fields import BaseField
from bot.forms.model import Accept, Button, Context, Reading, Refuse, Say, Values, choice
from bot.forms.places import names_something
from bot.procedures.answer import label
from bot.procedures.reading import QuestionReading
from bot.procedures.understanding import Kind as Meant
from bot.procedures.understanding import understand
from bot.services.appointments.model import DayProblem, Slot, Trouble
from bot.services.appointments.purposes import Purpose
from bot.services.appointments.slots import spread
from bot.services.offices.model import Near, Office, OfficeKind, Place
from bot.text.bidi import isolate
from bot.text.normalise import words

FORM = "appointment"  # the beginning of all message ids
DAYS = 5  # offered at once
TIMES = 6
OFFICES = 4
PLACES = 5
_SEARCHED = 60  # offices looked through for some that take appointments
_SAYS_A_NUMBER = 3  # words
_AFTERNOON = timedelta(hours=12)
_CORRECTING = frozenset({"correct", "deny", "ask_procedure", "book_appointment"})


class PurposeField(BaseField):
    """What the appointment is for: a procedure, or the group of procedures it belongs to."""

    def __init__(self, needs: Needs, starts: frozenset[str] = frozenset()) -> None:
        super().__init__(FORM, "purpose")
        self._needs, self._starts = needs, starts

    def buttons(self, context: Context) -> Sequence[Button]:
        return [choice(title, value) for title, value in self._choices(context)]

    def read(self, context: Context) -> Reading:
        value = chosen(context.message, self._choices(context))
        told = self.volunteered(context)
        if value is None or (isinstance(told, Accept) and told.value == value):
            return told  # with the case, when the words tell it
        return self._accepted(self._needs.purposes[value])

    def volunteered(self, context: Context) -> Reading:
        message = context.message
        if message.text and self._needs.offices.kinds.is_abroad(message.text):
            return self.refuse(context, "abroad")
        if self.name in context.values and message.intent not in _CORRECTING:
            return None  # many words look a little like some procedure
        named = self._named(_bare(context, self._needs)) if message.text else None
        subject = self._needs.purposes.of_procedure(message.subject or "")
        if named is None and subject and message.intent in self._starts:
            return self._accepted(subject, message.subject)
        return named

    def shown(self, value: Any, context: Context) -> str:
        return purpose_text(value, context.values.get("procedure"), self._needs.library, context.locale)

    def _choices(self, context: Context) -> list[tuple[str, str]]:
        """All purposes; at an office that is chosen already, those of its kind."""
        office = _office(self._needs, context.values)
        kinds = {one.id: _kinds(self._needs, {"purpose": one.id}) for one in self._needs.purposes.all()}
        return [
            (context.text(f"appointment-purpose-{name}"), name)
            for name, taking in kinds.items()
            if taking and (office is None or office.kind in taking)
        ]

    def _named(self, text: str) -> Optional[Accept]:
        if not text:
            return None
        snapshot = self._needs.library.snapshot
        meant = understand(text, QuestionReading(), snapshot.catalogue, snapshot.index)
        purpose = self._needs.purposes.of_procedures(meant.procedures)
        if purpose is None or meant.kind not in (Meant.FOUND, Meant.CHOOSE):
            return None
        found = meant.procedures[0] if meant.kind is Meant.FOUND and len(meant.procedures) == 1 else None
        return self._accepted(purpose, found)

    @staticmethod
    def _accepted(purpose: Purpose, procedure: Optional[str] = None) -> Accept:
        if len(purpose.procedures) == 1:
            procedure = purpose.procedures[0]
        sure = procedure in purpose.procedures and procedure != (purpose.general or None)
        return Accept(purpose.id, {"procedure": procedure} if sure else {})


class CaseField(BaseField):
    """Which procedure of the purpose: what is to be brought hangs on it."""

    depends: Sequence[str] = ("purpose",)

    def __init__(self, needs: Needs) -> None:
        super().__init__(FORM, "procedure")
        self._needs = needs

    def needed(self, context: Context) -> bool:
        return len(self._procedures(context)) > 1

    def buttons(self, context: Context) -> Sequence[Button]:
        return [choice(title, value) for title, value in self._choices(context)]

    def read(self, context: Context) -> Reading:
        value = chosen(context.message, self._choices(context))
        if value is not None:
            return Accept(value)
        text = _bare(context, self._needs)
        general = self._needs.purposes[context.values["purpose"]].general
        if general and context.message.text in self._needs.words.first:
            return Accept(general)
        if not text:
            return None
        snapshot = self._needs.library.snapshot
        meant = understand(text, QuestionReading(), snapshot.catalogue, snapshot.index)
        mine = [one for one in meant.procedures if one in self._procedures(context)]
        return Accept(mine[0]) if mine and meant.kind in (Meant.FOUND, Meant.CHOOSE) else None

    def show(self, context: Context) -> Optional[tuple[str, str]]:
        return None  # the purpose is shown with it

    def _procedures(self, context: Context) -> Sequence[str]:
        purpose = str(context.values.get("purpose", ""))
        if purpose not in self._needs.purposes:
            return ()
        catalogue = self._needs.library.snapshot.catalogue
        return [one for one in self._needs.purposes[purpose].procedures if one in catalogue]

    def _choices(self, context: Context) -> list[tuple[str, str]]:
        catalogue = self._needs.library.snapshot.catalogue
        return [(label(catalogue[one], context.locale), one) for one in self._procedures(context)]


class PlaceField(BaseField):
    """The town or quarter, or a shared position. A single office there is taken at once."""

    def __init__(self, needs: Needs) -> None:
        super().__init__(FORM, "place")
        self._needs = needs

    def needed(self, context: Context) -> bool:
        return "office" not in context.values or self.name in context.values

    def read(self, context: Context) -> Reading:
        found = self._pointed(context)
        if found is not None or not context.message.text:
            return found
        places = self._named(context, asked=True)
        return self._accepted(places[0].id, context) if len(places) == 1 else self._unclear(places, context)

    def volunteered(self, context: Context) -> Reading:
        found = self._pointed(context)
        if found is None and context.message.text and len(places := self._named(context, asked=False)) == 1:
            found = self._accepted(places[0].id, context)
        return found if isinstance(found, Accept) else None

    def show(self, context: Context) -> Optional[tuple[str, str]]:
        return None  # the office is shown

    def _pointed(self, context: Context) -> Reading:
        """A place that was shared or pressed, not written; a position to a hundred metres is near enough."""
        message = context.message
        if message.location:
            return self._accepted(f"{message.location.latitude:.3f},{message.location.longitude:.3f}", context)
        if message.choice is not None and message.choice in self._needs.offices.places:
            return self._accepted(message.choice, context)
        return None

    def _named(self, context: Context, asked: bool) -> Sequence[Place]:
        known = str(context.values.get(self.name, "")).partition("/")[0]
        within = known if known in self._needs.offices.places else None
        message = context.message
        return self._needs.offices.places.resolve(message.text, message.entities, asked=asked, within=within)

    def _unclear(self, places: Sequence[Place], context: Context) -> Reading:
        """Several places, or none that we know; None when the message seems to speak of something else."""
        message = context.message
        if self._needs.offices.kinds.is_abroad(message.text):
            return self.refuse(context, "abroad")
        if places:
            return self._which(context, "which-place", places)
        if not names_something(message):
            return None
        return self._which(context, "unknown-place", self._needs.offices.places.suggestions(message.text))

    def _which(self, context: Context, reason: str, places: Sequence[Place]) -> Refuse:
        titles = place_titles(places[:PLACES], self._needs.offices.places, context.locale)
        buttons = [choice(title, place.id) for title, place in zip(titles, places)]
        return Refuse(context.say(f"{FORM}-{reason}", *buttons), counts=not places)

    def _accepted(self, place: str, context: Context) -> Reading:
        near = offices_near(self._needs, {**context.values, "place": place})
        if not near and context.values.get("purpose"):
            return Refuse(context.say(f"{FORM}-no-office", context.command("button-human", "/human")))
        return Accept(place, {"office": near[0].office.id} if len(near) == 1 else {})


class OfficeField(BaseField):
    """Which of the offices near there."""

    depends: Sequence[str] = ("place", "purpose")

    def __init__(self, needs: Needs) -> None:
        super().__init__(FORM, "office")
        self._needs = needs

    def ask(self, context: Context) -> Say:
        near = offices_near(self._needs, context.values)
        lines = "\n".join(self._line(one, context) for one in near)
        message = "ask-office" if self._is_here(near, context.values) else "ask-office-elsewhere"
        return context.say(f"{FORM}-{message}", *self.buttons(context), lines=lines)

    def help(self, context: Context) -> Say:
        return self.ask(context)

    def buttons(self, context: Context) -> Sequence[Button]:
        return [choice(title, value) for title, value in self._choices(context)]

    def read(self, context: Context) -> Reading:
        value = chosen(context.message, self._choices(context))
        return Accept(value) if value is not None else None

    def volunteered(self, context: Context) -> Reading:
        """An office that was shown before: "book here"."""
        office = _office(self._needs, {"office": context.message.choice or ""})
        if office is None or not self._takes(office, context.values):
            return None
        return Accept(office.id, {"place": office.town} if office.town in self._needs.offices.places else {})

    def shown(self, value: Any, context: Context) -> str:
        office = self._needs.offices.get(value)
        return office.name(context.locale) if office else str(value)

    def _choices(self, context: Context) -> list[tuple[str, str]]:
        offices = [one.office for one in offices_near(self._needs, context.values)]
        titles = office_titles(offices, self._needs.offices.places, context.locale)
        return [(title, office.id) for title, office in zip(titles, offices)]

    def _takes(self, office: Office, values: Values) -> bool:
        return "purpose" not in values or office.kind in _kinds(self._needs, values)

    def _is_here(self, near: Sequence[Near], values: Values) -> bool:
        place = str(values.get("place", ""))
        if place not in self._needs.offices.places:
            return True
        return any(one.office.town == self._needs.offices.places[place].town for one in near)

    def _line(self, near: Near, context: Context) -> str:
        address = near.office.address(context.locale)
        return context.text(
            f"{FORM}-office-line",
            name=near.office.name(context.locale),
            address=address or "none",
            kilometres=round(near.kilometres, 1),
        )


class DayField(BaseField):
    """The day, in any writing; why it cannot be, and the next days that can."""

    depends: Sequence[str] = ("office", "appointment")

    def __init__(self, needs: Needs, needed: Callable[[Context], bool] = lambda _context: True) -> None:
        super().__init__(FORM, "day")
        self._needs, self._needed = needs, needed

    def needed(self, context: Context) -> bool:
        return self._needed(context)

    def ask(self, context: Context) -> Say:
        buttons = self.buttons(context)
        if not buttons and _office(self._needs, context.values):
            return context.say(f"{FORM}-no-day", context.command("button-human", "/human"))
        return context.say(f"{FORM}-ask-day", *buttons)

    def buttons(self, context: Context) -> Sequence[Button]:
        return self._offer(context)

    def read(self, context: Context) -> Reading:
        return self._told(context) or self._number(context)

    def volunteered(self, context: Context) -> Reading:
        return self.read(context) if self._is_open_again(context) else self._told(context)

    def _told(self, context: Context) -> Reading:
        """The day that a message tells by itself: a button of ours, a date, "as soon as possible"."""
        message = context.message
        if message.choice is not None:
            day = _as_day(message.choice)
            return self._checked(day, context) if day else None
        dates = message.values(Kind.DATE)
        if message.text and self._needs.words.impossible.in_text(message.text):
            return self._refused(context, "impossible-day")
        if dates:
            return self._dated(dates, context)
        office = _office(self._needs, context.values)
        if message.text and office and message.text in self._needs.words.soonest:
            days = self._needs.service.next_days(office, message.now, most=1)
            return Accept(days[0].isoformat()) if days else None
        return None

    def shown(self, value: Any, context: Context) -> str:
        return day_text(date.fromisoformat(value), context.locale)

    def _is_open_again(self, context: Context) -> bool:
        """Whether a day that was told before the office was known turned out to be none: other days are on offer."""
        office = _office(self._needs, context.values)
        if office is None or self.name not in context.values or "time" in context.values:
            return False
        return isinstance(self._needs.service.day(office, _day(context.values), context.message.now), DayProblem)

    def _dated(self, dates: Sequence[str], context: Context) -> Reading:
        days = [day for day in map(_as_day, dates) if day]
        if days:
            return self._checked(days[-1], context)  # "not Monday, Tuesday"
        first, last = (date.fromisoformat(edge) for edge in dates[0].split("/"))
        problem = self._needs.service.possible(last, context.message.now)
        if problem and problem.trouble is Trouble.PAST:
            return self._refused(context, "day-past")
        office = _office(self._needs, context.values)
        if office is None:
            return None
        free = self._needs.service.next_days(office, context.message.now, first, last, DAYS)
        if not free:
            return self._refused(context, "nothing-then", first=last)
        if len(free) == 1:
            return Accept(free[0].isoformat())
        return Refuse(context.say(f"{FORM}-ask-day", *self._buttons(free, context)), counts=False)

    def _checked(self, day: date, context: Context) -> Reading:
        office, now = _office(self._needs, context.values), context.message.now
        problem = self._needs.service.possible(day, now)
        if office and problem is None:
            found = self._needs.service.day(office, day, now)
            problem = found if isinstance(found, DayProblem) else None
        if problem:
            return Refuse(self.trouble(day, problem, context))
        says = (context.say(f"{FORM}-day-estimated"),) if self._needs.service.is_estimated(day) else ()
        return Accept(day.isoformat(), _wish(context), says)

    def trouble(self, day: date, problem: DayProblem, context: Context) -> Say:
        """Why a day will not do, and the next that will."""
        if problem.trouble in (Trouble.PAST, Trouble.TOO_FAR):
            first: Optional[date] = None
        else:
            first = day
        holiday = context.text(f"holiday-{problem.holiday}") if problem.holiday else "none"
        last = day_text(problem.last, context.locale) if problem.last else "none"
        return context.say(
            f"{FORM}-day-{problem.trouble.value}",
            *self._offer(context, first),
            day=day_text(day, context.locale),
            holiday=holiday,
            last=last,
        )

    def _refused(self, context: Context, reason: str, first: Optional[date] = None) -> Refuse:
        return Refuse(context.say(f"{FORM}-{reason}", *self._offer(context, first)))

    def _number(self, context: Context) -> Reading:
        """A bare number in answer to "which day?": the next day of that number, never a place in a list that has changed."""
        numbers = context.message.values(Kind.NUMBER)
        if len(numbers) != 1 or not numbers[0].isdigit() or not _is_short(context.message.text):
            return None
        wanted, today = int(numbers[0]), context.message.now.date()
        if not 1 <= wanted <= 31:
            return self._refused(context, "impossible-day") if wanted <= 99 else None
        days = (today + timedelta(days=ahead) for ahead in range(62))
        return self._checked(next(day for day in days if day.day == wanted), context)

    def _offer(self, context: Context, first: Optional[date] = None) -> Sequence[Button]:
        office = _office(self._needs, context.values)
        if office is None:
            return ()
        return self._buttons(self._needs.service.next_days(office, context.message.now, first, most=DAYS), context)

    @staticmethod
    def _buttons(days: Sequence[date], context: Context) -> Sequence[Button]:
        return [choice(day_title(day, context.locale), day.isoformat()) for day in days]


class TimeField(BaseField):
    """The beginning, among those that are free; its value is the whole moment."""

    depends: Sequence[str] = ("day", "office", "appointment")

    def __init__(self, needs: Needs, days: DayField, needed: Callable[[Context], bool] = lambda _context: True) -> None:
        super().__init__(FORM, "time")
        self._needs, self._days, self._needed = needs, days, needed

    def needed(self, context: Context) -> bool:
        return self._needed(context)

    def ask(self, context: Context) -> Say:
        found = self._found(context)
        if isinstance(found, DayProblem):
            return self._days.trouble(_day(context.values), found, context)
        return context.say(
            f"{FORM}-ask-time",
            *self._buttons(self._around(found, _clock(context.values.get("wish")))),
            day=day_text(_day(context.values), context.locale),
        )

    def help(self, context: Context) -> Say:
        return self.ask(context)

    def read(self, context: Context) -> Reading:
        found = self._found(context)
        if isinstance(found, DayProblem):
            other = self._days.read(context)  # another day is what was asked for
            return other if isinstance(other, Refuse) else None
        message = context.message
        if message.choice is not None:
            return self._chosen(found, message.choice, context)
        if message.text and message.text in self._needs.words.soonest:
            return Accept(found[0].start.isoformat())
        return self.volunteered(context) or self._number(found, context)

    def volunteered(self, context: Context) -> Reading:
        times = context.message.values(Kind.TIME)
        if not times or not _office(self._needs, context.values) or "day" not in context.values:
            return None
        found = self._found(context)
        if isinstance(found, DayProblem):
            return None
        if "/" in times[-1]:
            return self._part_of_day(found, times[-1], context)
        return self._at(found, _clock(times[-1]) or time(), context)

    def shown(self, value: Any, context: Context) -> str:
        return f"{datetime.fromisoformat(value):%H:%M}"

    def _chosen(self, slots: Sequence[Slot], choice_: str, context: Context) -> Reading:
        """A button, perhaps one of an older message: it may be taken by now."""
        if any(slot.start.isoformat() == choice_ for slot in slots):
            return Accept(choice_)
        clock = _clock(choice_.partition("T")[2]) if choice_.startswith(str(context.values["day"])) else None
        return self._at(slots, clock, context) if clock else None

    def _at(self, slots: Sequence[Slot], clock: time, context: Context) -> Reading:
        hours = self._hours(context)
        wanted = datetime.combine(_day(context.values), clock)
        if not _inside(wanted, hours):
            later = wanted + _AFTERNOON if 1 <= clock.hour < 12 and not self._is_before_noon(context) else wanted
            if not _inside(later, hours):
                return self._refused(context, "time-outside-hours", slots, wanted, hours=hours_text(hours))
            wanted = later
        exact = next((slot for slot in slots if slot.start == wanted), None)
        if exact:
            return Accept(exact.start.isoformat())
        return self._refused(context, "time-taken", slots, wanted, time=f"{wanted:%H:%M}")

    def _part_of_day(self, slots: Sequence[Slot], interval: str, context: Context) -> Reading:
        first, last = (_clock(edge) or time() for edge in interval.split("/"))
        within = [slot for slot in slots if first <= slot.start.time() < last or (last < first <= slot.start.time())]
        if not within:
            return self._refused(context, "time-nothing-then", slots, None)
        if len(within) == 1:
            return Accept(within[0].start.isoformat())
        says = context.say(
            f"{FORM}-ask-time",
            *self._buttons(spread(within, TIMES)),
            day=day_text(_day(context.values), context.locale),
        )
        return Refuse(says, counts=False)

    def _number(self, slots: Sequence[Slot], context: Context) -> Reading:
        """A bare number in answer to "at what time?": an hour, never a place in a list that has changed."""
        numbers = [value for value in context.message.values(Kind.NUMBER) if value.isdigit() and int(value) < 24]
        is_hour = len(numbers) == 1 and _is_short(context.message.text)
        return self._at(slots, time(int(numbers[0])), context) if is_hour else None

    def _refused(
        self, context: Context, reason: str, slots: Sequence[Slot], near: Optional[datetime], **arguments: Any
    ) -> Refuse:
        offered = self._around(slots, near.time() if near else None)
        return Refuse(context.say(f"{FORM}-{reason}", *self._buttons(offered), **arguments))

    def _around(self, slots: Sequence[Slot], clock: Optional[time]) -> Sequence[Slot]:
        """A few slots: around an hour that was wished for, else spread over the day."""
        if clock is None:
            return spread(slots, TIMES)
        wanted = datetime.combine(slots[0].start.date(), clock)
        nearest = sorted(slots, key=lambda slot: abs(slot.start - wanted))[:TIMES]
        return sorted(nearest, key=lambda slot: slot.start)

    @staticmethod
    def _buttons(slots: Sequence[Slot]) -> Sequence[Button]:
        return [choice(f"{slot.start:%H:%M}", slot.start.isoformat()) for slot in slots]

    def _found(self, context: Context) -> Any:
        office = _office(self._needs, context.values)
        if office is None:
            return DayProblem(Trouble.CLOSED)
        return self._needs.service.day(office, _day(context.values), context.message.now)

    def _hours(self, context: Context) -> Sequence[tuple[time, time]]:
        office = _office(self._needs, context.values)
        return self._needs.service.hours(office, _day(context.values)) if office else ()

    def _is_before_noon(self, context: Context) -> bool:
        return context.message.text in self._needs.words.before_noon


class PhoneField(BaseField):
    """A number on which the office can reach the citizen; only where the channel does not have one itself."""

    optional = True
    NONE = "none"

    def __init__(self) -> None:
        super().__init__(FORM, "phone")

    def needed(self, context: Context) -> bool:
        return context.message.channel in ("web", "")

    def buttons(self, context: Context) -> Sequence[Button]:
        return [context.choice("appointment-button-no-phone", self.NONE)]

    def read(self, context: Context) -> Reading:
        if context.message.choice == self.NONE:
            return Accept("")
        phones = context.message.values(Kind.PHONE)
        if phones:
            return Accept(phones[0])
        return self.refuse(context, "phone-no-phone") if any(map(str.isdigit, context.message.text)) else None

    def show(self, context: Context) -> Optional[tuple[str, str]]:
        return super().show(context) if context.values.get(self.name) else None

    def shown(self, value: Any, context: Context) -> str:
        return isolate(str(value))


def offices_near(needs: Needs, values: Values) -> list[Near]:
    """The offices near the place that take what is wanted by appointment, the nearest first."""
    purpose, place = values.get("purpose"), str(values.get("place", ""))
    if purpose not in needs.purposes or not place:
        return []
    kinds = _kinds(needs, values)
    if not kinds:
        return []
    if place in needs.offices.places:
        here = _taking(needs.offices.in_place(place, kinds, limit=_SEARCHED))
        return here or _taking(needs.offices.nearest(needs.offices.places[place].position, kinds, limit=_SEARCHED))
    latitude, _, longitude = place.partition(",")
    return _taking(needs.offices.nearest((float(latitude), float(longitude)), kinds, limit=_SEARCHED))


def _kinds(needs: Needs, values: Values) -> list[OfficeKind]:
    """The kinds of office that take what is wanted."""
    procedures = [values["procedure"]] if values.get("procedure") else needs.purposes[values["purpose"]].procedures
    return list(dict.fromkeys(kind for one in procedures for kind in needs.offices.kinds.of_procedure(one)))


def _taking(near: Sequence[Near]) -> list[Near]:
    return [one for one in near if one.office.takes_appointments][:OFFICES]


def _office(needs: Needs, values: Values) -> Optional[Office]:
    """The office that was chosen, or that of the appointment that is spoken of."""
    held = needs.service.get(str(values["appointment"])) if "appointment" in values else None
    office = needs.offices.get(held.office_id if held else str(values.get("office", "")))
    return office if office and office.takes_appointments else None


def _bare(context: Context, needs: Needs) -> str:
    """The text without places, dates, hours, and without the words that only want an appointment."""
    text = context.message.text
    for entity in sorted(context.message.entities, key=lambda one: -one.start):
        if entity.kind in (Kind.PLACE, Kind.DATE, Kind.TIME, Kind.NUMBER, Kind.PHONE):
            text = f"{text[: entity.start]} {text[entity.end :]}"
    return needs.words.booking.without(text)


def _is_short(text: str) -> bool:
    """Whether a text says no more than its number: "the 12th, please"."""
    return 0 < len(words(text)) <= _SAYS_A_NUMBER


def _wish(context: Context) -> Values:
    """An hour that was said with the day, when the office is not known yet."""
    times = [value for value in context.message.values(Kind.TIME) if "/" not in value]
    return {"wish": times[-1]} if times else {}


def _day(values: Values) -> date:
    return date.fromisoformat(str(values["day"]))


def _as_day(value: str) -> Optional[date]:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def _clock(value: Any) -> Optional[time]:
    try:
        return time.fromisoformat(str(value))
    except ValueError:
        return None


def _inside(moment: datetime, hours: Sequence[tuple[time, time]]) -> bool:
    return any(opens <= moment.time() < closes for opens, closes in hours)
