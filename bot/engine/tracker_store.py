"""Where conversations are kept: Rasa's SQL tracker store, on the database of the settings."""

from __future__ import annotations

from pathlib import Path

from rasa.utils.endpoints import EndpointConfig
from sqlalchemy.engine import make_url

_SQLITE_FILE = "conversations.db"


def tracker_store_endpoint(database_url: str) -> EndpointConfig:
    """The tracker store's part of Rasa's endpoints.

    On SQLite a file of its own beside ours, so that two processes do not queue for one writer; on PostgreSQL the same
    database (Rasa's table is ``events``).
    """
    url = make_url(database_url)
    if url.get_backend_name() == "sqlite":
        directory = Path(url.database or "var/chobbak.db").parent
        directory.mkdir(parents=True, exist_ok=True)
        return EndpointConfig(type="SQL", dialect="sqlite", db=str(directory / _SQLITE_FILE))
    return EndpointConfig(
        type="SQL",
        dialect="postgresql",
        url=url.host,
        port=url.port,
        db=url.database,
        username=url.username,
        password=url.password,
    )
