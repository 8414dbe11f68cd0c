"""What is so in all of Morocco."""

from __future__ import annotations

from zoneinfo import ZoneInfo

TIME_ZONE = ZoneInfo("Africa/Casablanca")
