"""The questions of an order."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Optional

from actions.orders import words
from bot.entities.model import Kind
from bot.forms.choosing import chosen
from bot.forms.fields import BaseField, ChoiceField, TextField
from bot.forms.model import Accept, Button, Context, Message, Reading, Refuse, choice
from bot.forms.people import BirthDateField, CinField, NameField, PhoneField
from bot.forms.places import FAR
from bot.procedures.answer import label
from bot.procedures.library import Snapshot
from bot.procedures.reading import QuestionReading
from bot.procedures.understanding import Kind as Meant
from bot.procedures.understanding import understand
from bot.services.offices.places import PlaceIndex
from bot.services.orders.model import Detail, Document, Holder
from bot.services.orders.service import OrderService
from bot.text.digits import to_ascii_digits

FORM = "order"
_BUTTONS = (1, 2, 3)
_CORRECTING = frozenset({"correct", "deny", "order_document"})


class Wanted:
    """What the fields ask about: the documents, the catalogue that names them, and what is known of the order so far."""

    def __init__(
        self,
        service: Callable[[], OrderService],
        catalogue: Callable[[], Snapshot],
        places: Callable[[], PlaceIndex],
    ) -> None:
        self.service = service
        self.catalogue = catalogue
        self.places = places

    def document(self, context: Context) -> Optional[Document]:
        """The document that is being ordered, when it is known and still on offer."""
        return self.service().documents.get(context.values.get("document") or "")

    def wants(self, context: Context, detail: Detail) -> bool:
        document = self.document(context)
        return document is not None and detail in document.details and not self.is_ineligible(context)

    def is_ineligible(self, context: Context) -> bool:
        return self.ineligible(context) is not None

    def ineligible(self, context: Context) -> Any:
        document = self.document(context)
        if document is None:
            return None
        said = context.values.get("holder")
        abroad = context.values.get("residence")
        return self.service().ineligible(document, Holder(said) if said else None, abroad == "abroad")

    def named(self, message: Message, sure: bool = False) -> list[str]:
        """The procedures that a message names, orderable or not, the surest first; ``sure``: not those that it may only mean."""
        if not message.text:
            return []
        snapshot = self.catalogue()
        meant = understand(message.text, QuestionReading(), snapshot.catalogue, snapshot.index)
        kinds = (Meant.FOUND,) if sure else (Meant.FOUND, Meant.CHOOSE, Meant.MAYBE)
        return meant.procedures if meant.kind in kinds else []


class DocumentField(BaseField):
    """Which document: by button, by its place in the list, by any of its names; else the one that was just talked of."""

    def __init__(self, wanted: Wanted) -> None:
        super().__init__(FORM, "document")
        self._wanted = wanted

    def buttons(self, context: Context) -> Sequence[Button]:
        return [choice(title, value) for title, value in self._choices(context)]

    def read(self, context: Context) -> Reading:
        value = chosen(context.message, self._choices(context))
        if value is not None:
            return Accept(value)
        named = self._wanted.named(context.message)
        orderable = self._orderable(named)
        if orderable:
            return Accept(orderable)
        return self.refuse(context, "document-not-here") if named else None

    def volunteered(self, context: Context) -> Reading:
        if context.message.choice in self._wanted.service().documents:
            return Accept(context.message.choice)
        known = self.name in context.values
        named = self._corrected(context.message) if known else self._wanted.named(context.message)
        talked_of = [] if known else [context.message.subject or ""]
        value = self._orderable(named or talked_of)
        return Accept(value) if value else None

    def shown(self, value: Any, context: Context) -> str:
        return next((title for title, one in self._choices(context) if one == value), str(value))

    def _corrected(self, message: Message) -> list[str]:
        """The documents named by a message that means to change something: an address may hold such words, and "no" is one."""
        if message.intent not in _CORRECTING:
            return []
        text = message.text.partition(" ")[2] if message.intent in ("correct", "deny") else message.text
        return self._wanted.named(replace(message, text=text), sure=True)

    def _orderable(self, named: Sequence[str]) -> Optional[str]:
        """The one document that may be ordered among those that may be meant; None when none or several are."""
        found = [one for one in named if one in self._wanted.service().documents]
        return found[0] if found and (len(found) == 1 or found[0] == named[0]) else None

    def _choices(self, context: Context) -> list[tuple[str, str]]:
        catalogue = self._wanted.catalogue().catalogue
        return [
            (label(catalogue[id_], context.locale), id_) for id_ in self._wanted.service().documents if id_ in catalogue
        ]


class KindField(ChoiceField):
    """Which kind of the document, where there are several."""

    depends: Sequence[str] = ("document",)

    def __init__(self, wanted: Wanted) -> None:
        super().__init__(FORM, "kind", ())
        self._wanted = wanted

    def needed(self, context: Context) -> bool:
        return len(self._kinds(context)) > 1

    def choices(self, context: Context) -> Sequence[tuple[str, str]]:
        return [(context.text(f"order-kind-{kind}"), kind) for kind in self._kinds(context)]

    def volunteered(self, context: Context) -> Reading:
        value = words.one_of(context.message.text, self._kinds(context))
        return Accept(value) if value else None

    def _kinds(self, context: Context) -> tuple[str, ...]:
        document = self._wanted.document(context)
        return document.kinds if document else ()


class HolderField(ChoiceField):
    """Whose document it is. Another one than those who may have it ends the order, with the reason."""

    depends: Sequence[str] = ("document",)

    def __init__(self, wanted: Wanted) -> None:
        super().__init__(FORM, "holder", ())
        self._wanted = wanted

    def choices(self, context: Context) -> Sequence[tuple[str, str]]:
        document = self._wanted.document(context)
        values = [*(one.value for one in document.holders), Holder.OTHER.value] if document else []
        return [(context.text(f"order-holder-{value}"), value) for value in values]

    def read(self, context: Context) -> Reading:
        value = chosen(context.message, self.choices(context)) or words.holder(context.message.text)
        if value is None and context.message.intent in (
            "affirm",
            "deny",
        ):  # "is it for you?" is a question to say yes to
            value = Holder.SELF.value if context.message.intent == "affirm" else Holder.OTHER.value
            if len(self.choices(context)) > 2:
                return None
        return Accept(value) if value else None

    def volunteered(self, context: Context) -> Reading:
        value = words.holder(context.message.text)
        offered = [one for _, one in self.choices(context) if one not in (Holder.SELF.value, Holder.OTHER.value)]
        return Accept(value) if value in offered else None


class ResidenceField(ChoiceField):
    """In Morocco or abroad, for what a consulate gives to those who live abroad."""

    depends: Sequence[str] = ("document",)

    def __init__(self, wanted: Wanted) -> None:
        super().__init__(FORM, "residence", ("here", "abroad"))
        self._wanted = wanted

    def needed(self, context: Context) -> bool:
        document = self._wanted.document(context)
        ineligible_anyway = context.values.get("holder") == Holder.OTHER.value
        return document is not None and document.residents and not ineligible_anyway

    def read(self, context: Context) -> Reading:
        value = chosen(context.message, self.choices(context)) or words.one_of(context.message.text, ("here", "abroad"))
        return Accept(value) if value else None


class HolderNameField(NameField):
    """The name on the document."""

    def __init__(self, wanted: Wanted) -> None:
        super().__init__(FORM)
        self._wanted = wanted

    def needed(self, context: Context) -> bool:
        return self._wanted.document(context) is not None and not self._wanted.is_ineligible(context)


class RequesterField(NameField):
    """The name of who orders and collects it, when it is another one's document."""

    depends: Sequence[str] = ("holder",)

    def __init__(self, wanted: Wanted) -> None:
        super().__init__(FORM, "requester")
        self._wanted = wanted

    def needed(self, context: Context) -> bool:
        somebodys = context.values.get("holder") not in (None, Holder.SELF.value)
        return somebodys and not self._wanted.is_ineligible(context)


