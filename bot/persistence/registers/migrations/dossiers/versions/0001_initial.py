"""Dossiers, their history and what is missing."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.persistence.types import Moment

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    op.create_table(
        "dossiers",
        sa.Column("id", BIG_ID, autoincrement=True, nullable=False),
        sa.Column("reference", sa.String(40), nullable=False),
        sa.Column("procedure_id", sa.String(100), nullable=False),
        sa.Column("cin", sa.String(16)),
        sa.Column("born", sa.Date),
        sa.Column("phone", sa.String(20)),
        sa.Column("office_fr", sa.String(200)),
        sa.Column("office_ar", sa.String(200)),
        sa.Column("lodged", sa.Date, nullable=False),
        sa.Column("investment", sa.Boolean, nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("since", Moment, nullable=False),
        sa.Column("reason_fr", sa.Text),
        sa.Column("reason_ar", sa.Text),
        sa.PrimaryKeyConstraint("id", name="pk_dossiers"),
        sa.UniqueConstraint("reference", name="uq_dossiers_reference"),
    )
    op.create_table(
        "dossier_steps",
        sa.Column("dossier_id", BIG_ID, nullable=False),
        sa.Column("position", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("dossier_id", "position", name="pk_dossier_steps"),
        sa.ForeignKeyConstraint(
            ["dossier_id"], ["dossiers.id"], name="fk_dossier_steps_dossier_id", ondelete="CASCADE"
        ),
    )
    op.create_table(
        "dossier_missing",
        sa.Column("dossier_id", BIG_ID, nullable=False),
        sa.Column("position", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("fr", sa.String(300)),
        sa.Column("ar", sa.String(300)),
        sa.PrimaryKeyConstraint("dossier_id", "position", name="pk_dossier_missing"),
        sa.ForeignKeyConstraint(
            ["dossier_id"], ["dossiers.id"], name="fk_dossier_missing_dossier_id", ondelete="CASCADE"
        ),
    )


def downgrade() -> None:
    for table in ("dossier_missing", "dossier_steps", "dossiers"):
        op.drop_table(table)
