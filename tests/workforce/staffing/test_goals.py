"""The service goal of each queue, from the city's files to the people that are wanted."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from pytest_django import Settings
from tests import cast
from tests.workforce import center
from tests.workforce.center import AT
from tests.workforce.facts import calls, contacts, handled
from tests.workforce.pages import signed_in, text

from alo153.city import queries as city
from alo153.core import clock
from alo153.workforce import actions
from alo153.workforce.demand import goals
from alo153.workforce.staffing.erlang import Goal

TODAY = AT.date()
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


@pytest.fixture(autouse=True)
def _strict_english(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Answer 95 % of English calls within ten seconds."""
    monkeypatch.setattr(clock, "now", lambda: AT)
    shutil.copytree(cast.CITIES / settings.CITY, tmp_path / settings.CITY)
    file = tmp_path / settings.CITY / "queues.toml"
    english = 'key = "english"\n'
    said = file.read_text()
    assert said.count(english) == 1
    file.write_text(said.replace(english, f"{english}goal_percent = 95\ngoal_seconds = 10\n"))
    settings.CITIES_DIR = tmp_path


def test_a_queue_has_its_own_goal_or_that_of_the_center(settings: Settings) -> None:
    assert goals.of_queue("english") == goals.of_skill("english") == Goal(0.95, 10)
    assert goals.of_queue("general") == goals.of_skill("") == Goal(0.8, 20)
    settings.ANSWER_WITHIN_SECONDS = 30
    assert goals.of_queue("general") == Goal(0.8, 30)
    assert goals.of_queue("english") == Goal(0.95, 10)


@pytest.mark.django_db
def test_the_people_wanted_follow_the_goal_of_the_queue() -> None:
    for number in range(1, 64):
        ten = city.day_begins(TODAY - number * DAY) + 10 * HOUR
        calls(ten, 60)
        contacts(ten, 20, queue="english")
    handled(AT - DAY, 40, 300, queue="english")
    actions.renew_forecast(by=center.planner(), at=AT)
    hakan, roster = signed_in("hakan"), center.draft(days=7)
    address = f"/planning/rosters/{roster.pk}/demand/"
    page = text(hakan.get(address))
    assert "İngilizce %95, 10 saniye içinde" in page
    assert "Genel %80, 20 saniye içinde" in page
    sent = {"calls_of": "english", "share": "", "seconds": "", "shrinkage": 0, "others": 0}
    people = []
    for goal in ({}, {"share": 80, "seconds": 20}):
        facts = {f"forecast-{key}": value for key, value in {**sent, **goal}.items()}
        assert hakan.post(address, {**facts, "forecast-handling": ""}).status_code == 302
        people.append(roster.requirements.get().people[10])
    assert people[0] > people[1] > 0
    chosen = text(hakan.get("/planning/forecast/?line=english:phone"))
    assert "çağrıların %95 kadarını 10 saniye içinde" in chosen
