"""The inbox of a unit: its waiting cases, with filters. The first argument is the asker."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cache
from typing import Any, Final

from django.db.models import Case as Choose
from django.db.models import (
    Exists,
    Func,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Concat
from django.utils.translation import gettext_lazy as _

from alo153.accounts.models import User
from alo153.cases import queries
from alo153.cases.models import Case, Closing, ContractorReport, Objection, Question, SavedView
from alo153.cases.policy.sight import Shape, Sight, working_sight_of
from alo153.cases.rules.lifecycle import State
from alo153.cases.together import linked_reports
from alo153.city import queries as unit_queries
from alo153.core.database.prepared import Prepared, PreparedCounts
from alo153.core.text import fold

_MOST_WORDS: Final = 8
_WEEK: Final = timedelta(days=7)
# Counts end here: nobody works through more cases in a day, and a full count is slow
COUNTED: Final = 1000


class Show(StrEnum):
    """The owner of the listed cases."""

    ALL = "all"
    MINE = "mine"
    UNACCEPTED = "unaccepted"


class Stage(StrEnum):
    """The progress of the listed cases; without a stage: all cases that wait for the unit."""

    NEW = "forwarded"
    ACCEPTED = "accepted"
    WAITING = "waiting"
    ANSWERED = "answered"


class Due(StrEnum):
    """The remaining time."""

    LATE = "late"
    TODAY = "today"
    WEEK = "week"
    # The case is on hold: no deadline runs now
    STANDS = "stands"


SHOW_LABELS = {
    Show.ALL: _("All"),
    Show.MINE: _("Mine"),
    Show.UNACCEPTED: _("Not accepted"),
}
STAGE_LABELS = {
    Stage.NEW: _("new"),
    Stage.ACCEPTED: _("in work"),
    Stage.WAITING: _("waits for the citizen"),
    Stage.ANSWERED: _("answered, with the center"),
}
DUE_LABELS = {
    Due.LATE: _("late"),
    Due.TODAY: _("due today"),
    Due.WEEK: _("due within seven days"),
    Due.STANDS: _("the time stands"),
}
_STATES = {
    "": queries.WITH_UNIT,
    Stage.NEW: frozenset({State.FORWARDED}),
    Stage.ACCEPTED: frozenset({State.ACCEPTED}),
    Stage.WAITING: queries.WITH_UNIT,
    Stage.ANSWERED: frozenset({State.ANSWERED, State.RELAYING}),
}


@dataclass(frozen=True)
class Filter:
    """The filter of the list; empty fields do not filter. Unit, topic, district, kind: slugs."""

    show: Show = Show.ALL
    stage: Stage | str = ""
    due: Due | str = ""
    unit: str = ""
    topic: str = ""
    district: str = ""
    kind: str = ""
    words: str = ""

    @property
    def narrows(self) -> bool:
        """Tell whether any filter is set other than the owner of the cases."""
        return self != Filter(show=self.show)


def listed(asker: User, chosen: Filter, now: datetime) -> QuerySet[Case]:
    """Return the cases of this person's units that pass the filter, the earliest deadline first.

    One scan of the index `case_inbox` gives a page of cases in order. Each case has these marks:

    - `asked`: the state of the last question to the citizen.
    - `came_to`: the outcome of the last closing; "planned": a plan whose date has passed.
    - `objected`: an objection is open.
    - `contractor_reported`: a contractor with an open link has reported.
    - `people`: the number of citizens who reported the case.
    """
    return _marked(_matching(working_sight_of(asker), chosen, now), chosen.show, asker.pk)


def first(asker: User, show: Show, most: int) -> list[Case]:
    """Return the first cases of the unfiltered list; one query, prepared once per process."""
    sight = working_sight_of(asker)
    if not sight.units:
        return []
    me = [asker.pk] if show is Show.MINE else []
    return _first(sight.shape, show, most)(*sight.values, *me)


def counted(asker: User, chosen: Filter, now: datetime) -> dict[Show, int]:
    """Return the number of cases for each `Show`, at most `COUNTED`; one query.

    No row stores these counts: every change of a unit's cases would have to lock this row.
    """
    sight = working_sight_of(asker)
    if chosen.narrows or not sight.units:
        counts = PreparedCounts(lambda: _of_each_show(_matching(sight, chosen, now), asker.pk))()
    else:
        counts = _counted(sight.shape)(*sight.values, asker.pk)
    return dict(zip(Show, counts, strict=True))


@cache
def _first(shape: Shape, show: Show, most: int) -> Prepared[Case]:
    def make(*given: int) -> QuerySet[Case]:
        cases = queries.waiting_in(shape.sight(given[: shape.units]), queries.WITH_UNIT)
        return _marked(cases, show, given[-1])[:most]

    return Prepared(make, *shape.kinds, *([int] if show is Show.MINE else []))


@cache
def _counted(shape: Shape) -> PreparedCounts:
    def make(*given: int) -> list[QuerySet[Any, Any]]:
        cases = queries.waiting_in(shape.sight(given[:-1]), queries.WITH_UNIT)
        return _of_each_show(cases, given[-1])

    return PreparedCounts(make, *shape.kinds, int)


def _marked(cases: QuerySet[Case], show: Show, me: int) -> QuerySet[Case]:
    asked = Question.objects.filter(case=OuterRef("pk")).order_by("-id").values("state")[:1]
    came_to = Closing.objects.filter(case=OuterRef("pk")).order_by("-id").values("outcome")[:1]
    shown = cases.filter(_whose(me, show)).select_related("accepted_by")
    marked = shown.annotate(
        asked=Subquery(asked),
        came_to=Subquery(came_to),
        objected=Exists(Objection.objects.filter(case=OuterRef("pk"), ended_by=None)),
        contractor_reported=Exists(
            ContractorReport.objects.filter(link__case=OuterRef("pk"), link__revoked_at=None)
        ),
    )
    return linked_reports.with_people(marked)


def _of_each_show(cases: QuerySet[Case], me: int) -> list[QuerySet[Any, Any]]:
    keys = cases.order_by().values("pk")
    return [keys.filter(_whose(me, show))[:COUNTED] for show in Show]


_VIEWS = Prepared(lambda user: SavedView.objects.filter(user=user), int)


def views_of(asker: User) -> list[SavedView]:
    """Return the views that this person saved, in the order of their names; one query."""
    return _VIEWS(asker.pk)


def _matching(sight: Sight, chosen: Filter, now: datetime) -> QuerySet[Case]:
    cases = queries.waiting_in(sight, _STATES[chosen.stage])
    if chosen.unit:
        unit = unit_queries.units_now().get(chosen.unit)
        cases = cases.filter(unit=unit) if unit else cases.none()
    for name, field in (("topic", "topic__slug"), ("district", "district__slug"), ("kind", "kind")):
        if wanted := getattr(chosen, name):
            cases = cases.filter(**{field: wanted})
    if chosen.stage == Stage.WAITING:
        open_ones = Question.objects.filter(case=OuterRef("pk"), state=Question.State.OPEN)
        cases = cases.filter(Exists(open_ones))
    return _with_words(cases.filter(_due(chosen.due, now)), chosen.words)


def _whose(me: int, show: Show) -> Q:
    return {
        Show.ALL: Q(),
        Show.MINE: Q(accepted_by=me),
        Show.UNACCEPTED: Q(accepted_by=None),
    }[show]


def _due(due: str, now: datetime) -> Q:
    match due:
        case Due.LATE:
            return Q(due_at__lt=now)
        case Due.TODAY:
            return Q(due_at__gte=now, due_at__lt=_midnight(now))
        case Due.WEEK:
            return Q(due_at__gte=now, due_at__lt=now + _WEEK)
        case Due.STANDS:
            return Q(due_at=None)
    return Q()


def _midnight(now: datetime) -> datetime:
    return unit_queries.day_begins(unit_queries.today(now) + timedelta(days=1))


def _with_words(cases: QuerySet[Case], words: str) -> QuerySet[Case]:
    """Keep the cases whose text, address or code contains every word, in any spelling.

    A confidential case is found only by its code: its text and address are sealed.
    """
    asked = fold(words).split()[:_MOST_WORDS]
    if not asked:
        return cases
    space = Value(" ")
    text = TextField()
    written = Concat("text", space, "address", space, "tracking_code", output_field=text)
    sealed = When(confidential=True, then="tracking_code")
    said = Choose(sealed, default=written, output_field=text)
    cases = cases.annotate(said=Func(said, function="alo_fold", output_field=text))
    for word in asked:
        cases = cases.filter(said__contains=word)
    return cases
