"""bot.entities.identifiers: numbers of the national card, references of dossiers, plates. All invented."""

from __future__ import annotations

import pytest

from bot.entities.model import Kind
from tests.unit.entities.reading import values


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("AB123456", "AB123456"),
        ("ab123456", "AB123456"),
        ("AB 123456", "AB123456"),
        ("AB-123456", "AB123456"),
        ("A123456", "A123456"),
        ("A1234567", "A1234567"),
        ("ZZ00000", "ZZ00000"),
        ("ma cin ab123456 svp", "AB123456"),
        ("CIN: A 12345", "A12345"),
        ("cin a123", "A123"),
        ("carte nationale n° AB 123456", "AB123456"),
        ("lakart dyali ab 123456", "AB123456"),
        ("رقم البطاقة AB123456", "AB123456"),
        ("البطاقة ديالي a 123456", "A123456"),
        ("AB١٢٣٤٥٦", "AB123456"),
        ("\u2068AB123456\u2069", "AB123456"),
        ("tkarda inu AB123456", "AB123456"),
        ("ⵍⴽⴰⵔⵜ AB123456", "AB123456"),
        ("my id is AB123456.", "AB123456"),
        ("(AB123456)", "AB123456"),
        ("ZT000001", "ZT000001"),
        ("cin le123456", "LE123456"),
        ("w la cin ab123456 w smiti", "AB123456"),
        ("نمرة لاكارط AB 123456", "AB123456"),
        ("cnie x123456", "X123456"),
    ],
)
def test_cards(text: str, value: str) -> None:
    """One or two letters and digits; a short or a spaced one after a word that says what it is."""
    assert values(text, Kind.CIN) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "A4", "de 123456", "l 10000", "A 12345", "AB12345678", "ABC123456", "format A4 pour la carte", "lakart b 200 dh",
        "12345-A-6", "m3a", "le 123456", "AB1", "ا ب 123456", "x12345y", "",
    ],
)  # fmt: skip
def test_what_is_no_card(text: str) -> None:
    """Paper formats, prepositions before a number, other lengths, Arabic letters."""
    assert values(text, Kind.CIN) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2024-00981", "2024-00981"),
        ("CH-2025-000123", "CH-2025-000123"),
        ("ch-2025-000123", "CH-2025-000123"),
        ("45-2231", "45-2231"),
        ("B/2026/00017", "B/2026/00017"),
        ("numéro de suivi DOS-4471", "DOS-4471"),
        ("dossier n 5560 svp", "5560"),
        ("dossier 77/2024", "77/2024"),
        ("récépissé 33871", "33871"),
        ("ref 778120 fin wsl", "778120"),
        ("ma demande numéro 778120", "778120"),
        ("code suivi MA99812", "MA99812"),
        ("recu 33871 wach kayn chi khbar", "33871"),
        ("numiru n dossier inu 000456", "000456"),
        ("الملف رقم CH-2025-000123", "CH-2025-000123"),
        ("الرقم ديال الملف هو 458712", "458712"),
        ("الوصل 33871 واش كاين شي خبار", "33871"),
        ("رقم ملفي 000123 ما وضعيته", "000123"),
        ("الملف عدد ٢٠٢٤/٧٧", "2024/77"),
        ("رقم الإيداع 55120", "55120"),
        ("ⵓⵟⵟⵓⵏ ⵏ ⵍⵎⵉⵍⴼ 000123", "000123"),
        ("ⵍⵡⴰⵚⵍ 33871", "33871"),
        ("file number 2024-00981", "2024-00981"),
        ("receipt number 33871 any news", "33871"),
        ("tracking: DOS-4471", "DOS-4471"),
    ],
)
def test_references(text: str, value: str) -> None:
    """Five digits and a dash or slash; less, after a word for a dossier, a receipt or a request."""
    assert values(text, Kind.DOSSIER) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "dossier", "dossier 12", "dossier 2024", "5560", "778120", "12/05/2027", "31/02/2027", "2024-2025", "0600-000012",
        "dossier de 3000 dh", "3-4", "1/2", "DOS-4471", "",
    ],
)  # fmt: skip
def test_what_is_no_reference(text: str) -> None:
    """Dates, years, amounts, phones and bare numbers."""
    assert values(text, Kind.DOSSIER) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12345-A-6", "12345-A-6"),
        ("12345-a-6", "12345-A-6"),
        ("12345 - A - 6", "12345-A-6"),
        ("12345|A|6", "12345-A-6"),
        ("12345/A/6", "12345-A-6"),
        ("12345 A 6", "12345-A-6"),
        ("12345A6", "12345-A-6"),
        ("1-B-40", "1-B-40"),
        ("12345|أ|6", "12345-A-6"),
        ("12345 أ 6", "12345-A-6"),
        ("12345-ا-6", "12345-A-6"),
        ("١٢٣٤٥ أ ٦", "12345-A-6"),
        ("12345-ب-06", "12345-B-6"),
        ("لوحة 12345 د 26", "12345-D-26"),
        ("matricule 12345 a 6", "12345-A-6"),
        ("plaque 123 A 6", "123-A-6"),
        ("طوموبيل 12345 د 6", "12345-D-6"),
        ("tomobil 999 b 1", "999-B-1"),
        ("12345-هـ-6", "12345-H-6"),
        ("00012-A-6", "12-A-6"),
        ("WW 123456", "WW-123456"),
        ("ww123456", "WW-123456"),
        ("WW-1234", "WW-1234"),
        ("ma voiture est immatriculée 12345 A 6.", "12345-A-6"),
        ("car 12345 A 6", "12345-A-6"),
    ],
)
def test_plates(text: str, value: str) -> None:
    """Number, series letter in either script, code of the prefecture; provisional WW plates."""
    assert values(text, Kind.PLATE) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "14h30", "2024 و 2025", "10 د الصباح", "12345 à 6", "1000 a 2000", "12 A 6", "123456-A-6", "12345-A-600", "12345-AB-6",
        "10 h 30", "WW", "",
    ],
)  # fmt: skip
def test_what_is_no_plate(text: str) -> None:
    """Hours, two numbers with a word of one letter between them, wrong lengths."""
    assert values(text, Kind.PLATE) == []
