"""The wall: one table of what waits, the day against the usual, and what concerns the reader."""

from __future__ import annotations

import html
import re
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from tests import cast
from tests.alarms.watching import call, gave_up, rule
from tests.web.desk.calls.ringing import Ring, talks

from alo153.alarms import actions as alarms
from alo153.calls.floor import levels
from alo153.calls.models import AgentSession, Call, Command
from alo153.city import queries as city
from alo153.city.queries import local_time
from alo153.core.clock import now
from alo153.reports.models import ContactHalfHour
from alo153.reports.queries.usual import calls_by_half_hour
from alo153.web.floor.wall import curve

pytestmark = pytest.mark.django_db
HALF_HOUR = timedelta(minutes=30)
# 10:00 in Kocaeli
AT = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)


def browser(username: str) -> Client:
    client = Client()
    client.force_login(cast.staff(username))
    return client


def text(response: Any) -> str:
    return html.unescape(response.content.decode())


def test_service_level_and_abandoned_are_of_the_queue_lately_and_today() -> None:
    gave_up(AT - 2 * HALF_HOUR, 90)
    call(AT - timedelta(minutes=5), answered_at=AT, waited_seconds=10.0)
    call(AT - timedelta(minutes=1))
    # Too short to count: nobody is late yet
    call(AT - timedelta(seconds=5))
    of = levels.by_queue(AT)["general"]
    assert (of.offered, of.in_time, of.abandoned, of.level) == (3, 1, 1, 33)
    assert (of.offered_lately, of.in_time_lately, of.level_lately) == (2, 1, 50)


def test_the_usual_is_the_mean_of_the_same_weekday() -> None:
    today = city.today(AT)
    for week, calls in ((1, 10), (2, 20)):
        ContactHalfHour.objects.create(
            begins_at=AT - timedelta(weeks=week),
            queue="general",
            agent=0,
            channel="phone",
            calls_in=calls,
        )
    ContactHalfHour.objects.create(
        begins_at=AT - timedelta(days=1), queue="general", agent=0, channel="phone", calls_in=99
    )
    assert calls_by_half_hour(today) == {20: 15.0}


def test_the_curve_draws_each_half_hour_until_now() -> None:
    midnight = city.midnight(AT)
    drawn = curve.drawn(midnight, 20, {0: 2, 20: 8}, {20: 4.0})
    assert len(drawn.bars) == 21
    assert drawn.columns.startswith("M0 160v-40.0h")
    assert drawn.column_now.startswith("M400 160v-160.0h")
    assert (drawn.top, drawn.calls, drawn.usual) == (8, 10, 4)
    assert drawn.line.count("h20") == 48
    assert drawn.bars[-1].begins_at == AT
    assert curve.drawn(midnight, 20, {}, {}).line == ""


