"""Hand a case over: the center forwards, the unit accepts or returns it as not theirs."""

from datetime import datetime

from django.db import transaction

from alo153.accounts.models import User
from alo153.cases.events.life import CaseAccepted, CaseForwarded, CaseReturned
from alo153.cases.life.actions.ending_links import end_links
from alo153.cases.life.actions.objecting import let_decide
from alo153.cases.models import Case, Forwarding, HandBack
from alo153.cases.policy.permitting import permit
from alo153.cases.policy.refusals import ReasonMissing
from alo153.cases.rules.verbs import Verb
from alo153.cases.verbs.moving import locked, move, refresh, tell
from alo153.city.models import Unit
from alo153.city.queries import UnitRoute
from alo153.core import live
from alo153.core.actor import Actor


def reasoned(reason: str) -> str:
    """Return a reason without the spaces around it. Raises ReasonMissing."""
    if not reason.strip():
        raise ReasonMissing
    return reason.strip()


@transaction.atomic
def forward(*, case: Case, to: Unit, reason: str, by: User, at: datetime) -> None:
    """Send a case to a unit, from the center or from another unit.

    Raises:
        ReasonMissing: no reason was given.
        NotTheirs: this person does not forward.
        NotPossible: an answer is already there.
        NotYourObjection: there is an objection, and somebody else decides.
    """
    current = locked(case)
    permit(Verb.FORWARD, current, by=by)
    let_decide(current, by=by, at=at)
    ledger = hand_over(current, Verb.FORWARD, to, reasoned(reason), by, at)
    current.hand_backs.filter(went_to=None).update(went_to=to, went_on_at=at)
    actor = Actor.staff(by.pk)
    tell(current, CaseForwarded(forwarding=ledger.pk), by=actor, at=at)
    refresh(case, current)


@transaction.atomic
def accept(*, case: Case, by: User, at: datetime) -> None:
    """Take a case as the unit's own.

    Raises:
        NotTheirs: it is with another unit than this person's.
        NotPossible: the case is not waiting to be accepted.
    """
    current = locked(case)
    permit(Verb.ACCEPT, current, by=by)
    move(current, Verb.ACCEPT, accepted_by=by)
    tell(current, CaseAccepted(unit=current.unit_id), by=Actor.staff(by.pk), at=at)
    refresh(case, current)


@transaction.atomic
def return_not_ours(*, case: Case, reason: str, by: User, at: datetime) -> None:
    """Give a case back to the center because it is not the unit's; the ledger keeps it.

    Raises:
        ReasonMissing: no reason was given.
        NotTheirs: it is with another unit than this person's, or with none.
        NotPossible: the case is not with a unit any more.
    """
    current = locked(case)
    permit(Verb.RETURN, current, by=by)
    unit = current.unit
    ledger = hand_over(current, Verb.RETURN, None, reasoned(reason), by, at)
    tell(current, CaseReturned(forwarding=ledger.pk), by=Actor.staff(by.pk), at=at)
    if unit:
        came = sent_at(current, unit)
        HandBack.objects.create(
            case=current, returned=ledger, unit=unit, sent_at=came, returned_at=at
        )
        live.publish(f"unit:{unit.pk}")
    refresh(case, current)


def sent_at(case: Case, unit: Unit) -> datetime:
    """Return since when a unit has the case."""
    came = case.forwardings.filter(to_unit=unit).order_by("-id").first()
    return came.at if came else case.opened_at


def hand_over(
    case: Case,
    verb: Verb,
    to: Unit | None,
    reason: str,
    by: User,
    at: datetime,
    *,
    route: UnitRoute | None = None,
) -> Forwarding:
    """Move a locked case to a unit or to the center, and write it into the ledger.

    Args:
        route: why the rules name this unit, where they decided.
    """
    ledger = Forwarding.objects.create(
        case=case,
        from_unit=case.unit,
        to_unit=to,
        reason=reason,
        explanation=list(route.explanation) if route else [],
        rule_version=route.version if route else None,
        rule=route.rule if route else None,
        by_user=by,
        at=at,
    )
    move(case, verb, unit=to, accepted_by=None)
    end_links(case, by=Actor.staff(by.pk), at=at)
    return ledger
