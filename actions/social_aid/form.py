"""Direct social aid: children, their ages and school are asked for; the index and the rest are taken from what is said."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Optional

from bot.bootstrap import household_reader, social_aid_service
from bot.forms.choosing import chosen
from bot.forms.fields import BaseField, BaseForm
from bot.forms.machine import SURE
from bot.forms.model import Accept, Button, Context, Done, Field, Form, Outcome, Reading, Say, Values, choice
from bot.procedures.answer import source_line
from bot.procedures.model import Status
from bot.services.social_aid.model import Estimate, Situation
from bot.services.social_aid.reading import ALL, NONE, OUT, Said
from bot.services.tariffs import in_force

FORM = "social-aid"
PROCEDURE = "direct-social-aid"
HOUSING = "housing-aid"
MOST_CHILDREN = 20  # of one household; more is a slip
OLDEST = 120
_SITUATION, _CHILDREN, _AGES, _SCHOOL = "situation", "children", "ages", "school"


class SituationField(BaseField):
    """The index, a refusal, another aid: never asked for, taken when it is said. JSON of :class:`Situation`."""

    def needed(self, context: Context) -> bool:
        return self.name in context.values or bool(self.volunteered(context))

    def volunteered(self, context: Context) -> Reading:
        told = _said(context).situation.as_json()
        return Accept({**context.values.get(self.name, {}), **told}) if told else None

    def show(self, context: Context) -> None:
        return None


class ChildrenField(BaseField):
    """How many; not asked for when the answer does not depend on it."""

    def __init__(self) -> None:
        super().__init__(FORM, _CHILDREN)

    def needed(self, context: Context) -> bool:
        return depends_on_children(_situation(context))

    def buttons(self, context: Context) -> Sequence[Button]:
        return (context.choice("social-aid-none-button", "0"),)

    def read(self, context: Context) -> Reading:
        if context.message.choice is not None:
            return Accept(0) if context.message.choice == "0" else None
        said = _said(context)
        if said.is_negative or said.is_broken:
            return self.refuse(context, "children-impossible", most=MOST_CHILDREN)
        told = self.volunteered(context)
        if told is not None:
            return told
        if len(said.loose) == 1:
            return self._checked(said.loose[0], (), context)
        if len(said.loose) > 1:
            return self._by_ages(context)
        return Accept(0) if said.says_nobody or _means("deny", context) else None

    def volunteered(self, context: Context) -> Reading:
        said = _said(context)
        return None if said.children is None else self._checked(said.children, said.ages, context)

    def _by_ages(self, context: Context) -> Reading:
        """Who answers with ages has told how many, too."""
        ages = household_reader().ages(context.message.text)
        return self._checked(len(ages), ages, context) if ages and max(ages) <= OLDEST else None

    def _checked(self, children: int, ages: Sequence[int], context: Context) -> Reading:
        if not 0 <= children <= MOST_CHILDREN:
            return self.refuse(context, "children-impossible", most=MOST_CHILDREN)
        return Accept(children, also={_AGES: list(ages)} if ages and len(ages) == children else {})


class AgesField(BaseField):
    """A list of whole years, one for each child."""

    depends: Sequence[str] = (_CHILDREN,)

    def __init__(self) -> None:
        super().__init__(FORM, _AGES)

    def needed(self, context: Context) -> bool:
        return depends_on_children(_situation(context)) and context.values.get(_CHILDREN, 0) > 0

    def ask(self, context: Context) -> Say:
        return context.say("social-aid-ask-ages", count=context.values[_CHILDREN])

    def read(self, context: Context) -> Reading:
        if not context.message.text:
            return None
        ages = household_reader().ages(context.message.text)
        if not ages:
            return None
        if _said(context).is_negative or max(ages) > OLDEST:
            return self.refuse(context, "age-impossible")
        children = context.values[_CHILDREN]
        if len(ages) != children:
            return self.refuse(context, "ages-count", count=len(ages), children=children)
        return Accept(ages)

    def volunteered(self, context: Context) -> Reading:
        said = _said(context)
        right = said.ages and len(said.ages) == context.values.get(_CHILDREN)
        return Accept(list(said.ages)) if right else None

    def shown(self, value: Any, context: Context) -> str:
        return ", ".join(str(age) for age in value)


class SchoolField(BaseField):
    """Who of the children of school age goes to school: ``all``, ``none``, a number, or ``out:`` and a number."""

    depends: Sequence[str] = (_AGES,)

    def __init__(self) -> None:
        super().__init__(FORM, _SCHOOL)

    def needed(self, context: Context) -> bool:
        if not depends_on_children(_situation(context)) or not context.values.get(_CHILDREN):
            return False
        return _AGES not in context.values or _school_aged(context) > 0

    def ask(self, context: Context) -> Say:
        return context.say("social-aid-ask-school", *self.buttons(context), count=_school_aged(context))

    def buttons(self, context: Context) -> Sequence[Button]:
        return [choice(title, value) for title, value in self._titles(context)]

    def _titles(self, context: Context) -> list[tuple[str, str]]:
        one = _school_aged(context) == 1
        return [
            (_text(context, "yes-button" if one else "all-button"), ALL),
            (_text(context, "no-button" if one else "nobody-button"), NONE),
        ]

    def read(self, context: Context) -> Reading:
        if context.message.choice is not None:
            return Accept(context.message.choice) if context.message.choice in (ALL, NONE) else None
        said = _said(context)
        if said.is_negative or said.is_broken:
            return self.refuse(context, "school-impossible", count=_school_aged(context))
        if said.school:
            return self._checked(said.school, context)
        if len(said.loose) == 1 and not self._corrects_the_number(said, context):
            return self._checked(str(said.loose[0]), context)
        named = self._in_words(said, context)
        return Accept(named) if named else None

    def _corrects_the_number(self, said: Said, context: Context) -> bool:
        """ "No, three children": how many there are, not how many of them go to school."""
        is_too_many = in_school(str(said.loose[0]), _school_aged(context)) is None
        return said.children is not None and (is_too_many or context.message.intent == "correct")

    def _in_words(self, said: Said, context: Context) -> Optional[str]:
        """ "yes", "no", "all", "none", a button's title."""
        if said.says_all or _means("affirm", context):
            return ALL
        if said.says_nobody or _means("deny", context):
            return NONE
        return None if said.loose else chosen(context.message, self._titles(context))

    def volunteered(self, context: Context) -> Reading:
        school = _said(context).school
        if school is None or (_AGES in context.values and in_school(school, _school_aged(context)) is None):
            return None
        return Accept(school)

    def _checked(self, school: str, context: Context) -> Reading:
        if in_school(school, _school_aged(context)) is None:
            return self.refuse(context, "school-impossible", count=_school_aged(context))
        return Accept(school)

    def shown(self, value: Any, context: Context) -> str:
        return f"{in_school(value, _school_aged(context))}/{_school_aged(context)}"


