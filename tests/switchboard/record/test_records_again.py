"""What may happen to a call many times is written once, however late it is told again."""

from __future__ import annotations

import pytest
from tests.switchboard.acd.story import Story
from tests.switchboard.record.written import CALL, START, names, write

from alo153.accounts.models import User
from alo153.calls.models import Call
from alo153.switchboard.acd.talking.talk import HoldCall, ResumeCall
from alo153.switchboard.acd.turn import events as ev
from alo153.switchboard.acd.turn import facts
from alo153.switchboard.record import records

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
