"""The list of the inbox: what waits for a person's units, by the chosen filter."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from alo153.accounts.models import User
from alo153.cases.models import Case
from alo153.cases.permissions import WORK_ON_UNIT_CASES
from alo153.cases.search import inbox
from alo153.cases.search.inbox import COUNTED, SHOW_LABELS, Filter, Show
from alo153.city import queries as unit_queries
from alo153.core import clock
from alo153.web.unit.inbox.filters import Chosen

PAGE: Final = 25


@dataclass(frozen=True)
class Tab:
    """The owner of the cases, and their number; `more` if there are more than counted."""

    value: Show
    label: str
    count: int

    @property
    def more(self) -> bool:
        """Tell whether the count stopped at its limit."""
        return self.count == COUNTED


@dataclass(frozen=True)
class Inbox:
    """A page of the rows, and the tabs above them."""

    chosen: Chosen
    tabs: list[Tab]
    cases: list[Case]
    page: int
    has_next: bool
    topics: list[str]

    @property
    def several_units(self) -> bool:
        """Tell whether the list is of more than one unit: a row says which, unless one is asked."""
        return len(self.topics) > 1 and not self.chosen.filter.unit

    @property
    def show(self) -> Show:
        """Return whose cases are listed."""
        return self.chosen.filter.show


def read(asker: User, chosen: Chosen, page: str) -> Inbox:
    """Return a page of the inbox; two queries. A page that is no number is the first."""
    now, number = clock.now(), _number(page)
    rows = _rows(asker, chosen.filter, (number - 1) * PAGE, now)
    counts = inbox.counted(asker, chosen.filter, now)
    tabs = [Tab(show, str(SHOW_LABELS[show]), counts[show]) for show in Show]
    topics = [f"unit:{unit}" for unit in unit_queries.unit_keys(asker, WORK_ON_UNIT_CASES)]
    return Inbox(chosen, tabs, rows[:PAGE], number, len(rows) > PAGE, topics)


def _rows(asker: User, asked: Filter, above: int, now: datetime) -> list[Case]:
    """Return the rows of a page and one more, if there is one; what opens by itself is prepared."""
    if above or asked.narrows:
        return list(inbox.listed(asker, asked, now)[above : above + PAGE + 1])
    return inbox.first(asker, asked.show, PAGE + 1)


def _number(page: str) -> int:
    return max(1, int(page)) if page.isdecimal() and len(page) < 5 else 1  # noqa: PLR2004 - 9,999
