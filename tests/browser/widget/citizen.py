"""A citizen at a website with the widget: what they do, and what they may notice."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from tests.browser.widget.stage import Website

_WATCH = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) => violations.push(event.violatedDirective + " " + event.blockedURI));
"""
ANSWER = ".message:not(.mine) .bubble"


class Citizen:
    """One browser profile with one tab (more by ``tab``)."""

    def __init__(
        self,
        browser: Any,
        website: Website,
        *,
        languages: str = "fr",
        size: tuple[int, int] = (1000, 800),
        address: str = "",
        look: dict[str, Any] | None = None,
        expects: tuple[str, ...] = (),
        visit: bool = True,
        **attributes: str,
    ) -> None:
        self.website = website
        self.expects = expects  # parts of console messages that belong to the test: a line that is down
        self.problems: list[str] = []
        self.requested: list[str] = []
        self.address = f"{address or website.url}/?{urlencode(attributes)}"
        viewport = {"width": size[0], "height": size[1]}
        self.context = browser.new_context(locale=languages, viewport=viewport, **(look or {}))
        self.context.add_init_script(_WATCH)
        self.page = self.tab(visit)

    def tab(self, visit: bool = True) -> Any:
        page = self.context.new_page()
        page.set_default_timeout(15_000)
        page.on("request", lambda request: self._requested(request.url))
        page.on("pageerror", lambda error: self.problems.append(f"error: {error}"))
        page.on("console", self._console)
        if visit:
            page.goto(self.address)
        return page

    def _console(self, message: Any) -> None:
        if message.type in ("error", "warning") and not any(part in message.text for part in self.expects):
            self.problems.append(f"{message.type}: {message.text}")

    def _requested(self, url: str) -> None:
        self.requested.append(url)
        ours = (self.website.url, self.website.gateway, self.website.stranger, "blob:", "data:")
        if not url.startswith(ours):
            self.problems.append(f"request: {url}")

    def leave(self) -> list[str]:
        """What went wrong in the meantime."""
        for page in self.context.pages:  # none when the test itself has closed it
            self.problems += [f"violation: {one}" for one in page.evaluate("window.violations ?? []")]
        self.context.close()
        return self.problems

    # ---- what they do, in the words that every test uses

    def open(self, page: Any = None) -> None:
        (page or self.page).locator(".launcher").click()

    def say(self, text: str, page: Any = None) -> None:
        field = (page or self.page).locator("textarea")
        field.fill(text)
        field.press("Enter")

    def messages(self, page: Any = None) -> list[str]:
        """All bubbles in their order."""
        return [text.strip() for text in (page or self.page).locator(".message .bubble").all_inner_texts()]

    def answered(self, text: str, page: Any = None) -> None:
        from playwright.sync_api import expect

        expect((page or self.page).locator(ANSWER).last).to_contain_text(text, timeout=20_000)

    def focus(self, page: Any = None) -> str:
        """What has the focus: its class, tag or name in the shadow root, else in the page."""
        return str(
            (page or self.page).evaluate(
                "(() => { const one = document.activeElement?.shadowRoot?.activeElement ?? document.activeElement;"
                "return one.dataset?.name || one.className || one.tagName.toLowerCase(); })()"
            )
        )
