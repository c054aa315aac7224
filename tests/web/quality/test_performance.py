"""Ratings with their response rate, handling time and adherence, by queue, topic and month."""

from datetime import date

import pytest
from django.utils import translation
from pytest_django import DjangoAssertNumQueries
from tests import cast

from alo153.reports.actions.rollup.dividing import divide_all
from alo153.reports.models import ContactDay, ContactOfDay, ContactTrack
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


def test_each_topic_has_them_in_the_order_of_topics_and_no_adherence() -> None:
    water, trees = cast.topic("su-kesintisi"), cast.topic("agac-budama")
    about = {1: (water.pk, 4, 2), 2: (trees.pk, 3, 1), 3: (water.pk, 3, 0)}
    for contact, (topic, rating, ratings) in about.items():
        ContactTrack.objects.create(contact=contact, topic=topic)
        ContactOfDay.objects.create(
            contact=contact,
            day=OCTOBER,
            channel="phone",
            answered=1,
            handled=1,
            talk_ms=90_000,
            ratings=ratings,
            rating_sum=rating * ratings,
        )
    divide_all()
    expected = [
        (topic.name, *of)
        for topic, of in {water: (4.0, 1.0, 90.0), trees: (3.0, 1.0, 90.0)}.items()
    ]
    expected.sort(key=lambda row: {water.name: water.position, trees.name: trees.position}[row[0]])
    without = found().topics[-1]
    assert told(found().topics[:-1]) == expected
    # Of 114 contacts three have a topic, of six ratings three
    assert (without.name, without.handled) == ("contacts without a topic", 111)
    assert without.rating
    assert (without.rating.n, without.rating.value) == (3, pytest.approx((22 - 11) / 3))
    assert all(row.adherence is None for row in found().topics)


def test_the_figures_are_read_with_few_queries(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    topic = cast.topic("su-kesintisi")
    for contact in (1, 2):
        ContactTrack.objects.create(contact=contact, topic=topic.pk)
        ContactOfDay.objects.create(contact=contact, day=OCTOBER, channel="phone", handled=1)
    divide_all()
    hakan = cast.staff("hakan")
    found()
    # Person's grants, contacts, adherence, names of people and of topics
    with django_assert_num_queries(5):
        performance.found(hakan, OCTOBER, NOVEMBER)


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
