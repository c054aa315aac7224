"""Who listened to whom is written down, and recalled after a restart."""

from __future__ import annotations

import uuid

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob
from tests import cast
from tests.switchboard.acd.story import Story

from alo153.calls.call_words import AgentState, MonitoringMode
from alo153.calls.events.supervision import CallTakenOver
from alo153.calls.media.prompt_takes.actions import FETCH_JOB
from alo153.calls.models import AgentSession, Call
from alo153.calls.models.monitoring import Monitoring
from alo153.citizens.models import AccessLog
from alo153.core import events
from alo153.core.payloads import Dimensions, dimensions_of
from alo153.switchboard.acd.supervision import events as ask
from alo153.switchboard.acd.supervision.facts import PromptTaken
from alo153.switchboard.acd.turn import events as ev
from alo153.switchboard.record import records
from alo153.switchboard.record.recalling import monitoring, recalling

pytestmark = pytest.mark.django_db

CALL = str(uuid.UUID(int=1))
START = 1_764_000_000.0


@pytest.fixture
def story() -> Story:
    """Elif talks with a citizen; Hakan listens, then whispers."""
    elif_, hakan = cast.staff("elif").pk, cast.staff("hakan").pk
    story = Story()
    story.talking(CALL, elif_, START)
    story.ready(hakan, START + 1)
    for second, mode in enumerate((MonitoringMode.LISTEN, MonitoringMode.WHISPER), 10):
        story.tell(
            ask.Supervise(
                at=START + second,
                monitor="e",
                supervisor=hakan,
                agent=elif_,
                mode=mode,
                command=None,
            )
        )
        story.tell(ask.MonitorAnswered(at=START + second + 0.5, monitor="e"))
    return story


def write(story: Story, times: int = 1) -> None:
    for fact in story.told:
        for _ in range(times):
            records.write(fact)


@pytest.mark.parametrize("times", [1, 3])
def test_each_way_of_listening_is_a_row_an_event_and_a_look(story: Story, times: int) -> None:
    write(story, times)
    rows = [(row.mode, row.ended_at is None) for row in Monitoring.objects.order_by("id")]
    assert rows == [("listen", False), ("whisper", True)]
    told = events.history(Call.objects.get()).filter(name__in=["call.listened", "call.whispered"])
    hakan = cast.staff("hakan")
    assert [e.data["supervisor"] for e in told] == [hakan.pk, hakan.pk]
    looks = AccessLog.objects.order_by("id").values_list("user", "what", "interaction_id")
    contact = Call.objects.get().interaction_id
    assert list(looks) == [
        (hakan.pk, "call-listen", contact),
        (hakan.pk, "call-whisper", contact),
    ]
    assert AgentSession.objects.get(user=hakan).state == "supervising"


def test_a_restart_knows_who_listens(story: Story) -> None:
    write(story)
    (monitor,) = monitoring.recall_monitors()
    assert (monitor.id, monitor.call, monitor.mode, monitor.stays) == (
        "e",
        CALL,
        MonitoringMode.WHISPER,
        False,
    )
    agents = {agent.id: agent for agent in recalling.recall_agents()}
    hakan = agents[cast.staff("hakan").pk]
    assert (hakan.presence, hakan.pause_after) == (AgentState.SUPERVISING, "signed_in")


def test_who_took_over_is_the_agent_of_the_call(story: Story) -> None:
    elif_, hakan = cast.staff("elif"), cast.staff("hakan")
    story.tell(ask.TakeOver(at=START + 20, supervisor=hakan.pk))
    write(story)
    (recalled,) = recalling.recall_calls()
    assert recalled.offer is not None
    assert (recalled.offer.id, recalled.offer.agent) == ("supervisor-e", hakan.pk)
    assert not monitoring.recall_monitors()
    story.told.clear()
    story.tell(ev.CallerHungUp(at=START + 30, call=CALL, channel=f"ch-{CALL}"))
    write(story)
    call = Call.objects.get()
    assert (call.agent, call.outcome) == (hakan, "answered")
    names = [event.name for event in events.history(call)]
    assert names[-2:] == ["call.taken_over", "call.ended"]
    taken = events.history(call, CallTakenOver).get()
    assert events.read(taken, CallTakenOver) == CallTakenOver(agent=hakan.pk, before=elif_.pk)
    assert dimensions_of(taken.data) == Dimensions(queue="general", agent=hakan.pk, channel="phone")


def test_the_recording_of_a_prompt_is_work_for_the_worker_once() -> None:
    take = str(uuid.UUID(int=7))
    for _told in ("of the channel", "of the telephone"):
        records.write(PromptTaken(at=START, take=take))
    job = ProcrastinateJob.objects.get(task_name=FETCH_JOB)
    assert job.args == {"take": take}
