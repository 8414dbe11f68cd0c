"""How a form moves: one message in, what is said and the new state out. Pure but for what fields and forms themselves do.

The state is a stack: a citizen who begins another service in the middle of one comes back to the first when the second
is over. The patterns that it knows: cancel, go back, correct an earlier answer, a question of another kind in between,
"I don't have it", repeat, simpler words, a pause, silence, three failures, a register that is down.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Optional

from bot.entities.model import Entity
from bot.errors import Unavailable
from bot.forms.choosing import chosen, titled
from bot.forms.lacking import Lacking
from bot.forms.model import (
    ANSWER,
    Accept,
    Again,
    Button,
    Context,
    Done,
    Field,
    Form,
    Message,
    Reading,
    Refuse,
    Say,
    choice,
)
from bot.services.references import without_references

CONFIRM = "confirm"  # what is asked when all fields are filled
_CORRECT = "/correct"  # the button of a summary that can be changed
CHANGE = "change"  # … when something in the summary is wrong: what?
FORGOTTEN = timedelta(hours=24)  # after which a form that was left is over
_CONCLUDING = (None, CONFIRM, CHANGE)  # no field is asked: all are filled, or something went wrong before the question
DEPTH = 3  # forms one upon another
SURE = 0.55  # confidence from which an intent says what a message wants that the question does not explain
VERY_SURE = 0.85  # … that the question could explain too, or that another service is wanted in its middle
SURE_TO_STOP = 0.7  # … that the answers so far are to be thrown away
SHORT = 5  # words: a longer text in answer to a free question is the answer, whatever it sounds like
FAILURES = 3  # in a row, after which a person is offered
_SCRAP = 2  # words: what has no more, and no sense, is an answer that failed rather than another topic
_WORD = re.compile(r"(?=[\d_]*[^\W\d_])\w{3,}")  # with a letter, and more than "n°" or "w"
_LONGEST_TITLE = 40  # characters; of buttons, with room for blanks

_CHANGE = "change"  # no intent of the model's: the word "Modifier" in the middle
_SOFT = frozenset({"help", "rephrase", "repeat", "pause"})  # an answer that sounds so is an answer first
_ANSWERING = frozenset({"affirm", "deny", "correct"})
_STRAY = frozenset({"out_of_scope"})
_STOPPING = frozenset({"cancel", "start_over"})
_NOT_A_QUESTION = frozenset(
    {
        "inform",
        "affirm",
        "deny",
        "correct",
        "nlu_fallback",
        "choose_option",
        "ask_more",
        "share_location",
        "share_media",
    }
)


@dataclass(frozen=True)
class State:
    """One form on its way; as JSON in a slot."""

    form: str
    asked: Optional[str]  # a field, CONFIRM, CHANGE; None before the first question
    at: datetime  # of the last message
    values: Mapping[str, Any]
    order: tuple[str, ...] = ()  # the fields that were answered, the last one last
    skipped: tuple[str, ...] = ()
    failures: int = 0
    attempt: Optional[str] = None  # the message that had it done, when the register did not say whether it was

    def as_json(self) -> dict[str, Any]:
        return {
            "form": self.form,
            "asked": self.asked,
            "at": self.at.isoformat(),
            "values": dict(self.values),
            "order": list(self.order),
            "skipped": list(self.skipped),
            "failures": self.failures,
            "attempt": self.attempt,
        }

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> State:
        return cls(
            plain["form"],
            plain["asked"],
            datetime.fromisoformat(plain["at"]),
            plain["values"],
            tuple(plain["order"]),
            tuple(plain["skipped"]),
            plain["failures"],
            plain.get("attempt"),
        )


Stack = tuple[State, ...]


@dataclass(frozen=True)
class Step:
    """What became of a message. ``elsewhere``: it is not for the form; who answers it then calls :meth:`Machine.resume`."""

    says: tuple[Say, ...]
    stack: Stack
    elsewhere: bool = False


class Machine:
    """Moves the forms of a conversation. Holds no state of its own.

    ``forms``: by name. ``is_familiar``: whether a text is made of common words. A name is not, and what the classifier
    makes of it ("Amal Exemple": say it more simply) is chance. ``lacking``: what says "I don't know" and "without".
    """

    def __init__(
        self,
        forms: Mapping[str, Form],
        is_familiar: Callable[[str], bool] = lambda text: True,
        lacking: Optional[Lacking] = None,
    ) -> None:
        self._forms = forms
        self._is_familiar = is_familiar
        self._lacking = lacking or Lacking({})
        self._starters = {intent: form.name for form in forms.values() for intent in form.starts}
        self._moves: Mapping[str, Callable[[Stack, Message], Step]] = {
            "cancel": self._cancelled,
            "go_back": self._back,
            "repeat": self._ask,
            "rephrase": self._help,
            "help": self._help,
            "pause": self._paused,
            "human": _elsewhere,
            "change_language": _elsewhere,
            "start_over": _elsewhere,
            _CHANGE: self._ask_what_to_change,
        }

    def step(self, stack: Stack, message: Message) -> Step:
        """One message of the citizen."""
        stack = self._living(stack, message)
        message = self._meant(stack, message)
        starter = self._starters.get(message.intent)
        if not stack:
            if starter is None:
                return Step((_say(message, "forms-choice-over", ("button-menu", "/menu")),), ())
            return self._start(starter, (), message)
        moved = self._answered(stack, message)
        if moved is None and starter and starter != stack[-1].form and _very_sure(message):
            return self._start(starter, stack[-DEPTH + 1 :], message)
        return moved or self._not_answered(stack, message)

    def resume(self, stack: Stack, message: Message) -> Step:
        """After somebody else has answered: the open question once more."""
        stack = self._living(stack, message)
        if not stack:
            return Step((), ())
        return self._ask(stack, message)

    def _meant(self, stack: Stack, message: Message) -> Message:
        """The message; one that is the title of a button on offer, as its press; "without" and the like, as what it means."""
        if not stack or not 0 < len(message.text) <= _LONGEST_TITLE:
            return message
        offered = self._offered(stack[-1], message)
        payload = titled(message.text, [(button.title, button.payload) for button in offered]) or ""
        if payload.startswith(ANSWER):
            value = json.loads(payload[len(ANSWER) :])["value"]
            return replace(message, intent=ANSWER[1:], confidence=1.0, choice=value)
        intent = payload[1:]
        ours = intent in _ANSWERING or self._moves.get(intent, _elsewhere) is not _elsewhere
        if not ours and message.text in self._lacking:
            intent, ours = "dont_have_it", True
        return replace(message, intent=intent, confidence=1.0) if ours else message

    def _offered(self, state: State, message: Message) -> Sequence[Button]:
        """The buttons of what is asked; none while a register is down."""
        context = Context(state.values, message)
        try:
            if state.asked not in _CONCLUDING:  # our texts say to write "change"
                return (*self._field(state).buttons(context), context.command("forms-button-change", f"/{_CHANGE}"))
            summary = self._forms[state.form].confirm(context) if state.asked == CONFIRM else None
        except Unavailable:
            return ()
        return summary.buttons if summary else ()

    def subject(self, stack: Stack) -> Optional[str]:
        """The id of the procedure that the form at the top is about; None when it does not say."""
        return self._forms[stack[-1].form].subject(stack[-1].values) if stack else None

    # ---- the message answers the question, or steers the form

    def _answered(self, stack: Stack, message: Message) -> Optional[Step]:
        """The step of a message that is for the form; None when the form does not understand it."""
        state = stack[-1]
        field = None if state.asked in _CONCLUDING else self._field(state)
        guessed = field is not None and field.free and bool(message.text) and not self._is_familiar(message.text)
        if message.intent == "emergency" and _sure(message) and not guessed:
            return _elsewhere(stack, message)
        if field is None:
            return self._steered(stack, message) or self._concluded(stack, message)
        return self._told(stack, field, message, guessed) if field.free else self._picked(stack, field, message)

    def _told(self, stack: Stack, field: Field, message: Message, guessed: bool) -> Optional[Step]:
        """The answer to a free question: any words, but for few that surely steer, correct, or say that it is not known."""
        if self._lacking.is_unknown(message.text):
            return self._help(stack, message, person=True)
        steers = message.intent not in field.takes and _steers(message) and (not guessed or message.intent == _CHANGE)
        steered = self._steered(stack, message) if steers else None
        corrected = self._corrected(stack, message) if _corrects(message) else None
        return steered or corrected or self._read(stack, field, message)

    def _picked(self, stack: Stack, field: Field, message: Message) -> Optional[Step]:
        """The answer to a question that has some: a value never steers, and words with a value only when they surely do."""
        if _is_value(message):
            return self._read(stack, field, message) or self._failed(stack, message)
        if message.intent == "greet" and _very_sure(message) and not message.entities:
            return self._greeted(stack, message)  # many quarters are called Salam
        steers = message.intent not in field.takes
        doubtful = steers and (message.intent in _SOFT or (message.entities and not _very_sure(message)))
        moved = self._read(stack, field, message) if doubtful else None
        moved = moved or (self._steered(stack, message) if steers else None)
        if moved or (self._asks(message) and _very_sure(message)):
            return moved or _elsewhere(stack, message)
        return self._read(stack, field, message)

    def _asks(self, message: Message) -> bool:
        """Whether it asks about a procedure; "I have no photo" and "no, the copy" are answers that name papers."""
        answers = message.intent in _NOT_A_QUESTION or message.intent == "dont_have_it"
        return message.asks and not answers and message.intent not in self._starters

    def _read(self, stack: Stack, field: Field, message: Message) -> Optional[Step]:
        state = stack[-1]
        try:
            reading = field.read(Context(state.values, message))
        except Unavailable:
            return self._down(stack, message)
        if isinstance(reading, Refuse):
            return self._refused(stack, reading, message)
        if isinstance(reading, Accept):
            filled = self._with_rest(self._filled(state, field, reading), field, message)
            return self._next((*stack[:-1], filled), message, reading.says)
        corrected = self._corrected(stack, message)
        if corrected is None and field.optional and message.intent in ("dont_have_it", "deny"):
            skipped = replace(state, skipped=(*state.skipped, field.name), failures=0)
            return self._next((*stack[:-1], skipped), message)
        return corrected or self._ahead(stack, field, message)

    def _ahead(self, stack: Stack, field: Field, message: Message) -> Optional[Step]:
        """An answer to a question still to come, in place of this one: it is kept, and the open question asked again."""
        if _sure(message) and message.intent not in _NOT_A_QUESTION | _STRAY and not _is_value(message):
            return None
        kept = self._with_rest(stack[-1], field, message)
        if kept.values == stack[-1].values:
            return None
        return self._next((*stack[:-1], kept), message, (_say(message, "forms-noted"),))

    def _refused(self, stack: Stack, refusal: Refuse, message: Message) -> Step:
        state = stack[-1]
        failures = state.failures + refusal.counts
        stack = (*stack[:-1], replace(state, failures=failures, at=message.now))
        if failures >= FAILURES:
            return Step((refusal.says, _person(message)), stack)
        return Step((refusal.says,), stack)

    def _corrected(self, stack: Stack, message: Message) -> Optional[Step]:
        """An earlier answer given anew: "no, Rabat". The open question is asked again."""
        state = stack[-1]
        for field, accepted in self._volunteered(state, message):
            if accepted.value != state.values[field.name]:
                changed = self._filled(state, field, accepted)
                shown = field.show(Context(changed.values, message))
                stack = (*stack[:-1], replace(changed, asked=state.asked))
                return self._next(stack, message, (*_changed(message, shown), *accepted.says))
        return None

    def _concluded(self, stack: Stack, message: Message) -> Optional[Step]:
        """An answer to the summary: yes, no, or what is to be changed."""
        state = stack[-1]
        affirmed = message.intent == "affirm" and state.asked == CONFIRM and _sure(message)
        if affirmed and not message.entities:
            return self._commit(stack, message)
        corrected = self._corrected(stack, message)
        if corrected or affirmed:
            return corrected or self._commit(stack, message)
        titles = [(button.title, name) for name, button in self._changeable(state, message)]
        named = chosen(message, titles) if state.asked == CHANGE else None
        if named:
            return self._ask((*stack[:-1], _emptied(state, self._dependents(state, named))), message, named)
        if state.asked == CHANGE and message.intent in ("affirm", "deny") and _sure(message):
            return self._ask((*stack[:-1], replace(state, asked=CONFIRM)), message)
        if message.intent in ("deny", "correct") and _sure(message):
            changes = self._may_change(state, message)
            return self._ask_what_to_change(stack, message) if changes else self._cancelled(stack, message)
        return None

    def _may_change(self, state: State, message: Message) -> bool:
        """Whether what was summed up can be changed; a bare "are you sure?" cannot."""
        return state.asked == CHANGE or any(button.payload == _CORRECT for button in self._offered(state, message))

    def _steered(self, stack: Stack, message: Message) -> Optional[Step]:
        move = self._moves.get(message.intent)
        enough = SURE_TO_STOP if message.intent in _STOPPING else SURE
        return move(stack, message) if move and message.confidence >= enough else None

    def _cancelled(self, stack: Stack, message: Message) -> Step:
        return self._over(stack, message, (_say(message, "forms-cancelled"),), ("button-menu", "/menu"))

    def _paused(self, stack: Stack, message: Message) -> Step:
        return Step((_say(message, "forms-paused"),), _touched(stack, message))

    def _back(self, stack: Stack, message: Message) -> Step:
        state = stack[-1]
        answered = [name for name in state.order if name in state.values]
        if not answered and len(stack) > 1:
            return self._over(stack, message, ())
        if not answered:
            step = self._ask(stack, message)
            return replace(step, says=(_say(message, "forms-first-question"), *step.says))
        emptied = _emptied(state, self._dependents(state, answered[-1]))
        return self._ask((*stack[:-1], emptied), message, answered[-1])

    # ---- the message is something else

    def _not_answered(self, stack: Stack, message: Message) -> Step:
        if message.intent == "greet" and _sure(message):
            return self._greeted(stack, message)
        if message.intent == "deny" and _very_sure(message) and len(stack) > 1 and not message.entities:
            return self._over(stack, message, ())  # not wanted after all
        if message.intent == "goodbye" and _very_sure(message):
            return self._paused(stack, message)
        if message.intent == "dont_have_it" and _sure(message):
            return self._help(stack, message, person=True)
        stray = message.intent in _STRAY and len(message.text.split()) <= _SCRAP
        unclear = stray or message.intent in _NOT_A_QUESTION or message.intent in self._starters
        if not unclear and _sure(message):
            return _elsewhere(stack, message)
        return self._failed(stack, message)

    def _greeted(self, stack: Stack, message: Message) -> Step:
        step = self._ask(stack, message)
        where = _say(message, "forms-where-we-were", what=self._what(stack[-1], message))
        return replace(step, says=(where, *step.says))

    def _failed(self, stack: Stack, message: Message) -> Step:
        """Not understood: the question again, then in simpler words, then a person."""
        state = stack[-1]
        stack = (*stack[:-1], replace(state, failures=state.failures + 1, at=message.now))
        if state.failures + 1 >= FAILURES:
            step = self._help(stack, message)
            return replace(step, says=(_person(message), *step.says))
        step = self._help(stack, message) if state.failures else self._ask(stack, message)
        return replace(step, says=(_say(message, "forms-not-understood"), *step.says))

    def _help(self, stack: Stack, message: Message, person: bool = False) -> Step:
        state = stack[-1]
        if state.asked in _CONCLUDING:
            return self._ask(stack, message)
        says = self._field(state).help(Context(state.values, message))
        if person:
            says = replace(says, buttons=(*says.buttons, Button(_text(message, "button-human"), "/human")))
        return Step((says,), _touched(stack, message))

    # ---- moving on

    def _start(self, name: str, below: Stack, message: Message, values: Mapping[str, Any] | None = None) -> Step:
        form = self._forms[name]
        state = State(name, None, message.now, dict(values or {}))
        refusal: Optional[tuple[str, Refuse]] = None
        try:
            for field in form.fields:
                if field.name in state.values or not field.needed(Context(state.values, message)):
                    continue
                reading = field.volunteered(Context(state.values, message))
                if isinstance(reading, Accept):
                    state = self._filled(state, field, reading)
                elif isinstance(reading, Refuse) and refusal is None:
                    refusal = (field.name, reading)
            says = form.begin(Context(state.values, message))
        except Unavailable:
            return self._down((*below, state), message)
        opened = self._open_field(state, message)
        if refusal and opened and opened.name == refusal[0]:
            return Step((*says, refusal[1].says), (*below, replace(state, asked=opened.name)))
        return self._next((*below, state), message, says)

    def _next(self, stack: Stack, message: Message, says: tuple[Say, ...] = ()) -> Step:
        """Asks what is still open; when nothing is, the summary; when there is none, does what the form is for."""
        state = replace(stack[-1], at=message.now, failures=0)
        step = self._ask((*stack[:-1], replace(state, asked=None)), message)
        return replace(step, says=(*says, *step.says))

    def _ask(self, stack: Stack, message: Message, name: Optional[str] = None) -> Step:
        """The question that is open, or the field ``name``; its own step when the form can be concluded instead."""
        state = stack[-1]
        try:
            if state.asked == CHANGE and name is None:
                return self._ask_what_to_change(stack, message)
            field = self._field(state, name) if name else self._asked_or_open(state, message)
            context = Context(state.values, message)
            if field is not None:
                asked = replace(state, asked=field.name, at=message.now)
                return Step((field.ask(context),), (*stack[:-1], asked))
            summary = self._forms[state.form].confirm(context)
        except Unavailable:
            return self._down(stack, message)
        if summary is None:
            return self._commit(stack, message)
        return Step((summary,), (*stack[:-1], replace(state, asked=CONFIRM, at=message.now)))

    def _ask_what_to_change(self, stack: Stack, message: Message) -> Step:
        state = stack[-1]
        buttons = tuple(button for _, button in self._changeable(state, message))
        if not buttons:
            return self._ask((*stack[:-1], replace(state, asked=None)), message)
        says = Say(_text(message, "forms-what-to-change"), buttons)
        return Step((says,), (*stack[:-1], replace(state, asked=CHANGE, at=message.now)))

    def _commit(self, stack: Stack, message: Message) -> Step:
        state = stack[-1]
        try:
            outcome = self._forms[state.form].commit(Context(state.values, message, state.attempt))
        except Unavailable:
            return self._down((*stack[:-1], replace(state, attempt=state.attempt or message.id)), message)
        if isinstance(outcome, Again):
            emptied = state
            for name in outcome.fields:
                emptied = _emptied(emptied, self._dependents(emptied, name))
            return self._next((*stack[:-1], emptied), message, outcome.says)
        return self._done(stack, outcome, message)

    def _done(self, stack: Stack, outcome: Done, message: Message) -> Step:
        if outcome.next_form:
            step = self._start(outcome.next_form, stack[:-1], message, outcome.values)
            return replace(step, says=(*outcome.says, *step.says))
        return self._over(stack, message, outcome.says)

    def _over(
        self, stack: Stack, message: Message, says: tuple[Say, ...], offer: tuple[str, str] | None = None
    ) -> Step:
        """The form at the top is over; the one below it goes on."""
        below = stack[:-1]
        if not below:
            if offer and says:
                buttons = (Button(_text(message, offer[0]), offer[1]),)
                says = (*says[:-1], replace(says[-1], buttons=(*says[-1].buttons, *buttons)))
            return Step(says, ())
        back = _say(message, "forms-back-to", what=self._what(below[-1], message))
        step = self._ask(below, message)
        return replace(step, says=(*says, back, *step.says))

    def _down(self, stack: Stack, message: Message) -> Step:
        """A register does not answer: said clearly, nothing is lost, the same step can be tried again."""
        buttons = (
            ("forms-button-retry", "/affirm" if stack[-1].asked == CONFIRM else "/repeat"),
            ("forms-button-stop", "/cancel"),
        )
        return Step((_say(message, "forms-register-down", *buttons),), _touched(stack, message))

    # ---- fields

    def _living(self, stack: Stack, message: Message) -> Stack:
        """The forms that were not left too long ago, as far as this version still has them and their fields."""
        living = []
        for state in stack:
            if message.now - state.at < FORGOTTEN and state.form in self._forms:
                known = {field.name for field in self._forms[state.form].fields} | {CONFIRM, CHANGE}
                living.append(state if state.asked in known else replace(state, asked=None))
        return tuple(living)

    def _field(self, state: State, name: Optional[str] = None) -> Field:
        """The field of this name, by default the one that is asked."""
        fields = self._forms[state.form].fields
        return next(field for field in fields if field.name == (name or state.asked))

    def _open_field(self, state: State, message: Message) -> Optional[Field]:
        context = Context(state.values, message)
        for field in self._forms[state.form].fields:
            if field.name not in state.values and field.name not in state.skipped and field.needed(context):
                return field
        return None

    def _asked_or_open(self, state: State, message: Message) -> Optional[Field]:
        if state.asked not in _CONCLUDING:
            return self._field(state)
        return self._open_field(state, message)

    def _volunteered(self, state: State, message: Message) -> Iterator[tuple[Field, Accept]]:
        """What a message says of the fields that are filled and may be spoken of."""
        for reading_of in _without_the_first(message):
            context = Context(state.values, reading_of)
            for field in self._forms[state.form].fields:
                if field.name not in state.values or field.name == state.asked or field.private:
                    continue
                reading = self._quietly(field, context) if field.needed(context) else None
                if isinstance(reading, Accept):
                    yield field, reading

    @staticmethod
    def _quietly(field: Field, context: Context) -> Reading:
        """What a field makes of a message that it was not asked for; a register that is down is no reason to complain."""
        try:
            return field.volunteered(context)
        except Unavailable:
            return None

    def _with_rest(self, state: State, field: Field, message: Message) -> State:
        """The same words may answer questions still to come: "Rabat, Tuesday at ten"."""
        if field.free or not message.text:
            return state
        for other in self._forms[state.form].fields:
            context = Context(state.values, message)
            if other.name in state.values or other.name == field.name or not other.needed(context):
                continue
            reading = self._quietly(other, context)
            if isinstance(reading, Accept):
                state = self._filled(state, other, reading)
        return state

    def _filled(self, state: State, field: Field, accepted: Accept) -> State:
        if field.name in state.values and state.values[field.name] != accepted.value:
            state = _emptied(state, self._dependents(state, field.name))
        also = {name: value for name, value in accepted.also.items() if name not in state.values}
        values = {**state.values, field.name: accepted.value, **also}
        return replace(state, values=values, order=(*state.order, field.name), failures=0, attempt=None)

    def _dependents(self, state: State, name: str) -> tuple[str, ...]:
        """The field, and those whose answers hang on it."""
        found = [name]
        for field in self._forms[state.form].fields:
            if set(field.depends) & set(found):
                found.append(field.name)
        return tuple(found)

    def _changeable(self, state: State, message: Message) -> list[tuple[str, Button]]:
        context = Context(state.values, message)
        shown = [
            (field.name, field.show(context)) for field in self._forms[state.form].fields if field.name in state.values
        ]
        return [(name, choice(pair[0], name)) for name, pair in shown if pair]

    @staticmethod
    def _what(state: State, message: Message) -> str:
        return _text(message, f"form-{state.form.replace('_', '-')}")


def merged(says: Sequence[Say]) -> list[Say]:
    """What is said without buttons or files joins what follows: one message costs less than two, and is read as one."""
    found: list[Say] = []
    for say in says:
        if found and not found[-1].buttons and not found[-1].files:
            found[-1] = Say(f"{found[-1].text}\n\n{say.text}", say.buttons, say.files)
        else:
            found.append(say)
    return found


def _without_the_first(message: Message) -> Iterator[Message]:
    """The message, and it without the first value of each kind that it has twice: "not Rabat, Casablanca"."""
    yield message
    kinds = [entity.kind for entity in message.entities]
    for kind in dict.fromkeys(kinds):
        if kinds.count(kind) > 1:
            at = kinds.index(kind)
            yield _without(message, at)


def _without(message: Message, at: int) -> Message:
    """The message without one of its entities, in its text either."""
    kept = (*message.entities[:at], *message.entities[at + 1 :])
    return replace(message, text=_blanked(message.text, message.entities[at : at + 1]), entities=kept)


def _blanked(text: str, entities: Sequence[Entity]) -> str:
    """The text with blanks in place of these values, so that others stay where they are."""
    for entity in entities:
        text = text[: entity.start] + " " * (entity.end - entity.start) + text[entity.end :]
    return text


def _corrects(message: Message) -> bool:
    """Whether a message means to change what was said, and holds a value to do so."""
    return message.intent in ("correct", "deny") and _sure(message) and bool(message.entities)


def _emptied(state: State, names: Sequence[str]) -> State:
    values = {name: value for name, value in state.values.items() if name not in names}
    return replace(
        state,
        values=values,
        order=tuple(name for name in state.order if name not in names),
        skipped=tuple(name for name in state.skipped if name not in names),
        attempt=None,  # another deed from here on
    )


def _touched(stack: Stack, message: Message) -> Stack:
    return (*stack[:-1], replace(stack[-1], at=message.now))


def _elsewhere(stack: Stack, _message: Message) -> Step:
    return Step((), stack, elsewhere=True)


def _is_value(message: Message) -> bool:
    """Whether a text is nothing but values: a card, a date, a reference. Read as words, its letters may sound like a wish."""
    rest = without_references(message.text)
    if rest is None:
        rest = _blanked(message.text, message.entities)
    return rest != message.text and not _WORD.search(rest)


def _sure(message: Message) -> bool:
    return message.confidence >= SURE


def _very_sure(message: Message) -> bool:
    return message.confidence >= VERY_SURE


def _steers(message: Message) -> bool:
    """Whether a message in answer to a free question steers the form instead: short, and sure to."""
    if not message.text:
        return True
    return _very_sure(message) and len(message.text.split()) <= SHORT


def _text(message: Message, message_id: str, **arguments: Any) -> str:
    return Context({}, message).text(message_id, **arguments)


def _say(message: Message, message_id: str, *buttons: tuple[str, str], **arguments: Any) -> Say:
    return Say(
        _text(message, message_id, **arguments),
        tuple(Button(_text(message, title), payload) for title, payload in buttons),
    )


def _person(message: Message) -> Say:
    return _say(message, "forms-person", ("button-human", "/human"), ("forms-button-stop", "/cancel"))


def _changed(message: Message, shown: Optional[tuple[str, str]]) -> tuple[Say, ...]:
    return (_say(message, "forms-changed", label=shown[0], value=shown[1]) if shown else _say(message, "forms-noted"),)