class SocialAidForm(BaseForm):
    name = "social_aid"
    starts = frozenset({"simulate_social_aid"})
    confirmed = False

    def __init__(self) -> None:
        self.fields: Sequence[Field] = (SituationField(FORM, _SITUATION), ChildrenField(), AgesField(), SchoolField())

    def begin(self, context: Context) -> tuple[Say, ...]:
        """An index that is low enough is answered at once: the sum may need questions."""
        situation = _situation(context)
        lines = _about_index(context, situation) if depends_on_children(situation) else ()
        return tuple(map(Say, lines))

    def subject(self, values: Values) -> Optional[str]:
        return PROCEDURE

    def commit(self, context: Context) -> Outcome:
        situation = _situation(context)
        if situation.housing:
            full = context.command("social-aid-housing-button", _about(HOUSING))
            return Done((Say(_text(context, "housing"), (full,)),))
        if depends_on_children(situation):
            lines = list(_about_sum(context, situation))
        else:
            lines = list(_about_index(context, situation))
            lines += [_text(context, "stopped")] if situation.stopped else []
        lines += [*_contest(context), *_source(context)]
        return Done((Say("\n".join(lines), (context.command("social-aid-full-button", _about(PROCEDURE)),)),))


FORMS: Sequence[Callable[[], Form]] = (SocialAidForm,)


# ---- what is said


def depends_on_children(situation: Situation) -> bool:
    """Whether the answer is a sum: not for another aid, for a refusal, or above the threshold."""
    above = situation.index is not None and not social_aid_service().passes(situation.index)
    return not (situation.housing or situation.stopped or situation.tadamon or above)


