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

from bot.persistence.types import EncryptedBytes, EncryptedText, Moment

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
    Column("window_until", Moment),  # until when the provider lets us write freely; null where there is no such rule
    Column("reminded_at", Moment),  # when a template last asked the citizen to write, so that held messages can go
    Column("privacy_told_at", Moment),  # when the citizen was told what is kept of them
    Index("ix_conversations_last_seen", "last_seen"),
)

addresses = Table(
    "addresses",
    metadata,
    Column("hash", String(64), primary_key=True),  # keyed, of channel, kind and value together
    Column("conversation_id", String(64), ForeignKey("conversations.id", ondelete="CASCADE"), nullable=False),
    Column("kind", String(16), nullable=False),  # phone or user_id
    Column("value", EncryptedText, nullable=False),  # needed to answer
    Index("ix_addresses_conversation_id", "conversation_id"),
)

opt_outs = Table(  # no reference to a conversation: who was erased is still left alone
    "opt_outs",
    metadata,
    Column("address_hash", String(64), primary_key=True),  # that of ``addresses``, so of one address on one channel
    Column("since", Moment, nullable=False),
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
    Column("media", EncryptedText),  # JSON: what the provider announced, to be fetched before the turn
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
    Column(
        "kind", String(16), nullable=False
    ),  # answer, notice, notification, consent; own: the citizen's, for their other tabs
    Column("body", EncryptedText, nullable=False),  # JSON
    Column("created_at", Moment, nullable=False),
    # What follows is null where the client asks for its messages: they are not sent, they are read.
    Column("channel", String(32)),
    Column("state", String(16)),  # queued, sending, held, sent, dead or discarded
    Column("lease_owner", String(64)),
    Column("lease_until", Moment),
    Column("next_attempt_at", Moment),
    Column("error", String(64)),  # why the last attempt failed: a value of ``channels.send_errors.Reason``
    Column("error_detail", String(64)),  # the provider's own code
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("repeats", Integer, nullable=False, server_default="0"),  # sends whose outcome we were never told
    Index("ix_outbox_conversation_id_id", "conversation_id", "id"),
    Index("ix_outbox_inbox_id", "inbox_id"),
    Index("ix_outbox_created_at", "created_at"),
    Index(
        "ix_outbox_open",
        "channel",
        "conversation_id",
        "id",
        sqlite_where=text("state IN ('queued', 'sending')"),
        postgresql_where=text("state IN ('queued', 'sending')"),
    ),
    Index(
        "ix_outbox_open_channel_id",
        "channel",
        "id",
        sqlite_where=text("state IN ('queued', 'sending')"),
        postgresql_where=text("state IN ('queued', 'sending')"),
    ),
    Index(
        "ix_outbox_unsent",
        "state",
        sqlite_where=text("state IN ('held', 'dead')"),
        postgresql_where=text("state IN ('held', 'dead')"),
    ),
    sqlite_autoincrement=True,
)

sends = Table(  # what the provider took: one row for each part of a message
    "sends",
    metadata,
    Column("outbox_id", _BigId, ForeignKey("outbox.id", ondelete="CASCADE"), primary_key=True),
    Column("part", Integer, primary_key=True),
    Column("channel", String(32), nullable=False),
    Column("provider_id", String(128)),  # the provider's own id
    Column("state", String(16), nullable=False),  # sent, delivered, read or failed; it never goes back
    Column("error", String(64)),
    Column("error_detail", String(64)),
    Column("updated_at", Moment, nullable=False),
    UniqueConstraint("channel", "provider_id"),
)

media = Table(
    "media",
    metadata,
    Column("id", String(32), primary_key=True),  # random: what the conversation knows it by
    Column("conversation_id", String(64), ForeignKey("conversations.id", ondelete="CASCADE"), nullable=False),
    Column("inbox_id", _BigId, ForeignKey("inbox.id", ondelete="CASCADE")),  # null until its message is there
    Column("position", Integer, nullable=False),  # among the media of its message
    Column("content_type", String(64), nullable=False),  # by what is in it, not by what it is called
    Column("size", Integer, nullable=False),  # bytes
    Column("content", EncryptedBytes, nullable=False),
    Column("created_at", Moment, nullable=False),
    UniqueConstraint("inbox_id", "position"),
    Index("ix_media_conversation_id", "conversation_id"),
)

switches = Table(
    "switches",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("value", String(32), nullable=False),
    Column("changed_at", Moment, nullable=False),
)

feedback = Table(  # what citizens think: of one answer, or of the conversation
    "feedback",
    metadata,
    Column("conversation_id", String(64), ForeignKey("conversations.id", ondelete="CASCADE"), primary_key=True),
    Column("subject", String(16), primary_key=True),  # answer or satisfaction
    Column("outbox_id", BigInteger, primary_key=True, autoincrement=False),  # of the answer; 0 for satisfaction
    Column("value", Integer, nullable=False),  # 1 or -1 of an answer, 1 to 5 of satisfaction
    Column("locale", String(16)),  # of the answer, else of the conversation
    Column("created_at", Moment, nullable=False),
    Index("ix_feedback_created_at", "created_at"),
)

