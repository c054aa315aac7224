"""The entries of recordings and evaluations in the menu."""

from django.utils.translation import gettext_lazy as _

from alo153.accounts.models import User
from alo153.calls.permissions import ANSWER_CALLS, LISTEN_TO_RECORDINGS, SUPERVISE_CALLS
from alo153.cases.permissions import WORK_ON_UNIT_CASES
from alo153.quality.permissions import DECIDE_APPEALS, EVALUATE_CONTACTS
from alo153.quality.queries import evaluations, feedback
from alo153.web.kit.shell.navigation import Entry, Group, declare


def _to_do(user: User) -> int:
    return evaluations.to_do(user).count()


def _appeals(user: User) -> int:
    return evaluations.undecided(user).count()


def _unseen(user: User) -> int:
    return evaluations.unseen(user).count()


def _to_call(user: User) -> int:
    return feedback.to_call(user).count()


declare(
    Entry(
        "recordings:list",
        _("Recordings"),
        "volume",
        LISTEN_TO_RECORDINGS,
        Group.QUALITY,
    ),
    Entry("recordings:words", _("What was said"), "search", LISTEN_TO_RECORDINGS, Group.QUALITY),
    Entry(
        "quality:to_do",
        _("To evaluate"),
        "check",
        EVALUATE_CONTACTS,
        Group.QUALITY,
        leads_from=("/quality/",),
        counter=_to_do,
    ),
    Entry(
        "quality:appeals",
        _("Appeals"),
        "message",
        DECIDE_APPEALS,
        Group.QUALITY,
        counter=_appeals,
    ),
    Entry(
        "quality:call_backs",
        _("Call-backs after low ratings"),
        "phone-outgoing",
        SUPERVISE_CALLS,
        Group.QUALITY,
        counter=_to_call,
    ),
    Entry(
        "quality:library",
        _("Good moments"),
        "play",
        ANSWER_CALLS,
        Group.QUALITY,
        also=(EVALUATE_CONTACTS,),
        leads_from=("/quality/learning/",),
    ),
    Entry(
        "quality:mine",
        _("My evaluations"),
        "info",
        ANSWER_CALLS,
        # No desk to begin at: units read theirs here, too
        Group.QUALITY,
        also=(WORK_ON_UNIT_CASES,),
        counter=_unseen,
    ),
)
