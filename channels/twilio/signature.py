"""Whether Twilio sent a request: ``X-Twilio-Signature`` over the address that was called and all of its fields.

https://www.twilio.com/docs/usage/webhooks/webhooks-security. The fields are read from the raw body, because a web
framework may drop blank ones, which are signed too.
"""

from __future__ import annotations

import hmac
import re
from collections.abc import Sequence
from urllib.parse import urlparse

from bot.errors import Forged
from channels.twilio.form import Form

HEADER = "X-Twilio-Signature"
_SIGNATURE = re.compile(r"[A-Za-z0-9+/]{27}=")


class Signatures:
    """Knows our auth tokens: two while they are rotated."""

    def __init__(self, tokens: Sequence[str]) -> None:
        from twilio.request_validator import RequestValidator

        self._validators = [RequestValidator(token) for token in tokens]

    def check(self, url: str, form: Form, given: str) -> None:
        """Raises :class:`Forged` when the signature is missing or wrong."""
        if not _SIGNATURE.fullmatch(given):
            raise Forged(f"{HEADER}: missing, or not a signature")
        if not url.isascii():  # a header of a stranger's making: no address that is called holds other letters
            raise Forged(f"{HEADER}: does not fit this request")
        expected = [
            validator.compute_signature(address, form)
            for validator in self._validators
            for address in _with_and_without_port(url)
        ]
        if True not in [hmac.compare_digest(signature, given) for signature in expected]:  # all are compared
            raise Forged(f"{HEADER}: does not fit this request")


def _with_and_without_port(url: str) -> list[str]:
    """The address as it came first; Twilio is not consistent about a default port."""
    from twilio.request_validator import add_port, remove_port

    try:
        parts = urlparse(url)
        return list(dict.fromkeys((url, add_port(parts), remove_port(parts))))
    except ValueError:  # a port that is none
        return [url]
