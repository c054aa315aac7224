"""The screen of the hall is sent what it shows; nobody touches it, and no page asks."""

import pytest
from django.db import transaction
from playwright.sync_api import Request, expect
from tests.alarms.watching import call
from tests.journeys.opened import Opened

from alo153.core import live
from alo153.core.clock import now

pytestmark = pytest.mark.journey


def test_the_hall_sees_who_waits_without_asking(opened: Opened) -> None:
    screen = opened.page("/live/?tv=1", "derya")
    asked: list[str] = []

    def note(request: Request) -> None:
        if "/live/" in request.url:
            asked.append(request.url)

    expect(screen.get_by_text("bekleyen yok", exact=True)).to_be_visible()
    screen.on("request", note)
    with transaction.atomic():
        call(now())
        live.publish("queue")
    expect(screen.get_by_text("bekliyor", exact=True)).to_be_visible()
    # Clocks of what was sent run as those of the page
    expect(screen.locator(".wall-number [data-since]")).not_to_have_text("0:00")
    assert asked == []
    assert opened.looks.at(screen, "hall") == []


# How many tiles each line of a list has
LINES = """(list) => Object.values(
  Object.groupBy(list.children, (tile) => Math.round(tile.getBoundingClientRect().top))
).map((line) => line.length)"""
SIZE = "(one) => parseFloat(getComputedStyle(one).fontSize)"


@pytest.mark.parametrize("who", ["hakan", "derya"])
def test_no_tile_of_the_wall_is_alone_and_nothing_is_no_giant(opened: Opened, who: str) -> None:
    wall = opened.page("/live/", who)
    for width in (390, 700, 1024, 1180, 1280, 1440, 1920):
        wall.set_viewport_size({"width": width, "height": 900})
        for tiles in wall.locator("#wall > :is(.wall-numbers, .wall-states)").all():
            lines = tiles.evaluate(LINES)
            assert len(set(lines)) == 1, (width, lines)
    figures = wall.locator(".wall-figure").all()
    assert len(figures) == 4
    assert [figure.evaluate(SIZE) <= 32 for figure in figures] == [True] * 4
