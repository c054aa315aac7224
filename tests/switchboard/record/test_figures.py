"""The figures of the line say which variant they are."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta

import pytest
from tests.alarms.watching import call
from tests.calls.menu.kocaeli import MENU
from tests.parts.roles import Role
from tests.switchboard.acd.story import Story

from alo153.accounts.actions import enroll
from alo153.calls.floor import figures, levels
from alo153.calls.models import Call
from alo153.core.actor import SYSTEM
from alo153.switchboard.acd.agents.presence import AgentReady
from alo153.switchboard.acd.state.leg_ids import citizen_leg
from alo153.switchboard.acd.state.state import Rules
from alo153.switchboard.acd.talking.transfer import BlindTransfer
from alo153.switchboard.acd.turn import events as ev
from alo153.switchboard.record import records

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 3, 2, 9, tzinfo=UTC)
START = NOON.timestamp()


def name(number: int) -> str:
    return str(uuid.UUID(int=number))


def test_a_day_of_calls_is_counted_by_what_became_of_each() -> None:
    story = Story()
    story.waiting(name(1), START)
    story.tell(ev.CallerHungUp(at=START + 2, call=name(1)))
    story.waiting(name(2), START)
    story.tell(ev.CallerHungUp(at=START + 30, call=name(2)))
    story.arrive(name(3), START, "05320000103")
    story.tell(ev.CallerKnown(at=START, call=name(3), call_back="+905320000103"))
    story.speech_ends(name(3), START + 1)
    story.tell(ev.KeyPressed(at=START + 20, call=name(3), key="1"))
    story.speech_ends(name(3), START + 25)
    elif_ = enroll(
        username="elif",
        full_name="Elif Yıldız",
        email="",
        roles=[Role.AGENT],
        password="a-long-password",
        by=SYSTEM,
        at=NOON,
    )
    story.ready(elif_.pk, START + 40)
    story.tell(ev.OfferAnswered(at=START + 41, offer=f"{name(3)}.1"))
    story.tell(ev.CitizenAnswered(at=START + 50, call=name(3), channel=citizen_leg(name(3))))
    story.tell(ev.CallerHungUp(at=START + 90, call=name(3), channel=f"citizen-{name(3)}"))
    story.tell(AgentReady(at=START + 91, agent=elif_.pk))
    story.waiting(name(4), START + 100)
    story.tell(ev.OfferAnswered(at=START + 103, offer=f"{name(4)}.1"))
    story.waiting(name(5), START + 110)
    for fact in story.told:
        records.write(fact)
    today = figures.today(NOON + timedelta(hours=1))
    # The fifth caller still waits, and too long by now
    assert (today.offered, today.in_time, today.too_late, today.level) == (3, 1, 1, 25)
    assert (today.abandoned, today.short_abandoned) == (2, 1)
    assert (today.kept, today.kept_reached) == (1, 1)
    first = figures.queues_now()[0]
    assert (first.name, first.waiting, first.kept) == ("Genel", 1, 0)
    assert figures.today(NOON + timedelta(days=1)).level is None


@pytest.mark.parametrize("why", ["transferred", "agent lost"])
def test_who_gives_up_in_the_line_after_a_talk_has_abandoned(why: str) -> None:
    elif_ = enroll(
        username="elif",
        full_name="Elif Yıldız",
        email="",
        roles=[Role.AGENT],
        password="a-long-password",
        by=SYSTEM,
        at=NOON,
    )
    story = Story()
    story.ready(elif_.pk, START)
    story.waiting(name(1), START + 1)
    story.tell(ev.OfferAnswered(at=START + 4, offer=f"{name(1)}.1"))
    if why == "transferred":
        away = BlindTransfer(at=START + 60, agent=elif_.pk, queue="general", command=1)
        story.tell(away)
    else:
        story.tell(ev.LegLost(at=START + 60, leg=f"offer-{name(1)}.1", page_left=True))
        story.tell(ev.AgentHungUp(at=START + 60, offer=f"{name(1)}.1"))
    story.tell(ev.CallerHungUp(at=START + 72, call=name(1)))
    for fact in story.told:
        records.write(fact)
    call = Call.objects.get()
    assert (call.outcome, call.waited_seconds, call.agent) == ("abandoned", 12.0, elif_)
    assert call.answered_at is not None
    assert call.interaction.disposition is None
    today = figures.today(NOON + timedelta(hours=1))
    assert (today.offered, today.in_time, today.level) == (1, 0, 0)
    assert (today.abandoned, today.short_abandoned) == (1, 0)


def test_the_time_in_the_menu_and_the_hang_ups_in_it_are_figures_of_their_own() -> None:
    story = Story(Rules(menu=MENU))
    for number, seconds in ((1, 8), (2, 20)):
        story.arrive(name(number), START)
        story.tell(ev.KeyPressed(at=START + seconds, call=name(number), key="0"))
        story.tell(ev.CallerHungUp(at=START + 60, call=name(number)))
    story.arrive(name(3), START)
    story.tell(ev.CallerHungUp(at=START + 5, call=name(3)))
    story.arrive(name(4), START + 50)  # still hears the greeting
    for fact in story.told:
        records.write(fact)
    menu = figures.menu_today(NOON + timedelta(hours=1))
    assert (menu.calls, menu.hang_ups, menu.seconds) == (3, 1, 14.0)
    assert figures.today(NOON + timedelta(hours=1)).abandoned == 2


def test_who_chose_hours_does_not_lengthen_the_mean_time_in_the_menu() -> None:
    story = Story()
    for number in (1, 2):
        story.waiting(name(number), START)
    for fact in story.told:
        records.write(fact)
    chosen, others = Call.objects.filter(pk=name(1)), Call.objects.filter(pk=name(2))
    chosen.update(queued_at=NOON + timedelta(hours=5), call_by=NOON + timedelta(hours=8))
    others.update(queued_at=NOON + timedelta(seconds=20))
    assert figures.menu_today(NOON + timedelta(hours=1)).seconds == 20


def test_the_day_and_its_only_queue_say_the_same_while_somebody_waits_too_long() -> None:
    call(NOON, answered_at=NOON, waited_seconds=10.0)
    call(NOON)
    at = NOON + timedelta(minutes=5)
    day, queue = figures.today(at), levels.by_queue(at)["general"]
    assert (day.offered, day.level) == (1, 50)
    assert queue.level == day.level
