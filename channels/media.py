"""Bounds of what citizens may send besides text, and how the type of a file is known: by its content, not its name."""

from __future__ import annotations

from bot.errors import ChobbakError

IMAGE_BYTES = 5 * 1024 * 1024  # WhatsApp's own bound for images (Twilio and Meta)
FILE_BYTES = 16 * 1024 * 1024  # and for everything else
MOST_ITEMS = 10  # of one message

# The first bytes of the types that we take, at their offset.
_SIGNATURES: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (8, b"WEBP", "image/webp"),
    (0, b"%PDF-", "application/pdf"),
    (0, b"OggS", "audio/ogg"),
    (0, b"#!AMR", "audio/amr"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"\xff\xf1", "audio/aac"),
    (0, b"\xff\xf9", "audio/aac"),
    (4, b"ftypM4A", "audio/mp4"),
    (4, b"ftyp3gp", "video/3gpp"),
    (4, b"ftyp", "video/mp4"),
)


class MediaRefused(ChobbakError):
    """A photo, voice note or document that we do not take. ``problem`` is ``too_large``, ``type`` or ``gone``."""

    code = "media_refused"

    def __init__(self, problem: str) -> None:
        super().__init__(f"media refused: {problem}")
        self.problem = problem


def kind_of(content: bytes) -> str:
    """The type of a file by its content.

    Raises:
        MediaRefused: it is none that we take.
    """
    found = next((type_ for at, start, type_ in _SIGNATURES if content[at : at + len(start)] == start), None)
    if found is None:
        raise MediaRefused("type")
    return found


def sniff(content: bytes) -> str:
    """As :func:`kind_of`, for what providers carry.

    Raises:
        MediaRefused: it is none that we take, or larger than its type may be.
    """
    found = kind_of(content)
    if len(content) > (IMAGE_BYTES if found.startswith("image/") else FILE_BYTES):
        raise MediaRefused("too_large")
    return found
