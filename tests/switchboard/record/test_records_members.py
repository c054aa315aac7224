"""Who was in a call is written once, and a restart recalls the call as it stood."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from tests.parts.roles import Role
from tests.switchboard.acd.story import Story

from alo153.accounts.actions import enroll
from alo153.accounts.models import User
from alo153.calls import queries
from alo153.calls.models import Call, CallLeg
from alo153.calls.page_commands.rows import Target
from alo153.core import events
from alo153.core.actor import SYSTEM
from alo153.switchboard.acd.agents.presence import AgentNotReady
from alo153.switchboard.acd.state.state import Phase
from alo153.switchboard.acd.talking.consult import CancelConsultation, Consult, MakeConference
from alo153.switchboard.acd.talking.transfer import BlindTransfer, CompleteTransfer
from alo153.switchboard.acd.turn import events as ev
from alo153.switchboard.record import records
from alo153.switchboard.record.recalling import recalling

pytestmark = pytest.mark.django_db

CALL = str(uuid.UUID(int=1))
START = 1_764_000_000.0
MEMBER = f"member-{CALL}.1"


def agent(name: str) -> User:
    return enroll(
        username=name,
        full_name=name.title(),
        email="",
        roles=[Role.AGENT],
        password="a-long-password",
        by=SYSTEM,
        at=datetime(2026, 1, 1, tzinfo=UTC),
    )


@pytest.fixture
def elif_() -> User:
    return agent("elif")


@pytest.fixture
def murat() -> User:
    return agent("murat")


@pytest.fixture
def story(elif_: User, murat: User) -> Story:
    """Elif asks Murat aside, who has answered."""
    told = Story()
    told.talking(CALL, elif_.pk, START)
    told.ready(murat.pk, START + 5)
    target = Target(agent=murat.pk)
    told.tell(Consult(at=START + 10, agent=elif_.pk, target=target))
    told.tell(ev.MemberAnswered(at=START + 15, member=MEMBER))
    return told


def write(story: Story, times: int = 1) -> Call:
    for fact in story.told:
        for _ in range(times):
            records.write(fact)
    return Call.objects.get(pk=CALL)


@pytest.mark.parametrize("times", [1, 3])
def test_a_transfer_leaves_two_legs_and_the_second_agent(
    story: Story, elif_: User, murat: User, times: int
) -> None:
    story.tell(CompleteTransfer(at=START + 20, agent=elif_.pk))
    call = write(story, times)
    assert (call.agent, call.interaction.agent) == (murat, murat)
    first, second = CallLeg.objects.filter(call=call).order_by("asked_at")
    assert (first.agent, first.role, first.result) == (elif_, "agent", "left")
    assert (second.agent, second.role, second.by, second.left_at) == (murat, "agent", elif_, None)
    told = [event.name for event in events.history(call)]
    assert [told.count(name) for name in ("call.transferred", "call.taken")] == [1, 1]
    assert queries.call_at_hand(elif_) is None
    assert queries.last_call(elif_) == call
    assert queries.call_at_hand(murat) == call


@pytest.mark.parametrize("step", ["consulting", "conference", "transferred", "outside", "line"])
def test_a_restart_recalls_the_call_as_it_stood(
    story: Story, elif_: User, murat: User, step: str
) -> None:
    interpreter = Target(number="+902623310001")
    steps: dict[str, list[ev.Event]] = {
        "consulting": [],
        "conference": [MakeConference(at=START + 20, agent=elif_.pk)],
        "transferred": [CompleteTransfer(at=START + 20, agent=elif_.pk)],
        "outside": [
            CancelConsultation(at=START + 20, agent=elif_.pk),
            BlindTransfer(at=START + 21, agent=elif_.pk, target=interpreter),
            ev.MemberAnswered(at=START + 25, member=f"member-{CALL}.2"),
        ],
        "line": [
            AgentNotReady(at=START + 18, agent=murat.pk, reason="break"),
            CancelConsultation(at=START + 20, agent=elif_.pk),
            BlindTransfer(at=START + 21, agent=elif_.pk, queue="water"),
        ],
    }
    for event in steps[step]:
        story.tell(event)
    write(story)
    (recalled,) = recalling.recall_calls()
    stood = story.state.calls[CALL]
    assert recalled.phase is stood.phase
    assert (recalled.offer and recalled.offer.agent) == (stood.offer and stood.offer.agent)
    assert (recalled.offer and recalled.offer.id) == (stood.offer and stood.offer.id)
    assert [replace(one, at=0) for one in recalled.members] == [
        replace(one, at=0) for one in stood.members
    ]
    assert (recalled.held, recalled.invited) == (stood.held, stood.invited)
    assert (recalled.queue, recalled.priority) == (stood.queue, stood.priority)
    assert recalled.phase is not Phase.MENU


def test_the_end_of_the_call_ends_every_leg(story: Story, murat: User) -> None:
    story.tell(ev.CallerHungUp(at=START + 30, call=CALL))
    call = write(story, 2)
    assert not CallLeg.objects.filter(call=call, left_at__isnull=True).exists()
    assert (call.outcome, call.ended_by) == ("answered", "citizen")
    assert CallLeg.objects.get(pk=MEMBER).result == "ended"
