"""Facts as Parquet, for DuckDB or a BI tool: read from PostgreSQL row by row."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Final

import duckdb
from django.db import connection

from alo153.reports.models import MatterDay

_PLACES: Final = ("district", "neighborhood")


def _matters() -> str:
    """Select the facts of matters; without the place where the topic is confidential.

    A count of one in a neighborhood would name the matter of a neighbor.
    """
    columns = (
        f"CASE WHEN topic.confidential THEN 0 ELSE fact.{name} END AS {name}"
        if name in _PLACES
        else f"fact.{name}"
        for name in (each.column for each in MatterDay._meta.concrete_fields)
    )
    return (
        f"SELECT {', '.join(columns)} FROM reports_matterday fact"  # noqa: S608 - names of columns
        " LEFT JOIN city_topic topic ON topic.id = fact.topic ORDER BY fact.day"
    )


_TABLES: Final = {
    "contact_half_hours": "SELECT * FROM reports_contacthalfhour ORDER BY begins_at",
    "contact_days": "SELECT * FROM reports_contactday ORDER BY day",
    "matter_days": _matters(),
    "team_members": "SELECT user_id AS agent, team_id AS team, since_date, until_date"
    " FROM city_teammember",
    "teams": "SELECT id, name FROM city_team",
    "units": "SELECT id, slug, name FROM city_unit",
    "topics": "SELECT id, slug, name FROM city_topic",
    "kinds": "SELECT slug, name FROM city_casekind",
    "districts": "SELECT id, slug, name FROM city_district",
    "neighborhoods": "SELECT id, slug, name, district_id, population FROM city_neighborhood",
}
"""Facts, and what their keys are called; agents stay keys."""
_ALONE: Final[dict[str, str | bool | int | float | list[str]]] = {
    "autoinstall_known_extensions": False,
    "threads": 1,
    "memory_limit": "512MB",
}
"""The engine fetches nothing, and leaves the other cores to what is running."""


def export(folder: Path) -> dict[str, int]:
    """Write each table as `<name>.parquet` in place of the one there; returns bytes by name.

    A reader never finds half a file: it is moved to its name when it is whole.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory(prefix=".", dir=folder) as beside,
        duckdb.connect(config=_ALONE) as engine,
    ):
        return {
            name: _write(engine, Path(beside), folder / f"{name}.parquet", query)
            for name, query in _TABLES.items()
        }


def _write(engine: duckdb.DuckDBPyConnection, beside: Path, path: Path, query: str) -> int:
    rows, written = beside / "rows.csv", beside / path.name
    types = _copy(rows, query)
    # As PostgreSQL writes it: DuckDB guesses from the first 20,480 lines, which may quote nothing.
    # Quoted and empty is an empty text; empty alone is unknown
    read = engine.read_csv(
        str(rows),
        header=True,
        dtype=types,
        sep=",",
        quotechar='"',
        escapechar='"',
        allow_quoted_nulls=False,
    )
    read.write_parquet(str(written), compression="zstd")
    written.replace(path)
    return path.stat().st_size


def _copy(rows: Path, query: str) -> dict[str, str]:
    """Write a query's rows as CSV; returns its columns' types, whose names DuckDB knows too."""
    with (
        connection.cursor() as cursor,
        rows.open("wb") as file,
        cursor.copy(f"COPY ({query}) TO STDOUT (FORMAT csv, HEADER)") as copy,
    ):
        for block in copy:
            file.write(block)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM ({query}) one LIMIT 0")  # noqa: S608 - a query of ours
        return {each.name: each.type_display for each in cursor.description}
