"""Reports read the smallest table that has their rows, and say the same from each of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alo153.city import queries as city
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
FILTERS: list[dict[str, str | int]] = [
    {},
    {"queue": "general"},
    {"agent": 2},
    {"channel": "chat"},
    {"agent": 1, "channel": "phone"},
    {"queue": "", "channel": "phone"},
    {"queue": "english", "agent": 1},
]


@pytest.fixture(autouse=True)
def counted() -> None:
    """Count three hundred contacts over three months, as the roll-up does."""
    counts, random = Counts(city.zone()), Random(153)
    for _ in range(300):
        day = FIRST + timedelta(days=random.randrange(90))
        counts.contact(
            datetime.combine(day, datetime.min.time(), city.zone()) + timedelta(hours=9),
            queue=random.choice(["general", "english", ""]),
            agent=random.choice([0, 1, 2]),
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


def read(asked: Asked) -> tuple[list[Row], str]:
    """Return the rows of a report, and the statements that counted them."""
    with CaptureQueriesContext(
        connection,
    ) as captured:
        found = rows(asked)
    return found, " ".join(each["sql"] for each in captured)


@pytest.mark.parametrize("filters", FILTERS, ids=str)
@pytest.mark.parametrize(
    "by", [Grain.DAY, Grain.WEEK, Grain.MONTH, "queue", "agent", "channel"], ids=str
)
def test_sums_and_days_say_the_same(by: Grain | str, filters: dict[str, str | int]) -> None:
    asked = replace(ASKED, filters=filters)
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
