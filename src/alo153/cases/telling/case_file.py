"""The file of one case: the rows that a page about it shows, one query each.

The questions are prepared, for a page asks some twenty of them. `case` is one that the reader has
been let see (`queries.access_case`).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from alo153.cases.models import (
    Attachment,
    Case,
    Clock,
    ClockEntry,
    ContractorReport,
    FieldReport,
    Particulars,
    Question,
    RegisterEntry,
    Relay,
    TopicAnswer,
)
from alo153.cases.rules.verbs import Verb
from alo153.citizens.models import Citizen, Identity
from alo153.core.database.prepared import Prepared

_PARTICULARS = Prepared(
    lambda case: Particulars.objects.filter(case=case).select_related("signed_paper"), int
)
_REGISTERED = Prepared(lambda case: RegisterEntry.objects.filter(case=case), int)
_FILES = Prepared(lambda case: Attachment.objects.filter(case=case), int)
_IDENTITIES = Prepared(lambda citizen: Identity.objects.filter(citizen=citizen), int)
_RELAY = Prepared(
    lambda case: (
        Relay.objects.filter(case=case).select_related("contact", "answer").order_by("-id")[:1]
    ),
    int,
)

_QUESTION = Prepared(
    lambda case: (
        Question.objects.filter(case=case).exclude(state=Question.State.VOID).order_by("-id")[:1]
    ),
    int,
)
_CONTRACTOR_REPORTS = Prepared(
    lambda case: (
        ContractorReport.objects.filter(link__case=case)
        .select_related("link", "photo")
        .order_by("-id")
    ),
    int,
)
_TOPIC_ANSWERS = Prepared(lambda case: TopicAnswer.objects.filter(case=case).order_by("id"), int)
_CLOCKS = Prepared(lambda case: Clock.objects.filter(case=case).order_by("id"), int)
_ENTRIES = Prepared(
    lambda case: ClockEntry.objects.filter(clock__case=case).select_related("by_user"), int
)


@dataclass(frozen=True)
class Ledger:
    """One clock of a case with its lines."""

    clock: Clock
    lines: Sequence[ClockEntry]

    @property
    def is_extended(self) -> bool:
        """Tell whether it was made longer."""
        return any(line.verb == Verb.EXTEND for line in self.lines)


def ledgers(case: Case) -> list[Ledger]:
    """Return its clocks, the answer's first; two queries."""
    lines = _ENTRIES(case.pk)
    return [
        Ledger(clock, [line for line in lines if line.clock_id == clock.pk])
        for clock in _CLOCKS(case.pk)
    ]


def particulars(case: Case) -> Particulars | None:
    """Return what a formal application says of its applicant."""
    return _PARTICULARS.first(case.pk)


def topic_answers(case: Case) -> list[TopicAnswer]:
    """Return what its topic asked when it was opened, with the answers; one query."""
    return _TOPIC_ANSWERS(case.pk)


def register_entry(case: Case) -> RegisterEntry | None:
    """Return under which number of the register it is kept."""
    return _REGISTERED.first(case.pk)


def files(case: Case) -> list[Attachment]:
    """Return its files, in the order in which they came."""
    return _FILES(case.pk)


def identities(citizen: Citizen | None) -> list[Identity]:
    """Return under what a citizen is reached; none of somebody unknown."""
    return _IDENTITIES(citizen.pk) if citizen else []


def last_relay(case: Case) -> Relay | None:
    """Return how the last answer goes to the citizen."""
    relay = _RELAY.first(case.pk)
    if relay:
        relay.case = case
    return relay


def question_of(case: Case) -> Question | None:
    """Return the last question to its citizen that is not void."""
    return _QUESTION.first(case.pk)


def contractor_reports(case: Case) -> list[ContractorReport]:
    """Return what contractors reported, the latest first, each with its photo; one query."""
    return _CONTRACTOR_REPORTS(case.pk)


def visits(case: Case) -> list[FieldReport]:
    """Return what crews found on the spot, the latest first, with their photos; two queries."""
    found = FieldReport.objects.filter(case=case).select_related("by_user").order_by("-id")
    return list(found.prefetch_related("photos__attachment"))
