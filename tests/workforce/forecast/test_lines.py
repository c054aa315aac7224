"""Forecasts of each queue and medium by half hour, from what the reports have counted."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from tests.workforce import center
from tests.workforce.center import AT, MONDAY
from tests.workforce.facts import calls, contacts, handled
from tests.workforce.pages import signed_in, text

from alo153.city import queries as city
from alo153.core import clock
from alo153.workforce import actions, demand
from alo153.workforce.demand import accuracy, facts, forecasting, lines
from alo153.workforce.demand.facts import Line
from alo153.workforce.forecast.handling import Handling
from alo153.workforce.models import ForecastLine, ForecastVersion, Requirement, Roster
from alo153.workforce.staffing.requirement import Service

pytestmark = pytest.mark.django_db
TODAY = AT.date()
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
ENGLISH, CHAT = Line("english", "phone"), Line("general", "chat")


@pytest.fixture(autouse=True)
def _morning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: AT)


def came(days: int = 63) -> None:
    """Let 60 calls come at ten each day, 20 of them in English at half past; and chats at noon."""
    for number in range(1, days + 1):
        came_on(TODAY - number * DAY)
    handled(AT - DAY, 40, 300, queue="english")


def came_on(day: date) -> None:
    ten = city.day_begins(day) + 10 * HOUR
    calls(ten, 60)
    contacts(ten + HOUR / 2, 20, queue="english")
    contacts(ten + 2 * HOUR, 6, queue="general", channel="chat")


def renewed() -> ForecastVersion:
    return actions.renew_forecast(by=center.planner(), at=AT)


def test_each_queue_and_medium_is_forecast_by_half_hour() -> None:
    came()
    version = renewed()
    found = {Line.of(each): each for each in version.lines.all()}
    assert set(found) == {ENGLISH, CHAT}
    mean, low, high = lines.halves_of(found[ENGLISH], TODAY + DAY)
    assert len(mean) == 48
    # At half past ten, and at no other time
    assert mean[21] == pytest.approx(20, rel=0.1)
    assert low[21] < mean[21] < high[21]
    assert sum(mean) == pytest.approx(mean[21])
    assert lines.halves_of(found[CHAT], TODAY + DAY)[0][24] == pytest.approx(6, rel=0.1)
    assert (found[ENGLISH].handling_seconds, found[CHAT].handling_seconds) == (300, 240)


def test_a_newer_forecast_leaves_the_former_one_as_it_was() -> None:
    came()
    version = renewed()
    former = version.lines.get(queue="english").mean
    contacts(city.day_begins(TODAY - DAY) + 10 * HOUR, 400, queue="english")
    newer = renewed()
    assert version.lines.get(queue="english").mean == former
    assert newer.lines.get(queue="english").mean != former


def test_a_queue_without_contacts_lately_or_of_a_few_days_is_left_out() -> None:
    came()
    for number in range(80, 120):
        contacts(city.day_begins(TODAY - number * DAY), 9, queue="water")
    for number in range(1, 5):
        contacts(city.day_begins(TODAY - number * DAY), 9, queue="social")
    assert {each.queue for each in renewed().lines.all()} == {"english", "general"}


def test_days_on_which_nothing_was_counted_are_unknown_and_not_empty() -> None:
    # The reports were out of order for three of the last eight weeks
    for number in [*range(1, 22), *range(43, 64)]:
        came_on(TODAY - number * DAY)
    line = renewed().lines.get(queue="english")
    assert lines.halves_of(line, TODAY + DAY)[0][21] == pytest.approx(20, rel=0.1)


def test_a_trial_before_a_queue_went_live_lowers_no_forecast() -> None:
    came()
    # One contact in a trial, a month of silence, then 30 each day for three weeks
    contacts(city.day_begins(TODAY - 50 * DAY), 1, queue="social")
    contacts(city.day_begins(TODAY - 49 * DAY), 1, queue="social")
    for number in range(1, 22):
        contacts(city.day_begins(TODAY - number * DAY) + 10 * HOUR, 30, queue="social")
    line = renewed().lines.get(queue="social")
    assert lines.halves_of(line, TODAY + DAY)[0][20] == pytest.approx(30, rel=0.1)


def test_a_queue_that_seldom_has_a_contact_keeps_its_silent_weeks() -> None:
    came()
    for number in (3, 4, 25, 26, 50):
        contacts(city.day_begins(TODAY - number * DAY), 1, queue="social")
    line = renewed().lines.get(queue="social")
    # Five contacts in seven weeks are one in ten days, and not one each day
    assert sum(line.mean) / (len(line.mean) / 48) < 0.2


def test_a_holiday_lowers_a_small_queue_as_it_lowers_all_calls() -> None:
    # 29 October and its eve are known by name: what they did to all calls holds for each queue
    came(days=200)
    holiday = TODAY.replace(month=10, day=29)
    calls(city.day_begins(holiday) + 10 * HOUR, 6)
    past = forecasting.past_of(AT, TODAY + 40 * DAY)
    new_year = TODAY.replace(year=TODAY.year + 1, month=1, day=1)
    found = lines.lines_of(past, new_year, 2, at=AT)[ENGLISH]
    assert found.mean[0].sum() < found.mean[1].sum()


def test_calls_of_a_skill_become_people_with_it_and_nobody_where_the_queue_is_silent() -> None:
    came()
    roster = center.draft(days=7)
    service = Service(shrinkage=0)
    found = demand.from_skill(roster, "english", service, handling_seconds=None, at=AT)
    assert len(found.people) == 7 * 24
    # 20 calls of five minutes in half an hour are 3.3 people busy, and more to answer in time
    assert found.people[10] >= 4
    assert {*found.people[:10], *found.people[11:24]} == {0.0}
    assert found.low[10] <= found.people[10] <= found.high[10]
    shorter = demand.from_skill(roster, "english", service, handling_seconds=60, at=AT)
    assert shorter.people[10] < found.people[10]
    with pytest.raises(demand.NoHistory):
        demand.from_skill(roster, "arabic", service, handling_seconds=None, at=AT)


def test_a_line_is_held_against_what_came() -> None:
    came()
    version = renewed()
    made = version.lines.get(queue="english")
    ForecastVersion.objects.filter(pk=version.pk).update(
        made_at=AT - 20 * DAY, first_date=TODAY - 20 * DAY
    )
    made.mean = [20.0 if number % 48 == 21 else 0.0 for number in range(len(made.mean))]
    ForecastLine.objects.filter(pk=made.pk).update(mean=made.mean, low=made.mean, high=made.mean)
    found = accuracy.of_line(ENGLISH, TODAY - 7 * DAY, TODAY - DAY)
    assert found
    assert (found.wape, found.inside, len(found.days)) == (0, 100, 7)
    assert accuracy.of_line(Line("arabic", "phone"), TODAY - 7 * DAY, TODAY - DAY) is None


def test_the_page_shows_a_queue_s_half_hours_and_its_people() -> None:
    came()
    renewed()
    hakan = signed_in("hakan")
    assert "İngilizce, telefon" in text(hakan.get("/planning/forecast/"))
    tomorrow = TODAY + DAY
    chosen = hakan.get(f"/planning/forecast/?line=english:phone&day={tomorrow.isoformat()}")
    page = text(chosen)
    assert "300 saniye sürer" in page
    # Five with callers who give up after a while (Erlang A), six if nobody did (Erlang C)
    assert re.search(r"10:30 (19|20),\d \d+ \d+ 5 6 ", page)
    chat = text(hakan.get("/planning/forecast/?line=general:chat"))
    assert "Genel, canlı yazışma" in chat
    assert "bu kuyruğun hedefi" in page
    assert "bu kuyruğun hedefi" not in chat
    assert "Gün İletişim Alt sınır" in chat
    assert "Kimse kapatmazsa" in page
    assert "Kimse kapatmazsa" not in chat
    # What is no line shows all calls
    assert hakan.get("/planning/forecast/?line=x:y&day=z").status_code == 200


def test_a_planner_wants_people_for_the_calls_of_a_skill() -> None:
    came()
    roster = center.draft(days=7)
    assert wanted(signed_in("hakan"), roster, "english", handling="") == 302
    kept = roster.requirements.get()
    assert (kept.skill, kept.basis) == ("english", Requirement.Basis.FORECAST)
    assert (kept.people[9], kept.people[10] > 3) == (0, True)
    assert wanted(signed_in("hakan"), roster, "arabic", handling="") == 422
    assert roster.first_date == MONDAY


def wanted(browser: Client, roster: Roster, skill: str, *, handling: str) -> int:
    sent = {"calls_of": skill, "share": 80, "seconds": 20, "shrinkage": 12, "others": 0}
    facts_sent = {f"forecast-{key}": value for key, value in sent.items()}
    address = f"/planning/rosters/{roster.pk}/demand/"
    return browser.post(address, {**facts_sent, "forecast-handling": handling}).status_code


def test_handling_counts_the_work_after_a_call() -> None:
    assert facts.handling_of_calls(AT) == Handling()
    handled(AT - DAY, 10, 300, queue="english")
    handled(AT - DAY, 30, 100, queue="general")
    # What is long past says nothing of today
    handled(AT - 90 * DAY, 1000, 900, queue="general")
    assert facts.handling_of_calls(AT).mean == 150


def test_a_call_at_night_may_take_longer_than_one_of_the_day() -> None:
    came()
    night = city.day_begins(TODAY - DAY) + 2 * HOUR
    handled(night, 10, 600, queue="english")
    handled(night + 12 * HOUR, 400, 300, queue="english")
    version = renewed()
    line = version.lines.get(queue="english")
    # Ten calls of the night count for a sixth of it, the other contacts for the rest
    assert 300 < line.handling.at(2) < 400
    assert line.handling.at(14) == pytest.approx(300, rel=0.1)
    assert line.handling_seconds == pytest.approx(306.7, abs=0.1)
    assert version.handling == line.handling
    page = text(signed_in("hakan").get("/planning/forecast/?line=english:phone"))
    assert re.search(r"0:00-6:00: 3\d\d saniye", page)
    # A newer forecast learns anew, the former one stays as it was made
    handled(night + 30 * 60 * timedelta(seconds=1), 1000, 900, queue="english")
    assert renewed().handling.at(2) > 700
    version.refresh_from_db()
    assert version.handling == line.handling


def test_night_calls_that_take_longer_want_more_people_at_night() -> None:
    for number in range(1, 22):
        midnight = city.day_begins(TODAY - number * DAY)
        calls(midnight + 2 * HOUR, 30)
        calls(midnight + 14 * HOUR, 30)
    handled(city.day_begins(TODAY - DAY) + 2 * HOUR, 2000, 600, queue="general")
    handled(city.day_begins(TODAY - DAY) + 14 * HOUR, 2000, 200, queue="general")
    roster, service = center.draft(days=7), Service(shrinkage=0)
    found = demand.from_calls(roster, service, handling_seconds=None, others=0, at=AT)
    assert found.people[2] > found.people[14]
    alike = demand.from_calls(roster, service, handling_seconds=400, others=0, at=AT)
    assert alike.people[2] == alike.people[14]
