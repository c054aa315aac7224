"""The clocks of a case as pages show them: in plain words, with the ledger below."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alo153.cases.models import Case, Clock, ClockEntry, ClockTelling
from alo153.cases.rules import clocks
from alo153.cases.rules.clocks import Entry, State
from alo153.cases.rules.verbs import Verb
from alo153.cases.telling.case_file import Ledger
from alo153.cases.time.notices import cause_of, tellings_of
from alo153.city import queries as unit_queries
from alo153.city.rules.calendar import StandardUnit
from alo153.notices import queries as notices


@dataclass(frozen=True)
class ShownClock:
    """One clock with its ledger, what was told of it, and to whom.

    `is_former`: a later clock took its place, after an objection or another topic.
    """

    ledger: Ledger
    tellings: Sequence[tuple[ClockTelling, list[str]]]
    left: int
    is_former: bool

    @property
    def clock(self) -> Clock:
        """Return the clock itself."""
        return self.ledger.clock

    @property
    def lines(self) -> Sequence[ClockEntry]:
        """Return the lines of its ledger."""
        return self.ledger.lines

    @property
    def is_paused(self) -> bool:
        """Tell whether no time passes."""
        return self.clock.state == State.PAUSED

    @property
    def is_running(self) -> bool:
        """Tell whether time passes."""
        return self.clock.state == State.RUNNING

    @property
    def length(self) -> str:
        """Return how long it is, in words."""
        return _words(self.clock.unit, max(line.amount for line in self.lines))

    @property
    def left_words(self) -> str:
        """Return what is left of it, in words."""
        return _words(self.clock.unit, self.left)


def shown(case: Case, ledgers: Sequence[Ledger], now: datetime) -> list[ShownClock]:
    """Return the clocks of a case as pages show them; two queries at most."""
    tellings = tellings_of(case)
    readers = notices.readers([cause_of(told) for told in tellings]) if tellings else {}
    calendar, found = unit_queries.working_calendar(), []
    latest = {each.clock.purpose: each.clock.pk for each in ledgers}
    for ledger in ledgers:
        clock = ledger.clock
        told = [(each, readers[cause_of(each)]) for each in tellings if each.clock_id == clock.pk]
        left = clocks.left(_pure(ledger.lines), StandardUnit(clock.unit), calendar, now)
        found.append(ShownClock(ledger, told, left, latest[clock.purpose] != clock.pk))
    return found


def extended_until(case: Case, at: datetime) -> datetime | None:
    """Return when a case would be due if it were extended now; nothing if its kind is not."""
    clock = case.clocks.filter(purpose=Clock.Purpose.ANSWER).order_by("-id").first()
    longer = case.kind.extension or case.kind.interim
    if not clock or not longer:
        return None
    entries = [*_pure(clock.entries.all()), Entry(Verb.EXTEND, at, longer)]
    return clocks.due(entries, StandardUnit(clock.unit), unit_queries.working_calendar())


def _pure(lines: Iterable[ClockEntry]) -> list[Entry]:
    return [Entry(Verb(line.verb), line.at, line.amount) for line in lines]


def _words(unit: str, amount: int) -> str:
    match unit:
        case StandardUnit.HOURS:
            words = ngettext("%(n)d hour", "%(n)d hours", amount)
        case StandardUnit.WORKING_HOURS:
            words = ngettext("%(n)d working hour", "%(n)d working hours", amount)
        case StandardUnit.WORKING_DAYS:
            words = ngettext("%(n)d working day", "%(n)d working days", amount)
        case _:
            words = ngettext("%(n)d day", "%(n)d days", amount)
    return words % {"n": amount}


def refused(why: object) -> str:
    """Return in words why a clock did not do what was asked."""
    words = {
        clocks.Refusal.NOT_RUNNING: _("The time does not run: it stands already."),
        clocks.Refusal.NOT_PAUSED: _("The time does not stand: it runs already."),
        clocks.Refusal.STOPPED: _("The time is over: the application is concluded."),
        clocks.Refusal.RAN_OUT: _("Too late: the time ran out before this."),
        clocks.Refusal.NOT_LONGER: _("It was extended before; the law allows it once."),
        clocks.Refusal.STANDS: _("The time stands at the moment: let it go on first."),
        clocks.Refusal.OUT_OF_ORDER: _("Something was written at a later time already."),
    }
    refusal: clocks.Refusal | None = getattr(why, "refusal", None)
    return words[refusal] if refusal else _("This kind of application does not allow it.")
