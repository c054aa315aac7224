"""An OpenTripPlanner that is named is asked in its own words; without its answer ours holds."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from pytest_django import Settings
from tests.transport.live.stand_in import StandIn, served

from alo153.core.geo import Point
from alo153.transport.live import planner

NINE = datetime(2026, 11, 30, 9, tzinfo=ZoneInfo("Europe/Istanbul"))
UMUTTEPE, GEBZE = Point(40.82, 29.92), Point(40.8, 29.43)
# As OpenTripPlanner 2 answers: milliseconds since 1970, and no route on foot
WALK = {
    "mode": "WALK",
    "startTime": 1796018400000,
    "endTime": 1796018700000,
    "headsign": None,
    "realTime": False,
    "departureDelay": 0,
    "from": {"name": "Origin"},
    "to": {"name": "Umuttepe Kampüsü"},
    "route": None,
}
BUS = {
    **WALK,
    "mode": "BUS",
    "startTime": 1796018700000,
    "endTime": 1796020200000,
    "headsign": "Gar",
    "realTime": True,
    "departureDelay": 180,
    "from": {"name": "Umuttepe Kampüsü"},
    "to": {"name": "İzmit Garı"},
    "route": {"shortName": "500", "longName": "Umuttepe - Gar"},
}


def one_leg(**facts: Any) -> dict[str, Any]:
    """Return an answer with one ride that says something else."""
    return {"data": {"plan": {"itineraries": [{"legs": [BUS | facts]}]}}}


@pytest.fixture
def otp(settings: Settings) -> Iterator[StandIn]:
    planner.forget_silence()
    with served() as found:
        settings.OPENTRIPPLANNER_URL = found.url + "/"
        answers(found, {"data": {"plan": {"itineraries": [{"legs": [WALK, BUS]}]}}})
        yield found
    planner.forget_silence()


def answers(otp: StandIn, content: Any) -> None:
    otp.content = json.dumps(content).encode()


def test_its_journeys_are_read_with_their_delays(otp: StandIn) -> None:
    [[walk, bus]] = planner.plan(UMUTTEPE, GEBZE, at=NINE, is_by=False) or []
    assert (walk.line, walk.late_seconds) == ("", None)
    assert (bus.line, bus.headsign, bus.begins, bus.late_seconds) == (
        "500",
        "Gar",
        "Umuttepe Kampüsü",
        180,
    )
    assert bus.leaves_at == datetime.fromtimestamp(1796018700, UTC)


def test_it_is_asked_by_its_graphql(otp: StandIn) -> None:
    planner.plan(UMUTTEPE, GEBZE, at=NINE, is_by=True)
    [(method, path, body)] = otp.asked
    asked = json.loads(body)
    assert (method, path) == ("POST", "/otp/gtfs/v1")
    assert "arriveBy: $by" in asked["query"]
    assert asked["variables"] == {
        "from": {"lat": 40.82, "lon": 29.92},
        "to": {"lat": 40.8, "lon": 29.43},
        "date": "2026-11-30",
        "time": "09:00:00",
        "by": True,
    }


def test_no_journey_is_an_answer_too(otp: StandIn) -> None:
    answers(otp, {"data": {"plan": {"itineraries": []}}})
    assert planner.plan(UMUTTEPE, GEBZE, at=NINE, is_by=False) == []


@pytest.mark.parametrize(
    ("status", "content"),
    [
        (503, b""),
        (200, b"<html>"),
        (200, b"[]"),
        (200, b"[" * 100_000),
        (200, b'{"errors": [{"message": "no"}], "data": null}'),
        (200, b'{"data": {"plan": {"itineraries": [{"legs": [{}]}]}}}'),
        (200, json.dumps(one_leg(startTime=10**20)).encode()),
        (200, json.dumps(one_leg(departureDelay="late")).encode()),
        (302, b""),
    ],
)
def test_without_its_answer_it_is_not_asked_for_a_minute(
    otp: StandIn, status: int, content: bytes
) -> None:
    otp.status, otp.content = status, content
    assert planner.plan(UMUTTEPE, GEBZE, at=NINE, is_by=False) is None
    assert planner.plan(UMUTTEPE, GEBZE, at=NINE, is_by=False) is None
    assert len(otp.asked) == 1


def test_without_an_address_nobody_is_asked(settings: Settings) -> None:
    settings.OPENTRIPPLANNER_URL = ""
    assert planner.plan(UMUTTEPE, GEBZE, at=NINE, is_by=False) is None
