"""Reading closings and contests. Where citizens' data is shown, the first argument is who asks."""

from enum import StrEnum

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from alo153.accounts.models import User
from alo153.accounts.permissions import Permission
from alo153.cases.lifecycle import State
from alo153.cases.models import Case, Closing, Contest
from alo153.cases.shown import shown_to


class Barred(StrEnum):
    """Why somebody may not decide a contest."""

    CLOSED_IT = "closed_it"
    FOR_SUPERVISOR = "for_supervisor"


BARRED_WORDS = {
    Barred.CLOSED_IT: _("You closed this application. Somebody else decides about the objection."),
    Barred.FOR_SUPERVISOR: _("It was objected to more than once: a supervisor decides."),
}


def last_closing(case: Case) -> Closing | None:
    """Return the closing of a case that is closed, or the one that is contested; one query."""
    return Closing.objects.filter(case=case).select_related("answer").order_by("-id").first()


def contest_of(case: Case) -> Contest | None:
    """Return the contest of a case that nobody ended yet; one query."""
    going_on = Contest.objects.filter(case=case, ended_by=None)
    return going_on.select_related("closing__answer", "taken_by").first()


def closers(closing: Closing) -> frozenset[int]:
    """Return the keys of those who had a part in a closing: wrote, approved or gave up on it."""
    answer = closing.answer
    parts = [closing.given_up_by_id]
    parts += [answer.written_by_id, answer.approved_by_id] if answer else []
    return frozenset(part for part in parts if part is not None)


def barred(contest: Contest, asker: User) -> Barred | None:
    """Return why this person may not decide a contest; nothing if they may."""
    if asker.pk in closers(contest.closing):
        return Barred.CLOSED_IT
    if contest.for_supervisor and not asker.may(Permission.SETTLE_CONTEST):
        return Barred.FOR_SUPERVISOR
    return None


def contests(asker: User) -> QuerySet[Contest]:
    """Return the contests that wait at the center and that this person may decide, late ones first.

    Whoever may settle every contest sees all but their own closings.
    """
    if not asker.may(Permission.APPROVE_ANSWER):
        return Contest.objects.none()
    answer = "closing__answer__"
    own = Q(**{f"{answer}written_by": asker}) | Q(**{f"{answer}approved_by": asker})
    waiting = Contest.objects.filter(ended_by=None, case__state=State.AT_CENTER)
    waiting = waiting.filter(shown_to(asker, "case__"))
    waiting = waiting.exclude(own).exclude(closing__given_up_by=asker)
    if not asker.may(Permission.SETTLE_CONTEST):
        waiting = waiting.filter(for_supervisor=False)
    return waiting.select_related("case", "closing", "taken_by").order_by(
        F("case__due_at").asc(nulls_last=True), "id"
    )


def is_contested() -> Exists:
    """Return a condition on cases: a contest of it goes on."""
    return Exists(Contest.objects.filter(case=OuterRef("pk"), ended_by=None))
