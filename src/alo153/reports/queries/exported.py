"""Facts as compressed CSV, for DuckDB or a BI tool: written by PostgreSQL, row by row."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Final

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


def export(folder: Path) -> dict[str, int]:
    """Write each table as `<name>.csv.gz` in place of the one there; returns bytes by name.

    A reader never finds half a file: it is moved to its name when it is whole.
    """
    folder.mkdir(parents=True, exist_ok=True)
    return {name: _write(folder / f"{name}.csv.gz", query) for name, query in _TABLES.items()}


def _write(path: Path, query: str) -> int:
    beside = path.with_suffix(".part")
    copied = f"COPY ({query}) TO STDOUT (FORMAT csv, HEADER)"
    with (
        gzip.open(beside, "wb") as file,
        connection.cursor() as cursor,
        cursor.copy(copied) as copy,
    ):
        for block in copy:
            file.write(block)
    beside.replace(path)
    return path.stat().st_size
