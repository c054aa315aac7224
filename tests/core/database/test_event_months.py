"""Months of events: which of them a question looks into, by the plan that PostgreSQL makes."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, models
from tests import cast
from tests.parts.events.consuming import consume

from alo153.calls.models import Call
from alo153.cases.models import Case
from alo153.core import clock, events
from alo153.core.database import event_months
from alo153.core.history.consumers import queries
from alo153.core.models import Event, EventMonth
from alo153.core.tasks import analyze_events
from alo153.core.ttl_cache import forget_cached

pytestmark = pytest.mark.django_db
YEAR = 2091


def number(month: int, which: int = 0) -> int:
    return (YEAR * 100 + month) * 10**9 + which


@pytest.fixture
def half_a_year() -> Iterator[None]:
    """Let six months have begun, each on its first; no number of theirs is given by itself."""
    with connection.cursor() as cursor:
        for month in range(1, 7):
            cursor.execute("SELECT core_event_make_month(make_date(%s, %s, 1))", [YEAR, month])
    began = [(number(month), datetime(YEAR, month, 1, tzinfo=UTC)) for month in range(1, 7)]
    EventMonth.objects.bulk_create(EventMonth(first=first, began_at=at) for first, at in began)
    forget_cached()
    yield
    forget_cached()


def looked_into(question: models.QuerySet[Event]) -> list[str]:
    return sorted(set(re.findall(r" core_event_(\d{4}_\d\d)\b", question.explain())))


def months(*those: int) -> list[str]:
    return [f"{YEAR}_{month:02}" for month in those]


def happened(subject: models.Model, *numbers: int) -> None:
    for pk in numbers:
        Event(
            pk=pk, name="case.viewed", at=cast.AT, actor_kind="system",
            subject_type=subject._meta.label_lower, subject_id=str(subject.pk),
        ).save(force_insert=True)  # fmt: skip


def test_what_all_months_hold_is_counted_though_autovacuum_passes_over_it() -> None:
    question = """
        SELECT reltuples::int, (SELECT count(*) FROM pg_stats
          WHERE tablename = 'core_event' AND inherited AND attname = 'name')
        FROM pg_class WHERE oid = 'core_event'::regclass"""
    with connection.cursor() as cursor:
        cursor.execute(question)
        counted, _ = cursor.fetchone()  # by nobody, or by a test before: no transaction undoes it
        cast.open_case()
        if counted == Event.objects.count():
            cast.open_case()
        analyze_events()
        cursor.execute(question)
        assert cursor.fetchone() == (Event.objects.count(), 1)


def test_a_number_says_the_month_in_which_it_was_given() -> None:
    case = cast.open_case()
    (month,) = {event.pk // 10**9 for event in events.history(case)}
    assert month == EventMonth.objects.latest("first").first // 10**9
    assert month == event_months.standing().month


def test_a_history_leaves_out_what_was_before_its_subject(half_a_year: None) -> None:
    old = Case(pk=153, opened_at=datetime(YEAR, 3, 20, tzinfo=UTC))
    happened(old, number(3, 7), number(6, 1))
    assert looked_into(events.history(old)) == months(3, 4, 5, 6)
    assert [event.pk for event in events.whole_history(old)] == [number(3, 7), number(6, 1)]
    new = Case(pk=154, opened_at=datetime(YEAR, 6, 20, tzinfo=UTC))
    assert looked_into(events.history(new)) == months(6)
    call = Call(pk=1, entered_at=datetime(YEAR, 5, 20, tzinfo=UTC))
    assert looked_into(events.history(call)) == months(5, 6)
    before_months = Case(pk=155, opened_at=cast.AT)
    assert set(looked_into(events.history(before_months))) > set(months(1, 2, 3, 4, 5, 6))


def test_a_clock_that_is_off_leaves_nothing_out(half_a_year: None) -> None:
    """A machine that is days ahead opens a case of the new month in the old one."""
    case = Case(pk=153, opened_at=datetime(YEAR, 6, 4, tzinfo=UTC))
    happened(case, number(5, 9))
    assert [event.pk for event in events.history(case)] == [number(5, 9)]


def test_a_month_that_began_late_leaves_nothing_out(half_a_year: None) -> None:
    """Numbers of the month before go on until the worker begins the new one."""
    EventMonth.objects.create(first=number(8), began_at=datetime(YEAR, 8, 25, tzinfo=UTC))
    forget_cached()
    case = Case(pk=153, opened_at=datetime(YEAR, 8, 20, tzinfo=UTC))
    happened(case, number(6, 9))
    assert [event.pk for event in events.history(case)] == [number(6, 9)]


def test_what_goes_by_number_looks_into_its_months_alone(half_a_year: None) -> None:
    """An event itself, the run under a seal and what a consumer has before it."""
    assert looked_into(Event.objects.filter(pk=number(4, 7))) == months(4)
    run = Event.objects.filter(id__gt=number(4, 7), id__lte=number(5, 2))
    assert looked_into(run.order_by("id")[:1000]) == months(4, 5)


def test_what_waits_is_counted_and_not_the_jump_of_numbers(half_a_year: None) -> None:
    consume()
    happened(Case(pk=153), number(1, 1), number(6, 1))
    assert {each.events for each in queries.standings()} == {2}


def test_whoever_does_not_say_when_or_is_older_looks_into_all_months() -> None:
    assert event_months.first_since(None) == 0
    assert event_months.first_since(cast.AT) == 0
    newest = event_months.first_since(clock.now() + timedelta(days=400))
    assert newest == EventMonth.objects.latest("first").first
