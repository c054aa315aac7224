"""Days of administrative leave in `city.toml`: the entries of that document."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import tomlkit

KIND: Final = "city"
ALL_DAY: Final = "all day"


def days(document: Any) -> Mapping[str, str]:
    """Return from when each day of leave is closed: `all day`, or an hour like 13:00."""
    return {str(day): str(said) for day, said in _leave(document).items()}


def entry(document: Any, day: str) -> Mapping[str, Any] | None:
    """Return a day of leave; None if there is no such."""
    said = days(document).get(day)
    if said is None:
        return None
    return {"day": day, "name": day, "closes": "" if said == ALL_DAY else said}


def put(document: Any, day: str, values: Mapping[str, Any]) -> None:
    """Write from when a day is closed; it may be new, and the days stay in their order."""
    leave = _leave(document)
    leave[day] = values["closes"] or ALL_DAY
    ordered = sorted(leave.items())
    if [key for key, _said in leave.items()] != [key for key, _said in ordered]:
        for key, _said in ordered:
            leave.remove(key)
        for key, said in ordered:
            leave.append(key, said)


def remove(document: Any, day: str) -> None:
    """Take a day out. Raises KeyError."""
    del _leave(document)[day]


def _leave(document: Any) -> Any:
    return document["working_time"].setdefault("leave", tomlkit.table())
