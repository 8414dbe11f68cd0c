"""What operators count. A registry per application, so that two applications in one process do not meet."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)


class Metrics:
    """The gateway's counters: no label ever holds an id or a text."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.received = Counter(
            "chobbak_messages_received", "Messages taken in", ["channel", "outcome"], registry=self.registry
        )
        self.turns = Counter(
            "chobbak_turns", "Turns tried, by what became of them", ["outcome"], registry=self.registry
        )
        self.turn_seconds = Histogram(
            "chobbak_turn_seconds", "Time that the engine took for a turn", buckets=_SECONDS, registry=self.registry
        )
        self.answer_seconds = Histogram(
            "chobbak_answer_seconds",
            "Time from taking a message in to its answer",
            buckets=_SECONDS,
            registry=self.registry,
        )
        self.refused = Counter(
            "chobbak_requests_refused", "Requests refused, by error code", ["code"], registry=self.registry
        )
        self.acknowledge_seconds = Histogram(
            "chobbak_acknowledge_seconds",
            "Time from a provider's webhook to our acknowledgement",
            ["channel"],
            buckets=_SECONDS,
            registry=self.registry,
        )
        self.sends = Counter(
            "chobbak_sends", "Attempts to send, by what became of them", ["channel", "outcome"], registry=self.registry
        )
        self.sends_failed = Counter(
            "chobbak_sends_failed",
            "Messages that were not sent, by reason",
            ["channel", "reason"],
            registry=self.registry,
        )
        self.sends_repeated = Counter(
            "chobbak_sends_repeated", "Sends whose outcome was never told", ["channel"], registry=self.registry
        )
        self.statuses = Counter(
            "chobbak_statuses", "Status updates of providers", ["channel", "state"], registry=self.registry
        )
        self.media = Counter(
            "chobbak_media", "Photos, voice notes and documents", ["channel", "outcome"], registry=self.registry
        )
        self.feedback = Counter(
            "chobbak_feedback",
            "What citizens on the website thought",
            ["subject", "value"],
            registry=self.registry,
        )
        self.outbox = Gauge(
            "chobbak_outbox_messages", "Messages not sent, by state", ["channel", "state"], registry=self.registry
        )
        self.outbox_age = Gauge(
            "chobbak_outbox_age_seconds", "Age of the oldest message to be sent", ["channel"], registry=self.registry
        )
        self.streams = Gauge("chobbak_streams", "Open streams of events", registry=self.registry)
        self.inbox = Gauge(
            "chobbak_inbox_messages", "Messages in the inbox, by state", ["state"], registry=self.registry
        )

        self.inbox_age = Gauge(
            "chobbak_inbox_age_seconds", "Age of the oldest message whose turn is not done", registry=self.registry
        )

    def exposition(self) -> bytes:
        return bytes(generate_latest(self.registry))
