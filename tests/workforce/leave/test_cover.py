"""Leave is answered from the cover: who is needed on its days, of everybody and of each skill."""

from datetime import timedelta

import pytest
from tests.workforce import center
from tests.workforce.center import AT, MONDAY
from tests.workforce.pages import signed_in, text

from alo153.accounts.models import Skill, User
from alo153.city import queries as city
from alo153.core import clock
from alo153.workforce import actions
from alo153.workforce.models import ForecastLine, ForecastVersion, Leave
from alo153.workforce.queries import leaves

pytestmark = pytest.mark.django_db
TUESDAY = MONDAY + timedelta(days=1)
OFFICE = [float(8 <= hour < 16) for hour in range(24)]


def eight() -> list[User]:
    """Eight people, of whom two may be away at once; Elif and Murat alone speak Arabic."""
    center.shift_type("gündüz")
    people = center.people("elif", "murat", "zeynep", "selin", "okan", "nurten", "yasin", "hakan")
    Skill.objects.filter(skill="arabic").delete()
    for user in people[:2]:
        Skill.objects.create(user=user, skill="arabic", level=1, granted_at=AT)
    return people


def ask(user: User, days: int = 1) -> Leave:
    last = MONDAY + timedelta(days=days - 1)
    return actions.ask_leave(first=MONDAY, last=last, by=user, at=AT)


def lack(leave: Leave) -> tuple[str, str]:
    said = leaves.why_refused(leave)
    assert said
    return said.lack_day, said.lack_skill


def test_the_two_who_speak_arabic_do_not_both_get_the_same_day() -> None:
    elif_, murat, zeynep, *_ = eight()
    roster = center.draft(days=7)
    center.want(roster, OFFICE, skill="arabic")
    assert ask(elif_).state == Leave.State.GRANTED
    refused = ask(murat, days=3)
    assert refused.why == Leave.Why.COVER
    assert lack(refused) == (MONDAY.isoformat(), "arabic")
    # Whoever speaks none is not needed for it
    assert ask(zeynep).state == Leave.State.GRANTED


def test_the_page_names_the_day_and_the_skill(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: AT)
    elif_, *_ = eight()
    center.want(center.draft(days=7), OFFICE, skill="arabic")
    ask(elif_)
    day = f"{MONDAY:%d.%m.%Y}"
    page = text(signed_in("murat").post("/shifts/leave/", {"first": day, "last": day}))
    why = "30 Kasım Pazartesi günü yeterli kişi kalmıyor: Arapça."
    assert f"İzin verilmedi: {why}" in page
    assert page.count(why) == 2


def test_too_few_of_everybody_are_left_though_15_per_cent_may_go() -> None:
    elif_, murat, *_ = eight()
    center.want(center.draft(days=7), [7.0 * each for each in OFFICE])
    assert ask(elif_).state == Leave.State.GRANTED
    assert lack(ask(murat)) == (MONDAY.isoformat(), "")


def test_a_day_longer_than_a_shift_needs_more_people_than_its_busiest_hour() -> None:
    elif_, *_ = eight()
    # Sixteen hours are two shifts of eight
    center.want(center.draft(days=7), [1.0] * 16 + [0.0] * 8, skill="arabic")
    assert lack(ask(elif_)) == (MONDAY.isoformat(), "arabic")


def test_without_a_roster_the_forecast_says_who_is_needed() -> None:
    elif_, murat, *_ = eight()
    halves = [4.0 if 18 <= number < 32 else 0.0 for number in range(48)]
    calls = [8.0 if 9 <= hour < 16 else 0.0 for hour in range(24)]
    figures = {"mean": calls, "low": calls, "high": calls, "handling_seconds": 30}
    version = ForecastVersion.objects.create(
        made_at=city.day_begins(MONDAY), first_date=MONDAY, days=1, **figures
    )
    ForecastLine.objects.create(
        version=version,
        queue="arabic",
        channel="phone",
        **{**figures, "mean": halves, "low": halves, "high": halves},
    )
    assert ask(elif_).state == Leave.State.GRANTED
    assert lack(ask(murat)) == (MONDAY.isoformat(), "arabic")


def test_where_nothing_is_known_of_the_day_15_per_cent_may_go() -> None:
    elif_, murat, zeynep, *_ = eight()
    assert [ask(each).state for each in (elif_, murat)] == [Leave.State.GRANTED] * 2
    refused = ask(zeynep)
    assert refused.why == Leave.Why.COVER
    assert lack(refused) == ("", "")
