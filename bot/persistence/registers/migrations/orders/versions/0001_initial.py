"""Orders and their changes."""

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
        "orders",
        sa.Column("reference", sa.String(24), nullable=False),
        sa.Column("idempotency_key", sa.String(200), nullable=False),
        sa.Column("conversation", sa.String(64)),
        sa.Column("document", sa.String(100), nullable=False),
        sa.Column("holder", sa.String(16), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("copies", sa.Integer, nullable=False),
        sa.Column("who", EncryptedText, nullable=False),
        sa.Column("reason", EncryptedText),
        sa.Column("lodged", Moment, nullable=False),
        sa.PrimaryKeyConstraint("reference", name="pk_orders"),
        sa.UniqueConstraint("idempotency_key", name="uq_orders_idempotency_key"),
    )
    op.create_index("ix_orders_conversation", "orders", ["conversation"])
    op.create_table(
        "order_changes",
        sa.Column("reference", sa.String(24), nullable=False),
        sa.Column("position", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("reference", "position", name="pk_order_changes"),
        sa.ForeignKeyConstraint(
            ["reference"], ["orders.reference"], name="fk_order_changes_reference", ondelete="CASCADE"
        ),
    )


def downgrade() -> None:
    op.drop_table("order_changes")
    op.drop_table("orders")
