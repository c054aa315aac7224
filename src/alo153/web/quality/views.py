"""One call with the player of its recording."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from alo153.accounts.models import User
from alo153.calls.media.line_quality import queries as lines
from alo153.calls.media.recordings import queries
from alo153.calls.media.video_recordings import actions as video_recording_actions
from alo153.calls.media.video_recordings import queries as video_recordings
from alo153.calls.models import Call
from alo153.calls.models.video_recordings import VideoRecording
from alo153.calls.permissions import ANSWER_CALLS, LISTEN_TO_RECORDINGS
from alo153.citizens import actions as citizens
from alo153.core import clock
from alo153.quality.queries import transcripts
from alo153.quality.rules.error_rate import CLAIMED_FROM
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.quality import player, ranges


@requires(LISTEN_TO_RECORDINGS, ANSWER_CALLS)
@require_safe
def call(request: StaffRequest, call: UUID) -> HttpResponse:
    """Show a call with the picture of its recording, and write down the look."""
    now = clock.now()
    row = _call_or_404(request.user, call, now)
    citizen = row.interaction.citizen
    if citizen:
        citizens.log_accesses(user=request.user, citizens=[citizen], what="recording-page", at=now)
    context = player.context(row) | {
        "lines": lines.of_call(row.pk),
        "video_recordings": video_recordings.of_call(row) if row.video_recorded else [],
        **_transcript(request.user, row, now),
    }
    return render(request, "quality/call.html", context)


@requires(LISTEN_TO_RECORDINGS, ANSWER_CALLS)
@require_safe
def sound(request: StaffRequest, call: UUID) -> HttpResponseBase:
    """Send the sound of a call; that somebody listens is written down."""
    now = clock.now()
    return player.send(request, request.user, _call_or_404(request.user, call, now), now)


@requires(LISTEN_TO_RECORDINGS, ANSWER_CALLS)
@require_safe
def video_recording(request: StaffRequest, call: UUID, take: int) -> HttpResponseBase:
    """Send the pictures of a call; that somebody watches is written down."""
    now = clock.now()
    row = _call_or_404(request.user, call, now)
    try:
        found, file = video_recordings.open_recording(request.user, row, take, now)
    except VideoRecording.DoesNotExist as error:
        raise Http404 from error
    except queries.Damaged:
        video_recording_actions.report_damage(call=row, take=take, at=now)
        return HttpResponse(status=409)
    return ranges.send(request, file, size=found.size or 0, content_type="video/webm")


def _transcript(asker: User, call: Call, at: datetime) -> dict[str, Any]:
    """Return what was said, with how far it can be believed; nothing where nothing was written."""
    found = transcripts.of_call(asker, call, at)
    if found is None:
        return {}
    return {
        "transcript": found,
        "measured": transcripts.measured(),
        "claimed_from": CLAIMED_FROM,
    }


def _call_or_404(asker: User, call: UUID, at: datetime) -> Call:
    try:
        return queries.call_of(asker, call, at)
    except Call.DoesNotExist as error:
        raise Http404 from error
