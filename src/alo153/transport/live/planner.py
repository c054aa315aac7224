"""Ask an OpenTripPlanner for journeys: its GTFS GraphQL API, of version 2."""

import json
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from time import monotonic
from typing import Any, Final

import httpx
from django.conf import settings

from alo153.core.geo import Point

PATH: Final = "/otp/gtfs/v1"
QUERY: Final = """\
query Journeys($from: InputCoordinates!, $to: InputCoordinates!, $date: String!, $time: String!,
               $by: Boolean!) {
  plan(from: $from, to: $to, date: $date, time: $time, arriveBy: $by, numItineraries: 3,
       transportModes: [{mode: TRANSIT}, {mode: WALK}]) {
    itineraries {
      legs {
        mode startTime endTime headsign realTime departureDelay
        from { name } to { name }
        route { shortName longName }
      }
    }
  }
}
"""
_TIMEOUT: Final = httpx.Timeout(4, connect=1)
_SILENT: Final = 60
"""Seconds in which a planner that did not answer is not asked again: the own search answers."""
_MOST: Final = 1_000_000
log = logging.getLogger(__name__)
_not_before = [0.0]


@dataclass(frozen=True)
class Leg:
    """A ride of a line, or a walk where there is none."""

    line: str
    headsign: str
    begins: str
    ends: str
    leaves_at: datetime
    arrives_at: datetime
    late_seconds: int | None


class NoPlan(Exception):
    """The planner gave no answer that can be used."""


def plan(start: Point, end: Point, *, at: datetime, is_by: bool) -> list[list[Leg]] | None:
    """Return the legs of each journey; None where no planner is named, or it does not answer.

    Args:
        at: the instant, in the city's time, to leave or to be there.
    """
    if not settings.OPENTRIPPLANNER_URL or monotonic() < _not_before[0]:
        return None
    try:
        return _read(_asked(_order(start, end, at, is_by=is_by)))
    except NoPlan as error:
        log.warning("the journey planner gave no answer: %s", error)
        _not_before[0] = monotonic() + _SILENT
        return None


def forget_silence() -> None:
    """Ask a planner again that did not answer."""
    _not_before[0] = 0.0


def _order(start: Point, end: Point, at: datetime, *, is_by: bool) -> dict[str, Any]:
    variables = {
        "from": {"lat": start.lat, "lon": start.lon},
        "to": {"lat": end.lat, "lon": end.lon},
        "date": f"{at:%Y-%m-%d}",
        "time": f"{at:%H:%M:%S}",
        "by": is_by,
    }
    return {"query": QUERY, "variables": variables}


def _asked(order: dict[str, Any]) -> Any:
    url = settings.OPENTRIPPLANNER_URL.rstrip("/") + PATH
    try:
        with httpx.stream("POST", url, json=order, timeout=_TIMEOUT) as answer:
            if answer.status_code != HTTPStatus.OK:
                raise NoPlan(f"http {answer.status_code}")
            return json.loads(_bounded(answer))
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        # Only its kind: the text may hold the address
        raise NoPlan(type(error).__name__) from None
    # Nested a thousand times it is no answer either
    except (ValueError, RecursionError):
        raise NoPlan("no JSON") from None


def _bounded(answer: httpx.Response) -> bytes:
    body, end = bytearray(), monotonic() + (_TIMEOUT.read or 0)
    for piece in answer.iter_bytes():
        body += piece
        if len(body) > _MOST or monotonic() > end:
            raise NoPlan("without end")
    return bytes(body)


def _read(answer: Any) -> list[list[Leg]]:
    try:
        if answer.get("errors"):
            raise NoPlan("refused")
        itineraries: Sequence[Any] = answer["data"]["plan"]["itineraries"]
        return [[_leg(each) for each in one["legs"]] for one in itineraries if one["legs"]]
    # An instant after all years is an error of the operating system, too
    except (AttributeError, KeyError, TypeError, ValueError, OverflowError, OSError):
        raise NoPlan("another shape") from None


def _leg(each: dict[str, Any]) -> Leg:
    route = each.get("route") or {}
    late = each.get("departureDelay") if each.get("realTime") else None
    if not isinstance(late, int | None):
        raise TypeError
    return Leg(
        line=route.get("shortName") or route.get("longName") or "",
        headsign=each.get("headsign") or "",
        begins=each["from"]["name"],
        ends=each["to"]["name"],
        leaves_at=_instant(each["startTime"]),
        arrives_at=_instant(each["endTime"]),
        late_seconds=late,
    )


def _instant(milliseconds: int) -> datetime:
    return datetime.fromtimestamp(milliseconds / 1000, UTC)
