"""A day of a roster is simulated: what callers of each queue find."""

from datetime import timedelta

import pytest
from django.test import Client
from tests.workforce import center
from tests.workforce.center import AT, MONDAY
from tests.workforce.pages import signed_in, text

from alo153.accounts.models import Skill, User
from alo153.city import queries as city
from alo153.core import clock
from alo153.workforce import actions
from alo153.workforce.models import ForecastVersion, Roster, ShiftType
from alo153.workforce.staffing.erlang import Goal
from alo153.workforce.whatif import playing
from alo153.workforce.whatif.playing import Played

pytestmark = pytest.mark.django_db
TUESDAY = MONDAY + timedelta(days=1)
DAYS = 42


@pytest.fixture(autouse=True)
def _morning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: AT)


@pytest.fixture
def hakan() -> Client:
    return signed_in("hakan")


def forecast(**an_hour: float) -> ForecastVersion:
    """Expect so many calls an hour in each queue, from 9 to 17 of every day."""
    nothing = [0.0] * 24 * DAYS
    version = ForecastVersion.objects.create(
        made_at=city.day_begins(AT.date()),
        first_date=AT.date(),
        days=DAYS,
        mean=nothing,
        low=nothing,
        high=nothing,
        handling_seconds=240,
    )
    for queue, calls in an_hour.items():
        halves = [calls / 2 if 18 <= half < 34 else 0.0 for half in range(48)] * DAYS
        version.lines.create(
            queue=queue, channel="phone", mean=halves, low=halves, high=halves, handling_seconds=240
        )
    return version


def staffed(*users: User) -> Roster:
    roster = center.draft(days=7)
    for user in users:
        center.give(roster, user, "gündüz", MONDAY)
    return roster


def of_queue(roster: Roster, version: ForecastVersion, queue: str) -> Played:
    found = playing.played(roster, MONDAY, version, shrinkage=0.1)
    return next(each for each in found if each.queue == queue)


def test_callers_of_a_skill_that_nobody_has_give_up_and_one_who_has_it_helps() -> None:
    elif_, murat = center.people("elif", "murat")
    version, roster = forecast(general=10, english=3), staffed(elif_, murat)
    Skill.objects.filter(skill="english").delete()
    nobody = of_queue(roster, version, "english")
    assert (nobody.in_time, nobody.abandoned, nobody.reaches_goal) == (0.0, 1.0, False)
    Skill.objects.create(user=elif_, skill="english", level=1, granted_at=AT)
    somebody = of_queue(roster, version, "english")
    assert somebody.in_time > 0.5
    assert somebody.calls == pytest.approx(3 * 8, rel=0.3), "of eight hours, on average"


def test_each_queue_is_held_against_its_goal_and_more_people_are_better() -> None:
    elif_, murat, derya = center.people("elif", "murat", "derya")
    version, roster = forecast(general=30), staffed(elif_)
    few = of_queue(roster, version, "general")
    assert of_queue(roster, version, "general") == few, "the same day each time"
    for user in (murat, derya):
        center.give(roster, user, "gündüz", MONDAY)
    more = of_queue(roster, version, "general")
    assert few.in_time < more.in_time
    assert few.waited_seconds > more.waited_seconds
    assert not few.reaches_goal


def test_a_planner_simulates_a_day_on_its_page(hakan: Client) -> None:
    (elif_,) = center.people("elif")
    roster = staffed(elif_)
    address = f"/planning/rosters/{roster.pk}/curve/{MONDAY.isoformat()}/"
    assert "Arayanları ne bekliyor?" not in text(hakan.get(address)), "there is no forecast"
    forecast(general=30)
    before = text(hakan.get(address))
    assert "Günü dene" in before
    assert "hedefin altında" not in before, "nothing is computed unasked"
    after = text(hakan.get(address, {"played": "1"}))
    assert "hedefin altında" in after
    nobody = f"/planning/rosters/{roster.pk}/curve/{TUESDAY.isoformat()}/"
    assert "%100" in text(hakan.get(nobody, {"played": "1"})), "all gave up where nobody works"


def test_a_day_without_calls_is_said_to_have_none(hakan: Client) -> None:
    (elif_,) = center.people("elif")
    address = f"/planning/rosters/{staffed(elif_).pk}/curve/{MONDAY.isoformat()}/"
    forecast(general=0)
    assert "hiçbir kuyrukta çağrı beklemiyor" in text(hakan.get(address, {"played": "1"}))


def test_whoever_works_since_the_evening_before_is_there_in_the_first_night() -> None:
    elif_, murat = center.people("elif", "murat")
    version = forecast(general=0)
    halves = [2.0 if half < 12 else 0.0 for half in range(48)] * DAYS
    version.lines.update(mean=halves)
    sunday = MONDAY - timedelta(days=1)
    week_before = center.draft(days=5, first=MONDAY - timedelta(days=5))
    night = ShiftType.objects.create(
        name="uzun gece", start_minute=22 * 60, end_minute=30 * 60, break_minutes=30
    )
    actions.assign(
        roster=week_before, user=murat, day=sunday, shift_type=night, by=center.planner(), at=AT
    )
    alone = of_queue(staffed(elif_), version, "general")
    center.publish(week_before)
    assert alone.abandoned == 1.0
    assert of_queue(Roster.objects.get(first_date=MONDAY), version, "general").abandoned < 1


def test_a_share_that_reads_as_the_goal_reaches_it() -> None:
    assert Played("general", Goal(0.8, 20), 100, 0.796, 0, 0).reaches_goal
    assert not Played("general", Goal(0.8, 20), 100, 0.794, 0, 0).reaches_goal
