"""Search in what was said, and write recordings down by hand to measure the engine."""

from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from alo153.calls.models import Call, Recording
from alo153.calls.permissions import LISTEN_TO_RECORDINGS
from alo153.citizens import actions as citizens
from alo153.citizens.models import Citizen
from alo153.core import clock
from alo153.quality import actions
from alo153.quality.actions.transcribing import LONGEST_BY_HAND
from alo153.quality.permissions import MANAGE_QUALITY
from alo153.quality.queries import transcripts as queries
from alo153.quality.rules.error_rate import CLAIMED_FROM
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.quality import player

_LONGEST = 200


class SearchForm(forms.Form):
    """Words that were said."""

    use_required_attribute = False

    q = forms.CharField(
        label=gettext_lazy("Words that were said"),
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "autofocus": True}),
    )


class HandForm(forms.Form):
    """A person's transcript of either side."""

    use_required_attribute = False

    citizen = forms.CharField(
        label=gettext_lazy("The citizen says"),
        required=False,
        max_length=LONGEST_BY_HAND,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=gettext_lazy("Word for word, without names of who speaks."),
    )
    agent = forms.CharField(
        label=gettext_lazy("The agent says"),
        required=False,
        max_length=LONGEST_BY_HAND,
        widget=forms.Textarea(attrs={"rows": 10}),
    )

    def clean(self) -> None:
        """Ask for words on one side at least."""
        if not any(word.strip() for word in self.cleaned_data.values()):
            raise forms.ValidationError(_("Write what you hear, on one side at least."))


@requires(LISTEN_TO_RECORDINGS)
@require_safe
def search(request: StaffRequest) -> HttpResponse:
    """Find calls by what was said; each that is shown is written down as looked at."""
    asked, now = request.GET.get("q", "")[:_LONGEST], clock.now()
    hits = queries.search(request.user, asked, now)
    citizens.log_accesses(
        user=request.user, citizens=_citizens([hit.call for hit in hits]), what="transcript", at=now
    )
    context = {
        "form": SearchForm({"q": asked}),
        "hits": hits,
        "measured": queries.measured(),
        "claimed_from": CLAIMED_FROM,
        "is_on": bool(settings.TRANSCRIPTION),
    }
    return render(request, "quality/transcripts/search.html", context)


@requires(MANAGE_QUALITY)
@require_safe
def by_hand(request: StaffRequest) -> HttpResponse:
    """List some recordings to write down by hand, and what was measured so far."""
    context = {
        "rows": queries.to_write(request.user, clock.now()),
        "measured": queries.measured(),
        "claimed_from": CLAIMED_FROM,
    }
    return render(request, "quality/transcripts/by_hand.html", context)


@requires(MANAGE_QUALITY)
@require_http_methods(["GET", "POST"])
def write(request: StaffRequest, call: UUID) -> HttpResponse:
    """Transcribe one recording by hand next to its player; the engine's words are not shown."""
    now = clock.now()
    found = queries.writable(request.user, now).filter(pk=call).first()
    if found is None:
        raise Http404
    form = HandForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.write_by_hand(recording=found, by=request.user, at=now, **given)
        except actions.RecordingGone as error:
            raise Http404 from error
        messages.success(request, _("Kept, and compared with the engine's words."))
        return redirect("quality:by_hand")
    return _page(request, found, form)


def _page(request: StaffRequest, found: Recording, form: HandForm) -> HttpResponse:
    now = clock.now()
    citizens.log_accesses(
        user=request.user, citizens=_citizens([found.call]), what="transcript", at=now
    )
    context = player.context(found.call) | {"form": form}
    status = 422 if form.errors else 200
    return render(request, "quality/transcripts/write.html", context, status=status)


def _citizens(calls: list[Call]) -> list[Citizen]:
    found = [call.interaction.citizen for call in calls]
    return [citizen for citizen in found if citizen]
