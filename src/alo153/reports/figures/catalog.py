"""The list of figures, in the order in which a report shows them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from inspect import cleandoc
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from alo153.reports.figures import handling, resolution, waiting
from alo153.reports.figures.sums import Sums


class Unit(StrEnum):
    """The unit in which a figure is shown."""

    COUNT = "count"
    PERCENT = "percent"
    SECONDS = "seconds"
    MARK = "mark"


class Subject(StrEnum):
    """The subject of a figure: each has its own table of facts. Matters are cases and questions."""

    CONTACTS = "contacts"
    MATTERS = "matters"


@dataclass(frozen=True)
class Figure:
    """One figure; name, sentence, formula and source come from the function that computes it."""

    compute: Callable[[Sums], float | None]
    label: str | Promise
    unit: Unit
    subject: Subject

    @property
    def key(self) -> str:
        """Return the name of the figure in addresses, files and the reference."""
        return self.compute.__name__

    @property
    def sentence(self) -> str:
        """Return the meaning of the figure, in one sentence."""
        return " ".join(self._doc.split("Formula:")[0].split())

    @property
    def formula(self) -> str:
        """Return the formula, in the letters of the reference."""
        return " ".join(self._doc.split("Formula:")[1].split("Source:")[0].split())

    @property
    def source(self) -> str:
        """Return where the definition comes from."""
        return " ".join(self._doc.split("Source:")[1].split())

    def needs(self, within: int, short: int) -> frozenset[str]:
        """Return the names of the sums that `compute` reads, for these limits in seconds."""
        return _needs(self.compute, within, short)

    @property
    def _doc(self) -> str:
        return cleandoc(self.compute.__doc__ or "")


_C, _M = Subject.CONTACTS, Subject.MATTERS
_N, _P, _S = Unit.COUNT, Unit.PERCENT, Unit.SECONDS
FIGURES: Final[Sequence[Figure]] = (
    Figure(handling.contacts, _("Contacts"), _N, _C),
    Figure(waiting.offered, _("Offered"), _N, _C),
    Figure(waiting.answered, _("Answered by a person"), _N, _C),
    Figure(waiting.abandoned, _("Abandoned"), _N, _C),
    Figure(waiting.short_abandoned, _("Abandoned at once"), _N, _C),
    Figure(waiting.flowed_out, _("Went elsewhere"), _N, _C),
    Figure(waiting.abandon_rate, _("Abandon rate"), _P, _C),
    Figure(waiting.abandon_rate_without_short, _("Abandon rate (without short)"), _P, _C),
    Figure(waiting.service_level_strict, _("Service level (strict)"), _P, _C),
    Figure(waiting.service_level_genesys, _("Service level (Genesys)"), _P, _C),
    Figure(waiting.service_level_amazon, _("Service level (Amazon)"), _P, _C),
    Figure(waiting.service_level_of_answered, _("Service level (of answered)"), _P, _C),
    Figure(waiting.service_level_asterisk_2, _("Service level (Asterisk 2)"), _P, _C),
    Figure(waiting.speed_of_answer, _("Average speed of answer"), _S, _C),
    Figure(waiting.patience, _("Patience of callers who gave up"), _S, _C),
    Figure(handling.handling_time, _("Handling time"), _S, _C),
    Figure(handling.talk_time, _("Talking time"), _S, _C),
    Figure(handling.hold_time, _("Time on hold"), _S, _C),
    Figure(handling.wrap_up_time, _("Work after the contact"), _S, _C),
    Figure(handling.occupancy, _("Occupancy"), _P, _C),
    Figure(handling.transfers, _("Transfers"), _P, _C),
    Figure(waiting.kept, _("Places kept"), _N, _C),
    Figure(waiting.kept_reached, _("Kept places reached"), _P, _C),
    Figure(handling.hung_up_in_menu, _("Hung up in the menu"), _P, _C),
    Figure(handling.self_served, _("Answered without a person"), _N, _C),
    Figure(handling.information, _("Information given"), _N, _C),
    Figure(handling.out_of_scope, _("Out of scope"), _N, _C),
    Figure(handling.rating, _("Rating"), Unit.MARK, _C),
    Figure(handling.ratings, _("Number of ratings"), _N, _C),
    Figure(resolution.opened, _("Applications opened"), _N, _M),
    Figure(resolution.closed, _("Applications closed"), _N, _M),
    Figure(resolution.open_cases, _("Open at the end"), _N, _M),
    Figure(resolution.open_overdue, _("Open, overdue and told to a manager"), _N, _M),
    Figure(resolution.first_contact_resolution, _("First-contact resolution"), _P, _M),
    Figure(resolution.repeat_contacts, _("Repeat contacts"), _P, _M),
    Figure(resolution.status_questions, _("Status questions"), _N, _M),
    Figure(resolution.calls_caused_by_silence, _("Caused by silence"), _P, _M),
    Figure(resolution.time_to_unit, _("Time to unit"), _S, _M),
    Figure(resolution.time_to_first_action, _("Time to first action"), _S, _M),
    Figure(resolution.time_to_answer, _("Time to answer"), _S, _M),
    Figure(resolution.time_to_relay, _("Time until the citizen was told"), _S, _M),
    Figure(resolution.age, _("Age at closing"), _S, _M),
    Figure(resolution.confirmed_resolution, _("Confirmed resolution"), _P, _M),
    Figure(resolution.confirmed_of_closed, _("Confirmed, of all closed"), _P, _M),
    Figure(resolution.objections, _("Objections"), _P, _M),
    Figure(resolution.returned, _("Returned as not ours"), _P, _M),
    Figure(resolution.overdue, _("Closed overdue"), _P, _M),
    Figure(resolution.statutory_overdue, _("Closed after the time of the law"), _P, _M),
)


@cache
def by_key() -> Mapping[str, Figure]:
    """Return the figures by their keys."""
    return {each.key: each for each in FIGURES}


def figures_of(keys: Sequence[str]) -> list[Figure]:
    """Return figures by their keys; the number of ratings always follows the mean rating."""
    mean, number = handling.rating.__name__, handling.ratings.__name__
    shown: list[str] = []
    for key in keys:
        if key == mean:
            shown += [mean, number]
        elif key != number or mean not in keys:
            shown.append(key)
    return [by_key()[key] for key in shown]


class _Recorded(Mapping[str, int]):
    """Stand-in for sums: every sum is 1, and the names that a figure reads are recorded."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def __getitem__(self, name: str) -> int:
        self.names.add(name)
        return 1

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __len__(self) -> int:
        return len(self.names)


@cache
def _needs(compute: Callable[[Sums], float | None], within: int, short: int) -> frozenset[str]:
    recorded = _Recorded()
    compute(Sums(of=recorded, within=within, short=short))
    return frozenset(recorded.names)
