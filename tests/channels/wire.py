"""A wire between two servers that can be cut, frozen or filled with noise: faults outside the product, not switches in it."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable
from contextlib import suppress
from typing import Optional

_CHUNK = 65536


class Wire:
    """A TCP proxy on a free port of loopback, in front of ``host:port``, while the context is open."""

    def __init__(self, port: int, host: str = "127.0.0.1") -> None:
        self._to = (host, port)
        self.port = 0
        self.cut_at: Optional[bytes] = None  # the answer to a request that holds this is not passed on
        self.cut_after = b""  # … but only on a connection on which this has been asked before
        self.cuts = False  # whether it is so for every such request, and not the next one only
        self.on_cut: Callable[[], None] = lambda: None  # called when such an answer has come
        self._open = asyncio.Event()
        self._open.set()
        self._refusing = self._noisy = False
        self._server: Optional[asyncio.AbstractServer] = None
        self._writers: set[asyncio.StreamWriter] = set()

    async def __aenter__(self) -> Wire:
        self._server = await asyncio.start_server(self._connected, "127.0.0.1", 0)
        self.port = int(self._server.sockets[0].getsockname()[1])
        return self

    async def __aexit__(self, *_exc: object) -> None:
        assert self._server is not None
        self._server.close()
        self._drop()

    def freeze(self) -> None:
        """Takes what comes, and passes nothing on: neither end learns of it."""
        self._open.clear()

    def refuse(self) -> None:
        """Ends every connection, and every new one at once."""
        self._refusing = True
        self._drop()

    def garble(self) -> None:
        """Passes noise on instead of the server's words."""
        self._noisy = True

    def mend(self) -> None:
        """As if nothing had been; connections that were frozen or garbled are ended."""
        self._refusing = self._noisy = self.cuts = False
        self.cut_at, self.cut_after = None, b""
        self._drop()
        self._open.set()

    def _cut(self, asked: bytes) -> bool:
        """Whether the answer to what was asked last is not passed on."""
        if self.cut_at is None:
            return False
        return self.cut_at in asked[asked.find(self.cut_after) :] if self.cut_after in asked else False

    def _drop(self) -> None:
        for writer in list(self._writers):
            writer.transport.abort()

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self._refusing:
            writer.transport.abort()
            return
        with suppress(OSError):
            there, out = await asyncio.open_connection(*self._to)
            self._writers |= {writer, out}
            asked: list[bytes] = []
            try:
                tasks = [
                    asyncio.create_task(self._asks(reader, out, asked)),
                    asyncio.create_task(self._answers(there, writer, asked)),
                ]
                await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
                for task in tasks:
                    task.cancel()
                await asyncio.gather(*tasks, return_exceptions=True)
            finally:
                self._writers -= {writer, out}
                writer.transport.abort()
                out.transport.abort()

    async def _asks(self, reader: asyncio.StreamReader, out: asyncio.StreamWriter, asked: list[bytes]) -> None:
        while data := await reader.read(_CHUNK):
            await self._open.wait()
            if self.cut_at is not None:
                asked.append(data)
            out.write(data)
            await out.drain()

    async def _answers(self, there: asyncio.StreamReader, writer: asyncio.StreamWriter, asked: list[bytes]) -> None:
        while data := await there.read(_CHUNK):
            await self._open.wait()
            if self._cut(b"".join(asked)):
                self.cut_at = self.cut_at if self.cuts else None
                self.on_cut()
                return
            writer.write(secrets.token_bytes(len(data)) if self._noisy else data)
            await writer.drain()
