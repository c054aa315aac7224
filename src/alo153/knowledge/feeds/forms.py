"""JSON, CSV and ICS read into items. Pure: the city's districts and time zone come as arguments."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

import recurring_ical_events
from icalendar import Calendar

from alo153.core.text import fold
from alo153.knowledge.feeds.contract import LONGEST, MOST_ITEMS, FeedError, FeedLine, Item

FIELDS: Final = tuple(each.name for each in fields(Item))
_INSTANTS: Final = frozenset({"begins_at", "ends_at"})
_AHEAD: Final = timedelta(days=60)
_SHORTEST_LINK: Final = "https://"
# What no row of PostgreSQL holds
_NO_LETTERS: Final = re.compile("[\\x00\\ud800-\\udfff]")
# A single event of this kind has more days, hours and seconds than memory
_TOO_OFTEN: Final = re.compile(
    rb"FREQ=(?:SECONDLY|MINUTELY|HOURLY)|BY(?:HOUR|MINUTE|SECOND)=\d+,", re.IGNORECASE
)
_FOLDS: Final = re.compile(rb"\r?\n[ \t]")
# Many programs write 0001-01-01 or 9999-12-31 for "none"
_YEARS: Final = range(1970, 2200)


@dataclass(frozen=True)
class Place:
    """The city's data for reading: its districts by folded name, its time zone, the instant."""

    districts: Mapping[str, str]
    zone: ZoneInfo
    at: datetime


def read(feed: FeedLine, content: bytes, place: Place) -> list[Item]:
    """Return the items of a document.

    Raises:
        FeedError: it is not of its form, or has nothing under a name that the file promises.
    """
    try:
        rows = _FORMS[feed.form](feed, content, place)
        items = [_item(row, place) for row in rows][: MOST_ITEMS + 1]
    except FeedError:
        raise
    except Exception as error:  # whatever a foreign document does: the other providers are asked
        raise FeedError(f"it is no {feed.form} that can be read: {type(error).__name__}") from error
    if len(items) > MOST_ITEMS:
        raise FeedError(f"it has more than {MOST_ITEMS} items")
    return items


def _json(feed: FeedLine, content: bytes, _place: Place) -> Iterable[Mapping[str, Any]]:
    document = json.loads(content)
    rows = document[feed.within] if feed.within else document
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise FeedError("it has no list of objects where the file says it is")
    return [_named(feed, row) for row in rows]


def _csv(feed: FeedLine, content: bytes, _place: Place) -> Iterable[Mapping[str, Any]]:
    text = content.decode("utf-8-sig")
    separator = ";" if text.partition("\n")[0].count(";") else ","
    reader = csv.DictReader(io.StringIO(text), delimiter=separator)
    title = feed.fields.get("title", "title")
    if title not in (reader.fieldnames or ()):
        raise FeedError(f"it has no column {title}")
    return [_named(feed, row) for row in reader]


def _ics(_feed: FeedLine, content: bytes, place: Place) -> Iterable[Mapping[str, Any]]:
    """Return the events of the next two months; repeated ones each time."""
    if _TOO_OFTEN.search(_FOLDS.sub(b"", content)):
        raise FeedError("an event repeats more often than once a day")
    calendar = Calendar.from_ical(content)
    events = recurring_ical_events.of(calendar).between(place.at, place.at + _AHEAD)
    rows = [
        {
            "title": event.get("SUMMARY", ""),
            "text": event.get("DESCRIPTION", ""),
            "address": event.get("LOCATION", ""),
            "link": event.get("URL", ""),
            "begins_at": event["DTSTART"].dt,
            "ends_at": event["DTEND"].dt if "DTEND" in event else None,
        }
        for event in events
    ]
    return sorted(rows, key=lambda row: str(row["begins_at"]))


_FORMS: Final[Mapping[str, Callable[[FeedLine, bytes, Place], Iterable[Mapping[str, Any]]]]] = {
    "json": _json,
    "csv": _csv,
    "ics": _ics,
}
FORMS: Final = frozenset(_FORMS)


def _named(feed: FeedLine, row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: row.get(feed.fields.get(name, name)) for name in FIELDS}


def _item(row: Mapping[str, Any], place: Place) -> Item:
    said = {name: _text(row.get(name)) for name in FIELDS if name not in _INSTANTS}
    if not said["title"]:
        raise FeedError("an item has no title")
    said["district"] = place.districts.get(fold(said["district"]), "")
    if not said["link"].startswith(_SHORTEST_LINK):
        said["link"] = ""
    instants = {name: _instant(row.get(name), place.zone) for name in _INSTANTS}
    return Item(**said, begins_at=instants["begins_at"], ends_at=instants["ends_at"])


def _text(value: Any) -> str:
    said = _NO_LETTERS.sub("", str(value if value is not None else ""))
    return " ".join(said.split())[:LONGEST]


def _instant(value: Any, zone: ZoneInfo) -> datetime | None:
    """Return an instant, None of one that cannot be; without a time zone by the city's clock."""
    if not value:
        return None
    if isinstance(value, date) and not isinstance(value, datetime):
        value = datetime(value.year, value.month, value.day)  # noqa: DTZ001 - the zone comes below
    at = value if isinstance(value, datetime) else datetime.fromisoformat(str(value).strip())
    if at.year not in _YEARS:
        return None
    return at if at.tzinfo else at.replace(tzinfo=zone)
