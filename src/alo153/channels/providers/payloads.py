"""Read a provider's text: bounded, and without trust. Pure."""

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from alo153.channels.pushes import Unreadable

MOST_ROWS: Final = 1000
# The clock of the providers that are spoken to here
TURKEY: Final = ZoneInfo("Europe/Istanbul")
# The first is ISO 8601
_FORMS: Final = ("", "%d.%m.%Y %H:%M:%S", "%d/%m/%Y %H:%M:%S", "%d-%m-%Y %H:%M:%S")
_NOT_OF_A_CODE: Final = re.compile(r"[^A-Za-z0-9_ ]+")
_LONGEST_CODE: Final = 40
_LONGEST: Final = 100
_LONGEST_TEXT: Final = 10_000
_LONGEST_LINE: Final = 200
_MOST_DEGREES: Final = 180


def read(raw: bytes) -> Any:
    """Return the JSON in it.

    Raises:
        Unreadable: there is none.
    """
    try:
        return json.loads(raw)
    except (ValueError, RecursionError):
        raise Unreadable("no json") from None


def rows(found: Any, *, most: int = MOST_ROWS) -> list[Mapping[str, Any]]:
    """Return a list of objects.

    Raises:
        Unreadable: it is none, or a very long one.
    """
    if not isinstance(found, list) or len(found) > most:
        raise Unreadable("no list")
    if not all(isinstance(row, dict) for row in found):
        raise Unreadable("no objects")
    return found


def part(row: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """Return an object within another; an empty one if there is none.

    Raises:
        Unreadable: it is no object.
    """
    found = row.get(name)
    if found is None:
        return {}
    if not isinstance(found, dict):
        raise Unreadable(f"no object in {name}")
    return found


def parts(row: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    """Return a list of objects within an object; an empty one if there is none.

    Raises:
        Unreadable: it is none, or a very long one.
    """
    found = row.get(name)
    return [] if found is None else rows(found)


def objects(row: Mapping[str, Any], name: str, unread: list[str]) -> list[Mapping[str, Any]]:
    """Return the objects of a list within an object; of what is none only the reason is noted."""
    found = row.get(name)
    if found is None:
        return []
    if not isinstance(found, list) or len(found) > MOST_ROWS:
        unread.append(f"no list in {name}")
        return []
    those: list[Mapping[str, Any]] = [each for each in found if isinstance(each, dict)]
    unread += [f"no object in {name}"] * (len(found) - len(those))
    return those


@contextmanager
def noted(unread: list[str]) -> Iterator[None]:
    """Note why an event cannot be read, and continue behind it."""
    try:
        yield
    except Unreadable as odd:
        unread.append(str(odd))


def word(row: Mapping[str, Any], name: str, *, most: int = _LONGEST) -> str:
    """Return a short value as text; empty if there is none.

    Raises:
        Unreadable: it is no text and no number, or a long one.
    """
    value = row.get(name)
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise Unreadable(f"no text in {name}")
    text = value.strip() if isinstance(value, str) else _digits(value)
    if len(text) > most or not text.isprintable():
        raise Unreadable(f"odd text in {name}")
    return text


def text(row: Mapping[str, Any], name: str, *, most: int = _LONGEST_TEXT) -> str:
    """Return words of somebody as a database takes them: without NUL and halves of letters.

    Raises:
        Unreadable: it is no text, or far longer than an SMS.
    """
    value = row.get(name)
    if not isinstance(value, str) or len(value) > most:
        raise Unreadable(f"no text in {name}")
    return value.replace("\0", "").encode(errors="replace").decode()


def line(row: Mapping[str, Any], name: str) -> str:
    """Return what somebody calls themselves or a file, on one line; empty if there is nothing.

    Raises:
        Unreadable: it is no text, or far longer than any.
    """
    return " ".join(text(row, name).split())[:_LONGEST_LINE] if row.get(name) else ""


def seconds(row: Mapping[str, Any], name: str, *, per_second: int = 1) -> datetime | None:
    """Return an instant that is counted from 1970; nothing if it cannot be read."""
    counted = word(row, name)
    if not (counted.isascii() and counted.isdecimal()):
        return None
    try:
        return datetime.fromtimestamp(int(counted) / per_second, UTC)
    except (ValueError, OverflowError, OSError):
        return None


def number(row: Mapping[str, Any], name: str) -> int:
    """Return a size or the like; 0 where there is none.

    Raises:
        Unreadable: it is no whole number, or below 0.
    """
    found = row.get(name, 0)
    if isinstance(found, bool) or not isinstance(found, int) or found < 0:
        raise Unreadable(f"no number in {name}")
    return found


def place(row: Mapping[str, Any]) -> str:
    """Return where something is, as RFC 5870 writes it: in no language.

    Raises:
        Unreadable: it says no latitude or longitude.
    """
    found = [row.get("latitude"), row.get("longitude")]
    if not all(isinstance(each, int | float) and abs(each) <= _MOST_DEGREES for each in found):
        raise Unreadable("no place")
    return f"geo:{found[0]:.6f},{found[1]:.6f}"


def _digits(value: int) -> str:
    try:
        return str(value)
    except ValueError:  # thousands of digits
        raise Unreadable("too long number") from None


def reference(row: Mapping[str, Any], name: str, *, of: str) -> str:
    """Return our name for a message, out of the provider's.

    Raises:
        Unreadable: it gives none.
    """
    if not (given := word(row, name)):
        raise Unreadable(f"no {name}")
    return f"{of}:{given}"


def code(*parts: str) -> str:
    """Return a code as events may hold it: whatever is no letter, digit or space is left out."""
    return _NOT_OF_A_CODE.sub("", " ".join(part for part in parts if part))[:_LONGEST_CODE]


def moment(text: str, *forms: str) -> datetime | None:
    """Return an instant; without a zone it is Turkey's clock. Nothing if it cannot be read.

    Args:
        forms: as `strptime` takes them; by default the forms in which providers write.
    """
    for form in forms or _FORMS:
        try:
            found = datetime.strptime(text, form) if form else datetime.fromisoformat(text)  # noqa: DTZ007 - the zone is added
            return (found if found.tzinfo else found.replace(tzinfo=TURKEY)).astimezone(UTC)
        except (ValueError, OverflowError):
            continue
    return None
