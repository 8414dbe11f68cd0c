"""Photos as we keep them: upright, not larger than one can read, and without anything but what one sees.

A photo of a telephone tells where and when it was taken, with what, and may hold a preview of what was cut off. So its
pixels alone go into a new picture.
"""

from __future__ import annotations

import io
from typing import Any

from channels.media import MediaRefused

LONGEST_SIDE = 2400  # pixels: an identity card or a form can be read
_MOST_PIXELS = 30_000_000
_MOST_PIXELS_OF_JPEG = 120_000_000  # it is read at a fraction of its size; not so a progressive one
_FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}
_MODES = {"JPEG": ("L", "RGB"), "PNG": ("L", "LA", "RGB", "RGBA"), "WEBP": ("RGB", "RGBA")}


def is_picture(content_type: str) -> bool:
    return content_type in _FORMATS


def cleaned(content: bytes, content_type: str) -> bytes:
    """The picture anew, in its own format. Takes up to a second of a processor: not for the loop.

    Raises:
        MediaRefused: it cannot be read, or would take too much memory.
    """
    from PIL.Image import DecompressionBombError

    try:
        return _anew(content, _FORMATS[content_type])
    except MediaRefused:
        raise
    except (DecompressionBombError, MemoryError) as error:
        raise MediaRefused("too_large") from error
    except Exception as error:  # a decoder raises whatever it likes at a broken file
        raise MediaRefused("type") from error


def _anew(content: bytes, format_: str) -> bytes:
    from PIL import Image, ImageOps

    with Image.open(io.BytesIO(content), formats=[format_]) as image:
        width, height = image.size
        scaled = format_ == "JPEG" and not image.info.get("progressive")
        if width * height > (_MOST_PIXELS_OF_JPEG if scaled else _MOST_PIXELS):
            raise MediaRefused("too_large")
        image.draft(None, (LONGEST_SIDE, LONGEST_SIDE))  # a JPEG is decoded near the size that is wanted
        image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        return _written(ImageOps.exif_transpose(image), format_)


def _written(image: Any, format_: str) -> bytes:
    from PIL import Image

    modes = _MODES[format_]
    if image.mode not in modes:
        transparent = "transparency" in image.info or image.mode in ("LA", "PA", "RGBA")
        image = image.convert("RGBA" if transparent and "RGBA" in modes else "RGB")
    fresh = Image.new(image.mode, image.size)  # only pixels are carried over
    fresh.paste(image)
    written = io.BytesIO()
    fresh.save(written, format_, **({} if format_ == "PNG" else {"quality": 85}))
    return written.getvalue()
