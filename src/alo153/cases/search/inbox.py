"""What waits in a unit, narrowed by filters. The first argument is who asks."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from django.db.models import Exists, Func, OuterRef, Q, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Concat
from django.utils.translation import gettext_lazy as _

from alo153.accounts.models import User
from alo153.cases import queries
from alo153.cases.models import Case, Question, SavedView
from alo153.cases.rules.lifecycle import State
from alo153.city import queries as unit_queries
from alo153.core.text import fold

_MOST_WORDS: Final = 8
_WEEK: Final = timedelta(days=7)
# Counted no further: nobody works through more today, and counting all of them is slow
COUNTED: Final = 1000


class Show(StrEnum):
    """Whose cases are listed."""

    ALL = "all"
    MINE = "mine"
    UNACCEPTED = "unaccepted"


class Stage(StrEnum):
    """How far the cases are that are listed; without one: all that wait for the unit."""

    NEW = "forwarded"
    ACCEPTED = "accepted"
    WAITING = "waiting"
    ANSWERED = "answered"


class Due(StrEnum):
    """How much time is left."""

    LATE = "late"
    TODAY = "today"
    WEEK = "week"
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
    """What is asked of the list; empty fields ask nothing. Unit, topic, district, kind: slugs."""

    show: Show = Show.ALL
    stage: Stage | str = ""
    due: Due | str = ""
    unit: str = ""
    topic: str = ""
    district: str = ""
    kind: str = ""
    words: str = ""


def listed(asker: User, chosen: Filter, now: datetime) -> QuerySet[Case]:
    """Return the cases of this person's units that pass, what is due first on top.

    One scan of the index `case_inbox` gives a page of them in order. `asked` is how the last
    question to the citizen stands.
    """
    asked = Question.objects.filter(case=OuterRef("pk")).order_by("-id").values("state")[:1]
    those = _passing(asker, chosen, now).filter(_whose(asker, chosen.show))
    return those.annotate(asked=Subquery(asked))


def counted(asker: User, chosen: Filter, now: datetime) -> dict[Show, int]:
    """Return how many pass for each `Show`, at most `COUNTED`; three queries."""
    those = _passing(asker, chosen, now).order_by()
    return {show: those.filter(_whose(asker, show))[:COUNTED].count() for show in Show}


def views_of(asker: User) -> list[SavedView]:
    """Return the views this person saved, by name; one query."""
    return list(SavedView.objects.filter(user=asker))


def _passing(asker: User, chosen: Filter, now: datetime) -> QuerySet[Case]:
    those = queries.inbox(asker, _STATES[chosen.stage])
    if chosen.unit:
        unit = unit_queries.units_now().get(chosen.unit)
        those = those.filter(unit=unit) if unit else those.none()
    for name, field in (("topic", "topic__slug"), ("district", "district__slug"), ("kind", "kind")):
        if wanted := getattr(chosen, name):
            those = those.filter(**{field: wanted})
    if chosen.stage == Stage.WAITING:
        open_ones = Question.objects.filter(case=OuterRef("pk"), state=Question.State.OPEN)
        those = those.filter(Exists(open_ones))
    return _saying(those.filter(_due(chosen.due, now)), chosen.words)


def _whose(asker: User, show: Show) -> Q:
    return {
        Show.ALL: Q(),
        Show.MINE: Q(accepted_by=asker),
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


def _saying(those: QuerySet[Case], words: str) -> QuerySet[Case]:
    """Keep the cases in whose text, address or code every word stands, however it is written."""
    asked = fold(words).split()[:_MOST_WORDS]
    if not asked:
        return those
    space = Value(" ")
    said = Concat("text", space, "address", space, "tracking_code", output_field=TextField())
    those = those.annotate(said=Func(said, function="alo_fold", output_field=TextField()))
    for word in asked:
        those = those.filter(said__contains=word)
    return those
