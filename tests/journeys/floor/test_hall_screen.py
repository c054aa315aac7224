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
