"""Shifts by keyboard and mouse: a wish, a roster, sickness, a what-if, overtime, the day."""

import re
from datetime import date, timedelta
from functools import cache

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Locator, Page, Route, expect
from tests import cast
from tests.journeys.looks import PHONE, too_wide
from tests.journeys.opened import Opened, leaving
from tests.parts.browser.caught import catch
from tests.workforce import center

from alo153.accounts.models import User
from alo153.city import queries as city
from alo153.core.clock import now
from alo153.workforce import actions
from alo153.workforce.models import Bid, ForecastVersion, Overtime, Roster, Wish

pytestmark = pytest.mark.journey


@cache
def monday() -> date:
    """Return a Monday after next: its roster is still to be made.

    Asked once: of a Sunday's midnight each side has another.
    """
    today = city.today(now())
    return today + timedelta(days=14 - today.weekday())


@pytest.fixture
def draft(transactional_db: None) -> Roster:
    """Return a draft for Elif, who has a contract and agreed to overtime."""
    center.contract(cast.staff("elif"), consents=True)
    for name in center.HOURS_OF:
        center.shift_type(name)
    roster = center.draft(days=7, first=monday())
    center.want(roster, [1.0] * 24)
    return roster


def opened_day(page: Page) -> None:
    page.get_by_role("link", name=f"{cast.staff('elif').full_name} {monday().day}.").first.focus()


def day_of(page: Page, user: User, day: date) -> Locator:
    return page.locator(f"#c{user.pk}-{day.isoformat()}")


def take_up(page: Page, user: User, day: date) -> None:
    day_of(page, user, day).locator("a").hover()
    page.mouse.down()


def drag_over(page: Page, user: User, day: date, mark: str = "") -> None:
    over = day_of(page, user, day)
    # The first move begins the drag, the second one is over the day
    over.hover()
    over.hover(position={"x": 4, "y": 4})
    if mark:
        expect(over).to_have_class(re.compile(mark))
    # The browser asks again whether it may be dropped when the mouse moves
    over.hover(position={"x": 6, "y": 6})


def test_a_wish_is_planned_by_keyboard_published_and_granted(draft: Roster, opened: Opened) -> None:
    agent = opened.page("/shifts/wishes/", "elif")
    agent.get_by_label("Gün", exact=True).fill(monday().isoformat())
    agent.get_by_label("Ne istersiniz?").select_option(f"shift-{center.shift_type('sabah').pk}")
    with leaving(agent):
        agent.get_by_role("button", name="İste").click()
    expect(agent.get_by_text("çizelge bekleniyor")).to_be_visible()
    assert opened.looks.at(agent, "wishes") == []

    planner = opened.page(f"/planning/rosters/{draft.pk}/", "hakan")
    opened_day(planner)
    planner.keyboard.press("ArrowRight")
    planner.keyboard.press("ArrowLeft")
    with leaving(planner):
        planner.keyboard.press("Enter")
    expect(planner.get_by_text("sabah vardiyası (1 puan)")).to_be_visible()
    assert opened.looks.at(planner, "open-day") == []
    with leaving(planner):
        planner.get_by_role("button", name="sabah 07:00-15:00").click()
    for verb, shown in (("Geri al", 0), ("Yinele", 1)):
        with leaving(planner):
            planner.get_by_role("button", name=verb, exact=True).click()
        assert draft.shifts.count() == shown
    planner.locator("summary", has_text="Yayımla").click()
    with leaving(planner):
        planner.get_by_role("button", name="Yayımla", exact=True).click()

    with leaving(agent):
        agent.reload()
    expect(agent.get_by_text("karşılandı", exact=True)).to_be_visible()
    assert Wish.objects.get().day == monday()
    agent.goto("/shifts/")
    expect(agent.get_by_text("Mola 1")).to_be_visible()
    assert opened.looks.at(agent, "own-shifts") == []


def test_a_shift_is_dragged_where_the_law_allows_it_and_nowhere_else(
    draft: Roster, opened: Opened
) -> None:
    elif_, murat = cast.staff("elif"), cast.staff("murat")
    center.contract(murat)
    tuesday = monday() + timedelta(days=1)
    center.give(draft, elif_, "akşam", monday())
    center.give(draft, murat, "sabah", tuesday)
    page = opened.page(f"/planning/rosters/{draft.pk}/", "hakan")

    take_up(page, elif_, monday())
    # Late on Monday, and early on Tuesday: no eleven hours between them
    drag_over(page, murat, monday(), "is-unlawful")
    expect(page.get_by_text("11 saatten az")).to_be_visible()
    page.mouse.up()
    expect(page.get_by_text("11 saatten az")).to_have_count(0)
    assert draft.shifts.get(user=elif_).day == monday()

    sunday = monday() + timedelta(days=6)
    take_up(page, elif_, monday())
    drag_over(page, murat, sunday, "is-lawful")
    with leaving(page):
        page.mouse.up()
    expect(day_of(page, murat, sunday)).to_contain_text("akşam")
    assert not draft.shifts.filter(user=elif_).exists()
    assert opened.looks.at(page, "moved") == []
    with leaving(page):
        page.get_by_role("button", name="Geri al", exact=True).click()
    assert draft.shifts.get(user=elif_).day == monday()
    assert draft.shifts.filter(user=murat).count() == 1


