"""Appointments, and what was done to them because of which message."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.persistence.types import EncryptedText, Moment

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    op.create_table(
        "appointments",
        sa.Column("id", BIG_ID, autoincrement=True, nullable=False),
        sa.Column("reference", sa.String(16), nullable=False),
        sa.Column("office_id", sa.String(64), nullable=False),
        sa.Column("purpose", sa.String(32), nullable=False),
        sa.Column("start", sa.String(16), nullable=False),
        sa.Column("minutes", sa.Integer, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("place_key", sa.String(128)),
        sa.Column("conversation_id", sa.String(64), nullable=False),
        sa.Column("name", EncryptedText, nullable=False),
        sa.Column("phone", EncryptedText),
        sa.Column("procedure_id", sa.String(100)),
        sa.Column("locale", sa.String(16), nullable=False),
        sa.Column("office_name", sa.String(300), nullable=False),
        sa.Column("office_address", sa.String(300), nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("created_at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_appointments"),
        sa.UniqueConstraint("reference", name="uq_appointments_reference"),
        sa.UniqueConstraint("place_key", name="uq_appointments_place_key"),
    )
    op.create_index("ix_appointments_slot", "appointments", ["office_id", "start"])
    op.create_index("ix_appointments_conversation_id", "appointments", ["conversation_id", "start"])
    op.create_table(
        "appointment_changes",
        sa.Column("id", BIG_ID, autoincrement=True, nullable=False),
        sa.Column("appointment_id", BIG_ID, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("start", sa.String(16), nullable=False),
        sa.Column("idempotency_key", sa.String(64), nullable=False),
        sa.Column("at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_appointment_changes"),
        sa.ForeignKeyConstraint(
            ["appointment_id"],
            ["appointments.id"],
            name="fk_appointment_changes_appointment_id",
            ondelete="CASCADE",
        ),
        sa.UniqueConstraint("idempotency_key", name="uq_appointment_changes_idempotency_key"),
    )
    op.create_index("ix_appointment_changes_appointment_id", "appointment_changes", ["appointment_id"])


def downgrade() -> None:
    op.drop_table("appointment_changes")
    op.drop_table("appointments")
