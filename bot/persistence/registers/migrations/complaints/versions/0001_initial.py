"""Complaints and their changes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.persistence.types import EncryptedText, Moment

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "complaints",
        sa.Column("reference", sa.String(24), nullable=False),
        sa.Column("idempotency_key", sa.String(200), nullable=False),
        sa.Column("conversation", sa.String(64)),
        sa.Column("category", sa.String(32), nullable=False),
        sa.Column("town", sa.String(64), nullable=False),
        sa.Column("body", EncryptedText, nullable=False),
        sa.Column("lodged", Moment, nullable=False),
        sa.PrimaryKeyConstraint("reference", name="pk_complaints"),
        sa.UniqueConstraint("idempotency_key", name="uq_complaints_idempotency_key"),
    )
    op.create_index("ix_complaints_conversation", "complaints", ["conversation"])
    op.create_table(
        "complaint_changes",
        sa.Column("reference", sa.String(24), nullable=False),
        sa.Column("position", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("idempotency_key", sa.String(200)),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("at", Moment, nullable=False),
        sa.Column("note", EncryptedText),
        sa.PrimaryKeyConstraint("reference", "position", name="pk_complaint_changes"),
        sa.UniqueConstraint("idempotency_key", name="uq_complaint_changes_idempotency_key"),
        sa.ForeignKeyConstraint(
            ["reference"], ["complaints.reference"], name="fk_complaint_changes_reference", ondelete="CASCADE"
        ),
    )


def downgrade() -> None:
    op.drop_table("complaint_changes")
    op.drop_table("complaints")
