"""Write the ledger of a case's clocks: the one place where a clock starts, pauses or ends."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from alo153.cases.models import Case, Clock, ClockEntry, ClockTelling, RegisterEntry
from alo153.cases.rules import clocks
from alo153.cases.rules.clocks import ClockRefused, Due, Entry, Refusal, State, Step
from alo153.cases.rules.clocks.telling import policy_of
from alo153.cases.rules.verbs import Verb
from alo153.city import queries as unit_queries
from alo153.city.rules.calendar import Standard, StandardUnit
from alo153.core.actor import Actor, ActorKind
from alo153.core.database.inserting import insert_row
from alo153.core.database.sealed_text import DOTS

# What happens by itself when the citizen did not pay
WITHDRAW: Final = "withdraw"
_STEPS: Final = (Step.REMIND, Step.MANAGER, Step.TOP)


def start_clock(
    case: Case,
    purpose: Clock.Purpose,
    standard: Standard,
    *,
    received_at: datetime,
    reason: str,
    by: Actor,
) -> Clock:
    """Start a clock of a case; costs two INSERTs, and a case not saved yet keeps its due date."""
    start = Entry(Verb.START, received_at, standard.amount)
    clock = Clock(case=case, purpose=purpose, unit=standard.unit)
    _read(clock, [start], ())
    insert_row(clock)
    _append(clock, start, reason, by)
    return clock


def write(
    clock: Clock, verb: Verb, *, reason: str, amount: int = 0, by: Actor, at: datetime
) -> ClockEntry:
    """Add a line to the ledger of a locked case's clock, and read the clock anew.

    Raises:
        ClockRefused: the ledger does not take it.
    """
    entries, entry = ledger(clock), Entry(verb, at, amount)
    calendar = unit_queries.working_calendar()
    clocks.check(entries, entry, StandardUnit(clock.unit), calendar)
    _read(clock, [*entries, entry], ())
    line = _append(clock, entry, reason, by)
    keep(clock)
    return line


def count_anew(
    clock: Clock, standard: Standard, *, reason: str, by: Actor, at: datetime
) -> Clock | None:
    """Let the time of a locked case count by another standard, from the same receipt.

    The clock stops, and another one takes over its pauses. None if the standard is the same, or
    if its time ran out: that does not begin again.

    Raises:
        ClockRefused: the clock is paused, for a reason that counts by the old standard.
    """
    lines = list(clock.entries.all())
    if (lines[0].amount, clock.unit) == (standard.amount, standard.unit):
        return None
    if clock.state != State.RUNNING:
        raise ClockRefused(Refusal.STANDS)
    if clock.due_at is None or clock.due_at <= at:
        return None
    write(clock, Verb.STOP, reason=reason, by=by, at=max(at, lines[-1].at))
    anew = Clock(case=clock.case, purpose=clock.purpose, unit=standard.unit)
    calendar = unit_queries.working_calendar()
    entries = clocks.counted_anew(ledger_of(lines), standard, calendar)
    _read(anew, entries[:1], ())
    insert_row(anew)
    _append(anew, entries[0], reason, by)
    for count, entry in enumerate(entries[1:], 2):
        line = next(each for each in lines if (each.verb, each.at) == (entry.verb, entry.at))
        _read(anew, entries[:count], ())
        who = Actor(ActorKind(line.actor_kind), line.by_user_id)
        _append(anew, entry, line.reason, who)
    keep(anew)
    return anew


def read_again(clock: Clock) -> bool:
    """Read a clock anew: the calendar changed, or the day of another body.

    Returns whether the case is due at another time.
    """
    case, before = clock.case, clock.due_at
    _read(clock, ledger(clock), told_since(clock))
    due = due_of(clock) if clock.purpose == Clock.Purpose.ANSWER else None
    if clock.due_at == before and due in {None, Due(at=case.due_at, set_by=case.due_set_by)}:
        return False
    keep(clock)
    return True


def next_step(clock: Clock) -> None:
    """See what is to be told next about a clock, after a step was told."""
    _plan(clock, ledger(clock)[0].at, told_since(clock))
    clock.save(update_fields=["next_step", "next_step_at"])


def keep(clock: Clock) -> None:
    """Save what was read, and show it with the case."""
    clock.save(update_fields=["state", "due_at", "next_step", "next_step_at"])
    if clock.purpose == Clock.Purpose.ANSWER:
        due = due_of(clock)
        clock.case.due_at, clock.case.due_set_by = due.at, due.set_by
        clock.case.save(update_fields=["due_at", "due_set_by"])


def due_of(clock: Clock) -> Due:
    """Return by when the case of an answer's clock is due, and whose date that is.

    No query but for a kind that another body registers. Its day counts until the first answer went
    there: what follows an objection is a matter of ours.
    """
    body = clock.case.kind.register
    if not body:
        return Due(at=clock.due_at)
    entry = RegisterEntry.objects.filter(case=clock.case, due_date__isnull=False).first()
    if entry is None or entry.due_date is None or clock.case.closings.exists():
        return Due(at=clock.due_at)
    theirs = clocks.due_there(entry.due_date, unit_queries.working_calendar())
    return clocks.earlier(clock.due_at, theirs, body=body)


def stop_clocks(case: Case, reason: "str | Promise", *, by: Actor, at: datetime) -> None:
    """Stop what still runs or is paused: the citizen was told, or the application ended."""
    words = in_words(reason)
    for clock in case.clocks.exclude(state=State.STOPPED):
        clock.case = case
        last = clock.entries.latest("id").at
        write(clock, Verb.STOP, reason=words, by=by, at=max(at, last))


def clock_of(case: Case, purpose: Clock.Purpose = Clock.Purpose.ANSWER) -> Clock:
    """Return the latest clock of a locked case for this purpose: an objection starts a new one.

    Raises:
        Clock.DoesNotExist: it has none.
    """
    clock: Clock = case.clocks.filter(purpose=purpose).latest("id")
    clock.case = case
    return clock


def ledger(clock: Clock) -> list[Entry]:
    """Return the lines of a clock as pure values; one query."""
    return ledger_of(clock.entries.all())


def ledger_of(lines: Iterable[ClockEntry]) -> list[Entry]:
    """Return lines of a clock as pure values."""
    return [Entry(Verb(line.verb), line.at, line.amount) for line in lines]


def told_since(clock: Clock) -> list[Step]:
    """Return the steps told since the last line of the ledger; one query."""
    last = clock.entries.order_by("-id").values("pk")[:1]
    told = ClockTelling.objects.filter(clock=clock, after__in=last)
    return [Step(step) for step in told.values_list("step", flat=True)]


def in_words(reason: "str | Promise") -> str:
    """Return a reason of the program in the city's language, as the ledger keeps it."""
    with translation.override(unit_queries.city().language):
        return str(reason)


