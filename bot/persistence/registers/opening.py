"""Registers as the settings describe them. For the action server, the gateway and the command line alike."""

from __future__ import annotations

from functools import partial
from typing import Optional

from bot.persistence.registers.breaker import CircuitBreaker
from bot.persistence.registers.metrics import RegisterMetrics
from bot.persistence.registers.register import Register
from bot.persistence.registers.upgrade import upgrade
from bot.privacy.encryption import Cipher
from bot.settings import Settings


def url_of(name: str, settings: Settings) -> str:
    return str(getattr(settings, f"{name}_url"))


def is_mapped(name: str, settings: Settings) -> bool:
    """Whether the register is an administration's own database, whose tables are not ours to make."""
    return getattr(settings, f"{name}_mapping", None) is not None


def open_register(name: str, settings: Settings, metrics: Optional[RegisterMetrics] = None) -> Register:
    """The register of this name. Connects to nothing; its tables are migrated when it is first used.

    Raises:
        SettingsError: its address is not one.
    """
    url = url_of(name, settings)
    return Register(
        name,
        url,
        Cipher(settings.data_key.get_secret_value()),
        timeout=settings.register_timeout,
        breaker=CircuitBreaker(settings.register_failures, settings.register_pause),
        metrics=metrics,
        prepare=None if is_mapped(name, settings) else partial(upgrade, name, url),
    )
