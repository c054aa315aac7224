"""The psychologist's day: a wish, a time, a move, a note; its person and the planner look."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect
from tests.care import keepers
from tests.journeys.opened import EMPTY, Opened, enter_as, leaving

from alo153.accounts.models import User
from alo153.care.models import Visit, VisitNote
from alo153.city import queries as city
from alo153.core import clock

pytestmark = pytest.mark.journey
WISH = "Dünkü çağrıdan sonra uyuyamadım."
NOTE = "Uyku düzeni konuşuldu, iki hafta sonra yine."


@pytest.fixture
def ece(transactional_db: None) -> User:
    return keepers.psychologist()


def in_two_days() -> date:
    return city.today(clock.now()) + timedelta(days=2)


def asked(opened: Opened) -> Page:
    """Ask for a time as Elif, and return her page."""
    page = opened.desk("elif", reverse("care:own"))
    page.locator("input[name=room][value=psychologist]").check()
    page.locator("textarea[name=wish]").fill(WISH)
    with leaving(page):
        page.get_by_role("button", name="Saat iste").click()
    expect(page.get_by_text("Kayıtlarınızı kimse açmadı.")).to_be_visible()
    return page


def timed(page: Page, day: date, time: str, button: str) -> None:
    page.locator("input[name=date]").fill(day.isoformat())
    page.locator("input[name=time]").fill(time)
    with leaving(page):
        page.get_by_role("button", name=button).click()


def opens(page: Page, section: str) -> None:
    """Open the first visit of a section of the room by keyboard."""
    page.locator(f"section[aria-labelledby={section}] a").first.focus()
    with leaving(page):
        page.keyboard.press("Enter")


def test_a_wish_gets_a_time_is_moved_and_noted_and_its_person_reads_the_looks(
    opened: Opened, ece: User
) -> None:
    own = asked(opened)
    assert opened.looks.at(own, "care-own") == []

    room = enter_as(opened.page(EMPTY), ece, reverse("care:room"))
    opens(room, "waiting-title")
    expect(room.get_by_text(WISH)).to_be_visible()
    timed(room, in_two_days(), "09:00", "Görüşmeyi planla")
    expect(room.get_by_text("Saat bekleyen yok.")).to_be_visible()
    assert opened.looks.at(room, "care-room") == []
    opens(room, "calendar-title")
    timed(room, in_two_days(), "10:30", "Görüşmeyi taşı")
    opens(room, "calendar-title")
    room.locator("textarea[name=words]").fill(NOTE)
    with leaving(room):
        room.get_by_role("button", name="Notu yaz").click()
    expect(room.get_by_text(NOTE)).to_be_visible()
    assert opened.looks.at(room, "care-visit") == []
    assert NOTE not in VisitNote.objects.get().words, "sealed"

    with leaving(own):
        own.reload()
    visits = own.locator("section[aria-labelledby=visits-title]")
    expect(visits).to_contain_text("10:30")
    expect(visits).to_contain_text("Ece Aydın")
    expect(own.get_by_text(NOTE)).to_have_count(0)


def test_the_planner_reads_that_somebody_is_unavailable_and_nothing_else(
    opened: Opened, ece: User
) -> None:
    asked(opened)
    room = enter_as(opened.page(EMPTY), ece, reverse("care:visit", args=[Visit.objects.get().pk]))
    timed(room, in_two_days(), "09:00", "Görüşmeyi planla")
    expect(room.get_by_text("Saat bekleyen yok.")).to_be_visible()

    planner = opened.desk("hakan", f"{reverse('planning:day')}?day={in_two_days().isoformat()}")
    unavailable = planner.locator("section[aria-labelledby=unavailable-title]")
    expect(unavailable).to_contain_text("Elif Yıldız")
    expect(unavailable).to_contain_text("09:00")
    assert "psikolog" not in planner.content().lower()
    assert opened.looks.at(planner, "planner-unavailable") == []
    refused = planner.goto(reverse("care:room"))
    assert refused is not None
    assert refused.status == 403
