"""Before a confidential case opens, its reader says why; after the request it is shut again."""

import logging
from collections.abc import Callable
from typing import Any, Final
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from django_htmx.http import HttpResponseClientRedirect

from alo153.cases import actions, queries
from alo153.cases.confidential.disclosure import HOLDS_FOR, ReasonNeeded
from alo153.cases.models import Case
from alo153.cases.permissions import SEE_EVERY_CASE
from alo153.citizens.permissions import READ_CONFIDENTIAL
from alo153.core import clock
from alo153.core.database.sealed_text import reading
from alo153.core.keyring import KeyringError
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.site import errors

logger = logging.getLogger(__name__)

WHY: Final = {
    "work": gettext_lazy("I work on this application"),
    "citizen": gettext_lazy("The citizen turned to us about it"),
    "check": gettext_lazy("I check the answer"),
    "asked": gettext_lazy("A court or an authority asks for it"),
    "other": gettext_lazy("Another reason"),
}
_TO_BE_EXPLAINED: Final = frozenset({"asked", "other"})


class _FirstIsReady(forms.RadioSelect):
    """Choices of which the first has the keyboard when the page opens."""

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Let the first choice have the focus."""
        option = super().create_option(*args, **kwargs)
        if option["index"] == "0":
            option["attrs"]["autofocus"] = True
        return option


class ReasonForm(forms.Form):
    """Why somebody opens the case: one of the usual reasons, and words of their own."""

    use_required_attribute = False

    why = forms.ChoiceField(
        label=gettext_lazy("Why do you open it?"),
        choices=list(WHY.items()),
        widget=_FirstIsReady,
        error_messages={"required": gettext_lazy("Choose why you open it.")},
    )
    words = forms.CharField(
        label=gettext_lazy("In your own words"),
        required=False,
        max_length=140,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy(
            "The citizen can ask for it, and reads it. Write nothing of what the application says."
        ),
    )

    def clean(self) -> dict[str, str]:
        """See that a reason of their own has words."""
        cleaned = super().clean() or {}
        why = cleaned.get("why")
        if why in _TO_BE_EXPLAINED and not cleaned.get("words") and "words" not in self.errors:
            self.add_error("words", _("Write who asks, or what the reason is."))
        return cleaned

    def reason(self) -> str:
        """Return the reason of a valid form, as the log keeps it."""
        chosen, words = str(WHY[self.cleaned_data["why"]]), self.cleaned_data["words"]
        return f"{chosen}: {words}" if words else chosen


@requires(READ_CONFIDENTIAL)
@require_http_methods(["GET", "POST"])
def ask(request: StaffRequest, code: str) -> HttpResponse:
    """Ask why a confidential case is opened, write it down, and open it."""
    try:
        case = queries.to_be_explained(request.user, code)
    except Case.DoesNotExist as error:
        raise Http404 from error
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.give_reason(case=case, reason=form.reason(), by=request.user, at=clock.now())
        return redirect(_way_on(request, case))
    context = {
        "case": case,
        "form": form,
        "minutes": int(HOLDS_FOR.total_seconds() // 60),
        "next": request.POST.get("next") or request.GET.get("next", ""),
    }
    status = 422 if form.errors else 200
    return render(request, "privacy/confidential.html", context, status=status)


def _way_on(request: StaffRequest, case: Case) -> str:
    wished = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(wished, {request.get_host()}, request.is_secure()):
        return wished
    center = request.user.may(SEE_EVERY_CASE)
    return reverse("center:case" if center else "unit:case", args=[case.tracking_code])


class Shutter:
    """Let each request be a reading of its own, and send who said no reason to where one is said.

    It is synchronous, as all are (`config.serving.one_thread`).
    """

    sync_capable, async_capable = True, False

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer; what was opened is open no longer than that."""
        with reading(writes=request.method == "POST"):
            return self._get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Turn what a reading needs into a page: a reason, or a key that is missing."""
        if isinstance(error, ReasonNeeded):
            return _to_reason(request, error.case)
        if isinstance(error, KeyringError):
            logger.error("a confidential case cannot be read or written: %s", error)
            return errors.page(request, "privacy/no_key.html", status=503)
        return None


def _to_reason(request: HttpRequest, case: Case) -> HttpResponse:
    page = reverse("confidential", args=[case.tracking_code])
    if request.method == "POST":
        messages.warning(request, _("Your reason is too old; nothing was saved. Give it again."))
    else:
        page = f"{page}?{urlencode({'next': request.get_full_path()})}"
    if request.headers.get("HX-Request"):
        return HttpResponseClientRedirect(page)
    return redirect(page)
