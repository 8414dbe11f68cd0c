"""Every table of the gateway, of the engine's conversations and of the catalogue's database copy, as SQLAlchemy Core tables."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from bot.persistence.types import EncryptedText, Moment

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

_BigId = BigInteger().with_variant(Integer, "sqlite")  # only INTEGER counts by itself on SQLite

conversations = Table(
    "conversations",
    metadata,
    Column("id", String(64), primary_key=True),  # a keyed pseudonym or a random id, never an address
    Column("channel", String(32), nullable=False),
    Column("token_hash", String(64), unique=True),  # keyed
    Column("locale_hint", String(16)),  # what the client said when it opened the conversation
    Column("locale", String(16)),  # the one that we last answered in
    Column("created_at", Moment, nullable=False),
    Column("last_seen", Moment, nullable=False),
    Column("trouble_since", Moment),  # set while the citizen has been told that we have a problem
    Index("ix_conversations_last_seen", "last_seen"),
)

inbox = Table(
    "inbox",
    metadata,
    Column("id", _BigId, primary_key=True, autoincrement=True),
    Column("conversation_id", String(64), ForeignKey("conversations.id", ondelete="CASCADE"), nullable=False),
    Column("channel", String(32), nullable=False),
    Column("message_id", String(128), nullable=False),  # the provider's or the client's own id
    Column("text", EncryptedText, nullable=False),
    Column("payload", EncryptedText),
    Column("location", EncryptedText),  # JSON
    Column("state", String(16), nullable=False),  # received, leased, done or dead
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("lease_owner", String(64)),
    Column("lease_until", Moment),
    Column("next_attempt_at", Moment, nullable=False),
    Column("received_at", Moment, nullable=False),
    Column("finished_at", Moment),
    Column("error", String(64)),  # the code of the last failure
    UniqueConstraint("channel", "conversation_id", "message_id"),
    Index(
        "ix_inbox_open",
        "conversation_id",
        "id",
        sqlite_where=text("state IN ('received', 'leased')"),
        postgresql_where=text("state IN ('received', 'leased')"),
    ),
    Index("ix_inbox_state", "state"),
    sqlite_autoincrement=True,
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", _BigId, primary_key=True, autoincrement=True),
    Column("conversation_id", String(64), ForeignKey("conversations.id", ondelete="CASCADE"), nullable=False),
    Column("inbox_id", _BigId, ForeignKey("inbox.id", ondelete="CASCADE")),
    Column("kind", String(16), nullable=False),  # answer or notice
    Column("body", EncryptedText, nullable=False),  # JSON
    Column("created_at", Moment, nullable=False),
    Index("ix_outbox_conversation_id_id", "conversation_id", "id"),
    Index("ix_outbox_inbox_id", "inbox_id"),
    Index("ix_outbox_created_at", "created_at"),
    sqlite_autoincrement=True,
)

procedures = Table(
    "procedures",
    metadata,
    Column("id", String(200), primary_key=True),
    Column("body", Text, nullable=False),  # JSON, in the schema of the catalogue
    Column("updated_at", Moment, nullable=False),
    Index("ix_procedures_updated_at", "updated_at"),
)

revisions = Table(
    "revisions",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("value", BigInteger, nullable=False),  # grows by one with every change
)

trackers = Table(
    "trackers",
    metadata,
    Column("conversation_id", String(64), primary_key=True),
    Column("version", BigInteger, nullable=False),  # grows by one with every save: two writers cannot overwrite
    Column("snapshot", EncryptedText, nullable=False),  # JSON: slots, active loop, the last events
    Column("updated_at", Moment, nullable=False),
)

tracker_events = Table(
    "tracker_events",
    metadata,
    Column("id", _BigId, primary_key=True, autoincrement=True),
    Column("conversation_id", String(64), nullable=False),
    Column("events", EncryptedText, nullable=False),  # JSON: the events of one save, in order
    Column("created_at", Moment, nullable=False),
    Index("ix_tracker_events_conversation_id_id", "conversation_id", "id"),
    sqlite_autoincrement=True,
)
