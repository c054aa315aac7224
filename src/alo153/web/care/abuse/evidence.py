"""The recording of a file for the prosecutor: taken along to be handed over, and released."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from alo153.calls.media.recordings import actions as recording_actions
from alo153.calls.media.recordings import queries as recordings
from alo153.calls.media.recordings.sound import MEDIA_TYPES, RecordingForm
from alo153.calls.media.video_recordings import actions as video_recording_actions
from alo153.calls.media.video_recordings import queries as video_recordings
from alo153.calls.models import Recording, VideoRecording
from alo153.care import actions
from alo153.care.models import ComplaintFile
from alo153.care.permissions import FILE_COMPLAINTS
from alo153.care.queries import abuse as queries
from alo153.core import clock
from alo153.web.kit.access import StaffRequest, requires


@cache_control(private=True, no_store=True)
@requires(FILE_COMPLAINTS)
@require_safe
def recording(request: StaffRequest, number: int) -> HttpResponseBase:
    """Send the sound as it was kept, also of a caller who was erased since; it is written down."""
    found = _found(request, number)
    call, now = queries.evidence(found.report).call, clock.now()
    if call is None:
        raise Http404
    try:
        sound = recordings.open_sound(request.user, call, now)
    except Recording.DoesNotExist as error:
        raise Http404 from error
    except recordings.Damaged:
        recording_actions.report_damage(call=call, at=now)
        return HttpResponse(status=409)
    form = RecordingForm(call.recording.form)
    name = f"complaint-{found.pk}.{form}"
    return FileResponse(sound, as_attachment=True, filename=name, content_type=MEDIA_TYPES[form])


@cache_control(private=True, no_store=True)
@requires(FILE_COMPLAINTS)
@require_safe
def video(request: StaffRequest, number: int, take: int) -> HttpResponseBase:
    """Send the pictures as they were kept, also of a caller who was erased; it is written down."""
    found = _found(request, number)
    call, now = queries.evidence(found.report).call, clock.now()
    if call is None:
        raise Http404
    try:
        _row, pictures = video_recordings.open_recording(request.user, call, take, now)
    except VideoRecording.DoesNotExist as error:
        raise Http404 from error
    except recordings.Damaged:
        video_recording_actions.report_damage(call=call, take=take, at=now)
        return HttpResponse(status=409)
    name = f"complaint-{found.pk}-{take}.webm"
    return FileResponse(pictures, as_attachment=True, filename=name, content_type="video/webm")


@requires(FILE_COMPLAINTS)
@require_POST
def hold(request: StaffRequest, number: int) -> HttpResponse:
    """Hold the recording again: it was released by mistake, or the inquiry lasts longer."""
    report = _found(request, number).report
    try:
        actions.hold_evidence(report=report, by=request.user, at=clock.now())
    except actions.NothingToHold:
        messages.error(request, _("The recording is deleted: there is nothing to hold."))
    else:
        messages.success(request, _("The recording is held for two years from today."))
    return redirect("care:abuse_report", report.pk)


@requires(FILE_COMPLAINTS)
@require_POST
def release(request: StaffRequest, number: int) -> HttpResponse:
    """Hold the recording no longer."""
    report = _found(request, number).report
    actions.release_evidence(report=report, by=request.user, at=clock.now())
    if queries.evidence(report).hold:
        told = _("This file holds the recording no more; another file of the call still does.")
    else:
        told = _("The recording is not held any more.")
    messages.success(request, told)
    return redirect("care:abuse_report", report.pk)


def _found(request: StaffRequest, number: int) -> ComplaintFile:
    found = queries.complaints(request.user).filter(report=number).first()
    if found is None:
        raise Http404
    return found
