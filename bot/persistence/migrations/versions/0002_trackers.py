"""The engine's conversations: a snapshot that a turn reads and writes, and the events, appended once."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.persistence.types import EncryptedText, Moment

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    op.create_table(
        "trackers",
        sa.Column("conversation_id", sa.String(64), nullable=False),
        sa.Column("version", sa.BigInteger, nullable=False),
        sa.Column("snapshot", EncryptedText, nullable=False),
        sa.Column("updated_at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("conversation_id", name="pk_trackers"),
    )
    op.create_table(
        "tracker_events",
        sa.Column("id", BIG_ID, nullable=False, autoincrement=True),
        sa.Column("conversation_id", sa.String(64), nullable=False),
        sa.Column("events", EncryptedText, nullable=False),
        sa.Column("created_at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_tracker_events"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_tracker_events_conversation_id_id", "tracker_events", ["conversation_id", "id"])


def downgrade() -> None:
    op.drop_table("tracker_events")
    op.drop_table("trackers")
