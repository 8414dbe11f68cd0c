"""Photos and documents of citizens, files and pictures of the assistant."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser.widget.citizen import Citizen
from tests.browser.widget.stage import ScriptedEngine, say

pytestmark = [pytest.mark.browser]

Opens = Callable[..., Citizen]
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def photo(size: tuple[int, int] = (300, 200), noise: bool = False) -> bytes:
    """A JPEG with a position in its metadata."""
    image = Image.effect_noise(size, 100).convert("RGB") if noise else Image.new("RGB", size, "#c1272d")
    exif = Image.Exif()
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (34.0, 1.0, 15.0)
    exif[0x010E] = "AB000001"
    written = io.BytesIO()
    image.save(written, "JPEG", exif=exif, quality=95)
    return written.getvalue()


def file(name: str, kind: str, body: bytes) -> dict[str, Any]:
    return {"name": name, "mimeType": kind, "buffer": body}


def test_a_photo_is_attached_sent_and_fetched_without_its_position(citizen: Opens, engine: ScriptedEngine) -> None:
    """Progress, then sent with the words; what comes back to the citizen holds no metadata."""
    one = citizen()
    one.open()
    assert b"Exif" in photo()
    with one.page.expect_file_chooser() as chooser:
        one.page.get_by_role("button", name="Joindre une photo ou un PDF").click()
    chooser.value.set_files([file("réclamation.jpg", "image/jpeg", photo())])
    expect(one.page.locator(".tray li")).to_contain_text("réclamation.jpg")
    expect(one.page.locator(".tray progress")).to_have_js_property("value", 1)
    one.say("la fuite")
    one.answered("réponse à la fuite")
    expect(one.page.locator(".tray")).to_be_hidden()
    expect(one.page.locator(".mine .file")).to_contain_text("Photo")
    assert len(engine.calls[-1]["metadata"]["media"]) == 1
    with one.page.expect_download() as download:
        one.page.locator(".mine .file").click()
    body = download.value.path().read_bytes()
    assert Image.open(io.BytesIO(body)).size == (300, 200)
    assert b"Exif" not in body
    assert b"AB000001" not in body
    one.page.reload()
    one.open()
    expect(one.page.locator(".mine .file")).to_contain_text("Photo")


def test_a_large_photo_is_made_smaller_before_it_leaves(citizen: Opens) -> None:
    """What a phone takes is several megabytes. The gateway would keep 2400 pixels of it: 2000 are all that was sent."""
    one = citizen()
    one.open()
    one.page.locator("input[type=file]").set_input_files(
        file("grande.jpg", "image/jpeg", photo((3000, 2000), noise=True))
    )
    expect(one.page.locator(".tray progress")).to_have_js_property("value", 1)
    one.say("voici")
    one.answered("réponse à voici")
    with one.page.expect_download() as download:
        one.page.locator(".mine .file").click()
    assert max(Image.open(download.value.path()).size) == 2000


def test_a_document_alone_is_a_message(citizen: Opens, engine: ScriptedEngine) -> None:
    """Enter in an empty field sends what is attached."""
    engine.script = lambda asked: [say("bien reçu")]
    one = citizen()
    one.open()
    one.page.locator("input[type=file]").set_input_files(file("acte.pdf", "application/pdf", PDF))
    expect(one.page.locator(".tray progress")).to_have_js_property("value", 1)
    one.page.locator(".send").click()
    one.answered("bien reçu")
    expect(one.page.locator(".mine .file")).to_contain_text("Document")


def test_what_may_not_be_sent_is_said_before_it_is(citizen: Opens) -> None:
    """By type and by size, in the citizen's words; nothing is uploaded."""
    one = citizen()
    one.open()
    picker = one.page.locator("input[type=file]")
    picker.set_input_files(file("virus.exe", "application/octet-stream", b"MZ"))
    expect(one.page.locator(".status")).to_contain_text("photo ou un PDF")
    picker.set_input_files(file("gros.pdf", "application/pdf", PDF + b"x" * 11_000_000))
    expect(one.page.locator(".status")).to_contain_text("trop gros")
    picker.set_input_files([file(f"{number}.pdf", "application/pdf", PDF) for number in range(7)])
    expect(one.page.locator(".tray li")).to_have_count(5)
    assert len([url for url in one.requested if url.endswith("/media")]) <= 10  # five and their preflights


def test_a_type_that_lies_is_found_by_the_gateway(citizen: Opens) -> None:
    """A script that calls itself a photo: refused by its content, and the citizen reads why."""
    one = citizen(expects=("415",))
    one.open()
    one.page.locator("input[type=file]").set_input_files(file("photo.jpg", "image/jpeg", b"<script>alert(1)</script>"))
    expect(one.page.locator(".status")).to_be_visible()
    expect(one.page.locator(".tray")).to_be_hidden()
    assert "<script>" not in one.page.locator(".status").inner_text()


def test_an_attachment_can_be_taken_back(citizen: Opens) -> None:
    """By its button, which names it; the focus goes on to the field."""
    one = citizen()
    one.open()
    one.page.locator("input[type=file]").set_input_files(file("acte.pdf", "application/pdf", PDF))
    one.page.get_by_role("button", name="Retirer: acte.pdf").click()
    expect(one.page.locator(".tray")).to_be_hidden()
    expect(one.page.locator("textarea")).to_be_focused()


def test_an_upload_without_a_line_is_no_dead_end(citizen: Opens) -> None:
    """The citizen is told; what was typed is still there, and goes out without the file when they want."""
    one = citizen(expects=("net::ERR",))
    one.open()
    one.say("un")
    one.answered("réponse à un")
    one.page.locator("textarea").fill("la fuite")
    one.context.set_offline(True)
    one.page.locator("input[type=file]").set_input_files(file("acte.pdf", "application/pdf", PDF))
    expect(one.page.locator(".tray")).to_be_hidden()
    expect(one.page.locator("textarea")).to_have_value("la fuite")
    one.context.set_offline(False)


def test_an_appointment_comes_with_its_code_and_its_calendar_entry(citizen: Opens, engine: ScriptedEngine) -> None:
    """The picture has a text of its own; the entry is a link to download; both come from the gateway."""
    files = [
        {"name": "RV-2026-ABC123.png", "content_type": "image/png", "path": "/files/appointments/a.png?signature=x"},
        {"name": "rendez-vous.ics", "content_type": "text/calendar", "path": "/files/appointments/a.ics?signature=x"},
    ]
    engine.script = lambda _: [say("Rendez-vous\nQuand : 3 janvier, 9:00", files=files)]
    one = citizen()
    picture = io.BytesIO()
    Image.new("RGB", (120, 120), "#000").save(picture, "PNG")
    headers = {"Content-Type": "image/png", "Cross-Origin-Resource-Policy": "cross-origin"}
    one.page.route("**/files/**", lambda route: route.fulfill(body=picture.getvalue(), headers=headers))
    one.open()
    one.say("rdv")
    one.answered("3 janvier")
    image = one.page.get_by_role("img", name="RV-2026-ABC123.png")
    expect(image).to_be_visible()
    assert image.evaluate("(node) => node.decode().then(() => node.naturalWidth)") == 120
    link = one.page.get_by_role("link", name="rendez-vous.ics (Télécharger)")
    assert link.get_attribute("href").startswith(f"{one.website.gateway}/files/")
    assert link.get_attribute("download") == "rendez-vous.ics"
