"""A supervisor's page of the communication centers and their screens."""

from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from alo153.city import queries as city
from alo153.core import clock
from alo153.counter import actions, figures, queries
from alo153.counter.models import Device
from alo153.counter.permissions import SUPERVISE_COUNTERS
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.kit.fields.choosing import OneOf
from alo153.web.kit.fields.one_line import one_line
from alo153.web.kit.found import or_404

PAGES = {Device.Kind.KIOSK: "counter:kiosk", Device.Kind.HALL: "counter:hall"}


class DeviceForm(forms.Form):
    """A new screen: its place and its kind."""

    office = OneOf(city.offices_now, label=_("Communication center"))
    kind = forms.ChoiceField(label=_("Screen"), choices=Device.Kind)
    name = forms.CharField(label=_("Name, as you call it"), max_length=60, validators=[one_line])


@requires(SUPERVISE_COUNTERS)
@require_GET
def overview(request: StaffRequest) -> HttpResponse:
    """Show who waits for what, which desks are open, and figures; four queries a place."""
    now = clock.now()
    places = [_place(today, now) for today in figures.today(now)]
    context = {
        "places": places,
        "topics": " ".join(queries.topic(place["standing"].office) for place in places),
    }
    inside = request.htmx and request.htmx.target == "places"
    template = "counter/overview/places.html" if inside else "counter/overview/page.html"
    return render(request, template, context)


def _place(today: figures.Today, now: datetime) -> dict[str, Any]:
    return {
        "standing": queries.standing(today.office, now),
        "is_open": city.is_office_open(today.office, now),
        "today": today,
        "days": figures.days(today.office),
    }


@requires(SUPERVISE_COUNTERS)
@require_POST
def free(request: StaffRequest, session: int) -> HttpResponse:
    """Free a desk whose clerk has left; its visitor is called next."""
    found = or_404(queries.desk_session(session))
    actions.free_desk(session=found, by=request.user, at=clock.now())
    return redirect("counter:overview")


@requires(SUPERVISE_COUNTERS)
@require_http_methods(["GET", "POST"])
@never_cache
def devices(request: StaffRequest) -> HttpResponse:
    """List the screens and add one; its address is shown on this answer and never again."""
    form = DeviceForm(request.POST or None)
    context: dict[str, Any] = {"form": form, "devices": queries.devices()}
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        kind = Device.Kind(facts.pop("kind"))
        device, key = actions.add_device(kind=kind, **facts, by=request.user, at=clock.now())
        address = request.build_absolute_uri(reverse(PAGES[kind], args=[key]))
        context |= {"form": DeviceForm(), "added": device, "address": address}
    status = 422 if form.errors else 200
    return render(request, "counter/overview/devices.html", context, status=status)


@requires(SUPERVISE_COUNTERS)
@require_POST
def revoke(request: StaffRequest, device: int) -> HttpResponse:
    """Let a screen show nothing any more."""
    found = or_404(queries.screen(device))
    actions.revoke_device(device=found, by=request.user, at=clock.now())
    return redirect("counter:devices")
