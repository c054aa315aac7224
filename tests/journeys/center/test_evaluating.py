"""An evaluator scores a call by keyboard, its agent reads it and appeals, a third one decides."""

import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django import Settings
from tests import cast
from tests.calls.media import recorded
from tests.journeys.opened import Opened, leaving
from tests.parts.waiting import SECONDS
from tests.quality import made

from alo153.core import clock
from alo153.quality import actions
from alo153.quality.media import CardMedium
from alo153.quality.models import Evaluation, GoodMoment, Reason
from alo153.quality.rules.muting import Span

pytestmark = pytest.mark.journey


@pytest.fixture
def evaluation(transactional_db: None, tmp_path: Path, settings: Settings) -> Evaluation:
    """Return the open evaluation of an hour-old call of Elif, whose recording is kept."""
    spool = recorded.settings_for(tmp_path, settings)
    at = clock.now() - timedelta(hours=1)
    call = recorded.keep(recorded.talk(spool, at=at, seconds=40), at=at + timedelta(minutes=1))
    actions.measure_due(at=at + timedelta(minutes=2))
    made.card(CardMedium.PHONE)
    return actions.ask(
        interaction=call.interaction, reason=Reason.OTHER, by=cast.staff("derya"), at=clock.now()
    )


def plays(page: Page) -> None:
    """Wait until the sound has moved; pages allow no script made of text."""
    deadline = time.monotonic() + SECONDS
    while page.evaluate("document.querySelector('main audio').currentTime") < 0.3:
        assert time.monotonic() < deadline
        page.wait_for_timeout(50)


def choose(page: Page, question: str, *keys: str) -> None:
    """Go to the first answer of a question, and press keys."""
    page.locator(f"input[name=answer_{question}]").first.focus()
    for key in keys:
        page.keyboard.press(key)


def scored(opened: Opened) -> None:
    """Score the call as Derya, by keys alone."""
    page = opened.page(reverse("quality:to_do"), "derya")
    page.locator("tbody a").first.focus()
    with leaving(page):
        page.keyboard.press("Enter")
    page.locator("alo-player:defined").wait_for()
    page.keyboard.press("Space")
    plays(page)
    page.keyboard.press("Space")
    page.keyboard.press("Home")
    choose(page, "greets", "ArrowRight")  # from yes to no
    page.keyboard.press("Tab")
    page.keyboard.type("Adını söylemedi.")
    page.keyboard.press("Control+.")
    expect(page.locator("input[name=remark_greets]")).to_have_value("0:00 Adını söylemedi.")
    choose(page, "listens", "Space", "ArrowRight", "ArrowRight")  # from 1 to 3
    choose(page, "privacy", "Space")
    assert opened.looks.at(page, "score") == []
    page.locator("textarea[name=summary]").focus()
    page.keyboard.type("Adını söyle.")
    with leaving(page):
        page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Sizi bekleyen", exact=False)).to_be_visible()


def appealed(opened: Opened, evaluation: Evaluation) -> Page:
    """Read it as Elif, and appeal."""
    page = opened.desk("elif", reverse("quality:mine"))
    with leaving(page):
        page.locator("tbody a").first.click()
    expect(page.get_by_text("Adını söylemedi.")).to_be_visible()
    expect(page.get_by_role("button", name="0:00", exact=True)).to_be_enabled()
    assert opened.looks.at(page, "own") == []
    with leaving(page):
        page.locator("form[action*=acknowledgement] button").press("Enter")
    page.locator("details.panel summary").press("Enter")
    page.locator("textarea[name=reason]").fill("Adımı söyledim, kayıtta duyuluyor.")
    assert opened.looks.at(page, "appeal") == []
    with leaving(page):
        page.locator('form[action$="appeal/"] button').press("Enter")
    return page


def decided(opened: Opened) -> None:
    """Decide as Hakan, who did not score it."""
    page = opened.desk("hakan", reverse("quality:appeals"))
    expect(page.get_by_text("kayıtta duyuluyor", exact=False)).to_be_visible()
    with leaving(page):
        page.locator("main li a").first.click()
    choose(page, "greets", "Space")  # from no back to yes
    page.locator("textarea[name=decision]").fill("Kayıtta duyuluyor.")
    assert opened.looks.at(page, "decide") == []
    with leaving(page):
        page.locator("button[name=change]").press("Enter")


def test_scored_by_keyboard_read_appealed_and_decided(
    opened: Opened, evaluation: Evaluation
) -> None:
    scored(opened)
    evaluation.refresh_from_db()
    assert (evaluation.state, evaluation.percent) == ("given", 30.0)
    page = appealed(opened, evaluation)
    evaluation.refresh_from_db()
    assert evaluation.acknowledged_at is not None
    decided(opened)
    page.reload()
    expect(page.get_by_text("Kayıtta duyuluyor.", exact=True)).to_be_visible()
    evaluation.refresh_from_db()
    assert (evaluation.percent, evaluation.counts) == (30.0, 70.0)


def test_a_moment_is_released_only_after_it_was_played(
    opened: Opened, evaluation: Evaluation
) -> None:
    part: Span = (2.0, 12.0)
    assert evaluation.interaction is not None
    moment = actions.propose_moment(
        recording=evaluation.interaction.call.recording,
        part=part,
        silent=(),
        title="Sakin",
        why="Dinledi.",
        by=cast.staff("derya"),
        at=clock.now(),
    )
    page = opened.desk("elif", reverse("quality:library"))
    assert opened.looks.at(page, "library") == []
    release = page.locator("button[name=release]")
    with leaving(page):
        release.click()
    expect(
        page.get_by_text("Önce dinleyin: başkaları da tam olarak bunu duyacak.", exact=True)
    ).to_be_visible()
    page.locator("main audio").evaluate("sound => sound.play()")
    plays(page)
    with leaving(page):
        page.locator("button[name=release]").press("Enter")
    moment.refresh_from_db()
    assert moment.state == GoodMoment.State.RELEASED
