"""Markup: bold headings on WhatsApp, plain elsewhere, and a text's own signs mean themselves."""

from __future__ import annotations

import pytest

from channels.markup import written
from tests.channels.bodies import CLOUD, SMS

ANSWER = """Passeport biométrique

\u2068\u2068Papiers\u2069 (à vérifier)\u2069 :
• \u2068Photo : 35×45\u2069
• \u2068CNIE\u2069
… et \u20681\u2069 autre.
\u2068Prix\u2069 : \u2068500 DH\u2069
\u2068En ligne\u2069 : \u2068Site https://www.passeport.ma\u2069

Source : \u2068idarati.ma\u2069, vérifié le 19/05/2026."""


def test_an_answer_has_bold_headings_on_whatsapp() -> None:
    """Title and headings, not items; the marks stand beside the letters, with nothing invisible between."""
    lines = written(ANSWER, CLOUD).split("\n")
    assert lines[0] == "*Passeport biométrique*"
    assert lines[2:4] == ["*Papiers (à vérifier)* :", "• \u2068Photo : 35×45\u2069"]
    assert lines[6] == "*Prix* : \u2068500 DH\u2069"


def test_an_sms_is_plain() -> None:
    """No marks of any kind."""
    text = written(ANSWER, SMS)
    assert text.startswith("Passeport biométrique\n\nPapiers (à vérifier) :\n• Photo")
    assert not set(text) & set("*\u2068\u2069")


def test_a_link_ends_where_it_ends() -> None:
    """The isolation mark behind it would be taken for a part of the address."""
    assert "https://www.passeport.ma \u2069" in written(ANSWER, CLOUD)
    assert "https://www.passeport.ma\n" in written(ANSWER, SMS)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Tapez *gras* ici.", "Tapez ∗gras∗ ici."),
        ("_a_ ~b~ `c`", "＿a＿ ∼b∼ ‵c‵"),
        ("*_x_*", "∗＿x＿∗"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("Composez *111*6# ou *222#.", "Composez *111*6# ou *222#."),
        ("nom_de_fichier", "nom_de_fichier"),
        ("https://x.ma/_a_/*b*", "https://x.ma/_a_/*b*"),
        ("*une\nligne*", "*une\nligne*"),
    ],
)
def test_own_signs_mean_themselves(text: str, shown: str) -> None:
    """What WhatsApp would take for its markup is written with a sign that looks the same; codes and links stay as they are."""
    assert written(text, CLOUD) == shown


@pytest.mark.parametrize(
    "text",
    [
        "Bonjour ! Dites-moi : que voulez-vous ?",
        "Je n’ai rien sur ce cas pour : \u2068Passeport\u2069. Appelez le 3737.",
        "Une phrase.\nUne autre : encore.",
        "Deux heures\u20688:30\u2069",
        "Voir https://www.passeport.ma\nligne",
    ],
)
def test_a_sentence_is_no_heading(text: str) -> None:
    """Only an answer with a title has headings: a colon in a sentence makes nothing bold."""
    assert "*" not in written(text, CLOUD)


def test_a_heading_above_a_list_needs_no_title() -> None:
    """``Apportez :`` above items is one."""
    assert written("Apportez :\n• CNIE", CLOUD) == "*Apportez* :\n• CNIE"


def test_blank_lines_and_ends_are_tidied() -> None:
    """At most one blank line, no blanks at the ends."""
    assert written("  a.  \n\n\n\nb. \r\n", CLOUD) == "a.\n\nb."
