"""My data: what is kept of a citizen, how it is corrected, and having it erased."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, Optional

from bot.bootstrap import my_data_service
from bot.forms.fields import BaseForm, ChoiceField
from bot.forms.model import Accept, Button, Context, Done, Outcome, Reading, Say
from bot.language.data import gazetteer
from bot.services.my_data.model import Overview
from bot.text.normalise import words
from bot.text.skeleton import skeleton

NAME = "my_data"
SEE, CORRECT, ERASE = "see", "correct", "erase"
_WISHES = (SEE, CORRECT, ERASE)
_SHORT = 3  # consonants: a shorter skeleton stands in too many words
_OWN = ("messages", "answers", "files", "addresses", "subscriptions", "reminders", "feedback")


class WishField(ChoiceField):
    """What is wanted: by button, or by what the citizen says of their data."""

    def __init__(self) -> None:
        super().__init__(NAME, "what", _WISHES)

    def volunteered(self, context: Context) -> Reading:
        if context.message.choice in _WISHES:
            return Accept(context.message.choice)
        wish = wish_in(context.message.text)
        return None if wish is None else Accept(wish)


class MyDataForm(BaseForm):
    """Says what is kept; erases after a confirmation, with a receipt."""

    name = NAME
    starts = frozenset({"ask_my_data"})
    fields = (WishField(),)

    def begin(self, context: Context) -> tuple[Say, ...]:
        return () if "what" in context.values else (context.say("my_data-notice"),)

    def confirm(self, context: Context) -> Optional[Say]:
        if context.values["what"] != ERASE:
            return None
        buttons = (context.command("my_data-button-erase", "/affirm"), context.command("forms-button-stop", "/cancel"))
        return context.say("my_data-erase-confirm", *buttons)

    def commit(self, context: Context) -> Outcome:
        wish: Callable[[Context], Say] = {SEE: _seen, CORRECT: _corrected, ERASE: _erased}[context.values["what"]]
        return Done((wish(context),))


def wish_in(text: str) -> Optional[str]:
    """What a text wants of our data: see, correct or erase; None when it does not say, or says more than one."""
    said = [(word.norm, skeleton(word.norm)) for word in words(text)]
    wanted = [wish for wish in _WISHES if _says(said, _stems()[wish])]
    return wanted[0] if len(wanted) == 1 else None


def _says(said: Sequence[tuple[str, str]], phrases: Sequence[Sequence[tuple[str, str]]]) -> bool:
    return any(all(any(_holds(word, stem) for word in said) for stem in phrase) for phrase in phrases)


def _holds(word: tuple[str, str], stem: tuple[str, str]) -> bool:
    return word[0] == stem[0] or (len(stem[1]) >= _SHORT and stem[1] in word[1])


@cache
def _stems() -> dict[str, list[list[tuple[str, str]]]]:
    """The phrases of each wish, as normal forms and skeletons of their words."""
    lists: dict[str, Any] = gazetteer(NAME)
    return {
        wish: [
            [(word.norm, skeleton(word.norm)) for word in words(phrase)]
            for phrases in lists[wish].values()
            for phrase in phrases
        ]
        for wish in _WISHES
    }


def _seen(context: Context) -> Say:
    message = context.message
    overview = my_data_service().overview(message.conversation, message.now)
    lines = [
        context.text("my_data-line", label=context.text(f"my_data-count-{name}"), count=count)
        for name, count in _counts(overview)
        if count
    ]
    said = context.text("my_data-kept", lines="\n".join(lines)) if lines else context.text("my_data-nothing")
    if overview.unknown:
        names = context.text("my_data-comma").join(context.text(f"my_data-count-{name}") for name in overview.unknown)
        said += "\n" + context.text("my_data-unknown", names=names)
    return Say(said, (_offer(context, ERASE), _offer(context, CORRECT)))


def _counts(overview: Overview) -> list[tuple[str, int]]:
    own = [(name, int(getattr(overview.holdings, name))) for name in _OWN]
    return [*own, *overview.books.items()]


def _corrected(context: Context) -> Say:
    return context.say("my_data-correct")


def _erased(context: Context) -> Say:
    message = context.message
    receipt = my_data_service().erase(message.conversation, context.key, message.now)
    return context.say("my_data-erased", receipt=receipt)


def _offer(context: Context, wish: str) -> Button:
    title = context.text(f"my-data-what-{wish}")
    return Button(title, f'/ask_my_data{{"value": "{wish}"}}')


FORMS = (MyDataForm,)
