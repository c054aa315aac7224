"""Reports read the smallest table that has their rows, and say the same from each of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from random import Random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import cast

from alo153.city import queries as city
from alo153.city.actions import form_team, move_to_team
from alo153.city.models import Team
from alo153.reports.actions.rollup.adding import Counts
from alo153.reports.figures.catalog import Subject, figures_of
from alo153.reports.models import ContactSums
from alo153.reports.queries.asked import Asked, Grain
from alo153.reports.queries.counted import Row, rows

pytestmark = pytest.mark.django_db
FIRST = date(2026, 9, 3)
ASKED = Asked(
    subject=Subject.CONTACTS,
    since=date(2026, 9, 10),
    until=date(2026, 11, 20),
    figures=figures_of(("offered", "answered", "service_level_strict", "occupancy", "rating")),
)
FILTERS: list[dict[str, str]] = [
    {},
    {"queue": "general"},
    {"agent": "murat"},
    {"channel": "chat"},
    {"agent": "elif", "channel": "phone"},
    {"queue": "", "channel": "phone"},
    {"queue": "english", "agent": "elif"},
    {"team": "Mavi"},
    {"team": "Mavi", "queue": "general", "channel": "chat"},
    {"team": "Mavi", "agent": "elif", "queue": "general"},
]


@pytest.fixture(autouse=True)
def counted() -> None:
    """Count three hundred contacts over three months; Elif is in a team for the second one."""
    yasin, elif_ = cast.staff("yasin"), cast.staff("elif")
    began = datetime.combine(FIRST, time(12), city.zone())
    blue = form_team(name="Mavi", lead=cast.staff("hakan"), by=yasin, at=began)
    for team, days in ((blue, 30), (None, 60)):
        move_to_team(user=elif_, team=team, by=yasin, at=began + timedelta(days=days))
    agents = [0, elif_.pk, cast.staff("murat").pk]
    counts, random = Counts(city.zone()), Random(153)
    for _ in range(300):
        day = FIRST + timedelta(days=random.randrange(90))
        counts.contact(
            datetime.combine(day, time(9), city.zone()),
            queue=random.choice(["general", "english", ""]),
            agent=random.choice(agents),
            channel=random.choice(["phone", "chat"]),
            offered=1,
            answered=random.choice([0, 1]),
            answered_20=random.choice([0, 1]),
            talking_ms=random.randrange(100_000),
            ready_ms=random.randrange(100_000),
            ratings=1,
            rating_sum=random.randrange(1, 6),
        )
    counts.write()


def keyed(filters: dict[str, str]) -> dict[str, str | int]:
    """Return filters with the keys of people and teams."""
    keys: dict[str, str | int] = dict(filters)
    if "agent" in filters:
        keys["agent"] = cast.staff(filters["agent"]).pk
    if "team" in filters:
        keys["team"] = Team.objects.get(name=filters["team"]).pk
    return keys


def read(asked: Asked) -> tuple[list[Row], str]:
    """Return the rows of a report, and the statements that counted them."""
    with CaptureQueriesContext(
        connection,
    ) as captured:
        found = rows(asked)
    return found, " ".join(each["sql"] for each in captured)


@pytest.mark.parametrize("filters", FILTERS, ids=str)
@pytest.mark.parametrize(
    "by", [Grain.DAY, Grain.WEEK, Grain.MONTH, "queue", "agent", "team", "channel"], ids=str
)
def test_sums_and_days_say_the_same(by: Grain | str, filters: dict[str, str]) -> None:
    asked = replace(ASKED, filters=keyed(filters))
    asked = replace(asked, grain=by) if isinstance(by, Grain) else replace(asked, dimension=by)
    from_sums, statements = read(asked)
    of_both = {by, *filters} >= {"queue", "agent"}
    assert ("reports_contactday" in statements) == of_both
    # As after an upgrade, before the first event
    ContactSums.objects.all().delete()
    from_days, statements = read(asked)
    assert "reports_contactday" in statements
    assert from_sums == from_days
    assert from_sums or of_both


def test_a_year_by_month_is_one_statement_over_whole_months() -> None:
    """The other one asks whether there are sums."""
    with CaptureQueriesContext(connection) as captured:
        found = rows(replace(ASKED, since=date(2026, 1, 1), grain=Grain.MONTH))
    assert [row.key for row in found] == [date(2026, month, 1) for month in (9, 10, 11)]
    assert len(captured) == 2
    assert all("reports_contactsums" in each["sql"] for each in captured)
