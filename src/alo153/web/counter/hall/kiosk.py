"""The kiosk: choose what you come for, take a number. One step, one press, no sign-in."""

import uuid
from http import HTTPStatus
from typing import Any

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from alo153.city import queries as city
from alo153.core import clock
from alo153.counter import actions, queries
from alo153.counter.models import Device
from alo153.web.counter.hall.devices import device_or_404

LANGUAGES = dict(settings.LANGUAGES)


class TakeForm(forms.Form):
    """The form that a press of the kiosk sends."""

    press = forms.UUIDField()
    letter = forms.CharField(max_length=1)
    priority = forms.BooleanField(required=False)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        whom = city.priority().label
        self.fields["priority"].label = whom and _("I have priority: %(whom)s") % {"whom": whom}


@never_cache
@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest, token: str, language: str = "") -> HttpResponse:
    """Show what a visitor may come for; give the number of what was pressed."""
    kiosk = device_or_404(token, Device.Kind.KIOSK)
    spoken = _language(language)
    with override(spoken):
        if request.method != "POST":
            return _page(request, kiosk, token, spoken)
        form = TakeForm(request.POST)
        if not form.is_valid():
            return _page(request, kiosk, token, spoken, _("Please press once more."), 422)
        press = form.cleaned_data["press"]
        refused = _take(kiosk, form.cleaned_data)
        if refused:
            return _page(request, kiosk, token, spoken, *refused)
        return redirect("counter:kiosk_number", token, spoken, press)


def _language(asked: str) -> str:
    """Return the language that was pressed, else the city's: every visitor begins with that."""
    spoken = asked or city.city().language
    if spoken not in LANGUAGES:
        raise Http404
    return spoken


def _take(kiosk: Device, pressed: dict[str, Any]) -> tuple[str, int] | None:
    """Take the number; say why there is none."""
    try:
        actions.take_ticket(device=kiosk, at=clock.now(), **pressed)
    except actions.OfficeClosed:
        return _("We are closed now."), HTTPStatus.CONFLICT
    except actions.NumbersUsedUp:
        words = _("All numbers of this service are given for today. Please ask our staff.")
        return words, HTTPStatus.CONFLICT
    except actions.TooManyPresses:
        words = _("Many numbers were taken just now. Please wait a moment and press again.")
        return words, HTTPStatus.TOO_MANY_REQUESTS
    except actions.NotOffered:
        return _("Please press once more."), HTTPStatus.UNPROCESSABLE_ENTITY
    return None


def _page(
    request: HttpRequest,
    kiosk: Device,
    token: str,
    language: str,
    refused: str = "",
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    context = {
        "office": kiosk.office,
        "is_open": city.is_office_open(kiosk.office, clock.now()),
        "services": city.services_of(kiosk.office),
        "form": TakeForm(),
        "press": uuid.uuid4(),
        "refused": refused,
        "token": token,
        "language": language,
        "others": [(code, name) for code, name in LANGUAGES.items() if code != language],
    }
    return render(request, "counter/hall/kiosk.html", context, status=status)


@never_cache
@require_GET
def number(request: HttpRequest, token: str, language: str, press: uuid.UUID) -> HttpResponse:
    """Show the number big, and print it; a kiosk shows only numbers that it gave."""
    kiosk = device_or_404(token, Device.Kind.KIOSK)
    ticket = queries.ticket_of(kiosk, press)
    if ticket is None:
        raise Http404
    with override(_language(language)):
        context = {
            "ticket": ticket,
            "before": queries.before(ticket, clock.now()),
            "token": token,
            "language": language,
        }
        return render(request, "counter/hall/number.html", context)
