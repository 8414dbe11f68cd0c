"""bot.language.keyboards: which keys lie side by side."""

from __future__ import annotations

from bot.language.keyboards import BESIDE


def test_keys_lie_beside_each_other() -> None:
    """Both ways, and on both Latin keyboards: "a" is beside "z" on one and "s" on the other."""
    assert {"z", "s"} <= set(BESIDE["a"])
    assert all(key in BESIDE[other] for key, others in BESIDE.items() for other in others)
    assert all(key not in others for key, others in BESIDE.items())