def in_school(school: str, school_aged: int) -> Optional[int]:
    """How many children of school age go to school; None when there are not so many."""
    if school in (ALL, NONE):
        return school_aged if school == ALL else 0
    count = school_aged - int(school[len(OUT) :]) if school.startswith(OUT) else int(school)
    return count if 0 <= count <= school_aged else None


def _about_index(context: Context, situation: Situation) -> Iterator[str]:
    thresholds = social_aid_service().tariffs.thresholds
    if situation.tadamon:
        yield from _about_tadamon(context, situation)
    elif situation.index is not None:
        side = "below" if social_aid_service().passes(situation.index) else "above"
        yield _text(context, f"index-{side}", index=situation.index, threshold=thresholds.direct_aid.index)
    elif situation.stopped:
        yield _text(context, "threshold", threshold=thresholds.direct_aid.index)


def _about_tadamon(context: Context, situation: Situation) -> Iterator[str]:
    threshold = social_aid_service().tariffs.thresholds.amo_tadamon
    if situation.index is None:
        yield _text(context, "tadamon", threshold=threshold.index)
    else:
        side = "below" if social_aid_service().passes_tadamon(situation.index) else "above"
        yield _text(context, f"tadamon-{side}", index=situation.index, threshold=threshold.index)
    if threshold.status is not Status.CONFIRMED:
        yield _text(context, "to-be-checked")


def _about_sum(context: Context, situation: Situation) -> Iterator[str]:
    ages = context.values.get(_AGES, ())
    schooled = in_school(context.values.get(_SCHOOL, NONE), _school_aged(context)) or 0
    found = social_aid_service().estimate(ages, schooled, context.message.now.year)
    if found is None:
        yield _text(context, "no-amounts")
        return
    if ages:
        yield _text(context, "for", count=len(ages), ages=", ".join(str(age) for age in ages))
    yield from _sum(context, found)
    yield _text(context, "conditions", threshold=social_aid_service().tariffs.thresholds.direct_aid.index)
    if ages or situation.special:
        yield _text(context, "special")
    if situation.birth:
        grant = social_aid_service().tariffs.birth_grant
        yield _text(context, "birth", births=grant.births, months=grant.months)
    yield _text(context, "unknown")


def _sum(context: Context, found: Estimate) -> Iterator[str]:
    if found.low == found.high:
        yield _text(context, "estimate", year=str(found.year), sum=found.low)
    else:
        yield _text(context, "estimate-range", year=str(found.year), low=found.low, high=found.high)
    if len(found.parts) > 1 or any(count > 1 for count, _ in found.parts):
        yield "= " + " + ".join(_text(context, "part", number=count, sum=amount) for count, amount in found.parts)
    if found.is_least:
        yield _text(context, "least")
    if found.too_old:
        yield _text(context, "too-old", count=found.too_old, last=social_aid_service().tariffs.ages.last)
    if found.too_many:
        yield _text(context, "too-many", most=social_aid_service().tariffs.most_children)
    if found.tariff_year != found.year:
        yield _text(context, "older-amounts", year=str(found.year), known=str(found.tariff_year))


def _contest(context: Context) -> Iterator[str]:
    rules = social_aid_service().tariffs.complaint
    yield _text(context, "contest", within=rules.within, reply=rules.reply)
    if rules.status is not Status.CONFIRMED:
        yield _text(context, "contest-to-be-checked")


def _source(context: Context) -> Iterator[str]:
    found = in_force(social_aid_service().tariffs.years, context.message.now.year)
    if found:
        yield source_line(found.tariff.source, context.locale)


def _about(procedure: str) -> str:
    return f'/ask_procedure{{"procedure": "{procedure}"}}'


# ---- what was said


def _situation(context: Context) -> Situation:
    return Situation.from_json(context.values.get(_SITUATION, {}))


def _school_aged(context: Context) -> int:
    return social_aid_service().school_aged(context.values.get(_AGES, ()))


def _said(context: Context) -> Said:
    return household_reader().read(context.message.text)


def _means(intent: str, context: Context) -> bool:
    return context.message.intent == intent and context.message.confidence >= SURE


def _text(context: Context, part: str, **arguments: Any) -> str:
    return context.text(f"{FORM}-{part}", **arguments)
