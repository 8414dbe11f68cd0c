"""The website's widget: photos that come before their message, what citizens think of answers, the operator's notice."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.persistence.types import Moment

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    with op.batch_alter_table("media") as media:
        media.alter_column("inbox_id", existing_type=BIG_ID, nullable=True)
    op.create_table(
        "feedback",
        sa.Column("conversation_id", sa.String(64), nullable=False),
        sa.Column("subject", sa.String(16), nullable=False),
        sa.Column("outbox_id", sa.BigInteger, nullable=False),
        sa.Column("value", sa.Integer, nullable=False),
        sa.Column("locale", sa.String(16)),
        sa.Column("created_at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("conversation_id", "subject", "outbox_id", name="pk_feedback"),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name="fk_feedback_conversation_id", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_feedback_created_at", "feedback", ["created_at"])
    op.create_table(
        "notices",
        sa.Column("locale", sa.String(16), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("changed_at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("locale", name="pk_notices"),
    )


def downgrade() -> None:
    op.drop_table("notices")
    op.drop_table("feedback")
    op.execute("DELETE FROM outbox WHERE kind = 'own'")
    op.execute("DELETE FROM media WHERE inbox_id IS NULL")
    with op.batch_alter_table("media") as media:
        media.alter_column("inbox_id", existing_type=BIG_ID, nullable=False)
