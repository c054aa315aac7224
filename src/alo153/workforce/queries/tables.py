"""Shifts of a roster as a table, out and in: person, day, shift."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from io import StringIO

from alo153.accounts.models import User
from alo153.core.text.spreadsheets import harmless
from alo153.workforce.models import Roster, ShiftType

HEAD = ("username", "name", "day", "shift")


class TableError(ValueError):
    """A line cannot be read; `line` is its number, from 1, and `what` what is wrong."""

    def __init__(self, line: int, what: str) -> None:
        """Keep the line and the word that is wrong."""
        self.line, self.what = line, what
        super().__init__(f"line {line}: {what}")


@dataclass(frozen=True)
class Given:
    """A shift of the table; None is a day off."""

    user: User
    day: date
    type: ShiftType | None


def written(roster: Roster) -> str:
    """Return the shifts of a roster as CSV, by person and day; one query."""
    file = StringIO()
    write = csv.writer(file, delimiter=";")
    write.writerow(HEAD)
    rows = roster.shifts.select_related("user", "type").order_by("user__full_name", "day")
    for shift in rows:
        user = shift.user
        cells = [user.username, user.full_name, shift.day.isoformat(), shift.type.name]
        write.writerow(map(harmless, cells))
    return file.getvalue()


def read(
    lines: Iterable[str],
    roster: Roster,
    users: Mapping[str, User],
    types: Mapping[str, ShiftType],
) -> list[Given]:
    """Return the shifts of a table; an empty name of a shift is a day off.

    Args:
        users: planned people, by user name.
        types: the kinds of shifts, by name.

    Raises:
        TableError: a person, a day or a shift is unknown here, or a day is listed twice.
    """
    found: dict[tuple[int, date], Given] = {}
    for number, row in enumerate(_rows(lines), start=1):
        if number == 1 or not any(row):
            continue
        given = _given(number, row, roster, users, types)
        key = given.user.pk, given.day
        if key in found:
            raise TableError(number, f"{given.user.username} {given.day}")
        found[key] = given
    return list(found.values())


def _rows(lines: Iterable[str]) -> Iterator[list[str]]:
    rows = csv.reader(lines, delimiter=";")
    try:
        yield from rows
    # A field of more than 128 KB, as after a quotation mark that nothing closes
    except csv.Error as error:
        raise TableError(rows.line_num, str(error)) from error


def _given(
    number: int,
    row: list[str],
    roster: Roster,
    users: Mapping[str, User],
    types: Mapping[str, ShiftType],
) -> Given:
    if len(row) != len(HEAD):
        raise TableError(number, ";".join(row)[:60])
    username, _name, said, shift = (each.strip().removeprefix("'") for each in row)
    if username not in users:
        raise TableError(number, username)
    try:
        day = date.fromisoformat(said)
    except ValueError as error:
        raise TableError(number, said) from error
    if day not in roster.dates:
        raise TableError(number, said)
    if shift and shift not in types:
        raise TableError(number, shift)
    return Given(users[username], day, types.get(shift))
