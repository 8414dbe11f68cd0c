"""The questions of a complaint."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, Optional

from bot.entities.model import Entity, Kind
from bot.forms.choosing import chosen
from bot.forms.fields import BaseField, ChoiceField, TextField
from bot.forms.model import Accept, Button, Context, Field, Location, Reading, Refuse, Say, choice
from bot.forms.people import NameField, PhoneField
from bot.forms.places import FAR
from bot.services.complaints.categories import ComplaintReader
from bot.services.complaints.model import AT_A_PLACE, Category
from bot.services.complaints.service import ComplaintService
from bot.services.offices.places import PlaceIndex
from bot.services.references import looks_like_reference, normal_reference, register_of

FORM = "complaint"
NEW, REOPEN = "new", "reopen"
NAMED, ANONYMOUS = "named", "anonymous"
SHORTEST, LONGEST = 8, 4000
_SHOWN = 160  # characters of the description in the summary
_PHOTOS = 5
_TOWNS = 6  # that are offered at most
_PARTS = re.compile(r"[,،;؛\n]")
_OFFERED = (
    Category.LIGHTING,
    Category.WASTE,
    Category.ROAD,
    Category.WATER,
    Category.SEWER,
    Category.NOISE,
    Category.FILE,
    Category.CONDUCT,
    Category.SERVICE,
    Category.OTHER,
)


class Told:
    """What the fields ask about: how complaints are read, where they are kept, which places there are."""

    def __init__(
        self,
        service: Callable[[], ComplaintService],
        reader: Callable[[], ComplaintReader],
        places: Callable[[], PlaceIndex],
    ) -> None:
        self.service = service
        self.reader = reader
        self.places = places

    def towns(self, words: str, entities: Sequence[Entity] = ()) -> list[str]:
        """The towns that an answer to "where?" may mean; alone between commas, a doubtful name ("sale") is a town too."""
        index = self.places()
        found = index.resolve(words, entities, asked=True)
        if not found:
            found = [place for part in _PARTS.split(words) for place in index.resolve(part, asked=True)]
        return list(dict.fromkeys(place.town for place in found))

    def is_new(self, context: Context) -> bool:
        return context.values.get("aim") == NEW

    def is_named(self, context: Context) -> bool:
        """Whether somebody is to be named: about one's own file one must, else one chooses."""
        of_a_file = context.values.get("category") == Category.FILE.value
        return self.is_new(context) and (of_a_file or context.values.get("identity") == NAMED)

    def is_somewhere(self, context: Context) -> bool:
        """Whether it is in a street rather than in an office."""
        category = context.values.get("category")
        return category is not None and Category(category) in AT_A_PLACE


class AimField(ChoiceField):
    """Something new, or an earlier complaint that is to be opened again. Not asked when the words tell."""

    def __init__(self, told: Told) -> None:
        super().__init__(FORM, "aim", (NEW, REOPEN))
        self._told = told

    def volunteered(self, context: Context) -> Reading:
        message = context.message
        pressed = normal_reference((message.choice or "").removeprefix("reopen:"))
        named = pressed or normal_reference(message.text)
        if named and register_of(named) == "complaints":
            return Accept(REOPEN, {"reference": named, **_own(self._told, context, named)})
        if pressed:  # of a file that is late or refused
            return Accept(NEW, {"category": Category.FILE.value, "dossier": pressed})
        understood = self._told.reader().understand(message.text)
        if understood.reopens:
            return Accept(REOPEN)
        if message.intent == "file_complaint" and "aim" not in context.values:
            return Accept(NEW) if understood.says_what or not self._has_some(context) else None
        return None

    def read(self, context: Context) -> Reading:
        value = chosen(context.message, self.choices(context))
        if value is not None:
            return Accept(value)
        reading = self.volunteered(context)
        if reading is None and self._told.reader().understand(context.message.text).says_what:
            return Accept(NEW)
        return reading

    def show(self, context: Context) -> Optional[tuple[str, str]]:
        return None

    def _has_some(self, context: Context) -> bool:
        return any(
            map(self._told.service().can_reopen, self._told.service().of_conversation(context.message.conversation))
        )


