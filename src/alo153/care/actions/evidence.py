"""The evidence of a file for the prosecutor: a recording that is held, or copies of messages."""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from alo153.accounts.models import User
from alo153.accounts.policy import permit
from alo153.calls.media.holds.actions import hold_recording, release_recording
from alo153.calls.models import Call, Recording, VideoRecording
from alo153.calls.models.recordings import RecordingState
from alo153.calls.models.video_recordings import VideoRecordingState
from alo153.care.permissions import FILE_COMPLAINTS
from alo153.care.tables.abuse import AbuseReport, ComplaintFile
from alo153.contacts.models import Message

_NOT_TOLD: Final = (Message.State.FAILED, Message.State.WITHHELD, Message.State.RECALLED)
HELD_FOR: Final = timedelta(days=2 * 365)
"""The term for which a complaint's recording is held: an inquiry and a first trial."""


ONE_MATTER: Final = timedelta(days=1)
"""Messages within this time after the last step are about the same matter."""


class NothingToHold(LookupError):
    """Nothing is recorded of the call, or it is deleted."""


def hold(*, call: Call, report: AbuseReport, by: User, at: datetime) -> None:
    """Hold what is recorded of a call for a file."""
    reason = f"abuse_report:{report.pk}"
    hold_recording(call=call, reason=reason, until=at + HELD_FOR, by=by, at=at)


def copies(report: AbuseReport) -> list[dict[str, str]]:
    """Copy what was written in the contact of a report, in order; none of a call alone.

    Each copy has time, direction, sender or member of staff, subject, words and names of files.
    Messages that never reached the citizen are left out. Two queries.
    """
    last = (report.ended_at or report.begun_at) + ONE_MATTER
    rows = Message.objects.filter(
        conversation=report.conversation_id,
        conversation__isnull=False,
        created_at__range=(report.interaction.started_at, last),
    ).exclude(state__in=_NOT_TOLD)
    whole = rows.select_related("author").prefetch_related("files")
    # An automatic reply has the moment of its message
    return [_copy(each) for each in whole.order_by("created_at", "direction", "pk")]


def _copy(message: Message) -> dict[str, str]:
    return {
        "at": message.created_at.isoformat(),
        "direction": message.direction,
        "sender": message.sender,
        "staff": message.author.full_name if message.author else "",
        "subject": message.subject,
        "words": message.full_text or message.body,
        "files": ", ".join(each.name for each in message.files.all()),
    }


@transaction.atomic
def hold_evidence(*, report: AbuseReport, by: User, at: datetime) -> ComplaintFile:
    """Hold the recording of a file again, which was released by mistake or whose time is over.

    Raises:
        NotPermitted: they file no complaints.
        ComplaintFile.DoesNotExist: no file was made.
        NothingToHold: there is no recording (any more).
    """
    permit(FILE_COMPLAINTS, by=by)
    file = ComplaintFile.objects.select_for_update(of=("self",)).get(report=report)
    call = Call.objects.filter(interaction=report.interaction_id).first()
    if call is None:
        raise NothingToHold
    hold(call=call, report=report, by=by, at=at)
    # Asked under the locks of the hold: no deletion comes in between
    if not _is_there(call):
        raise NothingToHold
    file.held_until = at + HELD_FOR
    file.save(update_fields=["held_until"])
    return file


def _is_there(call: Call) -> bool:
    sound = Recording.objects.filter(
        pk=call.pk, state__in=(RecordingState.KEPT, RecordingState.PENDING)
    )
    video = VideoRecording.objects.filter(call=call).exclude(state=VideoRecordingState.DELETED)
    return sound.exists() or video.exists()


@transaction.atomic
def release_evidence(*, report: AbuseReport, by: User, at: datetime) -> None:
    """Hold the recording of a file no longer: the inquiry is over, or nobody complained.

    While another file needs the same recording it stays held.

    Raises:
        NotPermitted: they file no complaints.
        ComplaintFile.DoesNotExist: no file was made.
    """
    permit(FILE_COMPLAINTS, by=by)
    # Another file that is made at this moment is waited for: it needs the recording
    reports = AbuseReport.objects.select_for_update(of=("self",)).order_by("pk")
    list(reports.filter(interaction=report.interaction_id))
    files = ComplaintFile.objects.select_for_update(of=("self",)).order_by("pk")
    of_contact = list(files.filter(report__interaction=report.interaction_id))
    own = next((each for each in of_contact if each.report_id == report.pk), None)
    if own is None:
        raise ComplaintFile.DoesNotExist
    own.held_until = min(own.held_until, at)
    own.save(update_fields=["held_until"])
    call = Call.objects.filter(interaction=report.interaction_id).first()
    if call and all(each.held_until <= at for each in of_contact):
        release_recording(call=call, by=by, at=at)


def name_recording(*, call: Call) -> None:
    """Write into files that were made before the recording was stored which one it is."""
    kept = Recording.objects.exclude(sha256="").filter(pk=call.pk).first()
    if kept:
        files = ComplaintFile.objects.filter(report__interaction=call.interaction_id, sha256="")
        files.update(sha256=kept.sha256)
