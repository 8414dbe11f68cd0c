"""The defaults of fields and forms, and the fields that several services share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Optional

from bot.forms.choosing import chosen
from bot.forms.model import Accept, Button, Context, Done, Field, Outcome, Reading, Refuse, Say, Values, choice
from bot.text.bidi import isolate


class BaseField:
    """A field whose sentences are the messages ``<form>-ask-<name>``, ``<form>-help-<name>`` and ``<form>-label-<name>``."""

    optional = False
    free = False
    private = False
    depends: Sequence[str] = ()
    takes: frozenset[str] = frozenset()

    def __init__(self, form: str, name: str) -> None:
        self.form = form
        self.name = name

    def needed(self, context: Context) -> bool:
        return True

    def ask(self, context: Context) -> Say:
        return context.say(self._id("ask"), *self.buttons(context))

    def help(self, context: Context) -> Say:
        return context.say(self._id("help"), *self.buttons(context))

    def buttons(self, context: Context) -> Sequence[Button]:
        return ()

    def read(self, context: Context) -> Reading:
        return self.volunteered(context)

    def volunteered(self, context: Context) -> Reading:
        return None

    def show(self, context: Context) -> Optional[tuple[str, str]]:
        value = context.values.get(self.name)
        return None if value is None else (context.text(self._id("label")), self.shown(value, context))

    def shown(self, value: Any, context: Context) -> str:
        """The value as the citizen reads it."""
        return str(value)

    def refuse(self, context: Context, reason: str, **arguments: Any) -> Refuse:
        """A refusal whose sentence is the message ``<form>-<reason>``."""
        return Refuse(context.say(f"{self.form}-{reason}", *self.buttons(context), **arguments))

    def _id(self, part: str) -> str:
        return f"{self.form}-{part}-{self.name.replace('_', '-')}"


class ChoiceField(BaseField):
    """One of a few values, each a button titled ``<form>-<name>-<value>``; also by its place in the list ("2")."""

    def __init__(self, form: str, name: str, values: Sequence[str]) -> None:
        super().__init__(form, name)
        self._values = tuple(values)

    def choices(self, context: Context) -> Sequence[tuple[str, str]]:
        """Title and value of each choice on offer."""
        return [(context.text(f"{self.form}-{self.name}-{value}".replace("_", "-")), value) for value in self._values]

    def buttons(self, context: Context) -> Sequence[Button]:
        return [choice(title, value) for title, value in self.choices(context)]

    def read(self, context: Context) -> Reading:
        value = chosen(context.message, self.choices(context))
        return Accept(value) if value is not None else self.volunteered(context)

    def shown(self, value: Any, context: Context) -> str:
        return next((title for title, one in self.choices(context) if one == value), str(value))


class TextField(BaseField):
    """Any words, of ``shortest`` to ``longest`` characters."""

    free = True

    def __init__(self, form: str, name: str, shortest: int = 2, longest: int = 1000) -> None:
        super().__init__(form, name)
        self._shortest, self._longest = shortest, longest

    def read(self, context: Context) -> Reading:
        text = " ".join(context.message.text.split())
        if not text:
            return None
        if len(text) < self._shortest:
            return self.refuse(context, f"{self.name.replace('_', '-')}-too-short")
        if len(text) > self._longest:
            return self.refuse(context, f"{self.name.replace('_', '-')}-too-long", most=self._longest)
        return Accept(text)


class BaseForm:
    """A form that asks, confirms with a summary of its fields when ``confirmed`` is true, and then does its work."""

    name = ""
    starts: frozenset[str] = frozenset()
    fields: Sequence[Field] = ()
    confirmed = True

    def subject(self, values: Values) -> Optional[str]:
        return None

    def begin(self, context: Context) -> tuple[Say, ...]:
        return ()

    def confirm(self, context: Context) -> Optional[Say]:
        if not self.confirmed:
            return None
        shown = (one.show(context) for one in self.fields if one.needed(context))
        lines = [f"{label}{context.text('forms-colon')}{isolate(value)}" for label, value in filter(None, shown)]
        text = context.text("forms-summary", lines="\n".join(lines))
        return Say(text, self.confirm_buttons(context))

    def confirm_buttons(self, context: Context) -> tuple[Button, ...]:
        return (
            context.command("forms-button-yes", "/affirm"),
            context.command("forms-button-change", "/correct"),
            context.command("forms-button-stop", "/cancel"),
        )

    def commit(self, context: Context) -> Outcome:
        return Done(())
