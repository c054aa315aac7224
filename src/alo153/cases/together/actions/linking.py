"""Reports that go with another case: join it, split off again, be answered with it.

A linked report keeps citizen, channel, words, code, receipt and promise of its own. No other
verb acts on it (`moving.move`) until the leading case is answered.
"""

import logging
from datetime import datetime
from typing import Final

from django.db import transaction

from alo153.accounts.models import User
from alo153.cases import queries
from alo153.cases.events.life import CaseAnswerApproved
from alo153.cases.events.together import CaseJoined, CaseSplitOff
from alo153.cases.life import closings, receipts
from alo153.cases.life.actions.closing import begin_relay
from alo153.cases.models import Answer, Case, LinkedReport
from alo153.cases.policy.permitting import permit
from alo153.cases.policy.refusals import NotOfThisKind, ReasonMissing
from alo153.cases.rules.lifecycle import NotPossible, State
from alo153.cases.rules.subtasks import SubTasksOpen
from alo153.cases.rules.verbs import Verb
from alo153.cases.telling.actions.asking import make_void
from alo153.cases.together import linked_reports
from alo153.cases.verbs.moving import locked, move, refresh, tell
from alo153.core import live
from alo153.core.actor import SYSTEM, Actor
from alo153.core.batch import batch
from alo153.core.jobs import enqueue

BATCH: Final = 25
"""Linked reports that are answered in one transaction."""

_WAITING: Final = frozenset({State.AT_CENTER, State.FORWARDED, State.ACCEPTED})
_LEADING: Final = _WAITING | {State.ANSWERED}
logger = logging.getLogger(__name__)


class LeadsOthers(ValueError):
    """Other reports are linked to this case; it cannot be linked itself."""


@transaction.atomic
def join(*, case: Case, lead: Case, by: Actor, at: datetime) -> LinkedReport:
    """Link a case to a leading case: it waits for the answer to that one.

    If the leading case is linked itself, the case is linked to its leading case.

    Raises:
        NotTheirs: staff who do not open cases, or may not read one of the two.
        NotPossible: one of the two is answered already, or the case is linked already.
        SubTasksOpen: another unit works on a part of the case.
        NotOfThisKind: the law wants an answer of its own for one of the two, or the citizen of the
            case objects to its answer: somebody must decide about that; or one is confidential.
        LeadsOthers: reports are linked to the case, or both are the same.
    """
    current, leading = _locked_both(case, lead)
    permit(Verb.JOIN, current, by=by)
    permit(Verb.JOIN, leading, by=by)
    if current.pk == leading.pk or Case.objects.filter(lead=current).exists():
        raise LeadsOthers
    if current.confidential or leading.confidential:
        raise NotOfThisKind
    if current.kind.law or leading.kind.law or closings.objection_of(current):
        raise NotOfThisKind
    _wait(current, _WAITING)
    _wait(leading, _LEADING)
    if queries.open_sub_tasks(current).exists():
        raise SubTasksOpen(Verb.ANSWER_ALONG, State(current.state))
    make_void(case=current, by=by, at=at)
    row = link(current, leading, by=by, at=at)
    refresh(case, current)
    return row


def link(case: Case, lead: Case, *, by: Actor, at: datetime) -> LinkedReport:
    """Let a locked case wait for the answer of another; what may be joined is not asked."""
    staff = by.id if by.kind == "staff" else None
    row = LinkedReport.objects.create(case=case, lead=lead, joined_at=at, joined_by_id=staff)
    case.lead = lead
    case.save(update_fields=["lead"])
    tell(case, CaseJoined(linked_report=row.pk, lead=lead.pk), by=by, at=at)
    _show(lead)
    return row


def may_lead(lead: Case) -> bool:
    """Tell whether a locked case waits for an answer that linked reports may get as well."""
    waits = lead.state in _LEADING and not lead.lead_id
    return waits and not lead.confidential and not lead.kind.law


def _locked_both(case: Case, lead: Case) -> tuple[Case, Case]:
    """Lock the case and the one that leads, in the order of their keys: nobody waits crosswise."""
    leads = Case.objects.values_list("lead", flat=True).get(pk=lead.pk) or lead.pk
    rows = Case.objects.select_for_update(of=("self",)).order_by("pk")
    both = {row.pk: row for row in rows.filter(pk__in=[case.pk, leads])}
    return both[case.pk], both[leads]


