"""Ratings with their response rate, handling time and adherence, by queue and by month."""

from datetime import date

import pytest
from django.utils import translation
from tests import cast

from alo153.reports.actions.rollup.dividing import divide_all
from alo153.reports.models import ContactDay
from alo153.web.quality.evaluating import performance
from alo153.web.quality.evaluating.performance import Performance
from alo153.workforce.models import KeptDay

pytestmark = pytest.mark.django_db
OCTOBER, NOVEMBER = date(2026, 10, 30), date(2026, 11, 2)


@pytest.fixture(autouse=True)
def _facts() -> None:
    """Two months of Elif in two queues, and a chat on which nobody is asked for a rating."""
    where = {"agent": cast.staff("elif").pk, "channel": "phone"}
    ContactDay.objects.create(
        day=OCTOBER,
        queue="general",
        **where,
        answered=8,
        kept_reached=2,
        handled=10,
        talk_ms=600_000,
        ratings=5,
        rating_sum=20,
    )
    ContactDay.objects.create(
        day=NOVEMBER,
        queue="english",
        **where,
        answered=4,
        handled=4,
        talk_ms=480_000,
        ratings=1,
        rating_sum=2,
    )
    ContactDay.objects.create(
        day=NOVEMBER,
        queue="",
        agent=where["agent"],
        channel="chat",
        answered=100,
        handled=100,
        talk_ms=6_000_000,
    )
    divide_all()


def found(username: str = "hakan") -> performance.Performances:
    with translation.override("en"):
        return performance.found(cast.staff(username), OCTOBER, NOVEMBER)


def told(rows: list[Performance]) -> list[tuple[str, float | None, float | None, float | None]]:
    return [(row.name, row.rating and row.rating.value, row.response, row.handling) for row in rows]


def test_each_queue_has_its_rating_response_rate_and_handling_time() -> None:
    assert told(found().queues) == [
        ("", None, None, 60.0),
        ("İngilizce", 2.0, 0.25, 120.0),
        ("Genel", 4.0, 0.5, 60.0),
    ]


def test_a_channel_without_a_question_lowers_no_response_rate() -> None:
    [elif_] = found().agents
    assert (elif_.handled, elif_.response) == (114, 6 / 14)


def test_each_month_has_them_and_its_adherence() -> None:
    for day, present in ((OCTOBER, 90), (NOVEMBER, 50)):
        KeptDay.objects.create(
            user=cast.staff("elif"), day=day, planned_seconds=100, present_seconds=present
        )
    months = found().months
    assert [(name.split()[0], rating, rate) for name, rating, rate, _ in told(months)] == [
        ("November", 2.0, 0.25),
        ("October", 4.0, 0.5),
    ]
    assert [row.adherence and row.adherence.percent for row in months] == [50, 90]
    assert [row.adherence for row in found("derya").months] == [None, None], "she plans no shifts"
    assert all(row.adherence is None for row in found().queues)
