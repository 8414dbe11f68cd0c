"""The page without scripts: a form that is sent, and the whole conversation that comes back.

There is no cookie. The token stands in a hidden field of a page that no browser keeps, so the conversation ends with
the page. A page that is loaded again sends the same message id again, which changes nothing.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from bot.errors import BadRequest, TooLarge
from bot.locales import CODES, LOCALES
from bot.persistence.records import OWN, OutboundMessage
from channels.web.html import Html, element, rich, together
from channels.web.introduction import languages
from channels.web.pages import document, header, language_links, said, text
from channels.web.parsing import BODY_BYTES

ADDRESS = "plain"
_MOST_FIELDS = 16
_FIELDS = ("token", "id", "text", "choice", "lang", "do")
_NEWEST = "answer"  # the place that a browser scrolls to


@dataclass(frozen=True)
class Form:
    """What a page without scripts sends."""

    token: str = ""
    id: str = ""
    text: str = ""
    choice: str = ""  # the payload of a button that was pressed
    lang: str = ""
    do: str = ""  # "erase"

    @property
    def says_something(self) -> bool:
        return bool(self.id and (self.text.strip() or self.choice))


@dataclass(frozen=True)
class View:
    """What the page shows."""

    locale: str
    token: str = ""
    messages: Sequence[OutboundMessage] = ()
    waiting: bool = False  # the answer to the last message is not there yet
    told: str = ""  # something that went wrong, or was done, in the reader's words
    draft: str = ""  # what stands in the field
    notice: dict[str, str] | None = None
    closed: dict[str, str] | None = None


def form(body: bytes) -> Form:
    """The form in a request's body.

    Raises:
        BadRequest: it is not one of ours.
    """
    if len(body) > BODY_BYTES:
        raise TooLarge("the request is larger than 64 KiB")
    try:
        pairs = parse_qsl(body.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS)
    except ValueError as error:
        raise BadRequest("the body is not a form") from error
    known = {name: value for name, value in pairs if name in _FIELDS}
    return Form(**known)


def title_of(payload: str, messages: Sequence[OutboundMessage]) -> str:
    """What stood on the button that was pressed; "" when no answer has such a button."""
    for message in reversed(messages):
        for button in message.body.get("buttons") or ():
            if button["payload"] == payload:
                return str(button["title"])
    return ""


def page(view: View) -> str:
    """The whole page."""
    locale = view.locale
    return document(
        locale,
        header(locale, _tools(view)),
        element(
            "main",
            said(view.notice, "notice"),
            element("p", text(locale, "intro"), class_="intro") if not view.messages else Html(),
            _conversation(view),
            element("p", view.told, class_="told", role="status") if view.told else Html(),
            said(view.closed, "notice") if view.closed else _question(view),
            class_="plain",
        ),
        element(
            "footer", element("p", text(locale, "keep")), element("a", text(locale, "full"), href=f"./?lang={locale}")
        ),
    )


def _tools(view: View) -> Html:
    """Languages, and the ends of a conversation. With a conversation they are buttons, so that it goes on."""
    locale = view.locale
    if not view.token:
        return language_links(locale, ADDRESS)
    buttons = [
        element("button", one["name"], name="lang", value=one["code"], lang=one["code"], dir=one["dir"], type="submit")
        for one in languages()
        if one["code"] != locale
    ]
    ends = [
        element("a", text(locale, "new"), href=f"{ADDRESS}?lang={locale}"),
        element("button", text(locale, "erase"), name="do", value="erase", type="submit"),
    ]
    hidden = element("input", type="hidden", name="token", value=view.token)
    shown = element("input", type="hidden", name="lang", value=locale)
    return together(
        element(
            "form",
            hidden,
            *buttons,
            method="post",
            action=ADDRESS,
            class_="languages",
            aria_label=text(locale, "language"),
        ),
        element("form", hidden, shown, *ends, method="post", action=ADDRESS, class_="ends"),
    )


def _conversation(view: View) -> Html:
    newest = _newest_answer(view.messages)
    choosable = _choosable(view.messages)
    items = [_message(one, view, newest=one.id == newest, choosable=one.id == choosable) for one in view.messages]
    return element("ol", *items, class_="log", aria_label=text(view.locale, "label")) if items else Html()


def _newest_answer(messages: Sequence[OutboundMessage]) -> int | None:
    """The first answer to the last message of the citizen."""
    last = next((one.reply_to for one in reversed(messages) if one.kind == OWN), None)
    return next((one.id for one in messages if one.kind != OWN and one.reply_to == last), None)


def _choosable(messages: Sequence[OutboundMessage]) -> int | None:
    """The last message with buttons that the citizen has not answered yet; a notice may stand after it."""
    for message in reversed(messages):
        if message.kind == OWN:
            return None
        if message.body.get("buttons"):
            return message.id
    return None


def _message(message: OutboundMessage, view: View, *, newest: bool, choosable: bool) -> Html:
    locale, body, mine = view.locale, message.body, message.kind == OWN
    spoken = body.get("locale") if body.get("locale") in LOCALES else None
    who = element("span", text(locale, "you" if mine else "assistant"), class_="who")
    bubble = element(
        "div",
        *_contents(body, locale),
        class_="bubble",
        lang=spoken,
        dir=LOCALES[spoken].direction if spoken else "auto",
    )
    return element(
        "li",
        who,
        bubble,
        _choices(body, view) if choosable else Html(),
        id=_NEWEST if newest else None,
        class_="message mine" if mine else "message",
    )


def _contents(body: Mapping[str, Any], locale: str) -> list[Html]:
    """Text and what came with it."""
    found = [rich(str(body.get("text") or ""))]
    if body.get("unread"):
        found.append(element("em", text(locale, "unread")))
    if body.get("location"):
        found.append(element("em", text(locale, "location")))
    found += [element("em", text(locale, "file")) for _ in body.get("media") or ()]
    return found + [_file(one) for one in body.get("files") or ()]


def _file(file: Mapping[str, Any]) -> Html:
    """A picture to look at, or a file to keep, at an address of ours."""
    name, path = str(file.get("name") or ""), str(file.get("path") or "")
    if not path.startswith("/") or path.startswith("//"):
        return Html()
    address = "." + path  # below our own address, whatever the rest looks like
    if str(file.get("content_type")) in ("image/png", "image/jpeg"):
        return element("img", src=address, alt=name, class_="picture")
    return element("div", element("a", name, href=address, download=name))


def _choices(body: Mapping[str, Any], view: View) -> Html:
    buttons = [
        element("button", str(button["title"]), name="choice", value=str(button["payload"]), type="submit")
        for button in body.get("buttons") or ()
    ]
    return _form(view, *buttons, class_="choices", label="choices") if buttons else Html()


def _question(view: View) -> Html:
    locale = view.locale
    area = element(
        "textarea",
        view.draft,
        name="text",
        rows="3",
        dir="auto",
        maxlength="8000",
        aria_label=text(locale, "placeholder"),
        placeholder=text(locale, "placeholder"),
    )
    send = element("button", text(locale, "send"), type="submit", class_="send")
    waiting = element("p", text(locale, "slow"), " ", _refresh(view)) if view.waiting else Html()
    return together(waiting, _form(view, area, send, class_="question", label="placeholder"))


def _refresh(view: View) -> Html:
    """The same page again, without a message."""
    hidden = [element("input", type="hidden", name=name, value=value) for name, value in _kept(view)]
    button = element("button", text(view.locale, "refresh"), type="submit")
    return element("form", *hidden, button, method="post", action=f"{ADDRESS}#{_NEWEST}", class_="refresh")


def _form(view: View, *children: Html, class_: str, label: str) -> Html:
    hidden = [element("input", type="hidden", name=name, value=value) for name, value in _kept(view)]
    hidden.append(element("input", type="hidden", name="id", value=secrets.token_hex(16)))
    return element(
        "form",
        *hidden,
        *children,
        method="post",
        action=f"{ADDRESS}#{_NEWEST}",
        class_=class_,
        aria_label=text(view.locale, label),
    )


def _kept(view: View) -> list[tuple[str, str]]:
    return [("token", view.token), ("lang", view.locale)] if view.token else [("lang", view.locale)]


def known_lang(form: Form) -> str | None:
    return form.lang if form.lang in CODES else None
