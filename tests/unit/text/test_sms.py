"""SMS: what is counted is what is paid, and what is rewritten says the same and costs less."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.sms import Encoding, economical, economy, encoding, fold_letters, fold_typography, segments

GSM7, UCS2 = Encoding.GSM7, Encoding.UCS2

LETTERS = "abcé €[à\nسلامⵣⵉⵖ’«»œ…êç😀👍🏽1"


@pytest.mark.parametrize(
    ("text", "sent_in", "paid"),
    [
        ("", GSM7, 0),
        ("Votre dossier est disponible.", GSM7, 1),
        ("@£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ¤¡ÄÖÑÜ§¿äöñüà", GSM7, 1),
        ("a" * 160, GSM7, 1),
        ("a" * 161, GSM7, 2),
        ("a" * 306, GSM7, 2),
        ("a" * 307, GSM7, 3),
        ("é" * 160, GSM7, 1),
        ("a" * 158 + "€", GSM7, 1),  # 160 septets
        ("a" * 159 + "€", GSM7, 2),
        ("[]{}^~|\\€\f" * 8, GSM7, 1),  # 80 × 2
        ("€" * 80, GSM7, 1),
        ("€" * 81, GSM7, 2),
        ("a" * 152 + "€" + "a" * 151, GSM7, 2),  # the pair begins the second part
        ("a" * 152 + "€" + "a" * 152, GSM7, 3),  # 306 septets, but the pair is not split
        ("Votre dossier est prêt.", UCS2, 1),
        ("ê" + "a" * 69, UCS2, 1),
        ("ê" + "a" * 70, UCS2, 2),
        ("ç", UCS2, 1),
        ("À", UCS2, 1),
        ("l’acte", UCS2, 1),
        ("س" * 70, UCS2, 1),
        ("س" * 71, UCS2, 2),
        ("س" * 134, UCS2, 2),
        ("س" * 135, UCS2, 3),
        ("ⵣ" * 70, UCS2, 1),
        ("ⵣ" * 71, UCS2, 2),
        ("😀", UCS2, 1),
        ("😀" * 35, UCS2, 1),
        ("😀" * 36, UCS2, 2),
        ("😀" * 66, UCS2, 2),  # 33 in a part of 67
        ("😀" * 67, UCS2, 3),  # 134 units, but no part holds half an emoji
        ("س" * 66 + "😀" + "س" * 66, UCS2, 3),
        ("س" * 65 + "😀" + "س" * 67, UCS2, 2),
        ("\ud83d", UCS2, 1),  # half a pair, as broken clients send
    ],
)
def test_segments_are_counted_as_they_are_paid(text: str, sent_in: Encoding, paid: int) -> None:
    """160 or 153 septets, 70 or 67 UTF-16 units; a character of two never lies in two parts."""
    assert (encoding(text), segments(text)) == (sent_in, paid)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("l’État", "l'État"),
        ("« œuvre » — “deux”…", '"oeuvre" - "deux"...'),
        ("«\u00a0oui\u00a0»", '"oui"'),
        ("10\u202f000\u00a0DH", "10 000 DH"),
        ("• 35×45 mm, n° 3", "- 35x45 mm, no 3"),
        ("8 h 30 – 16 h 30", "8 h 30 - 16 h 30"),
        ("à é è ù ç ê", "à é è ù ç ê"),
    ],
)
def test_typography_is_folded_and_letters_are_not(text: str, plain: str) -> None:
    """Quotation marks, dashes, spaces and list marks become what a keyboard has; every letter stays."""
    assert fold_typography(text) == plain


def test_every_folded_sign_is_in_the_gsm_alphabet() -> None:
    """A sign that folding brings in would be of no use if it were itself outside the alphabet."""
    from bot.text.sms import _TYPOGRAPHY

    assert all(
        encoding(plain) is GSM7 and (encoding(sign) is UCS2 or sign == "\t") for sign, plain in _TYPOGRAPHY.items()
    )


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("prêt à être reçu", "pret à etre recu"),
        ("ÊTRE À ÇA Œ", "ETRE A ÇA Œ"),
        ("takaṛḍa ẓriɣ lɛqd", "takarda zrigh l3qd"),
        ("سلام ⵣ 😀", "سلام ⵣ 😀"),
    ],
)
def test_letters_lose_only_the_accents_that_gsm_lacks(text: str, plain: str) -> None:
    """é, è, à and Ç are in the alphabet and stay; other scripts are left alone."""
    assert fold_letters(text) == plain


def test_plain_letters_only_where_they_save_a_segment() -> None:
    """A short text keeps its ê although it is UCS-2; a longer one loses it when asked to, and only then."""
    short, long = "Votre dossier est prêt.", "Votre dossier est prêt. " * 5
    assert economical(short, plain_letters=True) == short
    assert economical(long, plain_letters=True) == "Votre dossier est pret. " * 5
    assert economical(long) == long
    assert (segments(long), segments(economical(long, plain_letters=True))) == (2, 1)


def test_arabic_and_tifinagh_keep_their_typography() -> None:
    """They are UCS-2 in any case: ``…`` is one unit, ``...`` three."""
    assert economical("«شهادة»… — ok") == "«شهادة»… — ok"
    assert economical("ⵙⵜⵉ… — ok") == "ⵙⵜⵉ… — ok"


def test_direction_marks_and_loose_accents_cost_nothing() -> None:
    """Isolation marks go, and é of two code points is the é that GSM has."""
    assert economical("\u2068Prix\u2069 : \u200e75 DH") == "Prix : 75 DH"
    assert encoding(economical("e\u0301te\u0301")) is GSM7


@given(st.text(st.sampled_from(LETTERS), max_size=400))
def test_no_way_of_writing_costs_more_than_the_text_itself(text: str) -> None:
    """Where typography is folded, at most the signs that become several characters are paid: never a whole encoding."""
    plain = economical(text)
    assert encoding(plain) is GSM7 or encoding(text) is UCS2
    assert segments(economical(text, plain_letters=True)) <= segments(plain)
    assert economical(plain) == plain


@given(st.text(st.sampled_from(LETTERS), max_size=400))
def test_segments_hold_what_they_are_counted_for(text: str) -> None:
    """A naive sender that puts one character after another into parts needs exactly the segments counted."""
    sent_in = encoding(text)
    widths = [2 if char in "€[" or char > "\uffff" else 1 for char in text]
    if sent_in is UCS2:
        widths = [len(char.encode("utf-16-le")) // 2 for char in text]
    if sum(widths) <= sent_in.single:
        assert segments(text) == (1 if text else 0)
        return
    parts = [0]
    for width in widths:
        if parts[-1] + width > sent_in.part:
            parts.append(0)
        parts[-1] += width
    assert segments(text) == len(parts)


@given(st.text(st.sampled_from(LETTERS), max_size=300), st.booleans())
def test_the_parts_of_a_text_are_written_as_the_text_is(text: str, plain_letters: bool) -> None:
    """What is decided for a message holds for each of its pages."""
    write = economy(text, plain_letters)
    half = text.find("\n") + 1
    assert write(text[:half]) + write(text[half:]) == write(text)
