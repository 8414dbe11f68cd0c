"""The demo page: one HTML file, one script, one style sheet, and its sentences in the locale of the reader."""

from __future__ import annotations

import hashlib
import html
import json
from dataclasses import dataclass
from pathlib import Path
from string import Template
from typing import Any

from sanic import HTTPResponse, Request

from bot.locales import LOCALES
from channels.wording import sentence

STATIC = Path(__file__).parent / "static"

TEXTS = ("title", "intro", "placeholder", "send", "new", "offline", "label", "language", "you", "assistant", "waiting")
SAMPLES = (
    ("ary", "شنو خاصني باش نجدد لاكارط؟"),
    ("ary-Latn", "ch7al kayswa l passport?"),
    ("fr", "Quels papiers pour l'extrait de naissance ?"),
    ("ar", "ما هي الوثائق المطلوبة للحصول على السجل العدلي؟"),
    ("zgh-Latn", "ma ixeṣṣan i lkart?"),
    ("zgh", "ⵎⴰ ⵉⵅⵚⵚⴰⵏ ⵉ ⵓⴱⴰⵙⴱⵓⵔ"),
    ("en", "what papers do I need to register a birth?"),
)
SECURITY_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


@dataclass(frozen=True)
class Asset:
    """A file of the page, read once, with the tag by which a browser asks whether it changed."""

    body: bytes
    content_type: str

    @property
    def tag(self) -> str:
        return f'"{hashlib.sha256(self.body).hexdigest()[:20]}"'

    def response(self, request: Request) -> HTTPResponse:
        headers = {"ETag": self.tag, "Cache-Control": "no-cache"}
        if request.headers.get("if-none-match") == self.tag:
            return HTTPResponse(status=304, headers=headers)
        return HTTPResponse(self.body, headers=headers, content_type=self.content_type)


def read_assets() -> dict[str, Asset]:
    """The script and the style sheet, by file name."""
    types = {"chat.js": "text/javascript; charset=utf-8", "chat.css": "text/css; charset=utf-8"}
    return {name: Asset((STATIC / name).read_bytes(), content_type) for name, content_type in types.items()}


def read_template() -> Template:
    return Template((STATIC / "index.html").read_text(encoding="utf-8"))


def page_texts(locale: str) -> dict[str, Any]:
    """All that the page says in one locale, the languages it offers, and the questions it suggests."""
    return {
        "locale": locale,
        "dir": LOCALES[locale].direction,
        "texts": {name: sentence(locale, f"gateway-page-{name}") for name in TEXTS},
        "locales": [{"code": one.code, "name": one.endonym, "dir": one.direction} for one in LOCALES.values()],
        "samples": [{"locale": code, "dir": LOCALES[code].direction, "text": text} for code, text in SAMPLES],
    }


def render(template: Template, locale: str) -> str:
    """The page in one locale, its data in an attribute: so there is no script or style inside it."""
    page = page_texts(locale)
    texts = {name: html.escape(text) for name, text in page["texts"].items()}
    data = html.escape(json.dumps(page, ensure_ascii=False))
    return template.substitute(texts, lang=html.escape(locale), dir=page["dir"], data=data)
