"""Invite somebody at another counter or screen into the call at hand, by a link."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from alo153.calls import actions, queries
from alo153.calls.endpoints.invitations import actions as invitations
from alo153.calls.models import Call
from alo153.calls.permissions import ANSWER_CALLS
from alo153.citizens.channel import Channel
from alo153.core import clock
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.kit.fields.written_to import written_to
from alo153.web.kit.telephone.shortcuts import KEYS


class SendForm(forms.Form):
    """The recipient of the link: one field for telephone and e-mail, recognized from the text."""

    token = forms.CharField(max_length=40, widget=forms.HiddenInput)
    to = forms.CharField(
        label=gettext_lazy("Mobile number or e-mail address"),
        max_length=254,
        widget=forms.TextInput(
            {"autocomplete": "off", "spellcheck": "false", "class": "form-control-sm"}
        ),
    )
    channel: Channel

    def clean_to(self) -> str:
        """Understand an e-mail address or a mobile number at home, or say what is wrong."""
        self.channel, address = written_to(str(self.cleaned_data["to"]))
        return address


@requires(ANSWER_CALLS)
@require_POST
def invite(request: StaffRequest, call: UUID) -> HttpResponse:
    """Make a link for the agent's own call and show it once."""
    row = _own_call(request, call)
    try:
        token = actions.invite_guest(user=request.user, call=row, at=clock.now())
    except actions.NotYourCall:
        return _show(request, {})
    return _show(request, _shown(row, token, SendForm(initial={"token": token})))


@requires(ANSWER_CALLS)
@require_POST
def send(request: StaffRequest, call: UUID) -> HttpResponse:
    """Send a link that was made for the agent's own call by SMS or e-mail."""
    row = _own_call(request, call)
    form, now = SendForm(request.POST), clock.now()
    token = _own_token(request, row, now)
    if not token:
        return _show(request, {})
    if not form.is_valid():
        return _show(request, _shown(row, token, form), status=422)
    leaving = invitations.send_invitation(
        interaction=row.interaction,
        channel=form.channel,
        to=form.cleaned_data["to"],
        link=_link(token),
        wait_seconds=settings.SEND_DELAY_SECONDS,
        at=now,
    )
    if leaving is None:
        form.add_error("to", _("Five links were sent for this call. Copy this one instead."))
        return _show(request, _shown(row, token, form), status=422)
    fresh = SendForm(initial={"token": token})
    shown = _shown(row, token, fresh) | {"sent_to": form.cleaned_data["to"]}
    return _show(request, shown | ({"leaving": leaving} if settings.SEND_DELAY_SECONDS else {}))


@requires(ANSWER_CALLS)
@require_POST
def take_back(request: StaffRequest, call: UUID, message: UUID) -> HttpResponse:
    """Take back a link that has not left yet, and let it be sent to somebody else."""
    row, now = _own_call(request, call), clock.now()
    taken = invitations.withdraw_invitation(
        interaction=row.interaction, message_id=message, by=request.user, at=now
    )
    token = _own_token(request, row, now)
    if not token:
        return _show(request, {})
    form = SendForm(initial={"token": token})
    return _show(request, _shown(row, token, form) | {"taken_back": taken, "too_late": not taken})


def _own_call(request: StaffRequest, call: UUID) -> Call:
    row = queries.call_of(request.user, call)
    if row is None:
        raise Http404
    return row


def _own_token(request: StaffRequest, call: Call, at: datetime) -> str:
    """Return the token that was sent along, if it opens this call and is the agent's own."""
    token = request.POST.get("token", "")
    found = queries.invitation(token, at)
    return token if found and (found.call_id, found.by_id) == (call.pk, request.user.pk) else ""


def _link(token: str) -> str:
    return settings.PUBLIC_URL + reverse("portal:join", args=[token])


def _shown(call: Call, token: str, form: SendForm) -> dict[str, Any]:
    return {"call": call, "link": _link(token), "form": form}


def _show(request: StaffRequest, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    fragment = bool(request.htmx)
    template = "desk/calls/invitation.html" if fragment else "desk/calls/invitation_page.html"
    return render(request, template, context | {"keys": KEYS}, status=status)
