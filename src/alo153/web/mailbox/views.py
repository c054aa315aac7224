"""The development mailbox: what would have been sent, newest first."""

from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from alo153.channels import queries
from alo153.city import numbers
from alo153.city.rules.phone import PhoneError

_SHOWN = 100
_THIS_MACHINE = {"localhost", "127.0.0.1", "::1"}


class AddressForm(forms.Form):
    """The recipient of the shown messages: a telephone number in any form, or part of an e-mail."""

    to = forms.CharField(label=_("Telephone or e-mail"), required=False, max_length=254)

    def clean_to(self) -> str:
        """Return a telephone number as it is stored, anything else as typed."""
        typed: str = self.cleaned_data["to"].strip()
        try:
            return numbers.parse(typed).value
        except PhoneError:
            return typed


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Show the messages; only in development and on this machine, since anybody may look."""
    if not _is_at_home(request):
        raise Http404
    form = AddressForm(request.GET if "to" in request.GET else {"to": ""})
    to = form.cleaned_data["to"] if form.is_valid() else ""
    letters = queries.captured_messages(to=to)[:_SHOWN]
    return render(request, "mailbox/mailbox.html", {"form": form, "letters": letters, "to": to})


def _is_at_home(request: HttpRequest) -> bool:
    """Tell whether it is a trial on this machine: links and new passwords are in the letters."""
    public = urlsplit(settings.PUBLIC_URL).hostname
    asker = request.META.get("REMOTE_ADDR")
    return settings.DEVELOPMENT and public in _THIS_MACHINE and asker in _THIS_MACHINE
