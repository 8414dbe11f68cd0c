"""Channels that send: addresses, opt-outs, what became of each message, media, switches."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.persistence.types import EncryptedBytes, EncryptedText, Moment

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")
OPEN = sa.text("state IN ('queued', 'sending')")
UNSENT = sa.text("state IN ('held', 'dead')")

OF_CONVERSATIONS = (("window_until", Moment), ("reminded_at", Moment))
OF_OUTBOX = (
    ("channel", sa.String(32)),
    ("state", sa.String(16)),
    ("lease_owner", sa.String(64)),
    ("lease_until", Moment),
    ("next_attempt_at", Moment),
    ("error", sa.String(64)),
    ("error_detail", sa.String(64)),
)
COUNTS = ("attempts", "repeats")


def upgrade() -> None:
    for name, type_ in OF_CONVERSATIONS:
        op.add_column("conversations", sa.Column(name, type_))
    op.add_column("inbox", sa.Column("media", EncryptedText))
    for name, type_ in OF_OUTBOX:
        op.add_column("outbox", sa.Column(name, type_))
    for name in COUNTS:
        op.add_column("outbox", sa.Column(name, sa.Integer, nullable=False, server_default="0"))
    columns = ["channel", "conversation_id", "id"]
    op.create_index("ix_outbox_open", "outbox", columns, sqlite_where=OPEN, postgresql_where=OPEN)
    op.create_index("ix_outbox_open_channel_id", "outbox", ["channel", "id"], sqlite_where=OPEN, postgresql_where=OPEN)
    op.create_index("ix_outbox_unsent", "outbox", ["state"], sqlite_where=UNSENT, postgresql_where=UNSENT)
    op.create_table(
        "addresses",
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("conversation_id", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("value", EncryptedText, nullable=False),
        sa.PrimaryKeyConstraint("hash", name="pk_addresses"),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name="fk_addresses_conversation_id", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_addresses_conversation_id", "addresses", ["conversation_id"])
    op.create_table(
        "opt_outs",
        sa.Column("address_hash", sa.String(64), nullable=False),
        sa.Column("since", Moment, nullable=False),
        sa.PrimaryKeyConstraint("address_hash", name="pk_opt_outs"),
    )
    op.create_table(
        "sends",
        sa.Column("outbox_id", BIG_ID, nullable=False),
        sa.Column("part", sa.Integer, nullable=False),
        sa.Column("channel", sa.String(32), nullable=False),
        sa.Column("provider_id", sa.String(128)),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("error", sa.String(64)),
        sa.Column("error_detail", sa.String(64)),
        sa.Column("updated_at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("outbox_id", "part", name="pk_sends"),
        sa.ForeignKeyConstraint(["outbox_id"], ["outbox.id"], name="fk_sends_outbox_id", ondelete="CASCADE"),
        sa.UniqueConstraint("channel", "provider_id", name="uq_sends_channel_provider_id"),
    )
    op.create_table(
        "media",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("conversation_id", sa.String(64), nullable=False),
        sa.Column("inbox_id", BIG_ID, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("content_type", sa.String(64), nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("content", EncryptedBytes, nullable=False),
        sa.Column("created_at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_media"),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name="fk_media_conversation_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["inbox_id"], ["inbox.id"], name="fk_media_inbox_id", ondelete="CASCADE"),
        sa.UniqueConstraint("inbox_id", "position", name="uq_media_inbox_id_position"),
    )
    op.create_index("ix_media_conversation_id", "media", ["conversation_id"])
    op.create_table(
        "switches",
        sa.Column("name", sa.String(32), nullable=False),
        sa.Column("value", sa.String(32), nullable=False),
        sa.Column("changed_at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_switches"),
    )


def downgrade() -> None:
    for table in ("switches", "media", "sends", "opt_outs", "addresses"):
        op.drop_table(table)
    for index in ("ix_outbox_unsent", "ix_outbox_open_channel_id", "ix_outbox_open"):
        op.drop_index(index, "outbox")
    for name in (*COUNTS, *(name for name, _ in OF_OUTBOX)):
        op.drop_column("outbox", name)
    op.drop_column("inbox", "media")
    for name, _ in OF_CONVERSATIONS:
        op.drop_column("conversations", name)
