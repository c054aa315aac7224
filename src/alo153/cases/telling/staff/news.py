"""Tell staff the news of applications that concern them, once, from the events."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from alo153.accounts.models import User
from alo153.accounts.queries import holding
from alo153.cases.events.feedback import CaseObjectedTo
from alo153.cases.events.fieldwork import CaseWorkReported
from alo153.cases.events.life import CaseAccepted, CaseAssigned, CaseForwarded, CaseReclassified
from alo153.cases.events.of_case import OfCase
from alo153.cases.events.telling import CaseQuestionAnswered
from alo153.cases.life.closings import barred, last_closing, objection_of
from alo153.cases.models import Case, Objection, Question
from alo153.cases.permissions import SETTLE_OBJECTION, WORK_ON_UNIT_CASES
from alo153.cases.rules import codes
from alo153.cases.rules.lifecycle import State
from alo153.cases.rules.outcomes import Outcome
from alo153.cases.telling.staff import kinds, wording
from alo153.city import queries as unit_queries
from alo153.core.actor import Actor
from alo153.core.models import Event
from alo153.notices.actions import Told, give_notice
from alo153.notices.registry import NoticeKind

_TITLES: Final = {
    kinds.WORK_GIVEN: _("Given to you: application %(code)s"),
    kinds.NEW_CASE: _("New in your unit: application %(code)s"),
    kinds.RECLASSIFIED: _("Changed: topic, kind or place of application %(code)s"),
    kinds.CITIZEN_ANSWERED: _("The citizen answered your question: application %(code)s"),
    kinds.CONTRACTOR_REPORTED: _("The contractor reported: application %(code)s"),
    kinds.OBJECTION: _("The citizen objects: application %(code)s"),
    kinds.PLAN_BACK: _("The planned date has passed: application %(code)s is back"),
}


def tell_staff(event: Event, what: OfCase) -> None:
    """Tell whom an event concerns, unless the case has moved on since; never its own author."""
    case = Case.objects.select_related("accepted_by").get(pk=event.subject_id)
    if case.lead_id is None and case.is_open:
        _TELL[type(what)](case, event, what)


def _given(case: Case, event: Event, what: CaseAssigned | CaseAccepted) -> None:
    taker = case.accepted_by
    if taker and taker.pk == what.to:
        _tell(kinds.WORK_GIVEN, case, event, [taker])


def _forwarded(case: Case, event: Event, what: CaseForwarded) -> None:
    last = case.forwardings.order_by("id").last()
    if last and last.pk == what.forwarding and case.state == State.FORWARDED:
        _tell(_why_it_comes(case), case, event, _unit(case))


def _why_it_comes(case: Case) -> NoticeKind:
    """Tell an objection and a plan whose date has passed from what is new to the unit."""
    if objection_of(case):
        return kinds.OBJECTION
    closing = last_closing(case)
    if closing and closing.outcome == Outcome.PLANNED and closing.unit == case.unit:
        return kinds.PLAN_BACK
    return kinds.NEW_CASE


def _reclassified(case: Case, event: Event, _what: CaseReclassified) -> None:
    """A case that moved to another unit with it is new there, and told as that."""
    came = case.forwardings.order_by("id").last()
    if case.unit and (came is None or came.at < event.at):
        _tell(kinds.RECLASSIFIED, case, event, _worker_or_unit(case))


def _answered(case: Case, event: Event, what: CaseQuestionAnswered) -> None:
    asker = Question.objects.select_related("asked_by").get(pk=what.question).asked_by
    those = {asker, case.accepted_by} - {None}
    own = [each for each in those if each and wording.works_on(case, each)]
    _tell(kinds.CITIZEN_ANSWERED, case, event, own or _unit(case))


def _contractor_reported(case: Case, event: Event, _what: CaseWorkReported) -> None:
    _tell(kinds.CONTRACTOR_REPORTED, case, event, _worker_or_unit(case))


def _objected(case: Case, event: Event, what: CaseObjectedTo) -> None:
    objection = Objection.objects.select_related("closing").get(pk=what.objection)
    if objection.taken_by_id is None and objection.ended_by_id is None:
        those = [each for each in holding(SETTLE_OBJECTION) if not barred(objection, each)]
        _tell(kinds.OBJECTION, case, event, those)


_TELL: Final[Mapping[type[OfCase], Callable[[Case, Event, Any], None]]] = {
    CaseAccepted: _given,
    CaseAssigned: _given,
    CaseForwarded: _forwarded,
    CaseReclassified: _reclassified,
    CaseQuestionAnswered: _answered,
    CaseWorkReported: _contractor_reported,
    CaseObjectedTo: _objected,
}


def _worker_or_unit(case: Case) -> list[User]:
    worker = case.accepted_by
    return [worker] if worker and wording.works_on(case, worker) else _unit(case)


def _unit(case: Case) -> list[User]:
    return list(unit_queries.holding_in(case.unit, WORK_ON_UNIT_CASES)) if case.unit else []


def _tell(kind: NoticeKind, case: Case, event: Event, those: Iterable[User]) -> None:
    readers = [each for each in those if Actor.staff(each.pk) != event.actor]
    give_notice(
        kind=kind,
        cause=f"event:{event.pk}",
        about=case,
        words={each: _words(_TITLES[kind], case, each) for each in wording.may_know(case, readers)},
        by=event.actor,
        at=event.at,
    )


def _words(title: Promise, case: Case, reader: User) -> Told:
    with translation.override(unit_queries.city().language):
        return Told(
            title=str(title) % {"code": codes.display(case.tracking_code)},
            lines=(
                *wording.matter(case, case.topic.name),
                wording.due(case.due_at, case.due_set_by),
            ),
            path=wording.page(case, reader),
        )