def _read(clock: Clock, entries: list[Entry], told: Sequence[Step]) -> None:
    """Bring what is written next to the ledger in line with it."""
    calendar = unit_queries.working_calendar()
    clock.state = clocks.state(entries)
    clock.due_at = clocks.due(entries, StandardUnit(clock.unit), calendar)
    _plan(clock, entries[0].at, told)


def _plan(clock: Clock, started: datetime, told: Sequence[Step]) -> None:
    clock.next_step, clock.next_step_at = "", None
    if clock.state != State.RUNNING or clock.due_at is None:
        return
    if clock.purpose == Clock.Purpose.PAYMENT:
        clock.next_step, clock.next_step_at = WITHDRAW, clock.due_at
        return
    step = next((each for each in _STEPS if each not in told), None)
    if step:
        clock.next_step = step
        due = due_of(clock).at or clock.due_at
        clock.next_step_at = tell_at(step, started=started, due=due)


def tell_at(step: Step, *, started: datetime, due: datetime) -> datetime:
    """Return when the city wants a step to be told."""
    return clocks.tell_at(
        step,
        started=started,
        due=due,
        policy=policy_of(unit_queries.city().telling),
        calendar=unit_queries.working_calendar(),
    )


def _append(clock: Clock, entry: Entry, reason: str, by: Actor) -> ClockEntry:
    return insert_row(
        ClockEntry(
            clock=clock,
            verb=entry.verb,
            at=entry.at,
            amount=entry.amount,
            # Nobody seals a line of the ledger anew when keys change: a note says it instead
            reason=DOTS if clock.case.confidential else reason,
            actor_kind=by.kind,
            by_user_id=by.id if by.kind == "staff" else None,
            due_at=clock.due_at,
        )
    )


ANSWERED = _("The citizen was told.")
CLOSED_UNTOLD = _("Closed although the citizen could not be told.")
