"""``tariffs check``."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from bot.cli.output import show
from bot.services.social_aid.model import AidTariffs
from bot.services.tariffs import load_tariff
from bot.services.vehicle_tax.model import Tariffs
from bot.settings import settings

_FILES: Mapping[str, Any] = {"vehicle-tax": Tariffs, "social-aid": AidTariffs}
_STALE_AFTER = timedelta(days=365)


def check(as_json: bool, today: date) -> int:
    """Prints the years that each file holds and what is to be mended; 1 when anything is.

    Raises:
        TariffError: a file is bad.
    """
    years, findings = {}, []
    for name, model in _FILES.items():
        tariff = load_tariff(settings().tariffs_dir / f"{name}.yml", model)
        years[name] = ", ".join(str(year) for year in sorted(tariff.years))
        if today.year not in tariff.years:
            findings.append(f"{name}: nothing for {today.year}: citizens are told that the latest year before is used")
        latest = tariff.years[max(tariff.years)]
        if today - latest.source.checked_on > _STALE_AFTER:
            findings.append(f"{name}: last checked on {latest.source.checked_on}, more than a year ago")
    show({"years": years, "findings": findings} if as_json else {"years": years}, as_json)
    for finding in findings:
        print(f"error: {finding}", file=sys.stderr)
    return 1 if findings else 0
