"""``make chat``: the same conversation as on the page, in the terminal, through the same API."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx

from bot.cli.processes import is_ready, started
from bot.errors import Unavailable
from bot.settings import ROOT, settings
from bot.text.bidi import strip_isolates

_LOG = ROOT / "var" / "chat.log"


def chat(url: str) -> int:
    """Talks until the end of input or Ctrl-C. Starts the assistant when ``url`` is empty and none answers here."""
    address = url or f"http://127.0.0.1:{settings().port}"
    with _assistant(address, may_start=not url):
        _talk(address)
    return 0


@contextmanager
def _assistant(address: str, may_start: bool) -> Iterator[None]:
    if is_ready(address):
        yield
    elif may_start:
        with started(address, _LOG):
            yield
    else:
        raise Unavailable(f"nothing answers at {address}")


def _talk(address: str) -> None:
    with httpx.Client(base_url=f"{address}/api/v1", timeout=60) as client:
        token = client.post("/conversations", json={}).json()["token"]
        client.headers["Authorization"] = f"Bearer {token}"
        print("Write to Chobbak. A number presses a button, an empty line or Ctrl-D ends.\n")
        buttons: list[dict[str, str]] = []
        while True:
            try:
                line = input("> ").strip()
            except EOFError:
                break
            if not line:
                break
            buttons = _turn(client, line, buttons)


def _turn(client: httpx.Client, line: str, buttons: list[dict[str, str]]) -> list[dict[str, str]]:
    """Sends a line, prints the answers, returns the buttons that they offer."""
    body: dict[str, Any] = {"id": uuid.uuid4().hex, "text": line}
    if line.isdecimal() and 1 <= int(line) <= len(buttons):
        pressed = buttons[int(line) - 1]
        body.update(text=pressed["title"], payload=pressed["payload"])
    response = client.post("/messages", params={"wait": 1}, json=body)
    if response.status_code == 202:
        print("(kept; the answer takes longer than usual)\n")
        return []
    if response.status_code != 200:
        print(f"({response.json()['error']['message']})\n")
        return []
    offered: list[dict[str, str]] = []
    for message in response.json()["messages"]:
        print(strip_isolates(message["text"]))
        for button in message.get("buttons", []):
            offered.append(button)
            print(f"  [{len(offered)}] {strip_isolates(button['title'])}")
        print()
    return offered