class DescriptionField(TextField):
    """What happened, in the citizen's own words; they tell the category too. Danger is answered with the numbers first."""

    def __init__(self, told: Told) -> None:
        super().__init__(FORM, "text", SHORTEST, LONGEST)
        self._told = told

    def needed(self, context: Context) -> bool:
        return self._told.is_new(context)

    def read(self, context: Context) -> Reading:
        reading = super().read(context)
        return self._understood(context, reading) if isinstance(reading, Accept) else reading

    def volunteered(self, context: Context) -> Reading:
        """The message that begins it all, when it says what is wrong."""
        text = context.message.text
        if context.message.intent != "file_complaint" or self.name in context.values:
            return None
        if len(text) > LONGEST:
            return self.refuse(context, "text-too-long", most=LONGEST)
        if not self._told.reader().understand(text).says_what:
            return None
        return self._understood(context, Accept(" ".join(text.split())))

    def shown(self, value: Any, context: Context) -> str:
        text = str(value)
        return text if len(text) <= _SHOWN else text[:_SHOWN].rsplit(" ", 1)[0] + "…"

    def _understood(self, context: Context, accepted: Accept) -> Accept:
        understood = self._told.reader().understand(accepted.value)
        also: dict[str, Any] = {"category": understood.category.value} if understood.category else {}
        if photos := context.message.media:
            also["photo"] = list(photos[:_PHOTOS])
        says = (context.say("emergency"),) if understood.emergency else ()
        return Accept(accepted.value, also, says)


class CategoryField(ChoiceField):
    """What it is about, when the words left it open: among what they may mean, else among the most frequent."""

    depends: Sequence[str] = ("text",)

    def __init__(self, told: Told) -> None:
        super().__init__(FORM, "category", ())
        self._told = told

    def needed(self, context: Context) -> bool:
        return self._told.is_new(context)

    def choices(self, context: Context) -> Sequence[tuple[str, str]]:
        told = self._told.reader().understand(str(context.values.get("text", ""))).categories
        offered = [*told, Category.OTHER] if len(told) > 1 else _OFFERED
        return [_titled(category, context) for category in offered]

    def read(self, context: Context) -> Reading:
        value = chosen(context.message, self.choices(context))
        return Accept(value) if value is not None else self.volunteered(context)

    def volunteered(self, context: Context) -> Reading:
        """Another category in a correction: "no, it is the road"."""
        if not context.message.text or "text" not in context.values:
            return None
        category = self._told.reader().understand(context.message.text).category
        return Accept(category.value) if category else None

    def shown(self, value: Any, context: Context) -> str:
        return _titled(Category(value), context)[0]


class FileReferenceField(BaseField):
    """The reference of the file that is late or refused, where there is one."""

    optional = True

    def __init__(self, told: Told) -> None:
        super().__init__(FORM, "dossier")
        self._told = told

    def needed(self, context: Context) -> bool:
        return self._told.is_new(context) and context.values.get("category") == Category.FILE.value

    def buttons(self, context: Context) -> Sequence[Button]:
        return (context.command("complaint-button-no-number", "/deny"),)

    def volunteered(self, context: Context) -> Reading:
        written = normal_reference(context.message.text)
        return Accept(written) if written and register_of(written) != "complaints" else None

    def read(self, context: Context) -> Reading:
        written = normal_reference(context.message.text)
        found = [written] if written else context.message.values(Kind.DOSSIER)
        if found:
            return Accept(found[0][:40])
        text = context.message.text.strip()
        return Accept(text[:40].upper()) if any(map(str.isdigit, text)) and len(text) <= 40 else None


