"""The day as it goes: a planner acts in a rush, and the supervisor's wall shows it."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect
from tests import cast
from tests.journeys.opened import Opened, leaving
from tests.workforce import center
from tests.workforce.day.early_shift import here

from alo153.accounts.models import User
from alo153.city import queries as city
from alo153.workforce.models import ForecastVersion

pytestmark = [pytest.mark.journey, pytest.mark.usefixtures("day_of_the_cast")]
TODAY = cast.AT.date()
# The hour of the day of the cast, in the city
NOW = 11


@pytest.fixture
def elif_(transactional_db: None) -> User:
    """Return Elif, who should work with two others in an hour of many calls, and did not come."""
    found, *others = center.people("elif", "murat", "derya")
    roster = center.draft(days=7, first=TODAY)
    for each in (found, *others):
        center.give(roster, each, "gündüz", TODAY)
    center.publish(roster)
    here(*others, since=cast.AT - timedelta(hours=2))
    calls = [60.0 if hour == NOW else 0.0 for hour in range(24)]
    version = ForecastVersion.objects.create(
        made_at=city.day_begins(TODAY),
        first_date=TODAY,
        days=7,
        mean=calls * 7,
        low=calls * 7,
        high=calls * 7,
        handling_seconds=240,
        handling_parts=[300, 240, 230, 260],
    )
    letters = [0.0] * 20 + [9.0] * 2 + [0.0] * 26
    version.lines.create(
        queue="general",
        channel="email",
        mean=letters * 7,
        low=letters * 7,
        high=letters * 7,
        handling_seconds=600,
    )
    return found


def test_in_a_rush_call_backs_are_offered_first_and_the_wall_shows_it(
    elif_: User, opened: Opened
) -> None:
    wall = opened.page("/live/", "hakan")
    missing = wall.get_by_text("Burada değil:")
    expect(missing).to_contain_text(elif_.full_name)

    planner = opened.page("/planning/day/", "hakan")
    assert opened.looks.at(planner, "rush") == []
    with leaving(planner):
        planner.get_by_role("button", name="Öner", exact=True).click()
    assert opened.looks.at(planner, "offered") == []
    expect(wall.get_by_text("Arayanlara önce geri arama öneriliyor")).to_be_visible()
    assert opened.looks.at(wall, "wall-offered") == []
    with leaving(planner):
        planner.get_by_role("button", name="Yine en son öner").click()
    expect(wall.get_by_text("Arayanlara önce geri arama öneriliyor")).to_have_count(0)


def test_written_work_of_a_day_is_read_beside_its_curve(elif_: User, opened: Opened) -> None:
    roster = elif_.shifts.get().roster
    page = opened.page(f"/planning/rosters/{roster.pk}/curve/{TODAY.isoformat()}/", "hakan")
    expect(page.get_by_role("heading", name="Günün yazılı işleri")).to_be_visible()
    assert opened.looks.at(page, "written-work") == []
    page.goto("/planning/forecast/")
    expect(page.get_by_text("saniye").first).to_be_visible()
    assert opened.looks.at(page, "handling-by-part") == []
    new = center.draft(days=7, first=TODAY + timedelta(days=7))
    page.goto(f"/planning/rosters/{new.pk}/demand/")
    assert opened.looks.at(page, "wanted") == []
