"""A citizen objects to a closing: the clock starts again, and the closer does not decide."""

from datetime import datetime

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from alo153.accounts.models import User
from alo153.cases.events.feedback import CaseObjectedTo, CaseObjectionTaken
from alo153.cases.life import closings
from alo153.cases.models import Case, Clock, ClockEntry, Closing, Objection
from alo153.cases.policy.permitting import permit
from alo153.cases.rules.lifecycle import NotPossible, State
from alo153.cases.rules.verbs import Verb
from alo153.cases.verbs.moving import locked, move, refresh, tell
from alo153.cases.verbs.timing import in_words, keep, start_clock
from alo153.city import queries as unit_queries
from alo153.city.rules.calendar import Standard, StandardUnit
from alo153.contacts.conversations import bell
from alo153.contacts.conversations.holding import tell_hand
from alo153.core.actor import Actor


class NotYourObjection(Exception):
    """Somebody else decides this objection; ``why`` says the reason."""

    def __init__(self, why: closings.Barred) -> None:
        super().__init__(why.value)
        self.why = why


def open_objection(case: Case, closing: Closing, *, by: Actor, at: datetime) -> Objection | None:
    """Open the objection of a locked case, unless the city allows no more of them."""
    policy, number = unit_queries.closing_policy(), case.objections.count() + 1
    if number > policy.objections:
        return None
    move(case, Verb.OBJECT, unit=None, accepted_by=None, closed_at=None)
    restart_clock(case, _("The citizen says that it is not solved."), by=by, at=at)
    objection = Objection.objects.create(
        case=case,
        closing=closing,
        number=number,
        opened_at=at,
        for_supervisor=number >= policy.supervisor_from,
    )
    tell(case, CaseObjectedTo(objection=objection.pk, closing=closing.pk), by=by, at=at)
    bell.ring()
    return objection


def restart_clock(case: Case, reason: "str | Promise", *, by: Actor, at: datetime) -> None:
    """Start a new clock of the last one's length: the ledger of that stays as it ended."""
    last = ClockEntry.objects.filter(
        clock__case=case, clock__purpose=Clock.Purpose.ANSWER, verb="start"
    ).latest("id")
    standard = Standard(last.amount, StandardUnit(last.clock.unit))
    clock = start_clock(
        case,
        Clock.Purpose.ANSWER,
        standard,
        received_at=at,
        reason=in_words(reason),
        by=by,
    )
    keep(clock)


@transaction.atomic
def take_objection(*, case: Case, by: User, at: datetime) -> None:
    """Take an objection as one's own to decide.

    Raises:
        NotTheirs: this person does not check answers.
        NotPossible: there is none that waits at the center.
        NotYourObjection: this person closed the case, or a supervisor must decide.
    """
    current = locked(case)
    permit(Verb.TAKE_OBJECTION, current, by=by)
    objection = closings.objection_of(current)
    if objection is None or current.state != State.AT_CENTER:
        raise NotPossible(Verb.FORWARD, State(current.state))
    _check(objection, by)
    _take(current, objection, by=by, at=at)
    refresh(case, current)


def let_decide(case: Case, *, by: User, at: datetime) -> None:
    """See that this person may decide about a locked case; the first to decide takes the objection.

    Raises:
        NotYourObjection: this person closed the case, or a supervisor must decide.
    """
    objection = closings.objection_of(case)
    if objection is None:
        return
    _check(objection, by)
    if objection.taken_by_id is None:
        _take(case, objection, by=by, at=at)


def _take(case: Case, objection: Objection, *, by: User, at: datetime) -> None:
    before = objection.taken_by_id
    objection.taken_by, objection.taken_at = by, at
    objection.save(update_fields=["taken_by", "taken_at"])
    tell(case, CaseObjectionTaken(objection=objection.pk), by=Actor.staff(by.pk), at=at)
    tell_hand(by.pk)
    if before is not None:
        tell_hand(before)
    bell.ring()


def _check(objection: Objection, by: User) -> None:
    why = closings.barred(objection, by)
    if why:
        raise NotYourObjection(why)
