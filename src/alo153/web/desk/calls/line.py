"""Store the line quality that the telephone in an agent's page measured."""

from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse, JsonResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from alo153.calls.media.line_quality import actions
from alo153.calls.models.line_quality import LONGEST_MS, LONGEST_SECONDS
from alo153.calls.permissions import ANSWER_CALLS
from alo153.core import clock
from alo153.web.kit.access import StaffRequest, requires


def _seconds() -> forms.IntegerField:
    return forms.IntegerField(min_value=0, max_value=LONGEST_SECONDS)


def _up_to(most: float) -> forms.FloatField:
    return forms.FloatField(min_value=0, max_value=most, required=False)


class MeasuredForm(forms.Form):
    """The measurements of one leg: loss in percent, jitter and round trip in milliseconds.

    A figure that the browser could not measure is missing.
    """

    seconds = _seconds()
    bad_seconds = _seconds()
    loss_in = _up_to(100)
    loss_out = _up_to(100)
    jitter_mean = _up_to(LONGEST_MS)
    jitter_max = _up_to(LONGEST_MS)
    round_trip = _up_to(LONGEST_MS)

    def clean_bad_seconds(self) -> int:
        """Refuse more seconds of bad quality than were measured."""
        bad: int = self.cleaned_data["bad_seconds"]
        if bad > self.cleaned_data.get("seconds", bad):
            raise forms.ValidationError(_("More than were measured."))
        return bad


@requires(ANSWER_CALLS)
@require_POST
def measured(request: StaffRequest, call: UUID) -> HttpResponse:
    """Store the measurements of the agent's own leg; a repeated or late request changes nothing."""
    form = MeasuredForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"errors": form.errors}, status=400)
    figures = actions.Measured(**form.cleaned_data)
    try:
        actions.keep(call=call, measured=figures, user=request.user, at=clock.now())
    except actions.NotYourLeg as error:
        raise Http404 from error
    return HttpResponse(status=204)
