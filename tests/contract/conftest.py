"""The databases of the gateway's tests serve here too."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.channels import conftest as gateway

database, database_url = gateway.database, gateway.database_url
migrated_file, postgres_url, sqlite_url = gateway.migrated_file, gateway.postgres_url, gateway.sqlite_url
