"""The list of the inbox: what waits for a person's units, by filter."""

from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from alo153.accounts.models import User
from alo153.cases import queries
from alo153.cases.lifecycle import State
from alo153.cases.models import Case

PAGE = 200


class Show(StrEnum):
    """Which of the cases are listed."""

    ALL = "all"
    MINE = "mine"
    UNACCEPTED = "unaccepted"


SHOW_LABELS = {
    Show.ALL: _("All"),
    Show.MINE: _("Mine"),
    Show.UNACCEPTED: _("Not accepted"),
}


@dataclass(frozen=True)
class Filter:
    """One filter with the number of cases behind it."""

    value: Show
    label: str
    count: int


@dataclass(frozen=True)
class Inbox:
    """The rows of one filter, and all filters."""

    show: Show
    filters: list[Filter]
    cases: list[Case]
    topics: list[str]

    @property
    def left_out(self) -> int:
        """Return how many rows of the filter are not shown."""
        return next(f.count for f in self.filters if f.value == self.show) - len(self.cases)


def read(asker: User, show: str) -> Inbox:
    """Return the inbox; an unknown filter shows all. Three queries."""
    chosen = Show(show) if show in set(Show) else Show.ALL
    those = queries.inbox(asker)
    conditions = _conditions(asker)
    counts = those.aggregate(**{s.value: Count("pk", filter=conditions[s]) for s in Show})
    filters = [Filter(s, str(SHOW_LABELS[s]), counts[s.value]) for s in Show]
    rows = list(those.filter(conditions[chosen])[:PAGE])
    return Inbox(chosen, filters, rows, _live_topics(asker))


def _conditions(asker: User) -> dict[Show, Q]:
    return {
        Show.ALL: Q(pk__isnull=False),
        Show.MINE: Q(accepted_by=asker),
        Show.UNACCEPTED: Q(state=State.FORWARDED),
    }


def _live_topics(asker: User) -> list[str]:
    return [f"unit:{unit}" for unit in asker.memberships.values_list("unit_id", flat=True)]