@pytest.fixture
def new_york(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the city's clock be one that is changed twice a year."""
    monkeypatch.setattr(local_time, "zone", lambda: ZoneInfo("America/New_York"))


@pytest.mark.usefixtures("new_york")
def test_the_day_on_which_clocks_go_back_ends_with_its_evening() -> None:
    # 1 November 2026: 01:30 comes twice, by summer time and by winter time
    for hour, minute in ((5, 30), (6, 30)):
        call(datetime(2026, 11, 1, hour, minute, tzinfo=UTC))
    call(datetime(2026, 11, 2, 4, 45, tzinfo=UTC))
    at = datetime(2026, 11, 2, 4, 50, tzinfo=UTC)
    assert levels.by_half_hour(at) == {3: 2, 47: 1}
    drawn = curve.of_today(at)
    assert len(drawn.bars) == 48
    assert (drawn.bars[-1].calls, f"{drawn.bars[-1].begins_at:%H:%M}") == (1, "23:30")
    assert drawn.calls == 3


@pytest.mark.usefixtures("new_york")
def test_the_day_on_which_clocks_go_forward_keeps_its_hours() -> None:
    # 8 March 2026, 10:10 by summer time
    at = datetime(2026, 3, 8, 14, 10, tzinfo=UTC)
    call(at)
    assert levels.by_half_hour(at) == {20: 1}
    drawn = curve.of_today(at)
    assert (len(drawn.bars), f"{drawn.bars[-1].begins_at:%H:%M}") == (21, "10:00")


@pytest.mark.usefixtures("new_york")
def test_the_usual_is_by_the_clock_where_it_was_changed() -> None:
    ContactHalfHour.objects.create(
        begins_at=datetime(2026, 11, 1, 15, tzinfo=UTC),
        queue="general",
        agent=0,
        channel="phone",
        calls_in=6,
    )
    assert calls_by_half_hour(date(2026, 11, 8)) == {20: 6.0}


def test_the_wall_has_one_table_of_queues_and_media() -> None:
    call(now())
    page = text(browser("hakan").get("/live/"))
    assert "Son 15 dakikada zamanında" in page
    assert "wall-curve" in page
    assert 'id="wall-said"' in page
    assert "Yarım saatlere göre çağrılar" in page


def test_the_wall_counts_what_was_opened_today_and_what_is_overdue(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cast.open_case()
    late = cast.open_case()
    later = late.opened_at + timedelta(days=300)
    monkeypatch.setattr("alo153.core.clock.now", lambda: later)
    cast.open_case(at=later)
    page = " ".join(text(browser("hakan").get("/live/")).split())
    assert re.search(r"1</strong> bugün açılan başvuru", page)
    assert re.search(r'2</strong> <a href="[^"]*">süresi geçen başvuru', page)
    assert "süresi geçen başvuru" not in text(browser("yasin").get("/live/"))


def test_an_alarm_stands_on_the_wall_of_those_whom_it_concerns() -> None:
    rule(rings_at=0, clears_at=0)
    call(now())
    alarms.evaluate(at=now())
    assert "Çok bekleyen var" in text(browser("hakan").get("/live/"))
    assert "Çok bekleyen var" not in text(browser("yasin").get("/live/"))


def test_television_mode_has_no_number_and_no_control(ring: Ring) -> None:
    ring()
    call(now(), number="+905320000177")
    hakan = browser("hakan")
    assert "0532 000 01 77" in text(hakan.get("/live/"))
    page = text(hakan.get("/live/?tv=1"))
    assert "0532 000 01 77" not in page
    assert "<form" not in page
    assert "data-drawn=" in page, "it asks for nothing: the stream sends what it shows"


def test_the_hall_reads_that_an_agent_pauses_and_not_why(ring: Ring) -> None:
    talks(ring())
    AgentSession.objects.update(state="paused", reason="recovery", call=None)
    hakan = browser("hakan")
    assert "Toparlanma" in text(hakan.get("/live/"))
    hall = text(hakan.get("/live/?tv=1"))
    assert "Elif Yıldız" in hall
    assert "Toparlanma" not in hall.split("wall-agents")[1]


def test_a_supervisor_opens_an_agent_and_an_agent_opens_none(ring: Ring) -> None:
    talks(ring())
    elif_ = AgentSession.objects.get().pk
    hakan = browser("hakan")
    assert f'href="/live/agents/{elif_}/"' in text(hakan.get("/live/"))
    page = text(hakan.get(f"/live/agents/{elif_}/"))
    assert f"/live/agents/{elif_}/listen/" in page
    assert "/live/calls/" in page
    assert browser("elif").get(f"/live/agents/{elif_}/").status_code == 403


def test_agents_see_their_day_and_the_queue_and_nobody_else(ring: Ring) -> None:
    ring(to="elif")
    call(now())
    page = text(browser("zeynep").get("/desk/phone/day/"))
    assert "Kuyruk şu anda" in page
    assert "Elif" not in page
    assert browser("zeynep").get("/live/").status_code == 403


def test_the_page_of_an_agent_leads_to_their_last_call(ring: Ring) -> None:
    first, last = ring(), ring()
    address = f"/live/agents/{AgentSession.objects.get().pk}/"
    hakan = browser("hakan")
    assert "Son çağrı" not in text(hakan.get(address)), "a call that only rang is nobody's"
    Call.objects.filter(pk=last.pk).update(entered_at=last.entered_at + HALF_HOUR)
    for each in (first, last):
        talks(each)
        AgentSession.objects.update(call=None, state="wrap_up")
    page = text(hakan.get(address))
    assert "Son çağrı" in page
    assert f"/live/calls/{last.pk}/" in page
    assert f"/live/calls/{first.pk}/" not in page


def test_the_page_of_an_agent_says_why_nothing_came_of_a_press(ring: Ring) -> None:
    talks(ring())
    address = f"/live/agents/{AgentSession.objects.get().pk}/"
    hakan = browser("hakan")
    hakan.post(f"{address}listen/")
    Command.objects.filter(name="supervise").update(done_at=now(), error="in_a_call")
    assert "Siz de bir görüşmedesiniz." in text(hakan.get(address))
