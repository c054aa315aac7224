"""A case and its linked reports, on its page: join another one, split off again."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alo153.accounts.models import User
from alo153.cases import actions, queries
from alo153.cases.models import Case
from alo153.cases.together import linked_reports
from alo153.core.actor import Actor
from alo153.web.cases.composer.forms import CodeField
from alo153.web.center.casework.case_forms import reason_field


class Refused(ValueError):
    """Why two cases cannot go together, in words for the form."""


class JoinForm(forms.Form):
    """With which case this one goes."""

    code = CodeField(
        label=gettext_lazy("Tracking code of the application it goes with"),
        error_messages={"required": gettext_lazy("Write the tracking code.")},
    )


class SplitOffForm(forms.Form):
    """Why it does not belong there."""

    reason = reason_field(gettext_lazy("Why it is another matter"))


def join(case: Case, facts: dict[str, Any], by: User, at: datetime) -> None:
    """Let a case go with the one of a code. Raises Refused or NotPossible."""
    lead = queries.visible_to(by).filter(tracking_code=facts["code"]).first()
    if lead is None or lead.pk == case.pk:
        raise Refused(_("There is no other application with this code."))
    try:
        actions.join(case=case, lead=lead, by=Actor.staff(by.pk), at=at)
    except actions.LeadsOthers as error:
        raise Refused(_("Others go with this application; let that one go with this.")) from error
    except actions.NotOfThisKind as error:
        words = _("One of the two needs an answer of its own.")
        raise Refused(words) from error


def split_off(case: Case, facts: dict[str, Any], by: User, at: datetime) -> None:
    """Make a linked report independent. Raises NotPossible."""
    actions.split_off(case=case, reason=facts["reason"], by=by, at=at)


@dataclass(frozen=True)
class Company:
    """The reporters of the same matter: their number, and the first of the linked cases."""

    people: int
    cases: list[Case]

    @property
    def left_out(self) -> int:
        """Return how many at least are not shown."""
        return max(0, self.people - 1 - len(self.cases))


def company_of(case: Case) -> Company | None:
    """Return who goes with a case; None if nobody. One or two queries."""
    found = linked_reports.first_of(case)
    return Company(linked_reports.people(case), found) if found else None
