"""What a story tells, written as rows and events."""

from __future__ import annotations

import uuid

from tests.switchboard.acd.story import Story

from alo153.calls.models import Call
from alo153.core import events
from alo153.switchboard.acd.agents.presence import AgentNotReady
from alo153.switchboard.acd.turn import events as ev
from alo153.switchboard.record import records

CALL = str(uuid.UUID(int=1))

START = 1_764_000_000.0


def write(story: Story, times: int = 1) -> None:
    for fact in story.told:
        for _ in range(times):
            records.write(fact)


def names(call: str = CALL) -> list[str]:
    row = Call.objects.get(pk=call)
    return [event.name for event in events.history(row)]


def outage(agent: int, at: float) -> Story:
    """Let a talk begin at 10 s and end at 110 s, while no switchboard runs until 300 s.

    The agent works on it for 30 s more, and goes for a meal.
    """
    story = Story()
    story.ready(agent, at)
    story.waiting(CALL, at + 8)
    story.tell(ev.OfferAnswered(at=at + 10, offer=f"{CALL}.1"))
    calls, agents = tuple(story.state.calls.values()), tuple(story.state.agents.values())
    here, ends = frozenset({agent}), {f"ch-{CALL}": at + 110}
    story.tell(
        ev.Reconciled(at=at + 300, calls=calls, agents=agents, legs=(), registered=here, ends=ends)
    )
    story.tell(AgentNotReady(at=at + 330, agent=agent, reason="meal"))
    return story
