"""Files that a phone can send: small, valid as far as their first bytes are looked at, and of any size asked for."""

from __future__ import annotations

import struct
import zlib

from channels.simulator.records import Attachment


def photo(size: int = 0) -> Attachment:
    """A grey PNG of 8 × 8 pixels, filled up to ``size`` bytes behind its end."""
    rows = b"".join(b"\0" + b"\x80" * 8 for _ in range(8))
    header = struct.pack(">IIBBBBB", 8, 8, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return Attachment(_filled(b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*chunk) for chunk in chunks), size), "image/png")


def document(size: int = 0) -> Attachment:
    """The beginning of a PDF."""
    return Attachment(_filled(b"%PDF-1.4\n%%EOF\n", size), "application/pdf", "document.pdf")


def voice_note(size: int = 0) -> Attachment:
    """The first page of an Ogg stream."""
    return Attachment(_filled(b"OggS" + b"\0" * 24 + b"OpusHead", size), "audio/ogg", "voice.ogg")


def disguised(size: int = 0) -> Attachment:
    """A program that is announced as a photo."""
    return Attachment(_filled(b"MZ\x90\0", size), "image/jpeg", "photo.jpg")


KINDS = {"photo": photo, "document": document, "voice": voice_note, "disguised": disguised}


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def _filled(content: bytes, size: int) -> bytes:
    return content + b"\0" * max(0, size - len(content))
