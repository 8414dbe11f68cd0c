"""What the widget's tests play on: a real gateway that can be killed, an engine with a script, and websites of others."""

from __future__ import annotations

import asyncio
import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import requests

from tests.assistant import KEYS, ROOT
from tests.channels.fake_engine import FakeEngine

Script = Callable[[dict[str, Any]], list[dict[str, Any]]]
WEBSITE = "www.commune.localhost"  # resolved to loopback by Chromium itself


def free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


def say(text: str, locale: str = "fr", **more: Any) -> dict[str, Any]:
    """One answer of the engine."""
    return {"text": text, "locale": locale, "dir": "rtl" if locale in ("ar", "ary") else "ltr", **more}


class ScriptedEngine(FakeEngine):
    """Answers what a test says, from a thread of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.script: Script = echo
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    def begin(self) -> None:
        self._thread.start()
        asyncio.run_coroutine_threadsafe(self.start(), self._loop).result(20)

    def end(self) -> None:
        asyncio.run_coroutine_threadsafe(self.stop(), self._loop).result(20)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)

    def _answer(self, asked: dict[str, Any]) -> Any:
        from aiohttp import web

        key = (asked["conversation_id"], asked["message_id"])
        if key not in self.turns:
            self.turns[key] = self.script(asked)
        return web.json_response({"messages": self.turns[key], "locale": "fr"})


def echo(asked: dict[str, Any]) -> list[dict[str, Any]]:
    return [say(f"réponse à {asked.get('text', '')}")]


class Gateway:
    """The gateway as a process, on one port and one database for all its lives."""

    def __init__(self, directory: Path, engine_port: int, website: str) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.directory = directory
        self._environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("CHOBBAK_")},
            **KEYS,
            "CHOBBAK_HOST": "127.0.0.1",
            "CHOBBAK_PORT": str(self.port),
            "CHOBBAK_ENGINE_PORT": str(engine_port),
            "CHOBBAK_ACTIONS_PORT": str(engine_port),
            "CHOBBAK_DATABASE_URL": f"sqlite:///{directory}/gateway.db",
            "CHOBBAK_WIDGET_ORIGINS": website,
            "CHOBBAK_CONVERSATIONS_PER_MINUTE": "100000",
            "CHOBBAK_MESSAGES_PER_MINUTE": "100000",
            "CHOBBAK_REQUESTS_PER_MINUTE": "100000",
            "CHOBBAK_PRIVACY_NOTICE": "false",
            "CHOBBAK_DEFAULT_LOCALE": "fr",
        }
        self._process: subprocess.Popen[bytes] | None = None

    def start(self, wait: bool = True) -> None:
        with (self.directory / "gateway.log").open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "channels"], cwd=ROOT, env=self._environment, stdout=log, stderr=log
            )
        if wait:
            self.wait()

    def wait(self) -> None:
        for _ in range(400):
            try:
                if requests.get(f"{self.url}/health/ready", timeout=3).status_code == 200:
                    return
            except requests.ConnectionError:
                pass
            assert self._process is not None
            assert self._process.poll() is None, (self.directory / "gateway.log").read_text()[-2000:]
            time.sleep(0.1)
        raise AssertionError((self.directory / "gateway.log").read_text()[-2000:])

    def kill(self) -> None:
        """Ends it as a power cut does."""
        if self._process is not None:
            self._process.kill()
            self._process.wait(10)
            self._process = None


class Website:
    """Pages of somebody else's origin, under a strict policy, that show the widget as their address says.

    ``/?lang=ar&position=inline&…``: ``lang`` and ``width`` are the page's, all others the element's attributes.
    """

    def __init__(self) -> None:
        self.gateway = ""
        self.script = ""
        website = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                website.answer(self)

            def log_message(self, *_: Any) -> None:
                """Says nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://{WEBSITE}:{self._server.server_address[1]}"
        self.stranger = f"http://stranger.localhost:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def policy(self) -> str:
        return (
            f"default-src 'none'; script-src {self.gateway}; style-src 'self' {self.gateway}; "
            f"connect-src {self.gateway}; img-src 'self' {self.gateway}; base-uri 'none'; form-action 'none'; "
            "require-trusted-types-for 'script'"
        )

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        address = urlsplit(request.path)
        kind, body = "text/html; charset=utf-8", ""
        if address.path == "/":
            body = self.page(dict(parse_qsl(address.query, keep_blank_values=True)))
        elif address.path == "/site.css":
            kind, body = "text/css", _STYLE
        elif address.path in ("/favicon.ico", "/logo.svg"):
            kind, body = "image/svg+xml", _LOGO
        request.send_response(200 if body else 404)
        request.send_header("Content-Type", kind)
        request.send_header("Content-Security-Policy", self.policy)
        request.end_headers()
        request.wfile.write(body.encode())

    def page(self, wanted: dict[str, str]) -> str:
        from html import escape

        lang = wanted.pop("lang", "fr")
        direction = "rtl" if lang in ("ar", "ary") else "ltr"
        attributes = "".join(f' {escape(name)}="{escape(value)}"' for name, value in wanted.items())
        return (
            f'<!doctype html><html lang="{escape(lang)}" dir="{direction}"><head><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width, initial-scale=1"><title>Commune</title>'
            '<link rel="stylesheet" href="/site.css"><link rel="icon" href="/favicon.ico">'
            f'<script type="module" src="{self.gateway}/widget/chobbak.mjs"></script></head>'
            "<body><main><h1>Commune</h1><p><a href='#'>Accueil</a></p>"
            f'<chobbak-chat{attributes}><a href="{self.gateway}/plain">Formulaire</a></chobbak-chat>'
            "</main></body></html>"
        )


# A page that is unkind to what it embeds: everything here must stop at the shadow root.
_STYLE = """
html { font-size: 62.5%; }
* { font-family: "Comic Sans MS", cursive; letter-spacing: .1em; }
body { margin: 1rem; font-size: 1.6rem; text-align: center; text-transform: uppercase; line-height: 3; }
button { background: red !important; padding: 4rem; }
"""
_LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><circle cx="5" cy="5" r="5" fill="#c1272d"/></svg>'


def as_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
