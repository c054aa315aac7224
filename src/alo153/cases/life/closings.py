"""Read closings and objections. Where citizens' data is shown, the first argument is who asks."""

from collections.abc import Collection, Mapping
from enum import StrEnum

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from alo153.accounts.models import User
from alo153.cases.confidential.confidentiality import shown_to
from alo153.cases.models import Answer, Case, Closing, Objection
from alo153.cases.permissions import APPROVE_ANSWER, SETTLE_OBJECTION
from alo153.cases.rules.lifecycle import State
from alo153.city.models import Unit
from alo153.core.database.prepared import Prepared


class Barred(StrEnum):
    """Why somebody may not decide an objection."""

    CLOSED_IT = "closed_it"
    FOR_SUPERVISOR = "for_supervisor"


BARRED_WORDS = {
    Barred.CLOSED_IT: _(
        "You had a part in closing this application. Somebody else decides about the objection."
    ),
    Barred.FOR_SUPERVISOR: _("It was objected to more than once: a supervisor decides."),
}


_LAST = Prepared(
    lambda case: Closing.objects.filter(case=case).select_related("answer").order_by("-id")[:1], int
)
_GOING_ON = Prepared(
    lambda case: (
        Objection.objects.filter(case=case, ended_by=None)
        .select_related("closing__answer", "taken_by")
        .order_by("id")[:1]
    ),
    int,
)


def last_closing(case: Case) -> Closing | None:
    """Return the closing of a case that is closed, or the one objected to; one query."""
    return _LAST.first(case.pk)


def is_planned(case: Case) -> bool:
    """Tell whether a case is closed by a plan that its citizen did not call solved; one query."""
    closing = last_closing(case) if case.state == State.CLOSED else None
    return closing is not None and closing.is_plan


def objection_of(case: Case) -> Objection | None:
    """Return the objection of a case that nobody ended yet; one query."""
    return _GOING_ON.first(case.pk)


def earlier_closers(objection: Objection) -> frozenset[int]:
    """Return who had a part in any closing of the case up to the one objected to; one query."""
    before = Closing.objects.filter(case=objection.case_id, number__lte=objection.closing.number)
    return frozenset(one for each in before.select_related("answer") for one in closers(each))


def closers_by_objection(objections: Collection[Objection]) -> Mapping[int, frozenset[int]]:
    """Return the same for many objections, by their keys; one query, with `closing` loaded."""
    cases = {each.case_id for each in objections}
    found: dict[int, list[Closing]] = {}
    for closing in Closing.objects.filter(case__in=cases).select_related("answer"):
        found.setdefault(closing.case_id, []).append(closing)
    return {
        each.pk: frozenset(
            one
            for closing in found.get(each.case_id, [])
            if closing.number <= each.closing.number
            for one in closers(closing)
        )
        for each in objections
    }


def closers(closing: Closing) -> frozenset[int]:
    """Return the keys of people with a part in a closing: they wrote, approved or gave up on it."""
    answer = closing.answer
    parts = [closing.given_up_by_id]
    parts += [answer.written_by_id, answer.approved_by_id] if answer else []
    return frozenset(part for part in parts if part is not None)


def barred(objection: Objection, asker: User) -> Barred | None:
    """Return why this person may not decide an objection; nothing if they may.

    Nobody judges a case they had any part in closing, however often it was closed since.
    """
    if objection.for_supervisor and not asker.may(SETTLE_OBJECTION):
        return Barred.FOR_SUPERVISOR
    return Barred.CLOSED_IT if asker.pk in earlier_closers(objection) else None


def approves_own(answer: Answer, asker: User) -> bool:
    """Tell whether this person would approve what they wrote for a unit: four eyes see that.

    What an outside body said, or what the center answers itself, is written and approved at the
    center by one person: no unit wrote it.
    """
    of_unit = answer.unit is not None and answer.unit.kind != Unit.Kind.OUTSIDE
    return of_unit and answer.written_by_id == asker.pk


def objections(asker: User) -> QuerySet[Objection]:
    """Return the objections that wait at the center and this person may decide, late ones first.

    People who may settle every objection see all, except of cases that they helped to close.
    """
    if not asker.may(APPROVE_ANSWER):
        return Objection.objects.none()
    own = Q(answer__written_by=asker) | Q(answer__approved_by=asker) | Q(given_up_by=asker)
    earlier = Closing.objects.filter(own, case=OuterRef("case"))
    waiting = Objection.objects.filter(~Exists(earlier), ended_by=None)
    waiting = waiting.filter(shown_to(asker, "case__"), case__state=State.AT_CENTER)
    if not asker.may(SETTLE_OBJECTION):
        waiting = waiting.filter(for_supervisor=False)
    return waiting.select_related("case", "closing", "taken_by").order_by(
        F("case__due_at").asc(nulls_last=True), "id"
    )
