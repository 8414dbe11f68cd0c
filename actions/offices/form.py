"""Where is the nearest office: a place, what the office is for, and the office is told. Nothing is committed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from actions.offices.card import Search, card
from bot.bootstrap import office_service
from bot.entities.model import Kind
from bot.forms.choosing import chosen
from bot.forms.fields import BaseField, BaseForm
from bot.forms.model import Accept, Button, Context, Done, Field, Form, Location, Outcome, Reading, Refuse, Say, choice
from bot.forms.places import names_something
from bot.services.offices.kinds import ABROAD
from bot.services.offices.model import OfficeKind, Place

_FORM = "offices"  # the beginning of its message ids
_MOST_CHOICES = 9
_ANY = "any"


class PlaceField(BaseField):
    """Where: ``{"place": id}`` or ``{"at": [latitude, longitude]}``, by words, by a button, or by a shared location."""

    def needed(self, context: Context) -> bool:
        return context.values.get("kind") != [ABROAD]

    def volunteered(self, context: Context) -> Reading:
        if context.message.location is not None:
            return self._shared(context.message.location, context)
        if context.message.choice is not None:
            return _by_button(context.message.choice)
        text = context.message.text
        found = office_service().places.resolve(text, context.message.entities) if text else []
        return self._one_of(found, "which-place", context)

    def read(self, context: Context) -> Reading:
        text = context.message.text
        if not text:
            return self.volunteered(context)
        places = office_service().places
        found = places.resolve(text, context.message.entities, asked=True)
        if found or not names_something(context.message):
            return self._one_of(found, "which-place", context)
        if alike := places.suggestions(text):
            return Refuse(_choose(alike, "did-you-mean", context))
        return self.refuse(context, "unknown-place")

    def shown(self, value: Any, context: Context) -> str:
        if "place" in value:
            return office_service().places[value["place"]].name(context.locale)
        return context.text("offices-where-you-are")

    def _one_of(self, found: Sequence[Place], question: str, context: Context) -> Reading:
        if len(found) > 1:
            return Refuse(_choose(found, question, context), counts=False)
        return _accepted({"place": found[0].id}, context) if found else None

    def _shared(self, location: Location, context: Context) -> Reading:
        latitude, longitude = location
        if not (abs(latitude) <= 90 and abs(longitude) <= 180):  # nor if either is no number
            return self.refuse(context, "bad-location")
        return Accept({"at": [round(latitude, 4), round(longitude, 4)]})


class KindField(BaseField):
    """What the office is for: a list of kinds, empty for any; told by words, or by the procedure that is spoken of."""

    optional = True

    def volunteered(self, context: Context) -> Reading:
        kinds = office_service().kinds
        if kinds.is_abroad(context.message.text):
            return Accept([ABROAD])
        found = kinds.named(context.message.text)
        if not found and context.message.subject and self.name not in context.values:
            found = kinds.of_procedure(context.message.subject)
        return _accepted([kind.value for kind in found], context) if found else None

    def read(self, context: Context) -> Reading:
        if (named := self.volunteered(context)) and context.message.choice is None:
            return named
        value = chosen(context.message, self._choices(context))
        return None if value is None else Accept([] if value == _ANY else [value])

    def buttons(self, context: Context) -> Sequence[Button]:
        return [choice(title, value) for title, value in self._choices(context)]

    def shown(self, value: Any, context: Context) -> str:
        kinds = [context.text(f"offices-kind-{kind}") for kind in value or [_ANY]]
        return context.text("offices-or").join(kinds)

    def _choices(self, context: Context) -> Sequence[tuple[str, str]]:
        values = [*(kind.value for kind in OfficeKind), _ANY]
        return [(context.text(f"offices-kind-{value}"), value) for value in values]


class FindOffice(BaseForm):
    """The nearest office of a kind, with its hours, its address, and what can be done next."""

    name = "find_office"
    starts = frozenset({"find_office", "share_location"})
    fields: Sequence[Field] = (PlaceField(_FORM, "place"), KindField(_FORM, "kind"))
    confirmed = False

    def commit(self, context: Context) -> Outcome:
        return Done(card(Search.of(context.values), context))


def _accepted(value: Any, context: Context) -> Accept:
    """An answer, and the day that the same words speak of: "is it open on Saturday"."""
    days = [day for day in context.message.values(Kind.DATE) if "/" not in day]
    return Accept(value, {"day": days[0]} if len(days) == 1 else {})


def _by_button(value: str) -> Reading:
    """A place that was chosen, or the next office of a search: what a button of ours gave, or anybody wrote."""
    search = Search.parse(value)
    if search:
        return Accept(search.where, {"kind": list(search.kinds), "skip": search.skip})
    return Accept({"place": value}) if value in office_service().places else None


def _choose(places: Sequence[Place], question: str, context: Context) -> Say:
    """The question which place is meant. Quarters of one name are told apart by their towns."""
    index, shown = office_service().places, places[:_MOST_CHOICES]
    same = len({place.name(context.locale) for place in shown}) < len(shown)
    titles = [(index[place.town] if same else place).name(context.locale) for place in shown]
    buttons = [choice(title, place.id) for title, place in zip(titles, shown)]
    return context.say(f"offices-{question}", *buttons)


FORMS: Sequence[Callable[[], Form]] = (FindOffice,)
