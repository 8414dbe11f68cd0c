"""Identity: one-time codes, verified states, attempts, the audit log; subscriptions, reminders, erasures."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.persistence.types import EncryptedText, Moment

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")
TABLES = ("attempts", "codes", "verifications", "audit_log", "audit_heads", "subscriptions", "reminders", "erasures")


def upgrade() -> None:
    op.add_column("conversations", sa.Column("privacy_told_at", Moment))
    _identity()
    _audit()
    _notifications()
    op.create_table(
        "erasures",
        sa.Column("receipt", sa.String(32), nullable=False),
        sa.Column("event", sa.String(64), nullable=False),
        sa.Column("conversation_id", sa.String(64), nullable=False),
        sa.Column("requested_at", Moment, nullable=False),
        sa.Column("erased_at", Moment),
        sa.PrimaryKeyConstraint("receipt", name="pk_erasures"),
        sa.UniqueConstraint("event", name="uq_erasures_event"),
    )
    op.create_index("ix_erasures_erased_at", "erasures", ["erased_at"])


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION audit_log_is_append_only()")
    op.drop_column("conversations", "privacy_told_at")


def _identity() -> None:
    op.create_table(
        "attempts",
        sa.Column("guard", sa.String(64), nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("level", sa.Integer, nullable=False),
        sa.Column("locked_until", Moment),
        sa.Column("event", sa.String(64)),
        sa.Column("updated_at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("guard", name="pk_attempts"),
    )
    op.create_table(
        "codes",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("event", sa.String(64), nullable=False),
        sa.Column("conversation_id", sa.String(64), nullable=False),
        sa.Column("subject", sa.String(64), nullable=False),
        sa.Column("phone", sa.String(64), nullable=False),
        sa.Column("code", sa.String(64), nullable=False),
        sa.Column("outbox_id", sa.BigInteger),
        sa.Column("created_at", Moment, nullable=False),
        sa.Column("expires_at", Moment, nullable=False),
        sa.Column("used_at", Moment),
        sa.PrimaryKeyConstraint("id", name="pk_codes"),
        sa.UniqueConstraint("event", name="uq_codes_event"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_codes_phone_created_at", "codes", ["phone", "created_at"])
    op.create_index("ix_codes_conversation_id_created_at", "codes", ["conversation_id", "created_at"])
    op.create_index("ix_codes_outbox_id", "codes", ["outbox_id"])
    op.create_table(
        "verifications",
        sa.Column("conversation_id", sa.String(64), nullable=False),
        sa.Column("subject", sa.String(64), nullable=False),
        sa.Column("until", Moment, nullable=False),
        sa.PrimaryKeyConstraint("conversation_id", "subject", name="pk_verifications"),
    )


def _audit() -> None:
    op.create_table(
        "audit_log",
        sa.Column("id", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("at", Moment, nullable=False),
        sa.Column("who", sa.String(64), nullable=False),
        sa.Column("action", sa.String(32), nullable=False),
        sa.Column("register", sa.String(32), nullable=False),
        sa.Column("reference", sa.String(64), nullable=False),
        sa.Column("purpose", sa.String(64), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit_log"),
    )
    op.create_index("ix_audit_log_who", "audit_log", ["who"])
    op.create_table(
        "audit_heads",
        sa.Column("name", sa.String(32), nullable=False),
        sa.Column("count", sa.BigInteger, nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_audit_heads"),
    )
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION audit_log_is_append_only() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'audit_log is append-only'; END $$"
        )
        op.execute(
            "CREATE TRIGGER audit_log_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_log "
            "FOR EACH STATEMENT EXECUTE FUNCTION audit_log_is_append_only()"
        )
    else:
        for event in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER audit_log_has_no_{event.lower()} BEFORE {event} ON audit_log "
                "BEGIN SELECT RAISE(ABORT, 'audit_log is append-only'); END"
            )


def _notifications() -> None:
    op.create_table(
        "subscriptions",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("conversation_id", sa.String(64), nullable=False),
        sa.Column("register", sa.String(32), nullable=False),
        sa.Column("reference_hash", sa.String(64), nullable=False),
        sa.Column("reference", EncryptedText, nullable=False),
        sa.Column("status", sa.String(64), nullable=False),
        sa.Column("locale", sa.String(16), nullable=False),
        sa.Column("created_at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_subscriptions"),
        sa.UniqueConstraint(
            "conversation_id",
            "register",
            "reference_hash",
            name="uq_subscriptions_conversation_id_register_reference_hash",
        ),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "reminders",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("event", sa.String(64), nullable=False),
        sa.Column("conversation_id", sa.String(64), nullable=False),
        sa.Column("register", sa.String(32), nullable=False),
        sa.Column("reference_hash", sa.String(64), nullable=False),
        sa.Column("body", EncryptedText, nullable=False),
        sa.Column("due_at", Moment, nullable=False),
        sa.Column("until", Moment, nullable=False),
        sa.Column("sent_at", Moment),
        sa.PrimaryKeyConstraint("id", name="pk_reminders"),
        sa.UniqueConstraint("event", name="uq_reminders_event"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_reminders_sent_at_due_at", "reminders", ["sent_at", "due_at"])
    op.create_index("ix_reminders_reference_hash", "reminders", ["reference_hash"])
    op.create_index("ix_reminders_conversation_id", "reminders", ["conversation_id"])
