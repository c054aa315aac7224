"""A desk's actions: call, serve, send on, end. Each is one press."""

from collections.abc import Callable, Mapping

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alo153.city import queries as city
from alo153.core import clock
from alo153.counter import actions, queries
from alo153.counter.lifecycle import NotNow
from alo153.counter.permissions import SERVE_AT_COUNTER
from alo153.web.counter.transfer import TransferForm
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.kit.found import or_404

BEGIN = "begin"
VERBS: Mapping[str, Callable[..., None]] = {
    "again": actions.call_again,
    BEGIN: actions.begin,
    "finish": actions.finish,
    "miss": actions.miss,
}


@requires(SERVE_AT_COUNTER)
@require_POST
def call_next(request: StaffRequest) -> HttpResponse:
    """Call whose turn it is."""
    session = queries.session_of(request.user)
    if session:
        try:
            ticket = actions.call_next(session=session, by=request.user, at=clock.now())
        except NotNow:
            messages.error(request, _("Finish with the visitor at your desk first."))
        else:
            if ticket is None:
                messages.info(request, _("Nobody waits for your desk."))
    return redirect("counter:desk")


@requires(SERVE_AT_COUNTER)
@require_POST
def ticket(request: StaffRequest, ticket: int, verb: str) -> HttpResponse:
    """Do one of the verbs; a visitor who has come is served in the record of the desk."""
    do = VERBS.get(verb)
    if do is None:
        raise Http404
    found = or_404(queries.ticket(ticket))
    try:
        do(ticket=found, by=request.user, at=clock.now())
    except (NotNow, actions.AtAnotherDesk):
        messages.error(request, _("Meanwhile this number went on."))
        return redirect("counter:desk")
    return redirect("desk:ticket", found.pk) if verb == BEGIN else redirect("counter:desk")


@requires(SERVE_AT_COUNTER)
@require_POST
def transfer(request: StaffRequest, ticket: int) -> HttpResponse:
    """Send the visitor on."""
    found, session = or_404(queries.ticket(ticket)), queries.session_of(request.user)
    form = TransferForm(session, request.POST) if session else None
    if session and form and form.is_valid():
        service = next(
            each
            for each in city.services_of(session.office)
            if each.letter == form.cleaned_data["letter"]
        )
        try:
            actions.transfer(
                ticket=found,
                to=service,
                desk=form.cleaned_data["desk"],
                by=request.user,
                at=clock.now(),
            )
            said = _("%(number)s waits for %(service)s, with the time waited so far.")
            messages.success(request, said % {"number": found.shown, "service": service.label})
            return redirect("counter:desk")
        except (NotNow, actions.AtAnotherDesk, actions.NoSuchDesk):
            pass
    messages.error(request, _("Meanwhile this number or that desk went on."))
    return redirect("counter:desk")
