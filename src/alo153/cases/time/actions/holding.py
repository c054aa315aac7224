"""People's actions on the clock of a case: pause, resume, extend, ask for costs, pass on."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from alo153.accounts.models import User
from alo153.cases.events.telling import CaseNoticeGiven
from alo153.cases.events.time import (
    CaseClockExtended,
    CaseClockPaused,
    CaseClockResumed,
    CaseCostsPaid,
    CaseCostsTold,
    CaseInterimTold,
    CaseWithdrawn,
)
from alo153.cases.life.actions.answering import answer, approve
from alo153.cases.life.actions.closing import close_withdrawn
from alo153.cases.life.actions.handing_over import forward
from alo153.cases.life.actions.noting import note
from alo153.cases.models import Case, Clock, ClockEntry, Notice
from alo153.cases.policy.permitting import permit
from alo153.cases.policy.refusals import NotOfThisKind, ReasonMissing
from alo153.cases.rules.clocks import State
from alo153.cases.rules.lifecycle import NotPossible
from alo153.cases.rules.lifecycle import State as CaseState
from alo153.cases.rules.outcomes import Finding, Outcome
from alo153.cases.rules.verbs import Verb
from alo153.cases.together.actions.sharing import withdraw_with_case
from alo153.cases.verbs.moving import locked, move, refresh, tell
from alo153.cases.verbs.timing import clock_of, stop_clocks, write
from alo153.cases.verbs.timing import start_clock as start
from alo153.citizens.channel import Channel
from alo153.citizens.models import Identity
from alo153.city.models import Unit
from alo153.city.rules.calendar import Standard, StandardUnit
from alo153.core.actor import SYSTEM, Actor


@dataclass(frozen=True, kw_only=True)
class NoticeDelivery:
    """The delivery of a notice. ``reference``: the letter's number, or the person spoken to."""

    text: str
    way: Channel
    contact: Identity | None = None
    reference: str = ""


@transaction.atomic
def pause(*, case: Case, reason: str, by: User, at: datetime) -> None:
    """Pause the clock, with a reason.

    Raises:
        NotTheirs: this person does not keep the time of this case.
        ReasonMissing: no reason was given.
        NotOfThisKind: the clock of this kind never pauses, or it goes with another case.
        ClockRefused: the clock does not run, or ran out.
    """
    current = _let(Verb.PAUSE, case, by)
    if not current.kind.hold:
        raise NotOfThisKind
    line = _write(case, current, Verb.PAUSE, reason, by, at)
    tell(current, CaseClockPaused(entry=line.pk), by=Actor.staff(by.pk), at=at)


@transaction.atomic
def resume(*, case: Case, reason: str, by: User, at: datetime) -> None:
    """Resume the clock.

    Raises:
        NotTheirs: this person does not keep the time of this case.
        ReasonMissing: no reason was given.
        NotOfThisKind: it is paused because costs are to be paid.
        ClockRefused: the clock is not paused.
    """
    current = _let(Verb.RESUME, case, by)
    if _payment_runs(current):
        raise NotOfThisKind
    line = _write(case, current, Verb.RESUME, reason, by, at)
    tell(current, CaseClockResumed(entry=line.pk), by=Actor.staff(by.pk), at=at)


@transaction.atomic
def extend(*, case: Case, reason: str, delivery: NoticeDelivery, by: User, at: datetime) -> Notice:
    """Extend the time to what the law allows, once, and tell the citizen with the reason.

    Law 4982, art. 11: 30 working days where another unit or body must be asked; the citizen is
    told before the first 15 are over.

    Raises:
        NotTheirs: this person does not keep the time of this case.
        ReasonMissing: no reason was given.
        NotOfThisKind: this kind knows no extension.
        ClockRefused: the clock ran out, or was extended before.
    """
    current = _let(Verb.EXTEND, case, by)
    if not current.kind.extension:
        raise NotOfThisKind
    amount = current.kind.extension
    line = _write(case, current, Verb.EXTEND, reason, by, at, amount=amount)
    tell(current, CaseClockExtended(entry=line.pk), by=Actor.staff(by.pk), at=at)
    return _notify(current, Notice.Purpose.EXTENSION, delivery, by, at)


@transaction.atomic
def tell_interim(
    *, case: Case, reason: str, delivery: NoticeDelivery, by: User, at: datetime
) -> Notice:
    """Tell the citizen the state of the matter; the result is told later, in the longer time.

    Law 3071, art. 7: within 30 days the citizen gets a reasoned answer on the result or on the
    state of the matter; when the state was told, the result follows. For the result the
    law sets no time: the city does.

    Raises:
        NotTheirs: this person does not keep the time of this case.
        ReasonMissing: no reason was given.
        NotOfThisKind: this kind knows no interim answer.
        ClockRefused: the clock ran out, or an interim answer was given before.
    """
    current = _let(Verb.TELL_INTERIM, case, by)
    if not current.kind.interim:
        raise NotOfThisKind
    line = _write(case, current, Verb.EXTEND, reason, by, at, amount=current.kind.interim)
    tell(current, CaseInterimTold(entry=line.pk), by=Actor.staff(by.pk), at=at)
    return _notify(current, Notice.Purpose.INTERIM, delivery, by, at)


