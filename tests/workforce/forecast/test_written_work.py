"""Written work of the forecast in the requirement and on the curve of a day."""

import re
from datetime import timedelta

import pytest
from tests.workforce import center
from tests.workforce.center import AT, MONDAY
from tests.workforce.facts import calls, contacts, handled
from tests.workforce.pages import signed_in, text

from alo153.city import queries as city
from alo153.core import clock
from alo153.workforce import actions, demand
from alo153.workforce.intraday import outlook
from alo153.workforce.staffing.requirement import Service

pytestmark = pytest.mark.django_db
TODAY = AT.date()
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


@pytest.fixture(autouse=True)
def _morning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: AT)


def came(channel: str, a_day: int, queue: str = "general") -> None:
    """Let a call an hour come in, and so many written contacts at ten; each takes ten minutes."""
    for number in range(1, 29):
        midnight = city.day_begins(TODAY - number * DAY)
        for hour in range(24):
            calls(midnight + hour * HOUR, 1)
        contacts(midnight + 10 * HOUR, a_day, queue=queue, channel=channel)
    handled(AT - DAY, 1000, 600, queue=queue, channel=channel)
    handled(AT - DAY, 1000, 240, queue="general")


def people(*, written: bool) -> list[float]:
    roster, service = center.draft(days=7), Service(shrinkage=0)
    found = demand.from_calls(
        roster, service, handling_seconds=None, others=0, written=written, at=AT
    )
    roster.delete()
    return found.people[:24]


def test_mail_waits_for_the_quiet_hours_of_who_is_there_for_calls() -> None:
    # Three hours of mail in the hours from 10 to 14, in which one person has little to do
    came("email", 18)
    assert people(written=True) == people(written=False)


def test_what_nobody_is_free_for_in_time_wants_more_people() -> None:
    # Ten hours of mail within four hours are too much for one
    came("email", 60)
    without, found = people(written=False), people(written=True)
    more = [here - there for here, there in zip(found, without, strict=True)]
    assert {*more[:10], *more[14:]} == {0}
    assert sum(more[10:14]) >= 6


def test_a_short_target_wants_people_at_once() -> None:
    # Of messages one takes half a person, and they are to be read within a quarter of an hour
    came("whatsapp", 60)
    without, found = people(written=False), people(written=True)
    more = {hour for hour in range(24) if found[hour] > without[hour]}
    assert more == {10}


def test_a_queue_with_a_shorter_target_wants_its_people_earlier() -> None:
    # Mail to the water works is to be read within two hours, any other within four
    came("email", 60, "water")
    without, found = people(written=False), people(written=True)
    more = {hour for hour in range(24) if found[hour] > without[hour]}
    assert more == {10, 11}


def test_a_chat_in_which_somebody_waits_wants_people_at_once_as_a_call_does() -> None:
    # Three chats take one person: sixty of ten minutes keep more than three busy for an hour
    came("chat", 60)
    without, found = people(written=False), people(written=True)
    more = {hour: found[hour] - without[hour] for hour in range(24) if found[hour] > without[hour]}
    assert more.keys() == {10}
    assert 3 <= more[10] <= 6


def test_the_day_counts_the_chats_that_are_forecast() -> None:
    came("chat", 60)
    center.people("elif")
    actions.renew_forecast(by=center.planner(), at=AT - DAY)
    found = outlook.of_today(AT)
    assert found
    eleven, ten = found.hours[11], found.hours[10]
    assert ten.expected == pytest.approx(eleven.expected, abs=1)
    assert ten.wanted >= eleven.wanted + 3
    # Two people, enough for its calls, answer few of both in time
    assert found.in_time(10, 2) < 0.5 < found.in_time(11, 2)


def test_the_curve_of_a_day_says_where_written_work_finds_its_people() -> None:
    came("email", 60)
    (elif_,) = center.people("elif")
    roster = center.draft(days=7)
    center.give(roster, elif_, "gündüz", MONDAY)
    hakan, address = signed_in("hakan"), f"/planning/rosters/{roster.pk}/curve/"
    assert "Günün yazılı işleri" not in text(hakan.get(f"{address}{MONDAY.isoformat()}/"))
    actions.renew_forecast(by=center.planner(), at=AT)
    page = text(hakan.get(f"{address}{MONDAY.isoformat()}/"))
    total, within, added, later = map(
        lambda each: float(each.replace(",", ".")),
        re.findall(r"([\d,]+) saat", page[page.index("Günün yazılı işleri") :])[:4],
    )
    assert total == pytest.approx(10, rel=0.15)
    # One person for four hours, less breaks and the calls
    assert 2 < within < 4
    assert (later, within + added) == (0, pytest.approx(total, abs=0.2))
    tuesday = text(hakan.get(f"{address}{(MONDAY + DAY).isoformat()}/"))
    assert "0,0 saati, çağrıların arasında" in tuesday