def test_a_shift_in_the_hand_is_the_one_that_moves_while_the_solver_works(
    draft: Roster, opened: Opened
) -> None:
    elif_, murat = cast.staff("elif"), cast.staff("murat")
    center.contract(murat)
    center.give(draft, elif_, "akşam", monday())
    actions.start_run(roster=draft, seconds=60, by=center.planner(), at=now())
    page = opened.page(f"/planning/rosters/{draft.pk}/", "hakan")
    sunday = monday() + timedelta(days=6)
    take_up(page, elif_, monday())
    drag_over(page, murat, sunday, "is-lawful")
    # The draft changes, and the page asks for it anew
    center.give(draft, elif_, "sabah", monday())
    redrawn = page.locator("[hx-target='#roster-main']")
    with page.expect_response(f"**/planning/rosters/{draft.pk}/"):
        redrawn.dispatch_event("live")
    expect(redrawn).not_to_have_class(re.compile("htmx-request"))
    expect(day_of(page, elif_, monday())).to_contain_text("akşam")
    with leaving(page):
        page.mouse.up()
    expect(page.get_by_text("Yeniden bakın")).to_be_visible()
    assert draft.shifts.get().type == center.shift_type("sabah")
    assert draft.shifts.get().user == elif_


def test_a_drag_without_an_answer_says_why_nothing_is_moved(draft: Roster, opened: Opened) -> None:
    elif_, murat = cast.staff("elif"), cast.staff("murat")
    center.contract(murat)
    center.give(draft, elif_, "akşam", monday())
    page = opened.page(f"/planning/rosters/{draft.pk}/", "hakan")
    sunday = monday() + timedelta(days=6)
    held: list[Route] = []
    catch(page, "**/verdict/?*", lambda route: held.append(route))  # noqa: PLW0108 - a builtin is refused
    take_up(page, elif_, monday())
    with page.expect_request("**/verdict/?*"):
        drag_over(page, murat, sunday)
    page.mouse.up()
    expect(page.get_by_text("Taşınmadı")).to_be_visible()
    with page.expect_response("**/verdict/?*"):
        held[0].continue_()
    page.unroute("**/verdict/?*")
    # The late answer marks nothing, and the next drag begins anew
    expect(day_of(page, murat, sunday)).not_to_have_class(re.compile("lawful"))
    Session.objects.all().delete()
    take_up(page, elif_, monday())
    drag_over(page, murat, sunday)
    expect(page.locator("#session-status")).to_be_visible()
    page.mouse.up()
    assert draft.shifts.get().user == elif_


def test_sickness_is_recorded_by_two_keys_filled_published_and_seen_on_a_telephone(
    draft: Roster, opened: Opened
) -> None:
    elif_, murat = cast.staff("elif"), cast.staff("murat")
    center.contract(murat)
    center.give(draft, elif_, "gündüz", monday())
    center.publish(draft)
    planner = opened.page(f"/planning/day/?day={monday().isoformat()}", "hakan")
    planner.locator("tbody a", has_text="Hasta").focus()
    with leaving(planner):
        planner.keyboard.press("Enter")
    assert opened.looks.at(planner, "leaves") == []
    with leaving(planner):
        planner.keyboard.press("Enter")
    expect(planner.get_by_text("8 saat boyunca bir kişi eksik")).to_be_visible()
    assert opened.looks.at(planner, "leave") == []
    with leaving(planner):
        planner.locator("button", has_text="Bu vardiyayı ver").click()
    assert opened.looks.at(planner, "leave-filled") == []
    with leaving(planner):
        planner.get_by_role("button", name="Yeni sürümü yayımla").click()

    comes = opened.page("/shifts/", "murat")
    comes.set_viewport_size(PHONE)
    expect(comes.get_by_text("gündüz")).to_be_visible()
    stays = opened.page("/shifts/", "elif")
    stays.set_viewport_size(PHONE)
    expect(stays.get_by_text("hastalık")).to_be_visible()
    expect(stays.get_by_text("planlamacınız kaydetti")).to_be_visible()
    expect(stays.get_by_text("gündüz")).not_to_be_visible()
    assert too_wide(comes) == too_wide(stays) == []


