"""Citizens who rated a contact low and wish a call: words, a dial button, and the result."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from alo153.calls import actions as calls
from alo153.calls.numbers.dialing import NumberBarred
from alo153.calls.permissions import SUPERVISE_CALLS
from alo153.citizens import actions as citizens
from alo153.city import numbers
from alo153.core import clock
from alo153.quality import actions
from alo153.quality.models import ContactFeedback
from alo153.quality.queries import feedback as queries
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.kit.telephone.refusals import barred_words
from alo153.web.quality.evaluating.forms import LONGEST

_SHOWN = 50


class ResultForm(forms.Form):
    """The result of the call."""

    use_required_attribute = False

    result = forms.CharField(
        label=gettext_lazy("What came of it?"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": gettext_lazy("Write what came of the call.")},
    )


@requires(SUPERVISE_CALLS)
@require_safe
def call_backs(request: StaffRequest) -> HttpResponse:
    """List whom to call, and what came of the last calls."""
    return _page(request)


@requires(SUPERVISE_CALLS)
@require_POST
def dial(request: StaffRequest, number: int) -> HttpResponse:
    """Call the citizen with the center's own number."""
    found = _found(request, number)
    try:
        calls.dial_call_back(
            user=request.user,
            number=numbers.parse(found.number),
            reference=actions.reference_of(found),
            at=clock.now(),
        )
    except NumberBarred as barred:
        messages.error(request, barred_words(barred))
    else:
        messages.success(request, _("Your telephone rings first, then the citizen's."))
    return redirect("quality:call_backs")


@requires(SUPERVISE_CALLS)
@require_POST
def handle(request: StaffRequest, number: int) -> HttpResponse:
    """Keep what came of the call."""
    form = ResultForm(request.POST)
    if queries.called(request.user).filter(pk=number).exists():
        messages.warning(request, _("A colleague has written what came of it already."))
        return redirect("quality:call_backs")
    found = _found(request, number)
    if not form.is_valid():
        return _page(request, typed=(found.pk, form))
    result = form.cleaned_data["result"]
    actions.handle_feedback(feedback=found, result=result, by=request.user, at=clock.now())
    messages.success(request, _("Kept."))
    return redirect("quality:call_backs")


def _found(request: StaffRequest, number: int) -> ContactFeedback:
    found = queries.to_call(request.user).filter(pk=number).first()
    if found is None:
        raise Http404
    return found


def _page(request: StaffRequest, *, typed: tuple[int, ResultForm] | None = None) -> HttpResponse:
    rows = list(queries.to_call(request.user)[:_SHOWN])
    others = list(queries.without_call(request.user)[:_SHOWN])
    citizens.log_accesses(
        user=request.user,
        citizens=[row.interaction.citizen for row in (*rows, *others) if row.interaction.citizen],
        what="feedback",
        at=clock.now(),
    )
    forms_of = dict([typed]) if typed else {}
    context = {
        "rows": [(row, forms_of.get(row.pk) or ResultForm()) for row in rows],
        "others": others,
        "done": queries.called(request.user)[:_SHOWN],
    }
    status = 422 if typed else 200
    return render(request, "quality/feedback/call_backs.html", context, status=status)