class OrderBirthDateField(BirthDateField):
    def __init__(self, wanted: Wanted) -> None:
        super().__init__(FORM)
        self._wanted = wanted

    def needed(self, context: Context) -> bool:
        return self._wanted.wants(context, Detail.BIRTH_DATE)


class OrderCinField(CinField):
    def __init__(self, wanted: Wanted) -> None:
        super().__init__(FORM)
        self._wanted = wanted

    def needed(self, context: Context) -> bool:
        return self._wanted.wants(context, Detail.CIN)


class OrderPhoneField(PhoneField):
    def __init__(self, wanted: Wanted) -> None:
        super().__init__(FORM)
        self._wanted = wanted

    def needed(self, context: Context) -> bool:
        return self._wanted.document(context) is not None and not self._wanted.is_ineligible(context)

    def buttons(self, context: Context) -> Sequence[Button]:
        return (context.command("order-button-no-phone", "/deny"),)


class BirthPlaceField(TextField):
    """The commune that holds the record: there are more of them than we know, so any words do; a known one is named."""

    def __init__(self, wanted: Wanted) -> None:
        super().__init__(FORM, "birth_place", 2, 120)
        self._wanted = wanted

    def needed(self, context: Context) -> bool:
        return self._wanted.wants(context, Detail.BIRTH_PLACE)


