"""The files that a browser loads: read once, compressed once, each with the tag by which a browser asks for changes.

The widget's files stand below a version, which is a hash over all of them, so a browser keeps them for good and never
mixes two versions. The one address that a webmaster writes, ``/widget/chobbak.mjs``, names the version of today.
"""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass, field
from pathlib import Path

from sanic import HTTPResponse, Request

from channels.web.bundle import MAIN, bundle, css

STATIC = Path(__file__).parent / "static"
WIDGET = Path(__file__).parent / "widget"

REVALIDATE, FOR_GOOD = "no-cache", "public, max-age=31536000, immutable"
_TYPES = {
    ".mjs": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
}
_WORTH_COMPRESSING = 200  # bytes


@dataclass(frozen=True)
class Asset:
    """One file, ready to be served."""

    body: bytes
    content_type: str
    caching: str = REVALIDATE
    compressed: bytes = field(init=False, default=b"")
    tag: str = field(init=False, default="")

    def __post_init__(self) -> None:
        object.__setattr__(self, "tag", f'"{_hash(self.body)}"')
        if len(self.body) >= _WORTH_COMPRESSING:
            object.__setattr__(self, "compressed", gzip.compress(self.body, 9, mtime=0))

    def response(self, request: Request, **more: str) -> HTTPResponse:
        headers = {"ETag": self.tag, "Cache-Control": self.caching, "Vary": "Accept-Encoding", **more}
        if self.tag in _tags(request):
            return HTTPResponse(status=304, headers=headers)
        if self.compressed and _takes_gzip(request):
            headers["Content-Encoding"] = "gzip"
            return HTTPResponse(self.compressed, headers=headers, content_type=self.content_type)
        return HTTPResponse(self.body, headers=headers, content_type=self.content_type)


def read_static() -> dict[str, Asset]:
    """The files of our own pages, by name."""
    return {name: Asset(body, _TYPES[Path(name).suffix]) for name, body in _read(STATIC).items()}


def read_widget(folder: Path = WIDGET) -> dict[str, Asset]:
    """The files of the widget by their path below ``/widget/``: its modules come as one, which a slow line thanks us for."""
    files = {name: body for name, body in _read(folder).items() if not name.endswith(".mjs")}
    files |= {name: css(body.decode()).encode() for name, body in files.items() if name.endswith(".css")}
    files[MAIN] = bundle(folder).encode()
    version = _hash(b"\0".join(name.encode() + b"\0" + body for name, body in sorted(files.items())))
    found = {f"{version}/{name}": Asset(body, _TYPES[Path(name).suffix], FOR_GOOD) for name, body in files.items()}
    return {MAIN: Asset(f'import "./{version}/{MAIN}";\n'.encode(), _TYPES[".mjs"]), **found}


def _read(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*")) if path.suffix in _TYPES}


def _hash(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()[:20]


def _tags(request: Request) -> list[str]:
    """The tags that a browser has; those that a proxy made weak count as well."""
    header = request.headers.get("if-none-match", "")
    return [tag.strip().removeprefix("W/") for tag in header.split(",")]


def _takes_gzip(request: Request) -> bool:
    wishes = [wish.replace(" ", "").lower() for wish in request.headers.get("accept-encoding", "").split(",")]
    return any(
        wish == "gzip" or (wish.startswith("gzip;q=") and not wish.endswith((";q=0", ";q=0.0"))) for wish in wishes
    )