notices = Table(  # what the operator wants every citizen on the website to read
    "notices",
    metadata,
    Column("locale", String(16), primary_key=True),
    Column("text", Text, nullable=False),
    Column("changed_at", Moment, nullable=False),
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

# What follows names conversations without a foreign key: the engine may serve one that no channel has opened.

attempts = Table(  # how often something secret was guessed at
    "attempts",
    metadata,
    Column("guard", String(64), primary_key=True),  # keyed hash of what is guarded: a subject, a conversation, a number
    Column("tries", Integer, nullable=False),
    Column("level", Integer, nullable=False),  # how often it was locked lately: each lock is longer
    Column("locked_until", Moment),
    Column("event", String(64)),  # keyed hash of the message that was counted last: the same again is not counted
    Column("updated_at", Moment, nullable=False),
)

codes = Table(  # one-time codes
    "codes",
    metadata,
    Column("id", _BigId, primary_key=True, autoincrement=True),
    Column("event", String(64), nullable=False, unique=True),  # keyed hash of the message that asked for it
    Column("conversation_id", String(64), nullable=False),
    Column("subject", String(64), nullable=False),  # keyed hash of register and reference
    Column("phone", String(64), nullable=False),  # keyed hash of the number that it was sent to
    Column("code", String(64), nullable=False),  # keyed hash
    Column("outbox_id", BigInteger),  # the message that holds it, until it is redacted
    Column("created_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("used_at", Moment),
    Index("ix_codes_phone_created_at", "phone", "created_at"),
    Index("ix_codes_conversation_id_created_at", "conversation_id", "created_at"),
    Index("ix_codes_outbox_id", "outbox_id"),
    sqlite_autoincrement=True,
)

verifications = Table(  # who has shown that a file is theirs
    "verifications",
    metadata,
    Column("conversation_id", String(64), primary_key=True),
    Column("subject", String(64), primary_key=True),
    Column("until", Moment, nullable=False),
)

audit_log = Table(  # append-only: a trigger refuses what would change it
    "audit_log",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),  # 1, 2, 3, … without gaps
    Column("at", Moment, nullable=False),
    Column("who", String(64), nullable=False),  # a conversation's pseudonym, or "operator"
    Column("action", String(32), nullable=False),
    Column("register", String(32), nullable=False),
    Column("reference", String(64), nullable=False),  # keyed hash
    Column("purpose", String(64), nullable=False),
    Column("hash", String(64), nullable=False),  # keyed, of this row and of the hash before it
    Index("ix_audit_log_who", "who"),
)

audit_heads = Table(  # where the chain ends
    "audit_heads",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("count", BigInteger, nullable=False),
    Column("hash", String(64), nullable=False),
)

subscriptions = Table(  # who wants to be told when a file moves
    "subscriptions",
    metadata,
    Column("id", _BigId, primary_key=True, autoincrement=True),
    Column("conversation_id", String(64), nullable=False),
    Column("register", String(32), nullable=False),
    Column("reference_hash", String(64), nullable=False),  # keyed
    Column("reference", EncryptedText, nullable=False),
    Column("status", String(64), nullable=False),  # the last one that the citizen was told
    Column("locale", String(16), nullable=False),
    Column("created_at", Moment, nullable=False),
    UniqueConstraint("conversation_id", "register", "reference_hash"),
    sqlite_autoincrement=True,
)

reminders = Table(  # what is to be said at its time
    "reminders",
    metadata,
    Column("id", _BigId, primary_key=True, autoincrement=True),
    Column("event", String(64), nullable=False, unique=True),  # keyed hash of what it was written for
    Column("conversation_id", String(64), nullable=False),
    Column("register", String(32), nullable=False),
    Column("reference_hash", String(64), nullable=False),  # keyed
    Column("body", EncryptedText, nullable=False),  # JSON: the message
    Column("due_at", Moment, nullable=False),
    Column("until", Moment, nullable=False),  # after which it is of no use
    Column("sent_at", Moment),
    Index("ix_reminders_sent_at_due_at", "sent_at", "due_at"),
    Index("ix_reminders_reference_hash", "reference_hash"),
    Index("ix_reminders_conversation_id", "conversation_id"),
    sqlite_autoincrement=True,
)

erasures = Table(  # who asked to be forgotten, and when it was done: the receipt outlives the conversation
    "erasures",
    metadata,
    Column("receipt", String(32), primary_key=True),
    Column("event", String(64), nullable=False, unique=True),  # keyed hash of the message that asked
    Column("conversation_id", String(64), nullable=False),
    Column("requested_at", Moment, nullable=False),
    Column("erased_at", Moment),
    Index("ix_erasures_erased_at", "erased_at"),
)
