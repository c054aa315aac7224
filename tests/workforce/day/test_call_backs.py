"""In a rush callers are offered first that their place can be kept."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from tests import cast
from tests.workforce import center
from tests.workforce.center import AT
from tests.workforce.day.early_shift import here
from tests.workforce.facts import contacts
from tests.workforce.pages import signed_in, text

from alo153.accounts.policy import NotPermitted
from alo153.city import queries as city
from alo153.core import clock
from alo153.core.models import Event
from alo153.reports.models import ContactDay
from alo153.switchboard.runtime import rules
from alo153.workforce import actions
from alo153.workforce.demand import facts
from alo153.workforce.intraday import outlook, ranking
from alo153.workforce.intraday.ranking import Kind, Step
from alo153.workforce.models import CallBackOffer, ForecastVersion
from alo153.workforce.queries import holds

pytestmark = pytest.mark.django_db
TODAY = AT.date()
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def _morning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: AT)


@pytest.fixture
def hakan() -> Client:
    return signed_in("hakan")


def opened(minutes: int = 60) -> CallBackOffer:
    return actions.open_call_backs(minutes=minutes, by=center.planner(), at=AT)


def rush(*usernames: str) -> None:
    """Let many call from ten to eleven, and nobody at any other hour."""
    people = center.people(*usernames)
    roster = center.draft(days=7, first=TODAY)
    for user in people:
        center.give(roster, user, "gündüz", TODAY)
    center.publish(roster)
    here(*people)
    calls = [60.0 if hour == 10 else 0.0 for hour in range(24)]
    ForecastVersion.objects.create(
        made_at=city.day_begins(TODAY),
        first_date=TODAY,
        days=1,
        mean=calls,
        low=calls,
        high=calls,
        handling_seconds=240,
    )


def proposed(share: float) -> list[Step]:
    found = outlook.of_today(AT)
    assert found
    steps = ranking.steps(found, writing=0, volunteers=(), call_backs=share)
    return [each for each in steps if each.kind is Kind.OPEN_CALL_BACKS]


def test_the_offer_lasts_for_a_while_and_ends_by_itself() -> None:
    opened()
    assert holds.call_backs_first(AT + HOUR / 2)
    assert holds.call_backs_first(AT + HOUR) is None
    assert opened(10_000).ends_at - AT == 4 * HOUR


def test_a_planner_ends_it_earlier_and_the_history_knows_both() -> None:
    opened()
    actions.close_call_backs(by=center.planner(), at=AT + HOUR / 4)
    assert holds.call_backs_first(AT + HOUR / 2) is None
    actions.close_call_backs(by=center.planner(), at=AT + HOUR / 4)
    rows = Event.objects.filter(name__startswith="callback_offer.").order_by("pk")
    assert [each.name for each in rows] == ["callback_offer.opened", "callback_offer.closed"]
    row = CallBackOffer.objects.get()
    assert (row.opened_by, row.closed_by) == (center.planner(), center.planner())


def test_only_planners_open_and_close_it() -> None:
    for verb in (lambda by: actions.open_call_backs(minutes=60, by=by, at=AT),
                 lambda by: actions.close_call_backs(by=by, at=AT)):  # fmt: skip
        with pytest.raises(NotPermitted):
            verb(cast.staff("elif"))


def test_the_switchboard_reads_until_when_it_is_offered() -> None:
    before = rules.reread(rules.at_start())
    assert before.call_back_first_until == 0
    opened()
    assert rules.reread(before).call_back_first_until == (AT + HOUR).timestamp()
    actions.close_call_backs(by=center.planner(), at=AT)
    assert rules.reread(before) == before


def test_it_is_proposed_in_a_rush_with_what_it_moves_to_quiet_hours() -> None:
    rush("elif", "murat")
    (step,) = proposed(0.3)
    assert (step.hour, step.after > step.before) == (10, True)
    (more,) = proposed(0.6)
    assert more.gain > step.gain


def test_it_is_not_proposed_where_nobody_is_free_later() -> None:
    rush()
    assert proposed(0.5) == []


def test_the_share_of_callers_is_that_of_the_last_weeks_and_one_in_ten_at_least() -> None:
    assert facts.share_kept(AT) == 0.1
    contacts(AT, 3, queue="general")
    for kept, queue in ((30, "general"), (0, "english")):
        ContactDay.objects.create(
            day=TODAY, queue=queue, agent=0, channel="phone", kept=kept, offered=35
        )
    assert facts.share_kept(AT) == 0.3


def test_one_press_opens_it_and_one_closes_it(hakan: Client) -> None:
    rush("elif", "murat")
    page = text(hakan.get("/planning/day/"))
    assert "bir saat boyunca önce geri arama öner" in page
    page = text(hakan.post("/planning/day/call-backs/", follow=True))
    assert "Bir saat boyunca arayanlara önce geri arama önerilir." in page
    assert re.search(r"önce geri arama öneriliyor, bitiş 11.00 \(Hakan", page)
    assert "bir saat boyunca önce geri arama öner:" not in page
    page = text(hakan.post("/planning/day/call-backs/", {"close": "1"}, follow=True))
    assert "öneriliyor" not in page


def test_the_wall_shows_it_while_it_lasts(hakan: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def wall() -> str:
        return text(hakan.get("/live/"))

    assert "önce geri arama" not in wall()
    opened()
    assert "önce geri arama öneriliyor" in wall()
    monkeypatch.setattr(clock, "now", lambda: AT + HOUR)
    assert "önce geri arama" not in wall()
