"""Staff at a desk of a communication center: sit down, see who waits, leave."""

from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from alo153.city import queries as city
from alo153.city.models import Office
from alo153.core import clock
from alo153.core.actor import Actor
from alo153.counter import actions, queries
from alo153.counter.models import WHYS, DeskSession, TicketOffer
from alo153.counter.offering import queries as offers
from alo153.counter.permissions import SERVE_AT_COUNTER
from alo153.web.counter.shortcuts import KEYS
from alo153.web.counter.transfer import TransferForm
from alo153.web.kit.access import StaffRequest, requires


@dataclass(frozen=True, kw_only=True)
class Asked:
    """The visitor whom routing offers a desk, and why this one, in words."""

    offer: TicketOffer
    why: str


class SitForm(forms.Form):
    """At which desk somebody sits down, and what is called there."""

    desk = forms.TypedChoiceField(label=gettext_lazy("Desk number"), coerce=int)
    letters = forms.MultipleChoiceField(
        label=gettext_lazy("Called at this desk"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one.")},
    )

    def __init__(self, office: Office, data: Any = None) -> None:
        services = city.services_of(office)
        super().__init__(data, initial={"letters": [each.letter for each in services]})
        self.office = office
        taken = {each.desk: each.user.full_name for each in queries.sessions(office)}
        fields: dict[str, Any] = self.fields
        fields["desk"].choices = [
            (number, f"{number} ({taken[number]})" if number in taken else str(number))
            for number in range(1, office.desks + 1)
        ]
        fields["letters"].choices = [(each.letter, str(each)) for each in services]


@requires(SERVE_AT_COUNTER)
@require_GET
def desk(request: StaffRequest) -> HttpResponse:
    """Show the present and the waiting visitors; a clerk without a desk chooses one."""
    session = queries.session_of(request.user)
    inside = request.htmx and request.htmx.target == "counter"
    if session is None:
        # A supervisor may have freed it: a part of the page holds no other page
        return HttpResponse(headers={"HX-Refresh": "true"}) if inside else _choosing(request)
    context = _standing(session)
    if inside:
        return render(request, "counter/desk/work.html", context)
    return render(request, "counter/desk/page.html", context)


@requires(SERVE_AT_COUNTER)
@require_POST
def here(request: StaffRequest) -> HttpResponse:
    """Note that a page of one's desk is open, so that nobody counts as gone who listens."""
    actions.note_desk_seen(by=request.user, at=clock.now())
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


def _standing(session: DeskSession) -> dict[str, Any]:
    now, ticket = clock.now(), queries.at_hand(session)
    return {
        "session": session,
        "ticket": ticket,
        "asked": None if ticket else _asked(session, now),
        "standing": queries.standing(session.office, now),
        "topic": queries.topic(session.office),
        "transfer": TransferForm(session) if ticket else None,
        "keys": KEYS,
    }


def _asked(session: DeskSession, now: datetime) -> Asked | None:
    offer = offers.offered_to(session.user, now)
    return Asked(offer=offer, why=str(WHYS[offers.why(offer, session, now)])) if offer else None


def _choosing(
    request: StaffRequest, form: SitForm | None = None, status: int = 200
) -> HttpResponse:
    offices = city.offices_now()
    asked = form.office.slug if form else request.GET.get("office", "")
    office = offices.get(asked) or _usual(request, offices.values())
    context = {
        "offices": offices.values(),
        "office": office,
        "form": form or (SitForm(office) if office else None),
    }
    return render(request, "counter/desk/sit.html", context, status=status)


def _usual(request: StaffRequest, offices: Any) -> Office | None:
    """Return where somebody sat last, else the first place."""
    last = queries.last_session_of(request.user)
    here = [office for office in offices if last and office.pk == last.office_id]
    return next(iter([*here, *offices]), None)


@requires(SERVE_AT_COUNTER)
@require_POST
def sit(request: StaffRequest) -> HttpResponse:
    """Sit down at a desk."""
    office = city.offices_now().get(request.POST.get("office", ""))
    if office is None:
        return _choosing(request, status=422)
    form = SitForm(office, request.POST)
    if form.is_valid():
        try:
            actions.open_desk(office=office, by=request.user, at=clock.now(), **form.cleaned_data)
            return redirect("counter:desk")
        except actions.DeskTaken:
            form.add_error("desk", _("Somebody sits at this desk. Choose another one."))
        except actions.DeskBusy:
            messages.error(request, _("Finish with the visitor at your desk first."))
            return redirect("counter:desk")
    return _choosing(request, form, status=422)


@requires(SERVE_AT_COUNTER)
@require_POST
def leave(request: StaffRequest) -> HttpResponse:
    """Leave one's desk."""
    session = queries.session_of(request.user)
    if session:
        try:
            actions.close_desk(session=session, by=Actor.staff(request.user.pk), at=clock.now())
        except actions.DeskBusy:
            messages.error(request, _("Finish with the visitor at your desk first."))
    return redirect("counter:desk")
