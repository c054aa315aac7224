"""How long visitors waited and what came of it, by place and day: counted as calls are."""

from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests import cast
from tests.counter import visitors
from tests.counter.visitors import AT, MINUTE

from alo153.core import clock
from alo153.counter import actions, figures
from alo153.counter.models import OfficeDay, Ticket

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _morning() -> None:
    """Five came: served in time, served late, did not come, waits long, just came."""
    soon, late, missed = visitors.take(), visitors.take(), visitors.take()
    desk = visitors.sit()
    for ticket, minutes in ((soon, 4), (late, 30)):
        assert visitors.served(desk, at=AT + minutes * MINUTE).pk == ticket.pk
        actions.finish(ticket=ticket, by=desk.user, at=AT + minutes * MINUTE)
    assert visitors.call(desk, at=AT + 31 * MINUTE).pk == missed.pk
    actions.miss(ticket=missed, by=desk.user, at=AT + 32 * MINUTE)
    visitors.take(at=AT + 5 * MINUTE)
    visitors.take("C", at=AT + 33 * MINUTE)


def test_today_counts_whose_fate_is_decided(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(1):
        gebze, izmit = sorted(figures.today(AT + 34 * MINUTE), key=lambda each: each.office.slug)
    assert (izmit.taken, izmit.served, izmit.gave_up, izmit.waiting) == (5, 2, 1, 2)
    assert izmit.longest_since == AT + 5 * MINUTE
    assert (izmit.decided, izmit.in_time, izmit.level) == (4, 1, 25), "who just came may be in time"
    assert izmit.mean_minutes == 17
    assert (gebze.taken, gebze.level, gebze.mean_minutes) == (0, None, None)


def test_a_day_that_is_over_is_kept_once_and_outlives_its_numbers() -> None:
    assert actions.keep_days(at=AT + 40 * MINUTE) == 0, "today is not over"
    assert actions.keep_days(at=AT + DAY) == 0, "nobody has ended what was left open"
    actions.close_days(at=AT + DAY)
    assert actions.keep_days(at=AT + DAY) == 1
    assert actions.keep_days(at=AT + DAY) == 0
    Ticket.objects.all().delete()
    assert actions.keep_days(at=AT + 2 * DAY) == 0
    kept = OfficeDay.objects.get()
    assert (kept.taken, kept.served, kept.gave_up, kept.in_time) == (5, 2, 3, 1)
    assert (kept.level, kept.mean_minutes, kept.within) == (20, 17, 20)


def test_supervisors_see_today_and_the_days_before(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    actions.close_days(at=AT + DAY)
    actions.keep_days(at=AT + DAY)
    client.force_login(cast.staff("hakan"))
    monkeypatch.setattr(clock, "now", lambda: AT + DAY)
    page = client.get("/counter/overview/").content.decode()
    assert "%20" in page
    assert "17 dk" in page
    assert "bugün" in page
    assert "20 dk içinde" in page


def test_the_wall_has_a_line_for_each_place(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: AT + 34 * MINUTE)
    client.force_login(cast.staff("hakan"))
    page = client.get("/live/").content.decode()
    assert "Bugün zamanında bakılan" in page
    assert "İzmit İletişim Merkezi" in page
    assert "%25" in page
    assert "20 dk içinde" in page
