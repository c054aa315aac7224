"""Bulk actions: for each verb a form, and its action on one case."""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.db import DatabaseError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from alo153.accounts.models import User
from alo153.cases import actions, queries
from alo153.cases.actions import NotOfThisKind, NotTheirs
from alo153.cases.models import AnswerTemplate, Case
from alo153.cases.permissions import WORK_ON_UNIT_CASES
from alo153.cases.rules.clocks import ClockRefused
from alo153.cases.rules.lifecycle import STATE_LABELS, NotPossible, State
from alo153.cases.rules.outcomes import MISSING, Incomplete, Outcome
from alo153.cases.rules.verbs import Verb
from alo153.cases.telling.ready_answers import filling
from alo153.city import queries as unit_queries
from alo153.web.cases.composer.forms import AnswerForm
from alo153.web.kit.dates import clocks
from alo153.web.unit.forms import ReturnForm

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

log = logging.getLogger(__name__)

MOST: Final = 200
# A duplicate names one other case: not an answer for many
OUTCOMES: Final = tuple(each for each in Outcome if each is not Outcome.DUPLICATE)


@dataclass(frozen=True)
class Result:
    """The result for one case; `why` is empty if it was done. `case` is None if it is missing."""

    code: str
    case: Case | None
    why: str = ""


class AssignForm(forms.Form):
    """The new owner of the cases."""

    use_required_attribute = False

    to = forms.ModelChoiceField(
        label=gettext_lazy("Who takes them?"),
        queryset=User.objects.none(),
        empty_label=gettext_lazy("choose"),
        error_messages={"required": gettext_lazy("Choose a colleague.")},
    )

    def __init__(self, data: Any = None, *, asker: User) -> None:
        super().__init__(data)
        field: Any = self.fields["to"]
        field.queryset = unit_queries.colleagues_of(asker, WORK_ON_UNIT_CASES)


class HoldForm(forms.Form):
    """The reason for pausing or resuming the clock."""

    use_required_attribute = False

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("It stands in the ledger of the time."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Write the reason.")},
    )


Act = Callable[[Case, dict[str, Any], User, datetime], object]


def form_of(verb: Verb, asker: User, data: Any = None) -> forms.Form | None:
    """Return what the verb asks, nothing if it asks nothing; an answer needs its outcome first."""
    match verb:
        case Verb.ASSIGN:
            return AssignForm(data, asker=asker)
        case Verb.PAUSE | Verb.RESUME:
            return HoldForm(data)
        case Verb.RETURN:
            return ReturnForm(data)
        case _:
            return None


def answer_form(
    outcome: str, data: Any = None, *, template: AnswerTemplate | None = None
) -> AnswerForm | None:
    """Return the form of an outcome that fits many cases, begun with a ready answer."""
    begin = {"text": template.text} if template else None
    return AnswerForm(Outcome(outcome), data, initial=begin) if outcome in set(OUTCOMES) else None


def do(
    verb: Verb, codes: Sequence[str], facts: Mapping[str, Any], *, by: User, at: datetime
) -> list[Result]:
    """Do it to each case for itself: one that is refused, or breaks, stops no other."""
    return [_one(verb, code, dict(facts), by, at) for code in codes[:MOST]]


def _one(verb: Verb, code: str, facts: dict[str, Any], by: User, at: datetime) -> Result:
    those = queries.visible_to(by)
    case = those.filter(tracking_code=code).first()
    if not case:
        return Result(code, None, _("It is not with your unit any more."))
    try:
        ACTS[verb](case, facts, by, at)
    except (NotPossible, ClockRefused, NotOfThisKind, NotTheirs, Incomplete) as refused:
        return Result(code, case, _words(refused))
    except DatabaseError:
        log.exception("%s of case %s", verb, case.pk)
        return Result(code, case, _("It could not be done just now; please try again."))
    return Result(code, case)


def _words(refused: Exception) -> str:
    match refused:
        case NotPossible(state=state):
            return _("Meanwhile it went on: %(state)s.") % {"state": STATE_LABELS[State(state)]}
        case NotTheirs():
            return refused.words
        case Incomplete(missing=missing):
            return " ".join(str(MISSING[need]) for need in sorted(missing))
        case _:
            return clocks.refused(refused)


def _accept(case: Case, facts: dict[str, Any], by: User, at: datetime) -> None:  # noqa: ARG001 - one shape for all
    actions.accept(case=case, by=by, at=at)


def _assign(case: Case, facts: dict[str, Any], by: User, at: datetime) -> None:
    actions.assign(case=case, to=facts["to"], by=by, at=at)


def _answer(case: Case, facts: dict[str, Any], by: User, at: datetime) -> None:
    """Answer with the words filled in from the case, if they come from a ready answer."""
    finding = facts["finding"]
    own = replace(finding, text=filling.fill(finding.text, case))
    actions.answer(case=case, finding=own, by=by, at=at)


def _pause(case: Case, facts: dict[str, Any], by: User, at: datetime) -> None:
    actions.pause(case=case, reason=facts["reason"], by=by, at=at)


def _resume(case: Case, facts: dict[str, Any], by: User, at: datetime) -> None:
    actions.resume(case=case, reason=facts["reason"], by=by, at=at)


def _return(case: Case, facts: dict[str, Any], by: User, at: datetime) -> None:
    actions.return_not_ours(case=case, reason=facts["reason"], by=by, at=at)


ACTS: Mapping[Verb, Act] = {
    Verb.ACCEPT: _accept,
    Verb.ASSIGN: _assign,
    Verb.ANSWER: _answer,
    Verb.PAUSE: _pause,
    Verb.RESUME: _resume,
    Verb.RETURN: _return,
}
LABELS: "Mapping[Verb, StrPromise]" = {
    Verb.ACCEPT: gettext_lazy("Accept"),
    Verb.ASSIGN: gettext_lazy("Assign"),
    Verb.ANSWER: gettext_lazy("Answer"),
    Verb.PAUSE: gettext_lazy("Let the time stand"),
    Verb.RESUME: gettext_lazy("Let the time go on"),
    Verb.RETURN: gettext_lazy("Not ours"),
}
# What was done, and to how many cases
DONE: "Mapping[Verb, StrPromise]" = {
    Verb.ACCEPT: ngettext_lazy(
        "%(n)s application is accepted.", "%(n)s applications are accepted.", "n"
    ),
    Verb.ASSIGN: ngettext_lazy(
        "%(n)s application is assigned.", "%(n)s applications are assigned.", "n"
    ),
    Verb.ANSWER: ngettext_lazy(
        "%(n)s application is answered.", "%(n)s applications are answered.", "n"
    ),
    Verb.PAUSE: ngettext_lazy(
        "The time of %(n)s application stands.", "The time of %(n)s applications stands.", "n"
    ),
    Verb.RESUME: ngettext_lazy(
        "The time of %(n)s application goes on.", "The time of %(n)s applications goes on.", "n"
    ),
    Verb.RETURN: ngettext_lazy(
        "%(n)s application is given back.", "%(n)s applications are given back.", "n"
    ),
}
