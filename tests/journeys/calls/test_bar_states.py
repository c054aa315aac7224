"""What the bar says in each state of an agent, as the record has it; no telephone rings here."""

import pytest
from playwright.sync_api import Page, expect
from tests import cast
from tests.journeys.floor.full_swing import agent, busy_floor, stands, talked
from tests.journeys.looks import too_wide
from tests.journeys.opened import desk_of, heard
from tests.parts.browser.browsing import OpenPage

from alo153.accounts.models import User
from alo153.calls.call_words import AgentState, LegKind, LegRole
from alo153.core import clock
from alo153.switchboard.acd.turn import facts
from alo153.switchboard.record import records

pytestmark = pytest.mark.journey
# Buttons with words and a key, and which of them say it
HINTS = """() => [...document.querySelectorAll(".desk-bar .btn[data-key]")]
  .filter((one) => one.checkVisibility() && !one.querySelector(":scope > .visually-hidden"))
  .map((one) => !!one.querySelector("kbd")?.checkVisibility())"""
CUT = """(one) => [one, ...one.querySelectorAll("span")]
  .filter((part) => part.scrollWidth > part.clientWidth + 1 && part.clientWidth).length"""
TALKS_BY_ITSELF = """(one) => {
  one.setAttribute("fallback", "");
  one.setAttribute("state", "talking");
  const tools = one.querySelectorAll("[data-hang-up], [data-softphone=mute]");
  for (const tool of tools) tool.hidden = false;
}"""
# The telephone's own tools too, as in a talk; returns how many lines the bar has
LINES = """(bar) => {
  const phone = bar.querySelector("alo-softphone");
  phone.setAttribute("state", "talking");
  for (const tool of phone.querySelectorAll("[data-when]"))
    tool.hidden = !tool.dataset.when.split(" ").includes("talking");
  bar.querySelector("[data-bell-mute]").hidden = true;
  const tools = [...bar.querySelectorAll(".bar-state, .btn, .bar-others")]
    .filter((one) => one.checkVisibility() && !one.closest(".menu > div, .bar-others > li"))
    .map((one) => one.getBoundingClientRect())
    .sort((one, other) => one.top - other.top);
  return tools.filter((one, place) => !place || one.top >= tools[place - 1].bottom).length;
}"""
EVERY_STATE = [
    AgentState.READY,
    AgentState.PAUSED,
    AgentState.WRAP_UP,
    AgentState.NOT_ANSWERING,
    AgentState.TALKING,
]


@pytest.mark.parametrize("width", [1280, 1440, 1600])
def test_the_bar_fits_and_all_of_its_buttons_say_their_key_or_none(desk: Page, width: int) -> None:
    elif_ = cast.staff("elif")
    desk.set_viewport_size({"width": width, "height": 900})
    for state in EVERY_STATE:
        call = talked(elif_, ended=False) if state is AgentState.TALKING else ""
        stands(elif_, state, call=call)
        desk.reload()
        heard(desk).locator(f"#bar [data-state={state}]").wait_for()
        hints = desk.evaluate(HINTS)
        assert hints, state
        assert len(set(hints)) == 1, (state, hints)
        assert too_wide(desk) == [], state


def test_without_the_switchboard_program_no_button_says_its_key(desk: Page) -> None:
    desk.locator("alo-softphone").evaluate(TALKS_BY_ITSELF)
    assert desk.evaluate(HINTS) == [False, False]


def test_whoever_listens_ends_it_by_one_button(open_page: OpenPage) -> None:
    busy_floor()
    desk = desk_of(open_page, "hakan")
    desk.locator("#bar [data-state=supervising]").wait_for()
    hang_up = desk.locator("[data-hang-up]")
    hang_up.evaluate("(one) => { one.hidden = false; }")
    expect(hang_up).to_be_hidden()
    expect(desk.get_by_role("button", name="Dinlemeyi bırak")).to_be_visible()
    assert set(desk.evaluate(HINTS)) == {False}


def test_whom_one_asks_is_read_with_name_and_state_in_full(desk: Page) -> None:
    elif_, other = cast.staff("elif"), agent("gulsah")
    call = talked(elif_, ended=False)
    stands(elif_, AgentState.TALKING, call=call)
    asked(call, by=elif_, other=other)
    desk.set_viewport_size({"width": 1440, "height": 900})
    desk.reload()
    whom = heard(desk).locator(".bar-others .chip")
    expect(whom).to_contain_text(other.full_name)
    expect(whom.get_by_text("danışılıyor")).to_be_visible()
    assert whom.evaluate(CUT) == 0
    assert too_wide(desk) == []


@pytest.mark.parametrize(
    ("width", "name"), [(1280, "murat"), (1440, "gulsah"), (1600, "gulsah"), (1920, "gulsah")]
)
def test_the_bar_of_a_consultation_has_one_line(desk: Page, width: int, name: str) -> None:
    elif_, other = cast.staff("elif"), cast.staff("murat") if name == "murat" else agent(name)
    call = talked(elif_, ended=False)
    stands(elif_, AgentState.TALKING, call=call)
    asked(call, by=elif_, other=other)
    desk.set_viewport_size({"width": width, "height": 900})
    desk.reload()
    whom = heard(desk).locator(".bar-others .chip")
    expect(whom).to_contain_text("danışılıyor")
    assert desk.locator(".desk-bar").evaluate(LINES) == 1
    highest = desk.locator("#bar .bar-state[data-state]").evaluate("(one) => one.offsetHeight")
    assert whom.evaluate("(one) => one.offsetHeight") <= highest
    assert whom.evaluate(CUT) == 0
    assert too_wide(desk) == []


def asked(call: str, *, by: User, other: User) -> None:
    """Write that somebody asks a colleague aside, who has answered."""
    at, member = clock.now().timestamp(), f"member-{call}.1"
    records.write(
        facts.MemberInvited(
            at=at,
            call=call,
            member=member,
            kind=LegKind.AGENT,
            role=LegRole.CONSULTED,
            agent=other.pk,
            number="",
            by=by.pk,
        )
    )
    records.write(facts.MemberJoined(at=at, call=call, member=member))
