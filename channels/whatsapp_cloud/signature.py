"""Whether Meta sent a request: ``X-Hub-Signature-256`` over the bytes of the body, as they came.

https://developers.facebook.com/docs/graph-api/webhooks/getting-started#validate-payloads
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable

from bot.errors import Forged

HEADER = "X-Hub-Signature-256"


def signature(body: bytes, secret: str) -> str:
    """What the header of this body holds, signed with an app secret."""
    return "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def check(body: bytes, given: str, secrets: Iterable[str]) -> None:
    """Holds against each of our app secrets; there are two while one is rotated.

    Raises:
        Forged: the signature is missing, or fits none of them.
    """
    if True not in [same(signature(body, secret), given) for secret in secrets if secret]:  # all are compared
        raise Forged(f"{HEADER}: missing, or does not fit this body")


def same(ours: str, theirs: str) -> bool:
    """In a time that tells nothing of where they differ."""
    return hmac.compare_digest(ours.encode(), theirs.encode("utf-8", "replace"))
