"""What the ``twilio`` SDK sends its requests through, in place of its own HTTP client.

The SDK's own logs what is sent, gives no ``Retry-After`` back, and does not tell a request that was never asked from one
that was not answered. It uses two things of a client: ``is_async`` and ``request``.
"""

from __future__ import annotations

import json
import re
from typing import Any

from channels.provider_http import ProviderHttp
from channels.send_errors import Reason, SendFailed
from channels.twilio.errors import failure

_SID = re.compile(r"[A-Z]{2}[0-9a-f]{32}")


class Transport:
    """The SDK's HTTP client, on ours. Credentials are ours too: those that the SDK hands over are not used."""

    is_async = True

    def __init__(self, http: ProviderHttp) -> None:
        self._http = http

    async def request(self, method: str, url: str, data: Any = None, **_others: Any) -> Any:
        """The SDK's kind of response, with no more in it than the id of what was made.

        Raises:
            SendFailed: for every answer but a good one.
        """
        from twilio.http.response import Response

        answer = await self._http.request(method, url, data=data)
        if not answer.good:
            raise failure(answer)
        sid = answer.body.get("sid")
        if method == "POST" and not (isinstance(sid, str) and _SID.fullmatch(sid)):
            raise SendFailed(Reason.OUTCOME_UNKNOWN, f"http {answer.status}")
        return Response(answer.status, json.dumps({"sid": sid}))
