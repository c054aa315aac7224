"""The entries of recordings and evaluations in the menu."""

from django.utils.translation import gettext_lazy as _

from alo153.accounts.models import User
from alo153.calls.permissions import ANSWER_CALLS, LISTEN_TO_RECORDINGS
from alo153.cases.permissions import WORK_ON_UNIT_CASES
from alo153.quality.permissions import DECIDE_APPEALS, EVALUATE_CONTACTS
from alo153.quality.queries import evaluations
from alo153.web.kit.shell.navigation import Entry, Group, declare


def _to_do(user: User) -> int:
    return evaluations.to_do(user).count()


def _appeals(user: User) -> int:
    return evaluations.undecided(user).count()


declare(
    Entry(
        "recordings:list",
        _("Recordings"),
        "volume",
        LISTEN_TO_RECORDINGS,
        Group.QUALITY,
    ),
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
        "quality:mine",
        _("My evaluations"),
        "info",
        ANSWER_CALLS,
        # No desk to begin at: units read theirs here, too
        Group.QUALITY,
        also=(WORK_ON_UNIT_CASES,),
    ),
)
