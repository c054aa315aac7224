"""Visitors who take a number are forecast by place and half hour, and want people as chats do."""

from datetime import datetime, timedelta

import numpy as np
import pytest
from tests.counter import visitors
from tests.workforce import center
from tests.workforce.center import AT, MONDAY
from tests.workforce.facts import calls, handled
from tests.workforce.pages import signed_in, text

from alo153.city import queries as city
from alo153.core import clock
from alo153.workforce import actions, demand
from alo153.workforce.demand.accuracy import of_line
from alo153.workforce.demand.facts import Line
from alo153.workforce.demand.lines import halves_of
from alo153.workforce.models import ForecastLine
from alo153.workforce.staffing.requirement import Service

pytestmark = pytest.mark.django_db
TODAY = AT.date()
DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
IZMIT = Line("izmit", "counter")
SATURDAY = MONDAY + 5 * DAY


@pytest.fixture(autouse=True)
def _came(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let twelve visitors come to İzmit at half past ten on each working day, of 20 minutes each.

    An hour has one call, at any time.
    """
    monkeypatch.setattr(clock, "now", lambda: AT)
    for number in range(28, 0, -1):
        midnight = city.day_begins(TODAY - number * DAY)
        for hour in range(24):
            calls(midnight + hour * HOUR, 1)
        if number <= 21 and city.working_calendar().is_worked(TODAY - number * DAY):
            come(midnight + 10 * HOUR + 30 * MINUTE)
    handled(AT - DAY, 1000, 1200, queue="", channel="counter")
    handled(AT - DAY, 1000, 240, queue="general")


def come(at: datetime) -> None:
    for number in range(12):
        visitors.take(at=at + 2 * number * MINUTE)


def line(at: datetime = AT) -> ForecastLine:
    actions.renew_forecast(by=center.planner(), at=at)
    return ForecastLine.objects.get(queue="izmit", channel="counter")


def test_visitors_are_forecast_by_half_hour_while_their_place_is_open() -> None:
    found = line()
    assert found.handling_seconds == pytest.approx(1200)
    monday = halves_of(found, MONDAY)[0]
    assert int(np.argmax(monday)) == 21
    assert monday[21] == pytest.approx(12, abs=2)
    assert sum(monday) == pytest.approx(12, abs=2)
    assert sum(halves_of(found, SATURDAY)[2]) == 0


def test_the_requirement_counts_visitors_as_it_counts_chats() -> None:
    roster, service = center.draft(days=7), Service(shrinkage=0)

    def people(*, written: bool) -> list[float]:
        found = demand.from_calls(
            roster, service, handling_seconds=None, others=0, written=written, at=AT
        )
        return found.people

    without, found = people(written=False), people(written=True)
    more = [here - there for here, there in zip(found, without, strict=True)]
    # Twelve of twenty minutes keep four people busy for an hour
    assert {hour for hour in range(24) if more[hour]} == {10}
    assert 4 <= more[10] <= 7
    assert not any(more[5 * 24 :])


def test_the_forecast_of_a_place_is_held_against_who_came() -> None:
    line(AT - DAY)
    come(city.day_begins(TODAY) + 10 * HOUR + 30 * MINUTE)
    found = of_line(IZMIT, TODAY, TODAY)
    assert found
    assert found.days[0].total == 12
    assert found.days[0].forecast == pytest.approx(12, abs=2)


def test_the_page_names_the_place() -> None:
    line()
    page = signed_in("hakan").get("/planning/forecast/", {"line": IZMIT.key})
    assert "İzmit" in page.context["line_name"]
    assert f"Tahmin: {page.context['line_name']}" in text(page)
    # Visitors do not call
    assert "Çağrı tahmini" not in text(page)
    price = text(signed_in("hakan").get("/planning/cost/"))
    assert "gişe ziyaretini de karşılıyor" in price