class WhereField(TextField):
    """Where it is, in words or by a shared position; of an administration: which one."""

    depends: Sequence[str] = ("category",)

    def __init__(self, told: Told) -> None:
        super().__init__(FORM, "where", 2, 300)
        self._told = told

    def needed(self, context: Context) -> bool:
        return self._told.is_new(context) and "category" in context.values

    def ask(self, context: Context) -> Say:
        return context.say(self._sentence("ask", context))

    def help(self, context: Context) -> Say:
        return context.say(self._sentence("help", context))

    def read(self, context: Context) -> Reading:
        if found := self._located(context):
            return found
        reading = super().read(context)
        if not isinstance(reading, Accept):
            return reading
        towns = self._told.towns(reading.value, context.message.entities)
        return Accept({"words": reading.value}, {"town": towns[0]} if len(towns) == 1 else {})

    def volunteered(self, context: Context) -> Reading:
        found = self._located(context)
        return found if isinstance(found, Accept) else None

    def shown(self, value: Any, context: Context) -> str:
        if value.get("words"):
            return str(value["words"])
        near = self._told.places()[value["near"]]
        return context.text("complaint-near", place=near.name(context.locale))

    def _located(self, context: Context) -> Reading:
        location = context.message.location
        if location is None:
            return None
        near, kilometres = self._told.places().nearest(location)
        if not kilometres <= FAR:  # nor is a position that is no number
            return Refuse(context.say("offices-bad-location"))
        where = {"latitude": location.latitude, "longitude": location.longitude, "near": near.id}
        return Accept(where, {"town": near.town})

    def _sentence(self, part: str, context: Context) -> str:
        return self._id(part) if self._told.is_somewhere(context) else f"{self.form}-{part}-office"


class TownField(BaseField):
    """The town, when the place does not tell it: of quarters of one name it is asked which. One that we do not know is kept as written."""

    free = True

    def __init__(self, told: Told) -> None:
        super().__init__(FORM, "town")
        self._told = told

    def needed(self, context: Context) -> bool:
        return self._told.is_new(context) and "category" in context.values

    def buttons(self, context: Context) -> Sequence[Button]:
        where = context.values.get("where") or {}
        return self._buttons(self._told.towns(where.get("words", "")), context)

    def read(self, context: Context) -> Reading:
        message, index = context.message, self._told.places()
        if message.choice is not None:
            return Accept(message.choice) if message.choice in index else None
        if message.location is not None:
            return _town_at(message.location, index, context)
        towns = self._told.towns(message.text, message.entities)
        if len(towns) == 1:
            return Accept(towns[0])
        if towns:
            return Refuse(context.say("complaint-which-town", *self._buttons(towns, context)), counts=False)
        written = " ".join(message.text.split())
        if not any(map(str.isalpha, written)):
            return None
        return Accept(written[:60])

    def volunteered(self, context: Context) -> Reading:
        if not context.message.text:
            return None
        found = self._told.places().resolve(context.message.text, context.message.entities)
        towns = {place.town for place in found}
        return Accept(towns.pop()) if len(towns) == 1 else None

    def shown(self, value: Any, context: Context) -> str:
        index = self._told.places()
        return index[value].name(context.locale) if value in index else str(value)

    def _buttons(self, towns: Sequence[str], context: Context) -> list[Button]:
        if len(towns) < 2:
            return []
        index = self._told.places()
        return [choice(index[town].name(context.locale)[:20], town) for town in towns[:_TOWNS]]


class PhotoField(BaseField):
    """A picture of it, or none."""

    optional = True

    def __init__(self, told: Told) -> None:
        super().__init__(FORM, "photo")
        self._told = told

    def needed(self, context: Context) -> bool:
        return self._told.is_new(context) and self._told.is_somewhere(context)

    def buttons(self, context: Context) -> Sequence[Button]:
        return (context.command("complaint-button-no-photo", "/deny"),)

    def read(self, context: Context) -> Reading:
        return self.volunteered(context)

    def volunteered(self, context: Context) -> Reading:
        media = context.message.media
        return Accept(list(media[:_PHOTOS])) if media else None

    def shown(self, value: Any, context: Context) -> str:
        return context.text("complaint-photos", count=len(value))


