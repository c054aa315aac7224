"""Offers that were not taken: everybody's for supervisors, their own for agents."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from alo153.accounts.models import User
from alo153.accounts.queries import holding
from alo153.calls.floor import passed_offers
from alo153.calls.permissions import ANSWER_CALLS, SUPERVISE_CALLS
from alo153.city import queries as city
from alo153.contacts.permissions import ANSWER_MESSAGES
from alo153.core import clock
from alo153.web.kit.access import StaffRequest, requires

_FIRST: Final = date(2000, 1, 1)


class DayForm(forms.Form):
    """The day, and the agent of the offers; without a choice today and everybody."""

    day = forms.DateField(
        label=_("Day"),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("There is no such day. Example: 24.11.2026")},
    )
    agent = forms.ModelChoiceField(
        label=_("Agent"), required=False, queryset=User.objects.none(), empty_label=_("all")
    )

    def __init__(self, asker: User, typed: Mapping[str, Any]) -> None:
        super().__init__(typed)
        fields: dict[str, Any] = self.fields
        if asker.may(SUPERVISE_CALLS):
            able = holding(ANSWER_CALLS) | holding(ANSWER_MESSAGES)
            fields["agent"].queryset = able.distinct().order_by("full_name")
        else:
            del fields["agent"]

    def clean_day(self) -> date | None:
        """Refuse days on which nothing can have been offered."""
        day: date | None = self.cleaned_data["day"]
        if day and not _FIRST <= day <= city.today(clock.now()):
            raise forms.ValidationError(_("Choose today or an earlier day, from 2000 on."))
        return day


@requires(SUPERVISE_CALLS, ANSWER_CALLS, ANSWER_MESSAGES)
@require_GET
def passed(request: StaffRequest) -> HttpResponse:
    """Show who was offered what that day and did not take it, why they were asked, and when."""
    form, today = DayForm(request.user, request.GET), city.today(clock.now())
    asked = form.cleaned_data if form.is_valid() else {}
    day, whose = asked.get("day") or today, asked.get("agent")
    since = datetime.combine(day, time(), city.working_calendar().timezone)
    rows = passed_offers.passed(
        request.user,
        since=since,
        until=datetime.combine(day + timedelta(days=1), time(), since.tzinfo),
        agent=whose.pk if whose else None,
    )
    context = {
        "form": form,
        "day": day,
        "rows": rows,
        "by_agent": passed_offers.by_agent(rows),
        "most": passed_offers.MOST_SHOWN,
        "supervises": request.user.may(SUPERVISE_CALLS),
    }
    return render(request, "floor/passed.html", context)
