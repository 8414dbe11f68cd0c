"""What the registers' tables share."""

from __future__ import annotations

from sqlalchemy import BigInteger, Integer, MetaData

NAMES = ("dossiers", "appointments", "orders", "complaints")  # each with a module, a setting and migrations of its name

BIG_ID = BigInteger().with_variant(Integer, "sqlite")  # only INTEGER counts by itself on SQLite


def new_metadata() -> MetaData:
    """The metadata of one register, with names for all its constraints."""
    return MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
