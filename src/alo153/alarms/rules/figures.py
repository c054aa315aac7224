"""The live figures that a rule can watch. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


class Side(StrEnum):
    """On which side of its limit a figure is bad."""

    ABOVE = "above"
    BELOW = "below"


class Measure(StrEnum):
    """In what a figure is counted."""

    COUNT = "count"
    SECONDS = "seconds"
    HOURS = "hours"
    PERCENT = "percent"
    TIMES = "times"


class Of(StrEnum):
    """Of what a figure is; an empty key in a rule means each of them, or all together."""

    NOTHING = ""
    QUEUE = "queue"
    SKILL = "skill"
    MEDIUM = "medium"
    CHANNEL = "channel"
    TOPIC = "topic"
    NEIGHBORHOOD = "neighborhood"
    UNIT = "unit"
    CONSUMER = "consumer"
    OFFICE = "office"


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One figure.

    Args:
        needs_one: a rule names one of its subjects.
        has_past: the past of the figure is kept, so that a rule can be tried on it.
        usual: limits of a new rule: where it rings, and where it clears.
    """

    key: str
    label: StrPromise = field(compare=False)
    side: Side
    measure: Measure
    of: Of = Of.NOTHING
    needs_one: bool = False
    has_past: bool = False
    usual: tuple[float, float]


FIGURES: Final = (
    Figure(
        key="waiting",
        label=_("Callers waiting in the queue"),
        side=Side.ABOVE,
        measure=Measure.COUNT,
        of=Of.QUEUE,
        has_past=True,
        usual=(10, 7),
    ),
    Figure(
        key="longest_wait",
        label=_("Longest wait in the queue"),
        side=Side.ABOVE,
        measure=Measure.SECONDS,
        of=Of.QUEUE,
        has_past=True,
        usual=(180, 60),
    ),
    Figure(
        key="service_level",
        label=_("Service level of the last 15 minutes"),
        side=Side.BELOW,
        measure=Measure.PERCENT,
        of=Of.QUEUE,
        has_past=True,
        usual=(70, 80),
    ),
    Figure(
        key="abandoned",
        label=_("Callers who gave up in the last 15 minutes"),
        side=Side.ABOVE,
        measure=Measure.COUNT,
        of=Of.QUEUE,
        has_past=True,
        usual=(10, 5),
    ),
    Figure(
        key="kept_places",
        label=_("Callers who keep their place and will be called back"),
        side=Side.ABOVE,
        measure=Measure.COUNT,
        of=Of.QUEUE,
        has_past=True,
        usual=(20, 10),
    ),
    Figure(
        key="calls_times",
        label=_("Calls within half an hour, against the usual"),
        side=Side.ABOVE,
        measure=Measure.TIMES,
        has_past=True,
        usual=(2, 1.5),
    ),
    Figure(
        key="ready_agents",
        label=_("Agents who are ready for the queue"),
        side=Side.BELOW,
        measure=Measure.COUNT,
        of=Of.QUEUE,
        needs_one=True,
        has_past=True,
        usual=(1, 1),
    ),
    Figure(
        key="ready_with_skill",
        label=_("Agents with the skill who are ready"),
        side=Side.BELOW,
        measure=Measure.COUNT,
        of=Of.SKILL,
        needs_one=True,
        has_past=True,
        usual=(1, 1),
    ),
    Figure(
        key="reachable_agents",
        label=_("Agents at work whom calls of the queue can reach"),
        side=Side.BELOW,
        measure=Measure.COUNT,
        of=Of.QUEUE,
        needs_one=True,
        usual=(1, 1),
    ),
    Figure(
        key="waiting_written",
        label=_("Written contacts waiting for an answer"),
        side=Side.ABOVE,
        measure=Measure.COUNT,
        of=Of.MEDIUM,
        usual=(20, 10),
    ),
    Figure(
        key="visitors",
        label=_("Visitors waiting in a communication center"),
        side=Side.ABOVE,
        measure=Measure.COUNT,
        of=Of.OFFICE,
        usual=(15, 10),
    ),
    Figure(
        key="topic_times",
        label=_("Applications about a topic within the hour, against the usual"),
        side=Side.ABOVE,
        measure=Measure.TIMES,
        of=Of.TOPIC,
        has_past=True,
        usual=(3, 2),
    ),
    Figure(
        key="neighborhood_times",
        label=_("Applications of a neighborhood within the hour, against the usual"),
        side=Side.ABOVE,
        measure=Measure.TIMES,
        of=Of.NEIGHBORHOOD,
        has_past=True,
        usual=(3, 2),
    ),
    Figure(
        key="overdue",
        label=_("Overdue applications"),
        side=Side.ABOVE,
        measure=Measure.COUNT,
        of=Of.UNIT,
        usual=(50, 40),
    ),
    Figure(
        key="opened_today",
        label=_("Applications opened today"),
        side=Side.ABOVE,
        measure=Measure.COUNT,
        has_past=True,
        usual=(500, 400),
    ),
    Figure(
        key="open_incidents",
        label=_("Open incidents"),
        side=Side.ABOVE,
        measure=Measure.COUNT,
        has_past=True,
        usual=(3, 2),
    ),
    Figure(
        key="provider_failures",
        label=_("Messages that a provider did not take in the last 15 minutes"),
        side=Side.ABOVE,
        measure=Measure.COUNT,
        of=Of.CHANNEL,
        usual=(5, 0),
    ),
    Figure(
        key="disk_free",
        label=_("Free space on the disk"),
        side=Side.BELOW,
        measure=Measure.PERCENT,
        usual=(10, 15),
    ),
    Figure(
        key="backup_age",
        label=_("Age of the last backup"),
        side=Side.ABOVE,
        measure=Measure.HOURS,
        usual=(26, 24),
    ),
    Figure(
        key="consumer_lag",
        label=_("Time since a background reader was last up to date"),
        side=Side.ABOVE,
        measure=Measure.SECONDS,
        of=Of.CONSUMER,
        usual=(300, 120),
    ),
)
BY_KEY: Final = {figure.key: figure for figure in FIGURES}
