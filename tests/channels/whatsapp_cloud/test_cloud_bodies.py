"""What Meta is given to send, held against its documentation's examples."""

from __future__ import annotations

import pytest

from channels.channel import Address, Template
from channels.rendering import Choice, Rendered
from channels.send_errors import Reason, SendFailed
from channels.whatsapp_cloud import bodies
from tests.channels.whatsapp_cloud.payloads import AT_NUMBER, AT_USER, NUMBER, USER


def test_a_text() -> None:
    """Plain text, to a number without its plus, and without a preview of links."""
    assert bodies.message((AT_NUMBER,), bodies.rendered(Rendered("سلام https://idarati.ma", "ary")), "12.0") == {
        "messaging_product": "whatsapp",
        "recipient_type": "individual",
        "to": NUMBER,
        "type": "text",
        "text": {"body": "سلام https://idarati.ma", "preview_url": False},
        "biz_opaque_callback_data": "12.0",
    }


def test_buttons() -> None:
    """Reply buttons, in their order."""
    part = Rendered("D'accord ?", "fr", buttons=(Choice("Oui", "/affirm"), Choice("Non", "/deny")))
    assert bodies.rendered(part) == {
        "type": "interactive",
        "interactive": {
            "type": "button",
            "body": {"text": "D'accord ?"},
            "action": {
                "buttons": [
                    {"type": "reply", "reply": {"id": "/affirm", "title": "Oui"}},
                    {"type": "reply", "reply": {"id": "/deny", "title": "Non"}},
                ]
            },
        },
    }


def test_a_list() -> None:
    """One section; a row without a description has none, for an empty one is refused."""
    rows = (Choice("CIN", '/ask{"p": "cnie"}', "Carte nationale"), Choice("Passeport", "/passport"))
    assert bodies.rendered(Rendered("Laquelle ?", "fr", rows=rows, list_label="Choisir")) == {
        "type": "interactive",
        "interactive": {
            "type": "list",
            "body": {"text": "Laquelle ?"},
            "action": {
                "button": "Choisir",
                "sections": [
                    {
                        "rows": [
                            {"id": '/ask{"p": "cnie"}', "title": "CIN", "description": "Carte nationale"},
                            {"id": "/passport", "title": "Passeport"},
                        ]
                    }
                ],
            },
        },
    }


def test_a_template() -> None:
    """Name, language, and the values of the body in their order."""
    named = Template("suivi_dossier", "fr", "fr", ("A-1", "demain"))
    assert bodies.template(named) == {
        "type": "template",
        "template": {
            "name": "suivi_dossier",
            "language": {"code": "fr"},
            "components": [
                {"type": "body", "parameters": [{"type": "text", "text": "A-1"}, {"type": "text", "text": "demain"}]}
            ],
        },
    }


def test_a_template_without_variables() -> None:
    """It names no components: an empty one would be a wrong count of parameters."""
    assert bodies.template(Template("answer_waiting", "ar", "ar"))["template"] == {
        "name": "answer_waiting",
        "language": {"code": "ar"},
    }


@pytest.mark.parametrize(
    ("to", "recipient"),
    [
        ((AT_NUMBER,), {"to": NUMBER}),
        ((AT_USER,), {"recipient": USER}),
        ((AT_USER, AT_NUMBER), {"to": NUMBER}),
        ((AT_NUMBER, AT_USER), {"to": NUMBER}),
        ((Address("other", "x"), AT_USER), {"recipient": USER}),
        ((AT_NUMBER, Address("phone", "+212600000001")), {"to": NUMBER}),
    ],
)
def test_the_recipient(to: tuple[Address, ...], recipient: dict[str, str]) -> None:
    """A number where there is one, else the user id, in a field of its own."""
    body = bodies.message(to, {}, "")
    assert {name: body[name] for name in ("to", "recipient") if name in body} == recipient
    assert body["recipient_type"] == "individual"
    assert "biz_opaque_callback_data" not in body


@pytest.mark.parametrize("to", [(), (Address("other", "x"),)])
def test_nobody(to: tuple[Address, ...]) -> None:
    """An address that WhatsApp does not have cannot be written to, ever."""
    with pytest.raises(SendFailed) as failed:
        bodies.message(to, {}, "")
    assert failed.value.reason is Reason.INVALID_ADDRESS


def test_typing() -> None:
    """The read receipt carries it."""
    assert bodies.typing("wamid.A") == {
        "messaging_product": "whatsapp",
        "status": "read",
        "message_id": "wamid.A",
        "typing_indicator": {"type": "text"},
    }
