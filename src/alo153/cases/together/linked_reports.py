"""Reading who goes with whom: how many people reported a matter, and what they said."""

from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Case as Choose
from django.db.models import Count, F, IntegerField, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from alo153.cases.models import Case, LinkedReport, Relay
from alo153.cases.rules.lifecycle import State
from alo153.citizens.channel import Channel
from alo153.core.database.prepared import Prepared

ANSWER_JOB: Final = "cases.answer_linked_reports"
MOST_SHOWN: Final = 50


def with_people(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Add `people`: how many reported each matter, by one index scan a row.

    A citizen who reported twice counts once; each anonymous report counts once.
    """
    return cases.annotate(people=_people())


def _people() -> Any:
    """Count the reports that were not split off, and the case's own citizen.

    A nameless reporter is counted by the case, as a negative number.
    """
    joined = LinkedReport.objects.filter(lead=OuterRef("pk")).exclude(
        ending=LinkedReport.Ending.SPLIT_OFF
    )
    others = joined.annotate(who=Coalesce(F("case__reporter"), -F("case_id"))).exclude(
        who=Coalesce(OuterRef("reporter"), Value(0))
    )
    counted = others.order_by().values("lead").annotate(n=Count("who", distinct=True)).values("n")
    # An incident's leading case is the municipality's own word
    own = Choose(When(channel=Channel.INTERNAL, then=Value(0)), default=Value(1))
    return Coalesce(Subquery(counted, output_field=IntegerField()), Value(0)) + own


def people(case: Case) -> int:
    """Return how many people reported the matter of a case; one query."""
    counted: Any = with_people(Case.objects.filter(pk=case.pk)).get()
    return int(counted.people)


_FIRST = Prepared(lambda case: of(case)[:MOST_SHOWN], int)


def first_of(case: Case) -> list[Case]:
    """Return the first of the cases that go or went with one; one query, prepared."""
    return _FIRST(case.pk)


def of(case: Case | int) -> QuerySet[Case]:
    """Return the cases that go or went with one that the reader may see, the first on top.

    Reports that were split off are not among them.
    """
    joined = LinkedReport.objects.filter(lead=case).exclude(ending=LinkedReport.Ending.SPLIT_OFF)
    return (
        Case.objects.filter(pk__in=joined.values("case"))
        .select_related("reporter__person")
        .order_by("opened_at", "pk")
    )


def told_by_sms(lead: Case) -> Case | None:
    """Return the first reporter who waits with a case and is told by SMS; one query."""
    waiting = Case.objects.filter(lead=lead, contact_wish=Channel.SMS)
    return waiting.select_related("topic", "reporter__person").order_by("pk").first()


@dataclass(frozen=True)
class Told:
    """Numbers of linked reporters who heard the answer, wait for it, or could not be reached."""

    told: int
    waiting: int
    failed: int


def told_of(lead: Case) -> Told:
    """Count how far the answer of a case has come among its linked reports; two queries."""
    joined = LinkedReport.objects.filter(lead=lead, ending=LinkedReport.Ending.ANSWERED)
    # Who came back with a plan waits for the next answer
    joined = joined.exclude(case__lead=lead)
    relays = Relay.objects.filter(case__in=joined.values("case"))
    by_state = dict(relays.values_list("state").annotate(Count("case", distinct=True)).order_by())
    not_yet = Case.objects.filter(lead=lead).count()
    return Told(
        told=by_state.get(Relay.State.TOLD, 0),
        waiting=not_yet + by_state.get(Relay.State.PENDING, 0),
        failed=by_state.get(Relay.State.EXHAUSTED, 0) + by_state.get(Relay.State.GIVEN_UP, 0),
    )


def left_behind() -> list[int]:
    """Return the answered cases with reports that still wait for the answer; one index scan."""
    waiting = Case.objects.filter(
        lead__isnull=False, lead__state__in=[State.RELAYING, State.CLOSED]
    )
    leads = waiting.order_by("lead").values_list("lead", flat=True).distinct()
    return [lead for lead in leads if lead is not None]