def test_overtime_is_asked_by_one_and_agreed_by_the_other(draft: Roster, opened: Opened) -> None:
    center.give(draft, cast.staff("elif"), "gündüz", monday())
    center.publish(draft)
    planner = opened.page(f"/planning/day/?day={monday().isoformat()}", "hakan")
    with leaving(planner):
        planner.locator("tbody button", has_text="Sor").click()
    assert opened.looks.at(planner, "planned-day") == []
    agent = opened.page("/shifts/", "elif")
    with leaving(agent):
        agent.get_by_role("button", name="Kabul ediyorum").click()
    expect(agent.get_by_text("30 dk fazla mesai")).to_be_visible()
    assert Overtime.objects.get().state == Overtime.State.AGREED


def test_a_shift_is_opened_and_an_agent_bids_for_it(draft: Roster, opened: Opened) -> None:
    center.give(draft, cast.staff("elif"), "gündüz", monday())
    center.publish(draft)
    wednesday = monday() + timedelta(days=2)
    planner = opened.page("/planning/open/", "hakan")
    planner.get_by_label("Vardiya", exact=True).select_option(f"{center.shift_type('gündüz').pk}")
    for label in ("İlk gün", "Son gün"):
        planner.get_by_label(label).fill(wednesday.isoformat())
    tomorrow = city.today(now()) + timedelta(days=1)
    planner.get_by_label("Son talep zamanı").fill(f"{tomorrow.isoformat()}T12:00")
    with leaving(planner):
        planner.get_by_role("button", name="Aç", exact=True).click()
    agent = opened.page("/shifts/open/", "elif")
    with leaving(agent):
        agent.get_by_role("button", name="Talep et").click()
    expect(agent.get_by_text("talebiniz alındı", exact=True)).to_be_visible()
    assert opened.looks.at(agent, "own-bids") == []
    with leaving(planner):
        planner.reload()
    expect(planner.get_by_role("cell").get_by_text(cast.staff("elif").full_name)).to_be_visible()
    assert opened.looks.at(planner, "bids") == []
    assert Bid.objects.get().state == Bid.State.MADE


def test_a_day_is_simulated_and_read_on_a_telephone(draft: Roster, opened: Opened) -> None:
    center.give(draft, cast.staff("elif"), "gündüz", monday())
    nothing, halves = [0.0] * 24 * 42, [5.0] * 48 * 42
    version = ForecastVersion.objects.create(
        made_at=now(),
        first_date=city.today(now()),
        days=42,
        mean=nothing,
        low=nothing,
        high=nothing,
        handling_seconds=240,
    )
    version.lines.create(
        queue="general", channel="phone", mean=halves, low=halves, high=halves, handling_seconds=240
    )
    page = opened.page(f"/planning/rosters/{draft.pk}/curve/{monday().isoformat()}/", "hakan")
    with leaving(page):
        page.get_by_role("link", name="Günü dene").click()
    expect(page.get_by_text("hedefin altında")).to_be_visible()
    assert opened.looks.at(page, "simulated-day") == []


def test_what_if_and_the_price_of_a_goal_are_read_while_one_changes_them(
    draft: Roster, opened: Opened
) -> None:
    today = city.today(now())
    hours = [60.0] * 24 * 42
    ForecastVersion.objects.create(
        made_at=now(),
        first_date=today,
        days=42,
        mean=hours,
        low=hours,
        high=hours,
        handling_seconds=240,
    )
    page = opened.page(f"/planning/rosters/{draft.pk}/compare/", "hakan")
    page.get_by_label("Ne deniyorsunuz?").fill("11.00 vardiyası")
    with leaving(page):
        page.get_by_role("button", name="Taslağı kopyala").click()
    page.goto(f"/planning/rosters/{draft.pk}/compare/")
    expect(page.get_by_role("link", name="11.00 vardiyası")).to_be_visible()
    assert opened.looks.at(page, "compare") == []
    page.goto("/planning/cost/")
    page.get_by_label("Zamanında karşılanan çağrı").fill("95")
    expect(page.get_by_role("heading", name="%95, 20 saniye içinde")).to_be_visible()
    assert opened.looks.at(page, "cost") == []


@pytest.mark.parametrize(
    "path", ["law/", "forecast/", "history/", "events/", "day/", "rosters/{draft}/starts/",
             "rosters/{draft}/wishes/", "rosters/{draft}/curve/{day}/", "rosters/{draft}/import/"]
)  # fmt: skip
def test_pages_of_planning_are_read_on_a_desk_and_on_a_telephone(
    draft: Roster, opened: Opened, path: str
) -> None:
    address = path.format(draft=draft.pk, day=monday().isoformat())
    page = opened.page(f"/planning/{address}", "hakan")
    assert opened.looks.at(page, path.split("/")[-2].strip("{}")) == []
