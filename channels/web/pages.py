"""What all pages of our own have in common: the frame, the languages, the headers."""

from __future__ import annotations

from sanic import HTTPResponse
from sanic.response import html

from bot.locales import LOCALES
from channels.web.html import Html, element, together
from channels.web.introduction import languages
from channels.wording import sentence

_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' blob:; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
_SCRIPTED = "; script-src 'self'; connect-src 'self'"


def text(locale: str, name: str) -> str:
    """A sentence of our pages."""
    return sentence(locale, f"site-{name}")


def document(locale: str, *body: str, scripts: tuple[str, ...] = (), class_: str = "") -> str:
    """A whole page: nothing inline, nothing of another host; addresses are relative, so it may stand below any prefix."""
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("title", text(locale, "title")),
        element("link", rel="icon", href="static/icon.svg"),
        element("link", rel="stylesheet", href="static/site.css"),
        *(element("script", type="module", src=script) for script in scripts),
    )
    page = element(
        "html", head, element("body", *body, class_=class_ or None), lang=locale, dir=LOCALES[locale].direction
    )
    return f"<!doctype html>\n{page}\n"


def language_links(locale: str, address: str) -> Html:
    """Every language, in itself; the one of the page is marked."""
    links = (
        element(
            "a",
            one["name"],
            href=f"{address}?lang={one['code']}",
            lang=one["code"],
            dir=one["dir"],
            hreflang=one["code"],
            aria_current="true" if one["code"] == locale else None,
        )
        for one in languages()
    )
    return element("nav", *links, class_="languages", aria_label=text(locale, "language"))


def said(message: dict[str, str] | None, class_: str) -> Html:
    """A sentence of the operator's in its own language; nothing when there is none."""
    if message is None:
        return Html()
    return element("p", message["text"], class_=class_, lang=message["locale"], dir=message["dir"])


def header(locale: str, *more: str) -> Html:
    return element("header", element("div", element("h1", text(locale, "title")), together(*more), class_="bar"))


def answer(page: str, *, scripted: bool, status: int = 200) -> HTTPResponse:
    """The page with its headers. Without scripts it holds a token, and is never kept by a browser."""
    headers = {
        "Content-Security-Policy": _POLICY + (_SCRIPTED if scripted else ""),
        "Cache-Control": "no-cache" if scripted else "no-store",
        "Vary": "Accept-Language",
    }
    if scripted:
        headers["Permissions-Policy"] = "camera=(), geolocation=(self), microphone=()"
    else:  # else a form of ours would be sent as that of a stranger
        headers["Referrer-Policy"] = "same-origin"
    return html(page, status=status, headers=headers)
