"""Planned people with their contracts, and the kinds of shifts."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alo153.accounts import queries as accounts
from alo153.accounts.models import User
from alo153.city import queries as city
from alo153.core import clock
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.kit.fields.one_line import one_line
from alo153.web.kit.found import or_404
from alo153.web.planning.days import day
from alo153.workforce import actions, queries
from alo153.workforce.law.rules import Status
from alo153.workforce.models import Contract
from alo153.workforce.models.people import STATUSES
from alo153.workforce.permissions import PLAN_SHIFTS, SEE_OWN_SHIFTS
from alo153.workforce.queries import published
from alo153.workforce.queries.published import left_without

_DAY = 24 * 60


class ContractForm(forms.Form):
    """The terms of a person's contract from a day on."""

    valid_from = day(_("Valid from"))
    statuses = forms.MultipleChoiceField(
        label=_("What holds for this person"),
        choices=STATUSES,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Each one decides which rules of working time hold."),
    )
    week_hours = forms.DecimalField(
        label=_("Hours a week"), min_value=1, max_value=45, decimal_places=2
    )
    leave_days = forms.IntegerField(
        label=_("Days of leave a year"), min_value=0, max_value=60, initial=14
    )
    overtime_consent = forms.BooleanField(label=_("Agreed to overtime in writing"), required=False)
    ended = forms.BooleanField(label=_("No longer planned from this day on"), required=False)


class TypeForm(forms.Form):
    """A shift that can be given."""

    name = forms.CharField(label=_("Name"), max_length=20, validators=[one_line])
    begins = forms.TimeField(label=_("Begins"), widget=forms.TimeInput({"type": "time"}))
    ends = forms.TimeField(label=_("Ends"), widget=forms.TimeInput({"type": "time"}))
    break_minutes = forms.IntegerField(
        label=_("Minutes of break"), min_value=0, max_value=180, initial=30
    )


@requires(PLAN_SHIFTS)
@require_safe
def listing(request: StaffRequest) -> HttpResponse:
    """List everybody who has shifts, with the contract of today."""
    contracts = queries.contracts_on(city.today(clock.now()))
    staff = accounts.holding(SEE_OWN_SHIFTS)
    rows = [{"user": user, "contract": contracts.get(user.pk)} for user in staff]
    return render(request, "planning/people/list.html", {"rows": rows})


@requires(PLAN_SHIFTS)
@require_http_methods(["GET", "POST"])
def contract(request: StaffRequest, user: int) -> HttpResponse:
    """Show somebody's contract, and set one."""
    person = get_object_or_404(accounts.holding(SEE_OWN_SHIFTS), pk=user)
    form = ContractForm(request.POST or None, initial=_initial(person))
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        made = actions.set_contract(
            user=person,
            week_minutes=int(facts.pop("week_hours") * 60),
            statuses=[Status(each) for each in facts.pop("statuses")],
            **facts,
            by=request.user,
            at=clock.now(),
        )
        _tell_emptied(request, made)
        return redirect("planning:people")
    context = {
        "person": person,
        "form": form,
        "contracts": person.contracts.order_by("-valid_from"),
    }
    status = 422 if form.errors else 200
    return render(request, "planning/people/contract.html", context, status=status)


def _tell_emptied(request: StaffRequest, contract: Contract) -> None:
    """Say how many published shifts a contract that ends leaves without their person."""
    left = left_without(contract, clock.now()).count()
    if left:
        said = ngettext(
            "%(number)s published shift lies on or after this day. A new version leaves it out.",
            "%(number)s published shifts lie on or after this day. A new version leaves them out.",
            left,
        )
        messages.warning(request, said % {"number": left})


def _initial(person: User) -> dict[str, Any]:
    today = city.today(clock.now())
    known = queries.contract_on(person, today)
    if known is None:
        return {"valid_from": today, "statuses": [Status.WORKER.value], "week_hours": 45}
    return {
        "valid_from": today,
        "statuses": known.statuses,
        "week_hours": known.week_hours,
        "leave_days": known.leave_days,
        "overtime_consent": known.overtime_consent,
    }


@requires(PLAN_SHIFTS)
@require_http_methods(["GET", "POST"])
def types(request: StaffRequest) -> HttpResponse:
    """List the shifts that can be given, and add one."""
    form = TypeForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _added(request, form):
        return redirect("planning:types")
    context = {"form": form, "types": queries.shift_types()}
    status = 422 if form.errors else 200
    return render(request, "planning/people/types.html", context, status=status)


def _added(request: StaffRequest, form: TypeForm) -> bool:
    facts = form.cleaned_data
    begin, end = (each.hour * 60 + each.minute for each in (facts["begins"], facts["ends"]))
    try:
        with transaction.atomic():
            actions.add_shift_type(
                name=facts["name"],
                start_minute=begin,
                end_minute=end if end > begin else end + _DAY,
                break_minutes=facts["break_minutes"],
                by=request.user,
                at=clock.now(),
            )
    except IntegrityError:
        form.add_error("name", _("There is a shift of this name. Choose another name."))
        return False
    return True


@requires(PLAN_SHIFTS)
@require_POST
def retire(request: StaffRequest, shift_type: int) -> HttpResponse:
    """Let a shift be given no more."""
    found = or_404(published.shift_type(shift_type))
    actions.retire_shift_type(shift_type=found, by=request.user, at=clock.now())
    return redirect("planning:types")