@transaction.atomic
def tell_costs(
    *, case: Case, reason: str, delivery: NoticeDelivery, by: User, at: datetime
) -> Notice:
    """Tell the citizen what the copies cost: the time is paused, and they have days to pay.

    Law 4982, art. 10 and 11: the notice interrupts the time; a citizen who does not pay within 15
    working days is taken to have withdrawn. After the payment the count continues from its former
    value, the reading that is stricter for the city.

    Raises:
        NotTheirs: this person does not keep the time of this case.
        ReasonMissing: no reason was given.
        NotOfThisKind: this kind knows no costs, or they were told before.
        ClockRefused: the clock does not run, or ran out.
    """
    current = _let(Verb.TELL_COSTS, case, by)
    if not current.kind.pay_within or current.clocks.filter(purpose=Clock.Purpose.PAYMENT).exists():
        raise NotOfThisKind
    line = _write(case, current, Verb.PAUSE, reason, by, at)
    tell(current, CaseCostsTold(entry=line.pk), by=Actor.staff(by.pk), at=at)
    start(
        current,
        Clock.Purpose.PAYMENT,
        Standard(current.kind.pay_within, StandardUnit.WORKING_DAYS),
        received_at=at,
        reason=reason.strip(),
        by=Actor.staff(by.pk),
    )
    return _notify(current, Notice.Purpose.COSTS, delivery, by, at)


@transaction.atomic
def record_payment(*, case: Case, reason: str, by: User, at: datetime) -> None:
    """Write down that the citizen paid: the clock of the answer continues.

    Raises:
        NotTheirs: this person does not keep the time of this case.
        ReasonMissing: no reason was given, such as the number of the receipt.
        NotOfThisKind: nothing is to be paid.
    """
    current = _let(Verb.RECORD_PAYMENT, case, by)
    if not _payment_runs(current):
        raise NotOfThisKind
    line = _write(case, current, Verb.RESUME, reason, by, at)
    tell(current, CaseCostsPaid(entry=line.pk), by=Actor.staff(by.pk), at=at)
    payment = clock_of(current, Clock.Purpose.PAYMENT)
    write(payment, Verb.STOP, reason=reason.strip(), by=Actor.staff(by.pk), at=at)


@transaction.atomic
def withdraw_unpaid(*, case: Case, at: datetime) -> None:
    """Close the application of a citizen who did not pay in time; they were told so beforehand.

    One whose answer is on its way already is left alone.
    """
    current = locked(case)
    payment = clock_of(current, Clock.Purpose.PAYMENT)
    if payment.state != State.RUNNING or payment.due_at is None or payment.due_at > at:
        return
    reason = _("Not paid in time: taken as withdrawn (Law 4982, art. 11).")
    try:
        move(current, Verb.WITHDRAW, closed_at=at)
    except NotPossible:
        payment.next_step, payment.next_step_at = "", None
        payment.save(update_fields=["next_step", "next_step_at"])
        return
    stop_clocks(current, reason, by=SYSTEM, at=at)
    withdraw_with_case(current, str(reason), at=at)
    close_withdrawn(current, at=at)
    tell(current, CaseWithdrawn(), by=SYSTEM, at=at)
    refresh(case, current)


@transaction.atomic
def pass_on(*, case: Case, to: Unit, reason: str, plain_text: str, by: User, at: datetime) -> None:
    """Send an application to the authority it belongs to, and tell its citizen.

    Law 3071, art. 5: the wrong authority forwards the petition and informs the petitioner. What
    is told is an answer like any other: the case closes when the citizen heard it.

    Raises:
        ReasonMissing: no reason was given.
        NotOfThisKind: the body is of the municipality.
        Incomplete: the words to the citizen are missing.
        NotPossible: an answer is already there.
    """
    if to.kind != Unit.Kind.OUTSIDE:
        raise NotOfThisKind
    forward(case=case, to=to, reason=reason, by=by, at=at)
    finding = Finding(outcome=Outcome.NOT_OURS, text=reason, responsible_body=to.name)
    answer(case=case, finding=finding, by=by, at=at)
    approve(case=case, plain_text=plain_text, by=by, at=at)


def _let(verb: Verb, case: Case, by: User) -> Case:
    """Lock the case and see that this person may; returns the locked case."""
    current = locked(case)
    permit(verb, current, by=by)
    return current


def _write(
    case: Case,
    current: Case,
    verb: Verb,
    reason: str,
    by: User,
    at: datetime,
    *,
    amount: int = 0,
) -> ClockEntry:
    """Write a line of the answer's clock of the locked case, and show it the caller's copy."""
    if not reason.strip():
        raise ReasonMissing
    if current.state == CaseState.CLOSED or current.lead_id:
        raise NotOfThisKind
    line = write(
        clock_of(current), verb, reason=reason.strip(), amount=amount, by=Actor.staff(by.pk), at=at
    )
    if current.confidential:
        note(case=current, text=reason, by=by, at=at)
    refresh(case, current)
    return line


def _payment_runs(case: Case) -> bool:
    payments = case.clocks.filter(purpose=Clock.Purpose.PAYMENT)
    return payments.exclude(state=State.STOPPED).exists()


def _notify(
    case: Case, purpose: Notice.Purpose, delivery: NoticeDelivery, by: User, at: datetime
) -> Notice:
    notice = Notice.objects.create(
        case=case,
        purpose=purpose,
        text=delivery.text.strip(),
        way=delivery.way,
        contact=delivery.contact,
        reference=delivery.reference.strip(),
        by_user=by,
        at=at,
    )
    actor = Actor.staff(by.pk)
    tell(case, CaseNoticeGiven(notice=notice.pk, way=notice.way), by=actor, at=at)
    return notice
