"""Sending through Twilio, and fetching what citizens send: what WhatsApp and SMS have in common.

https://www.twilio.com/docs/messaging/api/message-resource and …/api/media-resource.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Mapping
from typing import Any

from aiohttp import BasicAuth
from yarl import URL

from bot.persistence.records import MediaItem
from bot.settings import Settings
from channels.capabilities import Capabilities
from channels.channel import Address, Media, Template
from channels.downloads import Hosts, download
from channels.media import sniff
from channels.provider_http import ProviderHttp
from channels.rendering import Rendered
from channels.send_errors import Reason, SendFailed
from channels.twilio.account import Account
from channels.twilio.signature import Signatures
from channels.twilio.transport import Transport

log = logging.getLogger(__name__)

SECONDS, MEDIA_SECONDS = 15.0, 30.0  # that a request may take
_MEDIA = re.compile(r"/Messages/((?:SM|MM)[0-9a-f]{32})/Media/(ME[0-9a-f]{32})")
# Without an environment of its own the SDK would read this process's. It takes an empty one for none.
_NO_ENVIRONMENT = {"TWILIO": ""}


class TwilioChannel:
    """A channel of an account at Twilio. A concrete one says what it can, whom it writes to and in which form."""

    name: str
    prefix: str  # before an address

    def __init__(
        self,
        settings: Settings,
        sender: Mapping[str, str],
        capabilities: Capabilities,
        per_second: float,
    ) -> None:
        """Raises :class:`SettingsError`, naming the variable that is missing or wrong."""
        from twilio.rest import Client

        account = Account.of(settings)
        public_url = settings.public_url
        self.capabilities = capabilities
        self.per_second = per_second
        self.account_sid = account.sid
        self.signatures = Signatures(account.tokens)
        self._sender = sender
        self._api = URL(account.url)
        self._authorization = {"Authorization": BasicAuth(*account.login).encode()}
        self._hosts = Hosts.of(account.media_hosts, account.url)
        self._http = ProviderHttp(self._authorization, SECONDS)
        self._client = Client(
            *account.login, account.sid, http_client=Transport(self._http), environment=_NO_ENVIRONMENT
        )
        self._client.api.base_url = account.url
        self._status_url = f"{public_url.rstrip('/')}/webhooks/{self.name}/status" if public_url else ""
        if not public_url:
            log.warning("%s: CHOBBAK_PUBLIC_URL is not set, so Twilio cannot tell what becomes of messages", self.name)

    async def send(self, to: tuple[Address, ...], part: Rendered, reference: str) -> str:
        return await self._create(to, self._content(part), reference)

    async def send_template(self, to: tuple[Address, ...], template: Template, reference: str) -> str:
        return await self._create(to, content(template.sid, template.variables), reference)

    async def fetch(self, item: MediaItem) -> Media:
        credentials = self._authorization if self._is_api(item.key) else {}
        found = await download(
            self._http.session(), item.key, allowed=self._hosts, headers=credentials, timeout=MEDIA_SECONDS
        )
        return Media(found, sniff(found))

    async def forget(self, item: MediaItem) -> None:
        match = _MEDIA.search(item.key)
        if match is None or not self._is_api(item.key):
            return
        try:
            await self._client.messages(match[1]).media(match[2]).delete_async()
        except SendFailed as error:
            log.warning("%s: media not deleted at Twilio: %s %s", self.name, error.reason.code, error.detail)

    async def show_typing(self, message_id: str) -> None:
        """Nothing: an SMS has no such thing."""

    async def close(self) -> None:
        await self._http.close()

    def _content(self, part: Rendered) -> dict[str, Any]:
        """The message's part of a request, as the SDK names it."""
        return {"body": part.text}

    def _recipient(self, to: tuple[Address, ...]) -> str:
        """The first address that this channel can write to."""
        raise NotImplementedError

    async def _create(self, to: tuple[Address, ...], content: Mapping[str, Any], reference: str) -> str:
        fields: dict[str, Any] = {"to": self._recipient(to), **self._sender, **content}
        if self._status_url:
            fields["status_callback"] = self._status_url + (f"?ref={reference}" if reference else "")
        return str((await self._client.messages.create_async(**fields)).sid)

    def _is_api(self, address: str) -> bool:
        """Whether this is an address of Twilio's API: only there do our credentials go."""
        try:
            return URL(address, encoded=True).origin() == self._api.origin()
        except ValueError:
            return False


def content(sid: str, variables: tuple[str, ...]) -> dict[str, str]:
    """A content template with its values: ``{{1}}`` is the first."""
    values = {str(number): value for number, value in enumerate(variables, 1)}
    return {"content_sid": sid, **({"content_variables": json.dumps(values, ensure_ascii=False)} if values else {})}


def no_address() -> SendFailed:
    """Nobody can be reached by this channel at the addresses that we have."""
    return SendFailed(Reason.INVALID_ADDRESS, "no address")
