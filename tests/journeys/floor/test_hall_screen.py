"""The screen of the hall is sent what it shows; nobody touches it, and no page asks."""

import pytest
from django.db import transaction
from playwright.sync_api import Request, expect
from tests import cast
from tests.alarms.watching import call
from tests.contacts.conversations.chat.chats import TOKEN, said
from tests.journeys.floor import full_swing
from tests.journeys.opened import Opened

from alo153.citizens.channel import SOCIAL, Channel
from alo153.contacts.models import Conversation
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


BOTTOMS = "(rows) => rows.map((row) => row.getBoundingClientRect().bottom)"


def test_what_waits_fits_on_the_screen_of_the_hall(opened: Opened) -> None:
    full_swing.busy_floor()
    cast.open_case("Apartmanda gaz kokuyor, çok korkuyoruz.")
    # A chat for each medium that has a row of its own once somebody waits there
    for channel in (Channel.CHAT, *SOCIAL):
        talk = said(token=f"{TOKEN}-{channel}", at=now()).conversation
        Conversation.objects.filter(pk=talk and talk.pk).update(channel=channel)
    screen = opened.page("/live/?tv=1", "derya")
    screen.set_viewport_size({"width": 1920, "height": 1080})
    expect(screen.get_by_role("rowheader", name="WhatsApp")).to_be_visible()
    expect(screen.get_by_text("Gaz kokusu")).to_be_visible()
    rows = screen.locator(".wall-now tbody tr")
    assert rows.count() > 12
    assert max(rows.evaluate_all(BOTTOMS)) <= 1080
    figures = screen.locator(".wall-number").evaluate_all(BOTTOMS)
    assert max(figures) <= 1080
    assert opened.looks.at(screen, "hall-busy") == []


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
