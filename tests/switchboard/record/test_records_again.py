"""What may happen to a call many times is written once, however late it is told again."""

from __future__ import annotations

import pytest
from tests.switchboard.acd.story import Story
from tests.switchboard.record.written import CALL, START, names, write

from alo153.accounts.models import User
from alo153.calls.models import Call
from alo153.switchboard.acd.agents.presence import AgentReady
from alo153.switchboard.acd.talking.talk import HoldCall, ResumeCall
from alo153.switchboard.acd.turn import events as ev
from alo153.switchboard.acd.turn import facts
from alo153.switchboard.acd.turn.timers import ReturnTimer
from alo153.switchboard.record import records
from alo153.switchboard.record.recalling import recalling
from alo153.switchboard.record.telling import instant

pytestmark = pytest.mark.django_db


def test_a_hold_that_is_told_again_after_the_citizen_is_back_changes_nothing(
    story: Story, elif_: User
) -> None:
    story.talking(CALL, elif_.pk, START)
    story.tell(HoldCall(at=START + 10, agent=elif_.pk))
    story.tell(ResumeCall(at=START + 20, agent=elif_.pk))
    story.tell(HoldCall(at=START + 30, agent=elif_.pk))
    story.tell(ResumeCall(at=START + 40, agent=elif_.pk))
    for _ in range(2):
        write(story)
    assert Call.objects.get(pk=CALL).held_at is None
    assert [name for name in names() if name in ("call.held", "call.resumed")] == [
        "call.held",
        "call.resumed",
    ] * 2


@pytest.fixture
def lost_on_hold(story: Story, elif_: User) -> Story:
    """Elif puts the caller on hold after 50 seconds, and reloads her page ten seconds later."""
    story.talking(CALL, elif_.pk, START)
    story.tell(HoldCall(at=START + 50, agent=elif_.pk))
    story.tell(ev.LegLost(at=START + 60, leg=f"offer-{CALL}.1", page_left=True))
    story.tell(ev.AgentReachable(at=START + 60, agent=elif_.pk, reachable=False))
    return story


def test_a_hold_counts_from_its_begin_after_a_reload_of_the_page(
    lost_on_hold: Story, elif_: User
) -> None:
    write(lost_on_hold)
    [recalled] = recalling.recall_calls()
    assert (recalled.held, recalled.returns_held) == (False, True), "after a restart, too"
    lost_on_hold.tell(ev.AgentReachable(at=START + 62, agent=elif_.pk, reachable=True))
    lost_on_hold.tell(ev.OfferAnswered(at=START + 63, offer=f"{CALL}.2"))
    write(lost_on_hold)
    assert Call.objects.get(pk=CALL).held_at == instant(START + 50)
    lost_on_hold.tell(ResumeCall(at=START + 70, agent=elif_.pk))
    write(lost_on_hold)
    call = Call.objects.get(pk=CALL)
    assert (call.held_at, call.held_seconds) == (None, 17), "3 seconds were the return"


def test_a_hold_whose_agent_does_not_return_ended_with_the_way_back_to_the_line(
    lost_on_hold: Story, elif_: User
) -> None:
    lost_on_hold.tell(ev.TimerFired(at=START + 75, timer=ReturnTimer(CALL, START + 75)))
    lost_on_hold.tell(ev.AgentReachable(at=START + 90, agent=elif_.pk, reachable=True))
    lost_on_hold.tell(AgentReady(at=START + 90, agent=elif_.pk))
    lost_on_hold.tell(ev.OfferAnswered(at=START + 95, offer=f"{CALL}.2"))
    write(lost_on_hold)
    call = Call.objects.get(pk=CALL)
    assert (call.held_at, call.held_seconds, call.requeued_at) == (None, 10, None)


def test_a_return_to_the_line_and_a_move_that_are_told_again_change_nothing(
    story: Story, elif_: User
) -> None:
    story.talking(CALL, elif_.pk, START)
    story.tell(ev.LegLost(at=START + 10, leg=f"offer-{CALL}.1"))
    story.tell(ev.OfferAnswered(at=START + 11, offer=f"{CALL}.2"))
    moves = [
        facts.CallMoved(at=START + 20, call=CALL, queue="water", reason="overflow"),
        facts.CallMoved(at=START + 30, call=CALL, queue="general", reason="overflow"),
    ]
    for _ in range(2):
        write(story)
        records.write_all(moves)
    call = Call.objects.get(pk=CALL)
    assert (call.requeued_at, call.queue) == (None, "general")
    assert names().count("call.requeued") == 1
    assert names().count("call.moved") == 2
