"""The unit's answer, and the plain words the center makes of it."""

from datetime import datetime
from typing import Final

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from alo153.accounts.models import User
from alo153.cases import queries
from alo153.cases.events.life import CaseAnswerApproved, CaseAnswered, CaseAnswerSentBack
from alo153.cases.life import closings, receipts, wording
from alo153.cases.life.actions.closing import begin_relay
from alo153.cases.life.actions.objecting import let_decide
from alo153.cases.models import Answer, Case
from alo153.cases.policy.permitted import Denied
from alo153.cases.policy.permitting import NotTheirs, permit
from alo153.cases.policy.refusals import ReasonMissing
from alo153.cases.rules.lifecycle import NotPossible, State
from alo153.cases.rules.outcomes import Finding, Incomplete, Need
from alo153.cases.rules.subtasks import SubTasksOpen
from alo153.cases.rules.verbs import Verb
from alo153.cases.verbs.moving import locked, move, refresh, tell
from alo153.cases.verbs.timing import in_words
from alo153.city import queries as unit_queries
from alo153.city.models import Unit
from alo153.core.actor import Actor

_REPLACED: Final = _("A colleague's answer takes its place.")


@transaction.atomic
def answer(*, case: Case, finding: Finding, by: User, at: datetime) -> Answer:
    """Write what the unit found and did; the center checks the words next.

    For an outside agency, and for a case without a unit, the center writes it down.

    Raises:
        Incomplete: the outcome or the topic demands a field that is missing, or the other case of
            a duplicate does not exist.
        NotPossible: the case is not where it could be answered, or it goes with another case.
        NotTheirs: another unit of the municipality must answer.
        SubTasksOpen: another unit still works on a part of it.
        NotYourObjection: the center answers, there is an objection, and somebody else decides.
    """
    current = locked(case)
    permit(Verb.ANSWER, current, by=by)
    if current.lead_id:
        raise NotPossible(Verb.ANSWER, State(current.state))
    if current.unit is None or current.unit.kind == Unit.Kind.OUTSIDE:
        let_decide(current, by=by, at=at)
    missing = _missing(current, finding, at)
    if missing:
        raise Incomplete(missing)
    if queries.open_sub_tasks(current).exists():
        raise SubTasksOpen(Verb.ANSWER, State(current.state))
    move(current, Verb.ANSWER, **_in_hand(current, by))
    written = Answer.objects.create(
        case=current,
        unit=current.unit,
        outcome=finding.outcome,
        text=finding.text.strip(),
        legal_basis=finding.legal_basis.strip(),
        planned_date=finding.planned_date,
        responsible_body=finding.responsible_body.strip(),
        duplicate_of=_other_case(current, finding),
        photos=finding.photos,
        visited_at=finding.visited_at,
        document_number=finding.document_number.strip(),
        written_by=by,
        written_at=at,
    )
    actor = Actor.staff(by.pk)
    tell(current, CaseAnswered(answer=written.pk, outcome=written.outcome), by=actor, at=at)
    refresh(case, current)
    return written


def _in_hand(case: Case, by: User) -> dict[str, int]:
    """Give an unaccepted case of a unit to the person who answers it: it may be sent back."""
    inside = case.unit is not None and case.unit.kind != Unit.Kind.OUTSIDE
    return {"accepted_by_id": by.pk} if inside and case.accepted_by_id is None else {}


def _missing(case: Case, finding: Finding, at: datetime) -> frozenset[Need]:
    """Return what is missing; an outside agency is not asked for evidence."""
    evidence = queries.evidence_for(case, finding.outcome)
    missing = finding.missing(today=unit_queries.today(at), evidence=evidence)
    visit = finding.visited_at
    return missing if visit is None or case.opened_at <= visit <= at else missing | {Need.VISIT}


def _other_case(case: Case, finding: Finding) -> Case | None:
    if not finding.duplicate_of:
        return None
    other = Case.objects.filter(tracking_code=finding.duplicate_of).exclude(pk=case.pk).first()
    if not other:
        raise Incomplete(frozenset({Need.DUPLICATE_OF}))
    return other


@transaction.atomic
def send_back(*, case: Case, reason: str, by: User, at: datetime) -> None:
    """Ask the unit for a better answer.

    Raises:
        ReasonMissing: no reason was given.
        NotTheirs: this person does not check answers.
        NotPossible: there is no answer to send back, or no unit that could write a better one.
        NotYourObjection: there is an objection, and somebody else decides.
    """
    current = locked(case)
    permit(Verb.SEND_BACK, current, by=by)
    _send_back(case, current, reason, by=by, at=at)


@transaction.atomic
def take_back(*, case: Case, by: User, at: datetime) -> None:
    """Take the unit's answer back from the center, because another of the unit takes its place.

    The answer stays a row, and is in the timeline.

    Raises:
        NotTheirs: it is another unit's.
        NotPossible: the center was faster, or there is no answer.
        NotYourObjection: there is an objection, and somebody else decides.
    """
    current = locked(case)
    permit(Verb.TAKE_BACK, current, by=by)
    _send_back(case, current, in_words(_REPLACED), by=by, at=at)


def _send_back(case: Case, current: Case, reason: str, *, by: User, at: datetime) -> None:
    if not reason.strip():
        raise ReasonMissing
    if current.unit is None:
        raise NotPossible(Verb.SEND_BACK, State(current.state))
    let_decide(current, by=by, at=at)
    move(current, Verb.SEND_BACK)
    sent_back = open_answers(current).get()
    sent_back.sent_back_by = by
    sent_back.sent_back_at = at
    sent_back.sent_back_reason = reason.strip()
    sent_back.save(update_fields=["sent_back_by", "sent_back_at", "sent_back_reason"])
    tell(current, CaseAnswerSentBack(answer=sent_back.pk), by=Actor.staff(by.pk), at=at)
    refresh(case, current)


@transaction.atomic
def approve(*, case: Case, plain_text: str, by: User, at: datetime) -> None:
    """Approve the answer in plain words; from here the citizen is told, then the case closes.

    Raises:
        Incomplete: the plain words are missing.
        NotTheirs: this person does not check answers, or wrote this one.
        NotPossible: there is no answer to approve.
        NotYourObjection: there is an objection, and somebody else decides.
    """
    if not plain_text.strip():
        raise Incomplete(frozenset({Need.TEXT}))
    current = locked(case)
    permit(Verb.APPROVE, current, by=by)
    let_decide(current, by=by, at=at)
    written = open_answers(current).select_related("unit").first()
    if written and closings.approves_own(written, by):
        raise NotTheirs(Denied.OWN_ANSWER)
    move(current, Verb.APPROVE)
    approved = open_answers(current).get()
    approved.case = current
    approved.plain_text = plain_text.strip()
    approved.approved_by = by
    approved.approved_at = at
    approved.save(update_fields=["plain_text", "approved_by", "approved_at"])
    actor = Actor.staff(by.pk)
    tell(
        current,
        CaseAnswerApproved(
            answer=approved.pk,
            receipt=receipts.of_answer(approved),
            hard=sorted({found.stumble.value for found in wording.hard_words(current, plain_text)}),
        ),
        by=actor,
        at=at,
    )
    begin_relay(current, approved, current.contact_wish, contact=current.contact, by=actor, at=at)
    refresh(case, current)


def open_answers(case: Case) -> models.QuerySet[Answer]:
    """Return the answer that waits for the center: at most one."""
    return Answer.objects.filter(case=case, approved_at=None, sent_back_at=None)
