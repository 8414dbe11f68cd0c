"""WhatsApp through Meta's Cloud API: sending, and fetching what citizens send.

https://developers.facebook.com/documentation/business-messaging/whatsapp/reference/whatsapp-business-phone-number/message-api
and …/reference/media/media-api.
"""

from __future__ import annotations

import base64
import hashlib
import logging
import re
from dataclasses import replace
from typing import Any

from yarl import URL

from bot.errors import SettingsError, Unavailable
from bot.persistence.records import MediaItem
from bot.settings import Settings
from channels.channel import Address, Media, Template
from channels.downloads import Hosts, download
from channels.media import FILE_BYTES, IMAGE_BYTES, MediaRefused, sniff
from channels.provider_http import ProviderHttp
from channels.rendering import Rendered
from channels.send_errors import SendFailed
from channels.whatsapp_cloud import bodies
from channels.whatsapp_cloud.capabilities import CAPABILITIES
from channels.whatsapp_cloud.errors import failure
from channels.whatsapp_cloud.parsing import MEDIA_ID

log = logging.getLogger(__name__)

NAME = "whatsapp_cloud"
SECONDS = 15.0  # that a request may take
_PHONE_ID = re.compile(r"[0-9]{1,32}", re.ASCII)
_VISIBLE = re.compile(r"[\x21-\x7e]+")
_SIZE = re.compile(r"[0-9]{1,15}", re.ASCII)


class WhatsAppCloud:
    """One number of ours at Meta: a :class:`channels.channel.Channel`, and what its webhooks are checked with."""

    name = NAME

    def __init__(
        self,
        *,
        phone_id: str,
        token: str,
        app_secrets: tuple[str, ...],
        verify_token: str,
        url: str,
        media_hosts: str,
        per_second: float,
        public_url: str = "",
        timeout: float = SECONDS,
    ) -> None:
        self.capabilities = replace(CAPABILITIES, pictures=public_url.rstrip("/"))
        self.phone_id = phone_id
        self.app_secrets = app_secrets
        self.verify_token = verify_token
        self.per_second = per_second
        self._url = url.rstrip("/")
        self._hosts = Hosts.of(media_hosts, url)
        self._authorization = {"Authorization": f"Bearer {token}"}
        self._http = ProviderHttp(self._authorization, timeout)

    async def send(self, to: tuple[Address, ...], part: Rendered, reference: str) -> str:
        return await self._send(bodies.message(to, bodies.rendered(part), reference))

    async def send_template(self, to: tuple[Address, ...], template: Template, reference: str) -> str:
        return await self._send(bodies.message(to, bodies.template(template), reference))

    async def fetch(self, item: MediaItem) -> Media:
        """Asks where the file is, then fetches it: the address is good for some minutes, and needs the token too."""
        described = await self._describe(item.key)
        most_bytes = IMAGE_BYTES if str(described.get("mime_type")).startswith("image/") else FILE_BYTES
        if _size(described) > most_bytes:
            raise MediaRefused("too_large")
        content = await download(
            self._http.session(),
            str(described.get("url")),
            allowed=self._hosts,
            headers=self._authorization,
        )
        if not _is_whole(content, described.get("sha256")):
            raise Unavailable("a file from Meta is not the one that was announced")
        return Media(content, sniff(content))

    async def forget(self, item: MediaItem) -> None:
        if not MEDIA_ID.fullmatch(item.key):
            return
        try:
            answer = await self._http.request("DELETE", f"{self._url}/{item.key}")
            if not answer.good:
                raise failure(answer)
        except SendFailed as error:
            log.warning("%s: media not deleted at Meta: %s %s", NAME, error.reason.code, error.detail)

    async def show_typing(self, message_id: str) -> None:
        try:
            answer = await self._http.request("POST", self._messages, json=bodies.typing(message_id))
            if not answer.good:
                raise failure(answer)
        except SendFailed as error:
            log.info("%s: typing not shown: %s %s", NAME, error.reason.code, error.detail)

    async def close(self) -> None:
        await self._http.close()

    @property
    def _messages(self) -> str:
        return f"{self._url}/{self.phone_id}/messages"

    async def _send(self, body: dict[str, Any]) -> str:
        answer = await self._http.request("POST", self._messages, json=body)
        provider_id = _message_id(answer.body) if answer.good else ""
        if not provider_id:
            raise failure(answer)
        return provider_id

    async def _describe(self, media_id: str) -> dict[str, Any]:
        """What Meta knows of a file: ``url``, ``mime_type``, ``sha256``, ``file_size``."""
        if not MEDIA_ID.fullmatch(media_id):
            raise MediaRefused("gone")
        try:
            answer = await self._http.request("GET", f"{self._url}/{media_id}")
            if answer.good and answer.body.get("url"):
                return answer.body
            raise failure(answer)
        except SendFailed as error:
            if error.reason.retryable:
                raise Unavailable(f"Meta does not tell where a file is: {error.reason.code} {error.detail}") from error
            raise MediaRefused("gone") from error


def from_settings(settings: Settings) -> WhatsAppCloud | None:
    """The channel, or ``None`` when no number is configured.

    Raises:
        SettingsError: what else the channel needs is missing or wrong; the variable is named.
    """
    if not settings.whatsapp_cloud_phone_id:
        return None
    _require(_PHONE_ID.fullmatch(settings.whatsapp_cloud_phone_id), "PHONE_ID: must be the id of our number, in digits")
    _require(_is_address(settings.whatsapp_cloud_url), "URL: must be one such as https://graph.facebook.com/v23.0")
    return WhatsAppCloud(
        phone_id=settings.whatsapp_cloud_phone_id,
        token=_secret(settings, "token"),
        app_secrets=(
            _secret(settings, "app_secret"),
            settings.whatsapp_cloud_app_secret_secondary.get_secret_value(),
        ),
        verify_token=_secret(settings, "verify_token"),
        url=settings.whatsapp_cloud_url,
        media_hosts=settings.whatsapp_cloud_media_hosts,
        per_second=settings.whatsapp_cloud_per_second,
        public_url=settings.public_url,
    )


def _secret(settings: Settings, name: str) -> str:
    value: str = getattr(settings, f"whatsapp_cloud_{name}").get_secret_value()
    _require(_VISIBLE.fullmatch(value), f"{name.upper()}: missing, or with characters that none has")
    return value


def _is_address(value: str) -> bool:
    try:
        url = URL(value)
    except ValueError:
        return False
    return url.scheme in ("http", "https") and bool(url.host) and not (url.user or url.query_string or url.fragment)


def _require(good: object, problem: str) -> None:
    if not good:
        raise SettingsError(f"CHOBBAK_WHATSAPP_CLOUD_{problem}")


def _message_id(body: dict[str, Any]) -> str:
    """Of an answer: ``{"messages": [{"id": "wamid.…"}]}``."""
    messages = body.get("messages")
    first = messages[0] if isinstance(messages, list) and messages else None
    found = first.get("id") if isinstance(first, dict) else None
    return found if isinstance(found, str) else ""


def _size(described: dict[str, Any]) -> int:
    """As announced: Meta writes the number as a string, too; 0 when it is none."""
    size = str(described.get("file_size"))
    return int(size) if _SIZE.fullmatch(size) else 0


def _is_whole(content: bytes, announced: Any) -> bool:
    """Whether this is the file whose SHA-256 Meta announced, in hexadecimal or base64; true when it announced none."""
    digest = hashlib.sha256(content)
    return not announced or announced in (digest.hexdigest(), base64.b64encode(digest.digest()).decode())