def _wait(case: Case, states: frozenset[State]) -> None:
    if case.lead_id or case.state not in states:
        raise NotPossible(Verb.ANSWER_ALONG, State(case.state))


def _show(lead: Case) -> None:
    live.publish(f"case:{lead.pk}", *([f"unit:{lead.unit_id}"] if lead.unit_id else []))


@transaction.atomic
def split_off(*, case: Case, reason: str, by: User, at: datetime) -> None:
    """Let a linked report be a case on its own again, in its former state.

    Raises:
        ReasonMissing: no reason was given.
        NotTheirs: this person does not open cases.
        NotPossible: it is linked to no case any more.
    """
    if not reason.strip():
        raise ReasonMissing
    current = locked(case)
    permit(Verb.SPLIT_OFF, current, by=by)
    row = LinkedReport.objects.filter(case=current, ended_at=None).select_related("lead").first()
    if row is None:
        raise NotPossible(Verb.ANSWER_ALONG, State(current.state))
    row.ended_at, row.ended_by, row.reason = at, by, reason.strip()
    row.ending = LinkedReport.Ending.SPLIT_OFF
    row.save(update_fields=["ended_at", "ended_by", "reason", "ending"])
    current.lead = None
    current.save(update_fields=["lead"])
    tell(current, CaseSplitOff(linked_report=row.pk), by=Actor.staff(by.pk), at=at)
    _show(row.lead)
    refresh(case, current)


def begin_answering(*, lead_id: int) -> None:
    """Queue the answering of a case's linked reports, if it has any."""
    if Case.objects.filter(lead=lead_id).exists():
        enqueue(linked_reports.ANSWER_JOB, lead_id=lead_id, after=0)


def answer_linked_reports(*, lead_id: int, after: int, at: datetime) -> None:
    """Give the next linked reports of an answered case its answer, and queue the rest.

    Each is answered once, however often this runs: an answered report is linked no more. One whose
    answering fails is left to `answer_forgotten`, and does not hold up the rest.

    Args:
        after: the key of the last report that was tried.
    """
    waiting = Case.objects.filter(lead=lead_id, pk__gt=after).order_by("pk")
    keys = list(waiting.values_list("pk", flat=True)[:BATCH])
    if not keys:
        return
    try:
        _answer(lead_id, keys, at)
    except Exception as error:  # whatever it was, one of them; the others are answered
        logger.error("reports linked to %s: %s", lead_id, type(error).__name__)  # no text: data
        for key in keys:
            _try_alone(lead_id, key, at)
    enqueue(linked_reports.ANSWER_JOB, lead_id=lead_id, after=keys[-1])


def _try_alone(lead_id: int, key: int, at: datetime) -> None:
    try:
        _answer(lead_id, [key], at)
    except Exception as error:
        logger.error("linked report %s: %s", key, type(error).__name__)


@transaction.atomic
def _answer(lead_id: int, keys: list[int], at: datetime) -> None:
    answer = Answer.objects.filter(case=lead_id, approved_at__isnull=False).latest("id")
    rows = Case.objects.select_for_update(of=("self",)).select_related("contact", "reporter")
    still = list(rows.filter(pk__in=keys, lead=lead_id).order_by("pk"))
    with batch():
        for case in still:
            _answer_one(case, answer, at)
    ended = LinkedReport.objects.filter(case__in=still, ended_at=None)
    ended.update(ended_at=at, ending=LinkedReport.Ending.ANSWERED)


def _answer_one(case: Case, answer: Answer, at: datetime) -> None:
    """Give a linked report a copy of the answer: its own record is complete by itself."""
    move(case, Verb.ANSWER_ALONG, lead=None)
    own = Answer.objects.create(
        case=case,
        **{
            field.attname: getattr(answer, field.attname)
            for field in Answer._meta.concrete_fields
            if field.name not in {"id", "case"}
        },
    )
    receipt = receipts.of_answer(own)
    tell(case, CaseAnswerApproved(answer=own.pk, receipt=receipt), by=SYSTEM, at=at)
    begin_relay(case, own, case.contact_wish, contact=case.contact, by=SYSTEM, at=at)


def answer_forgotten() -> int:
    """Queue the linked reports of answered cases that still wait; returns of how many cases."""
    leads = linked_reports.left_behind()
    for lead_id in leads:
        enqueue(linked_reports.ANSWER_JOB, lead_id=lead_id, after=0)
    return len(leads)
