"""Keys of registers are rotated as those of our own database are."""

from __future__ import annotations

from sqlalchemy import Column, Integer, String, Table, select, text

from bot.persistence.registers.register import Register
from bot.persistence.registers.schema import new_metadata
from bot.persistence.rotation import rotate
from bot.persistence.types import EncryptedText
from bot.privacy.encryption import Cipher, new_key

metadata = new_metadata()
notes = Table(
    "notes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", String(10)),
    Column("text", EncryptedText),
)


def test_a_register_under_a_new_key(register_url: str) -> None:
    """Every value is under the first key afterwards, reads the same, and the old key can be taken out."""
    old, new = new_key(), new_key()
    with Register("orders", register_url, Cipher(old)).write() as connection:
        metadata.create_all(connection)
        rows = [{"id": n, "kind": "x", "text": f"ملاحظة {n}" if n % 3 else None} for n in range(1, 26)]
        connection.execute(notes.insert(), rows)
    both = Register("orders", register_url, Cipher(f"{new},{old}"))
    assert [step.done for step in rotate(both, metadata, batch=10)] == [10, 20, 25]
    assert list(rotate(both, metadata))[-1].changed == 0
    with Register("orders", register_url, Cipher(new)).read() as connection:
        read = connection.execute(select(notes.c.text).order_by(notes.c.id)).scalars().all()
        stored = connection.execute(text("SELECT text FROM notes WHERE id = 1")).scalar()
    assert read == [row["text"] for row in rows]
    assert "ملاحظة" not in stored
