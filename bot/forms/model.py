"""The words of a form: what a citizen sends, what we say, and what a service must bring to have its questions asked.

A form knows nothing of Rasa: :mod:`bot.forms.machine` moves it, ``actions/forms`` joins it to a conversation.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple, Optional, Protocol, Union

from bot.entities.model import Entity, Kind
from bot.messages import format_message

ANSWER = "/inform"  # what the button of a form means: its value answers the question
Values = Mapping[str, Any]  # what a form holds, by the names of its fields; JSON values only


class Location(NamedTuple):
    """A position that a citizen shared, in degrees."""

    latitude: float
    longitude: float


@dataclass(frozen=True)
class Message:
    """One message of a citizen, as a form reads it."""

    id: str
    conversation: str
    channel: str
    locale: str  # the one to answer in
    now: datetime  # in Morocco
    text: str = ""  # "" for a button and for what comes without words
    intent: str = ""
    confidence: float = 0.0
    entities: tuple[Entity, ...] = ()
    choice: Optional[str] = None  # what a button of a form gave: to be checked like any text
    location: Optional[Location] = None
    media: tuple[str, ...] = ()  # ids of photos and documents that are kept
    subject: Optional[str] = None  # id of the procedure that the conversation is about
    asks: bool = False  # it asks for a facet of a procedure: which papers, how much

    def values(self, kind: Kind) -> list[str]:
        """The values of one kind in the text, in order, each in the kind's normal form."""
        return [entity.value for entity in self.entities if entity.kind is kind]


@dataclass(frozen=True)
class Context:
    """Where a form stands: its values so far, and the message that is being answered."""

    values: Values
    message: Message
    attempt: Optional[str] = None  # the message that first had this done, when nobody knows whether it was

    @property
    def locale(self) -> str:
        return self.message.locale

    @property
    def key(self) -> str:
        """What is done because of this message is done once under this key, however often the message comes.

        Trying again what a register did not answer is the same deed: it may have been done, and only its answer lost.
        """
        return f"{self.message.conversation}:{self.attempt or self.message.id}"

    def text(self, message_id: str, **arguments: Any) -> str:
        """A sentence of the message files in the citizen's locale."""
        return format_message(self.locale, message_id, **arguments)

    def say(self, message_id: str, *buttons: Button, files: Sequence[File] = (), **arguments: Any) -> Say:
        """What is said: a message of the message files with its buttons. Arguments are numbers or texts in the locale."""
        return Say(self.text(message_id, **arguments), buttons, tuple(files))

    def choice(self, message_id: str, value: str) -> Button:
        """A button of a form, titled by a message, that answers ``value``."""
        return choice(self.text(message_id), value)

    def command(self, message_id: str, payload: str) -> Button:
        """A button titled by a message that means an intent: ``/human``, ``/menu``."""
        return Button(self.text(message_id), payload)


@dataclass(frozen=True)
class Button:
    """A title of at most 20 characters, and what it means: a payload such as ``/human``."""

    title: str
    payload: str


def choice(title: str, value: str) -> Button:
    """A button whose press comes back as :attr:`Message.choice`."""
    return Button(title, ANSWER + json.dumps({"value": value}, ensure_ascii=False))


@dataclass(frozen=True)
class File:
    """What comes with a message where the channel can show it: the gateway makes it when it is asked for."""

    name: str  # as the citizen sees it: rendez-vous.ics
    content_type: str
    path: str  # of the gateway, signed: bot.services.appointments.files


@dataclass(frozen=True)
class Say:
    """One message to the citizen, in their locale."""

    text: str
    buttons: tuple[Button, ...] = ()
    files: tuple[File, ...] = ()


@dataclass(frozen=True)
class Accept:
    """The message answers the field; ``also`` holds values of other fields that the same words told."""

    value: Any
    also: Values = field(default_factory=dict)
    says: tuple[Say, ...] = ()  # said before the next question: "Tuesday is a holiday: I took Wednesday"


@dataclass(frozen=True)
class Refuse:
    """The message tried to answer the field, and why that will not do. The question is not asked again after it."""

    says: Say
    counts: bool = True  # as a failure: after three in a row a person is offered


Reading = Union[Accept, Refuse, None]  # None: the message does not speak of this field


class Field(Protocol):
    """One question of a form. :class:`bot.forms.fields.BaseField` has the defaults."""

    name: str
    optional: bool  # "I don't have it" and "no" leave it empty
    free: bool  # any words answer it: a description
    private: bool  # never shown again in full, and not correctable by words in the middle of another question
    depends: Sequence[str]  # fields on whose answers this one hangs: it is asked anew when one of them changes
    takes: frozenset[str]  # intents that answer it, though elsewhere they steer the form: "cancel" of what?

    def needed(self, context: Context) -> bool:
        """Whether it is asked at all, given the values so far."""

    def ask(self, context: Context) -> Say:
        """The question. May do what the question needs (send a code), once per :attr:`Context.key`."""

    def help(self, context: Context) -> Say:
        """The question in simpler words, with an example."""

    def buttons(self, context: Context) -> Sequence[Button]:
        """The answers on offer: who types the title of one has pressed it."""

    def read(self, context: Context) -> Reading:
        """The answer in the message, when this field was asked."""

    def volunteered(self, context: Context) -> Reading:
        """The answer in a message that was not asked for it: at the start, beside another answer, as a correction."""

    def show(self, context: Context) -> Optional[tuple[str, str]]:
        """Label and value for the summary; None when it is not shown."""


@dataclass(frozen=True)
class Done:
    """The form is over. ``next_form``: another one begins at once with ``values``."""

    says: tuple[Say, ...]
    next_form: Optional[str] = None
    values: Values = field(default_factory=dict)


@dataclass(frozen=True)
class Again:
    """What was answered no longer holds (the slot is taken): these fields are emptied and asked anew, after ``says``."""

    fields: tuple[str, ...]
    says: tuple[Say, ...] = ()


Outcome = Union[Done, Again]


class Form(Protocol):
    """One service's questions. :class:`bot.forms.fields.BaseForm` has the defaults."""

    name: str  # messages: form-<name> (what is being done, for "back to …")
    starts: frozenset[str]  # the intents that begin it
    fields: Sequence[Field]

    def subject(self, values: Values) -> Optional[str]:
        """The id of the procedure that it is about, so far as is known: "how much is it?" in between asks about that."""

    def begin(self, context: Context) -> tuple[Say, ...]:
        """What is said before the first question."""

    def confirm(self, context: Context) -> Optional[Say]:
        """The summary, with buttons yes, change, stop; None when nothing is committed and no consent is needed."""

    def commit(self, context: Context) -> Outcome:
        """Does what the form is for, once per :attr:`Context.key`: the same message again gives the same outcome.

        Raises:
            Unavailable: a register is down; the form stays as it was, and the citizen may try again.
        """
