"""A reader of the benchmark's text format (www.schedulingbenchmarks.org). Files are not shipped."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class ShiftKind:
    """A shift: its length in minutes, and what may not follow it the next day."""

    minutes: int
    not_followed_by: frozenset[str]


@dataclass(frozen=True)
class Employee:
    """What a person's contract allows."""

    shift_most: Mapping[str, int]
    minutes_most: int
    minutes_least: int
    run_most: int
    run_least: int
    off_least: int
    weekends_most: int


@dataclass(frozen=True)
class Instance:
    """One benchmark: weights are what is paid if it is not so."""

    days: int
    shifts: Mapping[str, ShiftKind]
    staff: Mapping[str, Employee]
    days_off: Mapping[str, frozenset[int]]
    wishes_on: Mapping[tuple[str, int, str], int]
    wishes_off: Mapping[tuple[str, int, str], int]
    # (day, shift) -> wanted, weight of one too few, of one too many
    cover: Mapping[tuple[int, str], tuple[int, int, int]]


class FormatError(ValueError):
    """The file is not of this format; the words say where."""


def read(path: Path) -> Instance:
    """Return the instance of a file. Raises FormatError."""
    parts = _sections(path.read_text(encoding="utf-8-sig"))
    try:
        return Instance(
            days=int(parts["HORIZON"][0][0]),
            shifts={row[0]: ShiftKind(int(row[1]), _names(row[2:])) for row in parts["SHIFTS"]},
            staff={row[0]: _employee(row) for row in parts["STAFF"]},
            days_off={row[0]: frozenset(map(int, row[1:])) for row in parts["DAYS_OFF"]},
            wishes_on=_wishes(parts["SHIFT_ON_REQUESTS"]),
            wishes_off=_wishes(parts["SHIFT_OFF_REQUESTS"]),
            cover={
                (int(day), shift): (int(wanted), int(under), int(over))
                for day, shift, wanted, under, over in parts["COVER"]
            },
        )
    except (ValueError, IndexError, KeyError) as error:
        raise FormatError(f"{path.name}: {error}") from error


def _sections(text: str) -> dict[str, list[list[str]]]:
    found: dict[str, list[list[str]]] = defaultdict(list)
    name = ""
    for line in (each.strip() for each in text.splitlines()):
        if line.startswith("SECTION_"):
            name = line.removeprefix("SECTION_")
        elif line and not line.startswith("#"):
            found[name].append([each.strip() for each in line.rstrip(",").split(",")])
    return found


def _names(cells: list[str]) -> frozenset[str]:
    return frozenset(each for cell in cells for each in cell.split("|") if each)


def _employee(row: list[str]) -> Employee:
    pairs = (each.split("=") for each in row[1].split("|") if each)
    most, least, run_most, run_least, off_least, weekends = map(int, row[2:8])
    return Employee(
        shift_most={shift: int(count) for shift, count in pairs},
        minutes_most=most,
        minutes_least=least,
        run_most=run_most,
        run_least=run_least,
        off_least=off_least,
        weekends_most=weekends,
    )


def _wishes(rows: list[list[str]]) -> dict[tuple[str, int, str], int]:
    return {(who, int(day), shift): int(weight) for who, day, shift, weight in rows}
