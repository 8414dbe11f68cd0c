"""The page at ``/``: the widget, a question in every language, and how it gets onto another site."""

from __future__ import annotations

from urllib.parse import quote

from bot.locales import LOCALES
from channels.web.html import Html, element
from channels.web.introduction import Introduction, samples
from channels.web.pages import document, header, language_links, said, text

SCRIPTS = ("widget/chobbak.mjs", "static/site.mjs")


async def showcase(introduction: Introduction, locale: str, address: str) -> str:
    """The page in one locale; ``address`` is the gateway's own, for the line that a webmaster copies."""
    notice = await introduction.notice(locale)
    plain = element("a", text(locale, "plain"), href=f"plain?lang={locale}")
    chat = element("chobbak-chat", plain, locale=locale, position="inline")
    return document(
        locale,
        header(locale, language_links(locale, "./")),
        element(
            "main",
            element(
                "section",
                said(notice, "notice"),
                element("p", text(locale, "intro"), class_="intro"),
                element("h2", text(locale, "samples"), id="samples"),
                _samples(),
            ),
            element("div", chat, class_="counter"),
            _embedding(locale, address),
            class_="showcase",
        ),
        element("footer", plain),
        scripts=SCRIPTS,
    )


def _samples() -> Html:
    """Links to the page without scripts; with scripts they ask the widget."""
    links = (
        element(
            "li",
            element(
                "a",
                sample["text"],
                href=f"plain?lang={sample['locale']}&text={quote(sample['text'])}",
                lang=sample["locale"],
                dir=sample["dir"],
                data_ask=sample["text"],
            ),
            element("span", LOCALES[sample["locale"]].endonym, lang=sample["locale"], class_="tongue"),
            dir=sample["dir"],
        )
        for sample in samples()
    )
    return element("ul", *links, class_="samples", aria_labelledby="samples")


def _embedding(locale: str, address: str) -> Html:
    line = f'<script type="module" src="{address}/widget/chobbak.mjs"></script>\n<chobbak-chat></chobbak-chat>'
    return element(
        "section",
        element("h2", text(locale, "embed")),
        element("p", text(locale, "embed-why")),
        element("pre", element("code", line), dir="ltr", lang="en", tabindex="0", aria_label=text(locale, "embed")),
        element("p", text(locale, "embed-origins"), " ", element("code", "CHOBBAK_WIDGET_ORIGINS", dir="ltr")),
        element("p", text(locale, "embed-look")),
        class_="embedding",
    )
