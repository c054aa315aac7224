"""The page of prompts: listen to each, record it, give it back to the machine."""

from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from alo153.calls.permissions import ANSWER_CALLS, SEE_VOICE_MENU
from alo153.core import clock
from alo153.knowledge.permissions import RECORD_PROMPTS
from alo153.knowledge.prompts import actions, recordings
from alo153.knowledge.sound import SoundError
from alo153.web.floor.prompts import heard
from alo153.web.floor.prompts.heard import Heard
from alo153.web.kit.access import StaffRequest, requires


class RecordingForm(forms.Form):
    """A recording of one prompt."""

    file = forms.FileField(
        label=gettext_lazy("Recording"),
        help_text=gettext_lazy("A wav file of 16 bits, at most a minute; or record it here."),
        widget=forms.FileInput(attrs={"accept": "audio/wav,.wav"}),
    )

    def clean_file(self) -> "UploadedFile[Any]":
        """Refuse what is far too large before it is read."""
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if (file.size or 0) > recordings.MOST_BYTES:
            raise forms.ValidationError(_("The recording is too large. Keep it below a minute."))
        return file


@requires(SEE_VOICE_MENU)
@require_GET
def index(request: StaffRequest) -> HttpResponse:
    """Show the prompts of a language with text, length and a way to hear them."""
    every = list(heard.every())
    languages = list(dict.fromkeys(each.prompt.language for each in every))
    asked = request.GET.get("language", "")
    shown = asked if asked in languages else next(iter(languages), "")
    context = {
        "prompts": [each for each in every if each.prompt.language == shown],
        "languages": languages,
        "language": shown,
        "may_record": request.user.may(RECORD_PROMPTS),
    }
    return render(request, "floor/prompts/prompts.html", context)


@requires(SEE_VOICE_MENU)
@never_cache
@require_GET
def sound(_request: StaffRequest, name: str) -> FileResponse:
    """Send the sound of a prompt as callers hear it."""
    path = heard.sound_of(_found(name).prompt)
    if not path.is_file():
        raise Http404
    return FileResponse(path.open("rb"), content_type="audio/wav")


@requires(RECORD_PROMPTS)
@require_http_methods(["GET", "POST"])
def record(request: StaffRequest, name: str) -> HttpResponse:
    """Take a recording of a prompt, from a file or from the browser's microphone."""
    found = _found(name)
    form = RecordingForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and _kept(request, form, found):
        messages.success(request, _("Callers hear the recording from now on."))
        return redirect("live:prompts")
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    context = {"form": form, "each": found, "may_ring": request.user.may(ANSWER_CALLS)}
    return render(request, "floor/prompts/record.html", context, status=status)


def _kept(request: StaffRequest, form: RecordingForm, found: Heard) -> bool:
    try:
        actions.record_prompt(
            key=found.prompt.key,
            name=found.prompt.name,
            content=form.cleaned_data["file"].read(),
            by=request.user,
            at=clock.now(),
        )
    except SoundError:
        words = _(
            "This cannot be used: it must be a wav file of 16 bits, not silent, and last at "
            "most a minute."
        )
        form.add_error("file", words)
        return False
    return True


@requires(RECORD_PROMPTS)
@require_POST
def drop(request: StaffRequest, name: str) -> HttpResponse:
    """Throw a recording away: the machine reads it again."""
    prompt = _found(name).prompt
    actions.give_prompt_to_machine(
        key=prompt.key,
        name=prompt.name,
        language=prompt.language,
        text=prompt.text,
        by=request.user,
        at=clock.now(),
    )
    messages.success(request, _("The recording is thrown away; the machine reads it in a moment."))
    return redirect("live:prompts")


def _found(name: str) -> Heard:
    found = heard.named(name)
    if found is None:
        raise Http404
    return found
