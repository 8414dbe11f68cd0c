"""The first tables: conversations, inbox, outbox, procedures, revisions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.persistence.types import EncryptedText, Moment

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")
OPEN = sa.text("state IN ('received', 'leased')")


def upgrade() -> None:
    op.create_table(
        "conversations",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("channel", sa.String(32), nullable=False),
        sa.Column("token_hash", sa.String(64)),
        sa.Column("locale_hint", sa.String(16)),
        sa.Column("locale", sa.String(16)),
        sa.Column("created_at", Moment, nullable=False),
        sa.Column("last_seen", Moment, nullable=False),
        sa.Column("trouble_since", Moment),
        sa.PrimaryKeyConstraint("id", name="pk_conversations"),
        sa.UniqueConstraint("token_hash", name="uq_conversations_token_hash"),
    )
    op.create_index("ix_conversations_last_seen", "conversations", ["last_seen"])
    op.create_table(
        "inbox",
        sa.Column("id", BIG_ID, nullable=False, autoincrement=True),
        sa.Column("conversation_id", sa.String(64), nullable=False),
        sa.Column("channel", sa.String(32), nullable=False),
        sa.Column("message_id", sa.String(128), nullable=False),
        sa.Column("text", EncryptedText, nullable=False),
        sa.Column("payload", EncryptedText),
        sa.Column("location", EncryptedText),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),
        sa.Column("lease_owner", sa.String(64)),
        sa.Column("lease_until", Moment),
        sa.Column("next_attempt_at", Moment, nullable=False),
        sa.Column("received_at", Moment, nullable=False),
        sa.Column("finished_at", Moment),
        sa.Column("error", sa.String(64)),
        sa.PrimaryKeyConstraint("id", name="pk_inbox"),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name="fk_inbox_conversation_id", ondelete="CASCADE"
        ),
        sa.UniqueConstraint(
            "channel", "conversation_id", "message_id", name="uq_inbox_channel_conversation_id_message_id"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_inbox_open", "inbox", ["conversation_id", "id"], sqlite_where=OPEN, postgresql_where=OPEN)
    op.create_index("ix_inbox_state", "inbox", ["state"])
    op.create_table(
        "outbox",
        sa.Column("id", BIG_ID, nullable=False, autoincrement=True),
        sa.Column("conversation_id", sa.String(64), nullable=False),
        sa.Column("inbox_id", BIG_ID),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("body", EncryptedText, nullable=False),
        sa.Column("created_at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name="fk_outbox_conversation_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["inbox_id"], ["inbox.id"], name="fk_outbox_inbox_id", ondelete="CASCADE"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_outbox_conversation_id_id", "outbox", ["conversation_id", "id"])
    op.create_index("ix_outbox_inbox_id", "outbox", ["inbox_id"])
    op.create_index("ix_outbox_created_at", "outbox", ["created_at"])
    op.create_table(
        "procedures",
        sa.Column("id", sa.String(200), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("updated_at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_procedures"),
    )
    op.create_index("ix_procedures_updated_at", "procedures", ["updated_at"])
    op.create_table(
        "revisions",
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("value", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_revisions"),
    )


def downgrade() -> None:
    for table in ("revisions", "procedures", "outbox", "inbox", "conversations"):
        op.drop_table(table)
