"""Cases as facts of matters: each event on its own day, by where the case was then."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from alo153.cases.events import feedback, fieldwork, life, telling, time
from alo153.cases.events.of_case import OfCase
from alo153.core.history.consumers.declaring import Happened
from alo153.reports.actions.rollup.adding import Counts, Matter, matter_of, milliseconds
from alo153.reports.models import CaseTrack

_PLACES: Final = tuple(Matter.__dataclass_fields__)
_COUNTED: Final[Mapping[type[OfCase], str]] = {
    life.CaseForwarded: "forwarded",
    life.CaseReturned: "returned",
    life.CaseAskedAbout: "asked_about",
    time.CaseEscalated: "escalated",
    feedback.CaseContactedAgain: "contacted_again",
    feedback.CaseConfirmed: "confirmed",
    feedback.CaseFoundUnsolved: "unsolved",
    feedback.CaseConfirmationLapsed: "unsaid",
    feedback.CaseObjectedTo: "objected",
}
"""Events that are counted as they are."""
_OF_THE_UNIT_BEFORE: Final = (life.CaseReturned, feedback.CaseObjectedTo)
"""The case leaves its unit with them: they are counted for that one."""
_OF_UNIT: Final = (life.CaseForwarded,)
_ACTIONS: Final = (
    life.CaseAccepted,
    life.CaseAssigned,
    life.CaseReturned,
    life.CaseAnswered,
    telling.CaseQuestionAsked,
    fieldwork.CaseFieldReported,
    fieldwork.CaseWorkGiven,
)
"""Events that count as a unit's first action on a case."""
_MOVES: Final = (life.CaseReclassified, life.CaseUnrouted)
_REOPENS: Final = (feedback.CaseObjectedTo, feedback.CasePlanPassed)


class Cases:
    """The states of cases before a run of events: read once, written once."""

    def __init__(self, cases: set[int]) -> None:
        self._tracks = {row.case: row for row in CaseTrack.objects.filter(case__in=cases)}

    def happened(self, counts: Counts, happened: Happened[OfCase]) -> None:
        """Count what an event of a case says."""
        what, matter = happened.what, matter_of(happened.dimensions)
        track = self._track(happened, matter)
        before = self._move(counts, happened, track, matter)
        if counted := _COUNTED.get(type(what)):
            where = before if isinstance(what, _OF_THE_UNIT_BEFORE) else matter
            counts.matter(happened.event.at, where, **{counted: 1})
        for kinds, count in _STEPS:
            if isinstance(what, kinds):
                count(counts, happened, track, matter)

    def write(self) -> None:
        """Keep where they are now."""
        fields = [each.name for each in CaseTrack._meta.concrete_fields if not each.primary_key]
        CaseTrack.objects.bulk_create(
            self._tracks.values(),
            update_conflicts=True,
            unique_fields=["case"],
            update_fields=fields,
        )

    def _track(self, happened: Happened[OfCase], matter: Matter) -> CaseTrack:
        """Return the track of a case; one that was opened before there were events begins here."""
        case = int(happened.event.subject_id)
        if case not in self._tracks:
            self._tracks[case] = CaseTrack(
                case=case, opened_at=happened.event.at, **vars(matter), is_open=True
            )
        return self._tracks[case]

    def _move(
        self, counts: Counts, happened: Happened[OfCase], track: CaseTrack, matter: Matter
    ) -> Matter:
        """Let an open case leave one unit, topic or place in the stock, and enter another.

        Returns where it was before the event.
        """
        before = Matter(**{name: getattr(track, name) for name in _PLACES})
        if before == matter:
            return before
        if track.is_open:
            late = int(track.is_overdue)
            counts.matter(happened.event.at, before, left=1, overdue_left=late)
            counts.matter(happened.event.at, matter, entered=1, overdue_entered=late)
        for name in _PLACES:
            setattr(track, name, getattr(matter, name))
        return before


def _opened(counts: Counts, happened: Happened[Any], _: CaseTrack, matter: Matter) -> None:
    counts.matter(happened.event.at, matter, opened=1)


def _reopened(counts: Counts, happened: Happened[Any], track: CaseTrack, matter: Matter) -> None:
    if not track.is_open:
        track.is_open = True
        counts.matter(happened.event.at, matter, reopened=1)


def _closed(
    counts: Counts, happened: Happened[life.CaseClosed], track: CaseTrack, matter: Matter
) -> None:
    what, at = happened.what, happened.event.at
    age = milliseconds((at - track.opened_at).total_seconds())
    measures = {"closed": 1, "age_ms": age, "closed_told": int(what.told)}
    if what.in_time is not None:
        measures["closed_in_time" if what.in_time else "closed_late"] = 1
    if what.in_statutory_time is not None:
        measures["statutory_in_time" if what.in_statutory_time else "statutory_late"] = 1
    if what.outcome:
        measures[f"came_to_{what.outcome}"] = 1
    counts.matter(at, matter, **measures, **_ended(track))
    if what.told:
        _first(counts, happened, track, matter, "relay")


def _withdrawn(counts: Counts, happened: Happened[Any], track: CaseTrack, matter: Matter) -> None:
    age = milliseconds((happened.event.at - track.opened_at).total_seconds())
    counts.matter(happened.event.at, matter, closed=1, withdrawn=1, age_ms=age, **_ended(track))


def _ended(track: CaseTrack) -> Mapping[str, int]:
    """Take a case out of the stocks of open and of overdue ones."""
    was_overdue = int(track.is_overdue)
    track.is_open = track.is_overdue = False
    return {"overdue_left": was_overdue}


def _escalated(counts: Counts, happened: Happened[Any], track: CaseTrack, matter: Matter) -> None:
    if track.is_open and not track.is_overdue:
        track.is_overdue = True
        counts.matter(happened.event.at, matter, overdue_entered=1)


def _first(
    counts: Counts, happened: Happened[Any], track: CaseTrack, matter: Matter, step: str
) -> None:
    """Count how long it took a case to come so far for the first time."""
    if getattr(track, f"had_{step}"):
        return
    setattr(track, f"had_{step}", True)
    took = milliseconds((happened.event.at - track.opened_at).total_seconds())
    counts.matter(happened.event.at, matter, **{f"to_{step}": 1, f"to_{step}_ms": took})


def _step(step: str) -> Callable[[Counts, Happened[Any], CaseTrack, Matter], None]:
    def count(counts: Counts, happened: Happened[Any], track: CaseTrack, matter: Matter) -> None:
        _first(counts, happened, track, matter, step)

    return count


_STEPS: Final[
    tuple[
        tuple[tuple[type[OfCase], ...], Callable[[Counts, Happened[Any], CaseTrack, Matter], None]],
        ...,
    ]
] = (
    ((life.CaseOpened,), _opened),
    (_REOPENS, _reopened),
    (_OF_UNIT, _step("unit")),
    (_ACTIONS, _step("action")),
    ((life.CaseAnswered,), _step("answer")),
    ((life.CaseClosed,), _closed),
    ((time.CaseWithdrawn,), _withdrawn),
    ((time.CaseEscalated,), _escalated),
)
"""Further counts of an event, in this order."""
