"""Say of an alarm whether it is one, from whichever page shows the case."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from alo153.cases import actions
from alo153.cases.life import alarms
from alo153.cases.models import RaisedAlarm
from alo153.cases.permissions import OPEN_CASE, SEE_EVERY_CASE
from alo153.city import queries as unit_queries
from alo153.city.rules import alarms as city_alarms
from alo153.core import clock
from alo153.web.kit.access import StaffRequest, requires

_LONGEST = 5_000


class DismissForm(forms.Form):
    """Why it is no alarm."""

    reason = forms.CharField(
        label=gettext_lazy("Why it is no alarm"),
        max_length=500,
        error_messages={
            "required": gettext_lazy("Write why it is no alarm; it stays with the application.")
        },
    )

    def __init__(self, flag: RaisedAlarm, data: QueryDict | None = None) -> None:
        super().__init__(data, auto_id=f"id_%s_{flag.pk}")
        self.flag = flag


@requires(OPEN_CASE)
@require_POST
def heard(request: StaffRequest) -> HttpResponse:
    """Show what of a half-typed record may mean danger, and what to say at once."""
    text = request.POST.get("text", "")[:_LONGEST]
    found = city_alarms.heard(text, unit_queries.alarms())
    return render(request, "cases/alarms/heard.html", {"heard": found})


@requires(*alarms.SETTLING)
@require_POST
def confirm(request: StaffRequest, number: int) -> HttpResponse:
    """Call it urgent."""
    flag = _flag(request, number)
    try:
        actions.confirm_alarm(flag=flag, by=request.user, at=clock.now())
    except actions.AlarmSettled:
        messages.warning(request, _("Somebody else was faster: this is how it stands now."))
    return _shown(request, flag)


@requires(*alarms.SETTLING)
@require_POST
def dismiss(request: StaffRequest, number: int) -> HttpResponse:
    """Say that it is none, and why."""
    flag = _flag(request, number)
    form = DismissForm(flag, request.POST)
    if not form.is_valid():
        return _shown(request, flag, form)
    reason = form.cleaned_data["reason"]
    try:
        actions.dismiss_alarm(flag=flag, reason=reason, by=request.user, at=clock.now())
    except actions.AlarmSettled:
        messages.warning(request, _("Somebody else was faster: this is how it stands now."))
    return _shown(request, flag)


def _flag(request: StaffRequest, number: int) -> RaisedAlarm:
    try:
        return alarms.find(request.user, number)
    except RaisedAlarm.DoesNotExist as error:
        raise Http404 from error


def _shown(
    request: StaffRequest, flag: RaisedAlarm, form: DismissForm | None = None
) -> HttpResponse:
    """Show the alarms of the case again: alone, on a page of its own, or on the case's page."""
    if request.htmx or form:
        alone = bool(request.htmx)
        context = {"case": flag.case, "refused": form, "alone": alone}
        template = "cases/alarms/of_case.html" if alone else "cases/alarms/refused.html"
        return render(request, template, context, status=422 if form else 200)
    at_desk = request.user.may(SEE_EVERY_CASE)
    return redirect("center:case" if at_desk else "unit:case", flag.case.tracking_code)
