"""Appointments and a suggestion; nothing is invented about why somebody comes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from alo153.care import actions, models, sealing
from alo153.city.citypack.typed_values import Table
from alo153.intake.lived_in.rooms.moments import When, when
from alo153.intake.lived_in.rooms.room import Room, Staff

_MINUTES: Final = 45


@dataclass(frozen=True, kw_only=True)
class VisitLine:
    """Somebody asked to be seen; with a keeper they got a time, with a note it took place."""

    person: str
    room: models.Room
    keeper: str
    when: When
    note: str


@dataclass(frozen=True, kw_only=True)
class SuggestionLine:
    """A room suggested to a colleague."""

    person: str
    room: models.Room
    by: str


def _read_visits(root: Table, staff: Staff) -> list[VisitLine]:
    return [_visit(each, staff) for each in root.tables("visit", "visit", required=False)]


def _visit(table: Table, staff: Staff) -> VisitLine:
    line = VisitLine(
        person=table.choice("person", staff),
        room=_room(table),
        keeper=table.choice("keeper", staff, ""),
        when=when(table),
        note=table.text("note", ""),
    )
    table.done()
    return line


def _room(table: Table) -> models.Room:
    return models.Room(table.choice("room", models.Room.values) or models.Room.PSYCHOLOGIST)


def _fill_visits(lines: Sequence[VisitLine], staff: Staff, at: datetime) -> None:
    for line in lines:
        begins = line.when.of(at)
        asked = min(begins, at) - timedelta(hours=20)
        visit = actions.ask_visit(room=line.room, wish="", by=staff[line.person], at=asked)
        if not line.keeper:
            continue
        keeper = staff[line.keeper]
        planned = asked + timedelta(hours=1)
        actions.plan(visit=visit, begins_at=begins, minutes=_MINUTES, by=keeper, at=planned)
        # Without a key nothing is written, and the visit stays in the past of the calendar
        if line.note and sealing.has_key():
            ended = begins + timedelta(minutes=_MINUTES)
            actions.write_note(visit=visit, words=line.note, by=keeper, at=ended)


def _read_suggestions(root: Table, staff: Staff) -> list[SuggestionLine]:
    tables = root.tables("suggestion", "suggestion", required=False)
    return [_suggestion(each, staff) for each in tables]


def _suggestion(table: Table, staff: Staff) -> SuggestionLine:
    line = SuggestionLine(
        person=table.choice("person", staff),
        room=_room(table),
        by=table.choice("by", staff),
    )
    table.done()
    return line


def _fill_suggestions(lines: Sequence[SuggestionLine], staff: Staff, _: datetime) -> None:
    for line in lines:
        actions.suggest(room=line.room, person=staff[line.person], by=staff[line.by])


VISITS: Final = Room(
    name="visits",
    read=_read_visits,
    is_empty=lambda: not models.Visit.objects.exists(),
    fill=_fill_visits,
)
SUGGESTIONS: Final = Room(
    name="suggestions",
    read=_read_suggestions,
    # A suggestion that was answered leaves no trace: with the visits it is made once
    is_empty=lambda: not models.Visit.objects.exists(),
    fill=_fill_suggestions,
)