class IdentityField(ChoiceField):
    """With one's name, or without."""

    def __init__(self, told: Told) -> None:
        super().__init__(FORM, "identity", (NAMED, ANONYMOUS))
        self._told = told

    def needed(self, context: Context) -> bool:
        category = context.values.get("category")
        return self._told.is_new(context) and category not in (None, Category.FILE.value)

    def read(self, context: Context) -> Reading:
        lacks = context.message.intent == "dont_have_it" and context.message.choice is None
        return super().read(context) or (Accept(ANONYMOUS) if lacks else None)  # "without": a name


class ComplainerField(NameField):
    depends: Sequence[str] = ("identity",)

    def __init__(self, told: Told) -> None:
        super().__init__(FORM)
        self._told = told

    def needed(self, context: Context) -> bool:
        return self._told.is_named(context)


class ComplainerPhoneField(PhoneField):
    depends: Sequence[str] = ("identity",)

    def __init__(self, told: Told) -> None:
        super().__init__(FORM)
        self._told = told

    def needed(self, context: Context) -> bool:
        return self._told.is_named(context)

    def buttons(self, context: Context) -> Sequence[Button]:
        return (context.command("complaint-button-no-phone", "/deny"),)


class ReferenceField(BaseField):
    """The number of the complaint that is to be opened again; one's own are on offer. Any well-formed one is taken, there or not."""

    depends: Sequence[str] = ("aim",)

    def __init__(self, told: Told) -> None:
        super().__init__(FORM, "reference")
        self._told = told

    def needed(self, context: Context) -> bool:
        return context.values.get("aim") == REOPEN

    def buttons(self, context: Context) -> Sequence[Button]:
        service = self._told.service()
        mine = service.of_conversation(context.message.conversation)
        return [choice(one.reference, one.reference) for one in mine if service.can_reopen(one)][:3]

    def read(self, context: Context) -> Reading:
        written = context.message.choice or context.message.text
        reference = normal_reference(written)
        if reference and register_of(reference) == "complaints":
            return Accept(reference, _own(self._told, context, reference))
        return self.refuse(context, "reference-wrong") if looks_like_reference(written) else None

    def volunteered(self, context: Context) -> Reading:
        return self.read(context) if normal_reference(context.message.text) else None


class ReasonField(TextField):
    """Why it is to be opened again."""

    def __init__(self, told: Told) -> None:
        super().__init__(FORM, "reason", 4, LONGEST)
        self._told = told

    def needed(self, context: Context) -> bool:
        return context.values.get("aim") == REOPEN


class OnlyWhen:
    """A field of another service that is asked only under a condition."""

    def __init__(self, field: Field, condition: Callable[[Context], bool]) -> None:
        self._field = field
        self._condition = condition
        self.name = field.name
        self.optional = field.optional
        self.free = field.free
        self.private = field.private
        self.depends = field.depends
        self.takes = field.takes
        self.ask = field.ask
        self.help = field.help
        self.buttons = field.buttons
        self.read = field.read
        self.show = field.show

    def needed(self, context: Context) -> bool:
        return self._condition(context) and self._field.needed(context)

    def volunteered(self, context: Context) -> Reading:
        return self._field.volunteered(context) if self._condition(context) else None


def _own(told: Told, context: Context, reference: str) -> dict[str, bool]:
    """Whether the conversation may open it without proof: it was made there, or nobody is named in it."""
    mine = {one.reference for one in told.service().of_conversation(context.message.conversation)}
    if reference in mine:
        return {"own": True}
    found = told.service().find(reference)  # an anonymous one belongs to who has its number
    return {"own": found is not None and found.report.anonymous}


def _town_at(location: Location, index: PlaceIndex, context: Context) -> Reading:
    near, kilometres = index.nearest(location, quarters=False)
    return Accept(near.id) if kilometres <= FAR else Refuse(context.say("offices-bad-location"))


def _titled(category: Category, context: Context) -> tuple[str, str]:
    return context.text(f"complaint-category-{category.value}"), category.value
