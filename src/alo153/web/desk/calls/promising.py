"""Promise the citizen at hand a call in a window of today or tomorrow."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from alo153.accounts.models import User
from alo153.calls import actions, queries
from alo153.calls.floor import city_queues, promises
from alo153.calls.menu.windows import Slot
from alo153.calls.models import Call
from alo153.calls.numbers.dialing import NumberBarred
from alo153.calls.permissions import ANSWER_CALLS
from alo153.calls.supervision.call_backs import actions as call_backs
from alo153.city import numbers
from alo153.city.queries import local_time
from alo153.city.rules.phone import PhoneError, PhoneNumber
from alo153.core import clock
from alo153.core.text import moments
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.kit.telephone.refusals import barred_words
from alo153.web.kit.telephone.shortcuts import KEYS


class PromiseForm(forms.Form):
    """The number to call, and the window."""

    number = forms.CharField(
        label=_("Number to call"),
        max_length=40,
        widget=forms.TextInput(
            {"inputmode": "tel", "autocomplete": "off", "class": "form-control-sm"}
        ),
    )

    def __init__(self, slots: list[Slot], *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["window"] = forms.ChoiceField(
            label=_("When"),
            widget=forms.RadioSelect,
            choices=[(slot.id, _words(slot)) for slot in slots],
        )

    def clean_number(self) -> PhoneNumber:
        """Understand the number, or say what is wrong with it."""
        try:
            return numbers.parse(self.cleaned_data["number"])
        except PhoneError as error:
            raise ValidationError(numbers.words(error.problem)) from error


def _words(slot: Slot) -> str:
    """Say a window as an agent says it: Öğleden sonra, 28 Kasım 13:30–17:00."""
    begins, ends = (
        local_time.local(datetime.fromtimestamp(each, UTC)) for each in (slot.begins, slot.ends)
    )
    names = {window.key: window.name for window in city_queues.windows()}
    return f"{names[slot.window]}, {moments.hours(begins, ends)}"


@requires(ANSWER_CALLS)
@require_http_methods(["GET", "POST"])
def promise(request: StaffRequest, call: UUID) -> HttpResponse:
    """Show the windows and what is promised to this number already; take a promise."""
    row, now = queries.call_of(request.user, call), clock.now()
    if row is None:
        raise Http404
    slots = list(promises.free(row.queue, now))
    form = PromiseForm(slots, request.POST or None, initial={"number": numbers.display(row.number)})
    posted = request.method == "POST"
    if posted and form.is_valid() and _asked(request.user, row, form, now):
        return redirect("desk:promise", row.pk)
    context = {
        "call": row,
        "form": form,
        "slots": slots,
        "promised": promises.promised_to(row.number),
        "keys": KEYS,
    }
    return render(request, "desk/calls/promise.html", context, status=422 if posted else 200)


def _asked(user: User, row: Call, form: PromiseForm, at: datetime) -> bool:
    """Ask the switchboard for the promise; a number that this agent may not call is said so."""
    number, window = form.cleaned_data["number"], form.cleaned_data["window"]
    try:
        actions.promise_call_back(user=user, number=number, queue=row.queue, window=window, at=at)
    except NumberBarred as barred:
        form.add_error("number", str(barred_words(barred)))
        return False
    return True


@requires(ANSWER_CALLS)
@require_POST
def take_back(request: StaffRequest, call: UUID, promise: UUID) -> HttpResponse:
    """Take back what was promised to the citizen at hand, and show the remaining promises."""
    row = queries.call_of(request.user, call)
    if row is None:
        raise Http404
    for held in promises.promised_to(row.number):
        if held.pk == promise:
            call_backs.withdraw(call=held, by=request.user, at=clock.now())
    return redirect("desk:promise", row.pk)
