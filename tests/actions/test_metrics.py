"""The action server tells operators how registers are."""

from __future__ import annotations

import asyncio

from actions.__main__ import _metrics
from bot.bootstrap import register_metrics
from bot.persistence.registers.breaker import State


def test_metrics_of_registers() -> None:
    """In Prometheus' format; no label is an id or a text."""
    register_metrics().called("dossiers", "read", "ok", 0.003)
    register_metrics().stands("dossiers", State.HALF_OPEN)
    answer = asyncio.run(_metrics(None))
    assert answer.content_type.startswith("text/plain; version=0.0.4")
    body = answer.body.decode()
    assert 'chobbak_register_calls_total{operation="read",outcome="ok",register="dossiers"} 1.0' in body
    assert 'chobbak_register_breaker{register="dossiers"} 1.0' in body
