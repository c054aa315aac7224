"""Reading who goes with whom: how many people reported a matter, and what they said."""

from typing import Any, Final

from django.db.models import Count, F, IntegerField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from alo153.cases.lifecycle import State
from alo153.cases.models import Case, Following

ANSWER_JOB: Final = "cases.answer_followers"
MOST_SHOWN: Final = 50


def with_people(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Add `people`: how many reported each matter, by one index scan a row.

    Who reported twice is one; who said no name is one each time.
    """
    return cases.annotate(people=_people())


def _people() -> Any:
    """Count the followers that were not split off, and the case's own citizen.

    A nameless reporter is told from others by the case, as a negative number.
    """
    joined = Following.objects.filter(lead=OuterRef("pk")).exclude(
        ending=Following.Ending.SPLIT_OFF
    )
    others = joined.annotate(who=Coalesce(F("case__reporter"), -F("case_id"))).exclude(
        who=Coalesce(OuterRef("reporter"), Value(0))
    )
    counted = others.order_by().values("lead").annotate(n=Count("who", distinct=True)).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), Value(0)) + Value(1)


def people(case: Case) -> int:
    """Return how many people reported the matter of a case; one query."""
    counted: Any = with_people(Case.objects.filter(pk=case.pk)).get()
    return int(counted.people)


def of(case: Case) -> QuerySet[Case]:
    """Return the cases that go or went with one that the reader may see, the first on top.

    Those that were split off are not among them.
    """
    joined = Following.objects.filter(lead=case).exclude(ending=Following.Ending.SPLIT_OFF)
    return (
        Case.objects.filter(pk__in=joined.values("case"))
        .select_related("topic", "neighborhood", "reporter__person")
        .order_by("opened_at", "pk")
    )


def left_behind() -> list[int]:
    """Return the cases whose answer is out while others still wait for it; one index scan."""
    waiting = Case.objects.filter(
        follows__isnull=False, follows__state__in=[State.RELAYING, State.CLOSED]
    )
    leads = waiting.order_by("follows").values_list("follows", flat=True).distinct()
    return [lead for lead in leads if lead is not None]
