"""Calls of outgoing lists in the record: where they stood is known again after a restart."""

from __future__ import annotations

import pytest
from tests import cast
from tests.calls.call_lists.lists import AYSE, LIMITS, WITH_AGENT, begun
from tests.calls.menu.kocaeli import MENU
from tests.switchboard.acd.story import Story

from alo153.calls.models import CallList
from alo153.calls.supervision.call_lists import actions
from alo153.contacts.models import OptOut
from alo153.core import events
from alo153.switchboard.acd.offering.listed import ListCallTaken
from alo153.switchboard.acd.state.leg_ids import citizen_leg
from alo153.switchboard.acd.state.state import Phase, Rules
from alo153.switchboard.acd.turn import events as ev
from alo153.switchboard.record import records
from alo153.switchboard.record.recalling import recalling

pytestmark = pytest.mark.django_db
AT = cast.AT.timestamp()


@pytest.fixture
def story() -> Story:
    """Ayşe is dialed for a list."""
    row = begun(AYSE)
    (taken,) = actions.take(row, most=1, limits=LIMITS, node="main", at=cast.AT)
    story = Story(Rules(menu=MENU))
    story.tell(
        ListCallTaken(
            at=AT,
            call=taken.call,
            number=taken.number,
            reference=taken.reference,
            menu_node=taken.menu_node,
            until=AT + 20,
        )
    )
    return story


def write(story: Story) -> str:
    """Write all that was told, twice; return the call."""
    for fact in [*story.told, *story.told]:
        records.write(fact)
    return next(iter(story.state.calls), "")


def test_who_rings_and_who_hears_it_is_known_again(story: Story) -> None:
    call = write(story)
    (recalled,) = recalling.recall_calls()
    assert (recalled.id, recalled.phase) == (call, Phase.CALLING_CITIZEN)
    assert (recalled.listed, recalled.menu_start) == (True, "notice")
    story.tell(ev.CitizenAnswered(at=AT + 5, call=call, channel=citizen_leg(call)))
    write(story)
    (recalled,) = recalling.recall_calls()
    assert recalled.phase is Phase.MENU
    story.tell(ev.KeyPressed(at=AT + 6, call=call, key="0"))
    write(story)
    (recalled,) = recalling.recall_calls()
    assert recalled.phase is Phase.WAITING


def test_that_it_is_not_recorded_is_known_again() -> None:
    row = begun(AYSE, plan=WITH_AGENT)
    (taken,) = actions.take(row, most=1, limits=LIMITS, node="main", at=cast.AT)
    story = Story(Rules(menu=MENU))
    reference = taken.reference
    given = {"call": taken.call, "number": taken.number, "reference": reference}
    story.tell(ListCallTaken(at=AT, queue=taken.queue, until=AT + 20, **given))
    write(story)
    (recalled,) = recalling.recall_calls()
    assert not recalled.recorded


def test_key_nine_is_written_once_and_ends_such_calls(story: Story) -> None:
    call = write(story)
    story.tell(ev.CitizenAnswered(at=AT + 5, call=call, channel=citizen_leg(call)))
    story.tell(ev.KeyPressed(at=AT + 6, call=call, key="9"))
    story.speech_ends(call, AT + 7)
    menu = story.state.calls[call].menu
    assert menu is not None
    story.tell(ev.LookupAnswered(at=AT + 7, call=call, ask=menu.asks))
    write(story)
    (declined,) = OptOut.objects.all()
    assert (declined.channel, declined.to) == ("phone", AYSE)
    assert [each.name for each in events.history(declined)] == ["recipient.opted_out"]


def test_a_program_that_died_before_it_dialed_leaves_a_try_behind() -> None:
    row = begun(AYSE)
    actions.take(row, most=1, limits=LIMITS, node="main", at=cast.AT)
    assert recalling.recall_calls() == ()
    settled = actions.settle(node="main", is_lost=lambda *_: True, limits=LIMITS, at=cast.AT)
    assert settled == 1
    assert CallList.objects.get().numbers.get().state == "waiting"