class CourtField(BaseField):
    """The town of the court where it is collected."""

    def __init__(self, wanted: Wanted) -> None:
        super().__init__(FORM, "court")
        self._wanted = wanted

    def needed(self, context: Context) -> bool:
        return self._wanted.wants(context, Detail.COURT)

    def read(self, context: Context) -> Reading:
        message, index = context.message, self._wanted.places()
        if message.choice is not None:
            return Accept(message.choice) if message.choice in index else None
        if message.location is not None:
            near, kilometres = index.nearest(message.location, quarters=False)
            return Accept(near.id) if kilometres <= FAR else self.refuse(context, "court-unknown")
        towns = list(dict.fromkeys(place.town for place in index.resolve(message.text, message.entities, asked=True)))
        if len(towns) == 1:
            return Accept(towns[0])
        maybe = towns or [place.town for place in index.suggestions(message.text)]
        if maybe:
            buttons = [choice(index[town].name(context.locale)[:20], town) for town in dict.fromkeys(maybe)]
            return Refuse(context.say("order-court-which", *buttons[:3]), counts=False)
        return self.refuse(context, "court-unknown") if message.text and message.intent != "cancel" else None

    def shown(self, value: Any, context: Context) -> str:
        index = self._wanted.places()
        return index[value].name(context.locale) if value in index else str(value)


class ActField(BaseField):
    """Number and year of the record, where the citizen knows them."""

    optional = True
    _ACT = re.compile(r"\d{1,6}(?:\s*[-/ ]\s*\d{2,4})?")

    def __init__(self, wanted: Wanted) -> None:
        super().__init__(FORM, "act")
        self._wanted = wanted

    def needed(self, context: Context) -> bool:
        return self._wanted.wants(context, Detail.ACT)

    def buttons(self, context: Context) -> Sequence[Button]:
        return (context.command("order-button-skip", "/deny"),)

    def read(self, context: Context) -> Reading:
        found = self._ACT.search(to_ascii_digits(context.message.text))
        return Accept(" ".join(found[0].split())) if found else None


class AddressField(TextField):
    def __init__(self, wanted: Wanted) -> None:
        super().__init__(FORM, "address", 5, 200)
        self._wanted = wanted

    def needed(self, context: Context) -> bool:
        return self._wanted.wants(context, Detail.ADDRESS)


class HousingField(ChoiceField):
    """Owner, tenant or guest: which proof has to be brought hangs on it."""

    def __init__(self, wanted: Wanted) -> None:
        super().__init__(FORM, "housing", ("owner", "tenant", "guest"))
        self._wanted = wanted

    def needed(self, context: Context) -> bool:
        return self._wanted.wants(context, Detail.HOUSING)

    def read(self, context: Context) -> Reading:
        said = words.one_of(context.message.text, ("owner", "tenant", "guest"))
        value = chosen(context.message, self.choices(context)) or said
        return Accept(value) if value else None


class CopiesField(BaseField):
    """How many copies, up to as many as the document's entry says."""

    depends: Sequence[str] = ("document",)

    def __init__(self, wanted: Wanted) -> None:
        super().__init__(FORM, "copies")
        self._wanted = wanted

    def needed(self, context: Context) -> bool:
        document = self._wanted.document(context)
        return document is not None and document.most_copies > 1 and not self._wanted.is_ineligible(context)

    def buttons(self, context: Context) -> Sequence[Button]:
        return [choice(str(number), str(number)) for number in _BUTTONS]

    def read(self, context: Context) -> Reading:
        numbers = context.message.values(Kind.NUMBER)
        written = context.message.choice or next(iter(numbers), "")
        return self._checked(context, written) if written else None

    def volunteered(self, context: Context) -> Reading:
        number = words.copies(context.message)
        reading = self._checked(context, str(number)) if number is not None else None
        return reading if isinstance(reading, Accept) else None

    def _checked(self, context: Context, written: str) -> Reading:
        document = self._wanted.document(context)
        most = document.most_copies if document else 1
        if written.isdecimal() and len(written) <= 9 and 1 <= int(written) <= most:
            return Accept(int(written))
        return self.refuse(context, "copies-wrong", most=most)
