"""Agents' time by state as facts: a state is counted when it ends, in the half hours it was in."""

from __future__ import annotations

from typing import Final
from zoneinfo import ZoneInfo

from alo153.calls.call_words import AgentState
from alo153.calls.events.supervision import AgentChanged
from alo153.calls.events.way import CallAnswered
from alo153.core.history.consumers.declaring import Happened
from alo153.reports.actions.rollup.adding import Counts, by_half_hours
from alo153.reports.models import AgentTrack

_COUNTED: Final = frozenset(AgentState) - {AgentState.OFFLINE}


class Agents:
    """The states of agents before a run of events: read once, written once."""

    def __init__(self, agents: set[int]) -> None:
        self._tracks = {row.agent: row for row in AgentTrack.objects.filter(agent__in=agents)}

    def answered(self, happened: Happened[CallAnswered], contact: int | None) -> None:
        """Note queue and contact of an agent: the work after the call is for these."""
        of = happened.dimensions
        track = self._track(happened.what.agent)
        track.queue, track.channel = of.queue or "", of.channel or ""
        track.contact = contact or 0

    def changed(self, counts: Counts, happened: Happened[AgentChanged], zone: ZoneInfo) -> None:
        """Count the state that ends; one in which nobody was known to be counts nothing."""
        at, track = happened.event.at, self._track(int(happened.event.subject_id))
        if track.state in _COUNTED and track.since is not None:
            after_call = track.state == AgentState.WRAP_UP
            queue, channel = (track.queue, track.channel) if after_call else ("", "")
            contact = track.contact if after_call else None
            for began, length in by_half_hours(track.since, at, zone):
                spent = {f"{track.state}_ms": length}
                counts.contact(
                    began,
                    queue=queue,
                    agent=track.agent,
                    channel=channel,
                    contact=contact,
                    **spent,
                )
        track.state, track.since = happened.what.state, at

    def write(self) -> None:
        """Keep what they do now."""
        AgentTrack.objects.bulk_create(
            self._tracks.values(),
            update_conflicts=True,
            unique_fields=["agent"],
            update_fields=["state", "since", "queue", "channel", "contact"],
        )

    def _track(self, agent: int) -> AgentTrack:
        return self._tracks.setdefault(agent, AgentTrack(agent=agent))
