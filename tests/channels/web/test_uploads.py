"""Photos and documents from the website: by content, bounded, without what a photo tells besides, and for their owner only."""

from __future__ import annotations

import asyncio
import contextlib
import io
import random
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from bot.persistence.media import SqlMediaRepository
from channels.clock import now
from channels.media import MediaRefused
from channels.web import pictures
from tests.channels.fake_engine import FakeEngine
from tests.channels.harness import Client, RunningGateway, Starter, until
from tests.channels.web.stream import tab

PDF = b"%PDF-1.7\n%%EOF\n"
SECRET = b"GPS 34.020882 -6.841650 +212600000001"


def picture(format_: str = "JPEG", size: tuple[int, int] = (60, 40), **more: Any) -> bytes:
    """A picture with a red left half and a blue right one."""
    image = Image.new("RGB", size, "blue")
    image.paste("red", (0, 0, size[0] // 2, size[1]))
    written = io.BytesIO()
    image.save(written, format_, **more)
    return written.getvalue()


def telling(format_: str = "JPEG", orientation: int = 1) -> bytes:
    """A picture that tells where it was taken, in every way that its format has."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010E] = SECRET.decode()  # description
    exif.get_ifd(0x8825).update({1: "N", 2: (34.0, 1.0, 15.0), 3: "W", 4: (6.0, 50.0, 30.0)})  # where
    more: dict[str, Any] = {"exif": exif, "xmp": b"<x:xmpmeta>" + SECRET + b"</x:xmpmeta>"}
    if format_ == "JPEG":
        more["comment"] = SECRET
    if format_ == "PNG":
        from PIL.PngImagePlugin import PngInfo

        more = {"exif": exif, "pnginfo": PngInfo()}
        more["pnginfo"].add_text("Comment", SECRET.decode())
    return picture(format_, **more)


async def upload(client: Client, content: bytes, **headers: str) -> tuple[int, Any]:
    async with client.session.post(
        f"{client.url}/api/v1/media", data=content, headers={**client.headers, **headers}
    ) as response:
        return response.status, await response.json()


async def fetch(client: Client, media_id: str) -> tuple[int, bytes, Any]:
    async with client.session.get(f"{client.url}/api/v1/media/{media_id}", headers=client.headers) as response:
        return response.status, await response.read(), response.headers


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP"])
def test_a_picture_keeps_only_its_pixels(format_: str) -> None:
    """Position, description, comment and whatever else was in it are gone; the picture is the same."""
    content = telling(format_)
    assert b"34.020882" in content
    clean = pictures.cleaned(content, f"image/{format_.lower()}")
    for trace in (SECRET, b"34.020882", b"Exif", b"xmp", b"GPS"):
        assert trace not in clean
    with Image.open(io.BytesIO(clean)) as image:
        assert (image.format, image.size) == (format_, (60, 40))
        assert not image.getexif()
        assert not {"exif", "xmp", "comment", "Comment"} & set(image.info)
        red, _, blue = image.convert("RGB").getpixel((5, 20))  # type: ignore[misc]
        assert red > 200 > 60 > blue


@pytest.mark.parametrize(
    ("orientation", "size", "red_at"), [(1, (60, 40), (5, 20)), (6, (40, 60), (20, 5)), (3, (60, 40), (55, 20))]
)
def test_a_picture_stands_upright(orientation: int, size: tuple[int, int], red_at: tuple[int, int]) -> None:
    """What the telephone noted beside the pixels is done to them before it is thrown away."""
    with Image.open(io.BytesIO(pictures.cleaned(telling(orientation=orientation), "image/jpeg"))) as image:
        assert image.size == size
        assert image.convert("RGB").getpixel(red_at)[0] > 200  # type: ignore[index]


def test_a_large_picture_becomes_smaller() -> None:
    """As large as one can read, in the same shape; a small one stays as it is."""
    with Image.open(io.BytesIO(pictures.cleaned(picture(size=(6000, 3000)), "image/jpeg"))) as image:
        assert max(image.size) <= pictures.LONGEST_SIDE
        assert image.size[0] == 2 * image.size[1]


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "CMYK", "I;16"])
def test_every_kind_of_pixels_is_taken(mode: str) -> None:
    """Grey, palettes, transparency, print colours."""
    format_ = "JPEG" if mode == "CMYK" else "PNG"
    written = io.BytesIO()
    Image.new(mode, (8, 8)).save(written, format_)
    assert pictures.cleaned(written.getvalue(), f"image/{format_.lower()}")


def test_a_picture_that_would_fill_the_memory_is_refused() -> None:
    """A file of some kilobytes can claim to be a square kilometre."""
    for side in (8_000, 30_000):  # ours to refuse, and the library's own
        bomb = io.BytesIO()
        Image.new("1", (side, 8_000)).save(bomb, "PNG")
        assert len(bomb.getvalue()) < 100_000
        with pytest.raises(MediaRefused, match="too_large"):
            pictures.cleaned(bomb.getvalue(), "image/png")


def test_a_progressive_picture_is_held_whole() -> None:
    """A JPEG is read at a fraction of its size, but for a progressive one, whose bound is that of the others."""
    for progressive in (False, True):
        large = io.BytesIO()
        Image.new("L", (8_000, 4_000)).save(large, "JPEG", progressive=progressive)
        if progressive:
            with pytest.raises(MediaRefused, match="too_large"):
                pictures.cleaned(large.getvalue(), "image/jpeg")
        else:
            assert pictures.cleaned(large.getvalue(), "image/jpeg")


@given(st.integers(0, 10_000), st.sampled_from(["JPEG", "PNG", "WEBP"]))
def test_a_broken_picture_is_refused_and_nothing_else(seed: int, format_: str) -> None:
    """Whatever bytes are changed, cut or doubled, there is a picture or a refusal, never another error."""
    chance, content = random.Random(seed), bytearray(telling(format_))
    for _ in range(chance.randint(1, 8)):
        content[chance.randrange(len(content))] = chance.randrange(256)
    del content[chance.randrange(12, len(content)) :]
    with contextlib.suppress(MediaRefused):
        assert pictures.cleaned(bytes(content), f"image/{format_.lower()}")


@pytest.mark.asyncio
async def test_a_photo_goes_with_its_message(gateway: RunningGateway, engine: FakeEngine) -> None:
    """Uploaded first, named in the message: the engine gets id and type, the stream shows them, the owner gets it back."""
    client = await gateway.client()
    status, photo = await upload(client, telling())
    assert (status, photo["content_type"]) == (201, "image/jpeg")
    _, paper = await upload(client, PDF, **{"Content-Type": "image/png"})
    assert paper["content_type"] == "application/pdf"
    await client.post({"id": "m1", "media": [photo["id"], paper["id"]]}, wait=True)
    sent = [{name: one[name] for name in ("id", "content_type")} for one in (photo, paper)]
    assert engine.calls[0]["metadata"]["media"] == sent
    assert engine.calls[0]["text"] == ""
    async with tab(client) as stream:
        assert (await stream.next()).data["media"] == sent
    status, content, headers = await fetch(client, photo["id"])
    assert (status, len(content), headers["Content-Type"]) == (200, photo["size"], "image/jpeg")
    assert headers["Content-Disposition"] == "attachment"
    assert headers["Cache-Control"] == "private, no-store"
    assert "sandbox" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert (await fetch(client, paper["id"]))[1] == PDF


@pytest.mark.asyncio
async def test_nobody_else_gets_a_file(gateway: RunningGateway) -> None:
    """Not with another token, nor by guessing, nor by naming it in a message of theirs."""
    client, other = await gateway.client(), await gateway.client()
    _, photo = await upload(client, picture())
    for media_id in (photo["id"], "0" * 32, "..", "%2e%2e", "x" * 5000, "' OR 1=1"):
        assert (await fetch(other, media_id))[0] in (400, 404)
    status, body, _ = await other.post({"id": "m1", "media": [photo["id"]]})
    assert (status, body["error"]["message"]) == (400, "media: this conversation has no such file")
    other.token = "A" * 43
    assert (await fetch(other, photo["id"]))[0] == 401
    assert (await upload(other, picture()))[0] == 401


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "photo.jpg"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "photo.svg"),
        (b"<html><script>alert(1)</script>", "photo.png"),
        (b"GIF89a", "photo.gif"),
        (b"MZ\x90", "photo.pdf"),
        (b"PK\x03\x04", "photo.docx"),
        (b"OggS" + b"\0" * 40, "voice.ogg"),
        (b"\xff\xd8\xff", "photo.jpg"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "photo.png"),
    ],
)
@pytest.mark.asyncio
async def test_what_is_no_photo_and_no_pdf_is_refused(gateway: RunningGateway, content: bytes, name: str) -> None:
    """Whatever it is called and said to be: 415 with a sentence for the citizen, and nothing is kept."""
    client = await gateway.client(locale="ary")
    status, body = await upload(client, content, **{"Content-Type": "image/jpeg", "X-File-Name": name})
    assert (status, body["error"]) == (415, {"code": "unsupported_media", "message": "ary gateway-media-refused"})
    assert kept(gateway) == 0


def kept(gateway: RunningGateway) -> int:
    with gateway.parts.database.read() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM media").scalar())


@pytest.mark.asyncio
async def test_a_file_that_is_too_large_is_refused_in_words(start: Starter) -> None:
    """413, whether the client announces the size or not; a little more than our bound is read, so that it is heard."""
    gateway = await start(upload_megabytes=1)
    client = await gateway.client(locale="fr")

    async def in_pieces(pieces: int) -> Any:
        for _ in range(pieces):
            yield b"%PDF-" + b"x" * 250_000

    for body in (b"%PDF-" + b"x" * 2_000_000, in_pieces(8)):
        status, answer = await upload(client, body)  # type: ignore[arg-type]
        assert (status, answer["error"]) == (413, {"code": "too_large", "message": "fr gateway-media-too-large"})
    assert (await upload(client, b"%PDF-" + b"x" * 1_000_000))[0] == 201
    assert kept(gateway) == 1


@pytest.mark.asyncio
async def test_only_so_many_files_arrive_at_once(gateway: RunningGateway) -> None:
    """Many lines that trickle cannot fill the memory: the next one is asked to come back, and is let in when one ends."""
    clients = [await gateway.client() for _ in range(17)]
    released = asyncio.Event()

    async def trickling() -> Any:
        yield PDF
        await released.wait()

    waiting = [asyncio.create_task(upload(client, trickling())) for client in clients[:16]]  # type: ignore[arg-type]
    await until(lambda: gateway.parts.web.uploads._arriving == 16)
    assert (await upload(clients[16], PDF))[0] == 429
    released.set()
    assert {status for status, _ in await asyncio.gather(*waiting)} == {201}
    assert (await upload(clients[16], PDF))[0] == 201


@pytest.mark.asyncio
async def test_a_client_that_goes_away_leaves_nothing(gateway: RunningGateway) -> None:
    """A line that is cut in the middle of a file frees its place, and nothing is kept."""
    client = await gateway.client()

    async def endless() -> Any:
        yield PDF
        await asyncio.sleep(60)

    sending = asyncio.create_task(upload(client, endless()))  # type: ignore[arg-type]
    await until(lambda: gateway.parts.web.uploads._arriving == 1)
    sending.cancel()
    await until(lambda: gateway.parts.web.uploads._arriving == 0)
    assert kept(gateway) == 0


@pytest.mark.asyncio
async def test_files_larger_than_a_webhook_are_taken(gateway: RunningGateway) -> None:
    """The bound of uploads is their own: five megabytes of PDF arrive whole."""
    client = await gateway.client()
    content = b"%PDF-" + bytes(5_000_000)
    status, body = await upload(client, content)
    assert (status, body["size"]) == (201, len(content))
    assert (await fetch(client, body["id"]))[1] == content


@pytest.mark.asyncio
async def test_files_that_wait_are_bounded(gateway: RunningGateway) -> None:
    """Ten without a message, then 429; once a message takes them, there is room again."""
    client = await gateway.client()
    ids = [(await upload(client, PDF))[1]["id"] for _ in range(10)]
    assert (await upload(client, PDF))[0] == 429
    await client.post({"id": "m1", "media": ids[:5]})
    assert (await upload(client, PDF))[0] == 201


@pytest.mark.asyncio
async def test_one_conversation_may_send_only_so_many(gateway: RunningGateway) -> None:
    """The limit counts refused files too."""
    client = await gateway.client()
    statuses = [(await upload(client, b"x"))[0] for _ in range(22)]
    assert statuses[:20] == [415] * 20
    assert set(statuses[20:]) == {429}


@pytest.mark.parametrize(
    "media", ["x", [1], [None], ["0" * 31], ["A" * 32], [["0" * 32]], ["0" * 32] * 6, {"id": "0" * 32}]
)
@pytest.mark.asyncio
async def test_nonsense_in_place_of_files_is_named(gateway: RunningGateway, media: Any) -> None:
    """400 names the field; the message is not taken."""
    client = await gateway.client()
    status, body, _ = await client.post({"id": "m1", "text": "x", "media": media})
    assert status == 400
    assert body["error"]["message"].startswith("media:")


@pytest.mark.asyncio
async def test_the_same_message_again_keeps_its_files(gateway: RunningGateway, engine: FakeEngine) -> None:
    """A repeated message changes nothing, and a file that belongs to one message stays with it."""
    client = await gateway.client()
    _, photo = await upload(client, picture())
    for id_ in ("m1", "m1", "m2"):
        await client.post({"id": id_, "text": "voici", "media": [photo["id"], photo["id"]]}, wait=True)
    assert [call["metadata"]["media"] for call in engine.calls] == [
        [{"id": photo["id"], "content_type": "image/jpeg"}]
    ] * 2
    with gateway.parts.database.read() as connection:
        query = "SELECT message_id FROM media JOIN inbox ON inbox.id = media.inbox_id"
        assert [row[0] for row in connection.exec_driver_sql(query)] == ["m1"]


@pytest.mark.asyncio
async def test_what_nobody_used_is_deleted(gateway: RunningGateway) -> None:
    """A file without a message goes after some hours, whoever uploads next; one with a message stays."""
    client = await gateway.client()
    _, used = await upload(client, PDF)
    await client.post({"id": "m1", "media": [used["id"]]})
    await upload(client, PDF)
    media, later = SqlMediaRepository(gateway.parts.database), now() + timedelta(hours=7)
    media.upload(client.conversation, "application/pdf", PDF, later, most=10, unused_since=later - timedelta(hours=6))
    assert kept(gateway) == 2
    assert media.load(used["id"]) is not None
