"""Reports of abuse: an agent's own, and what supervisors have to decide."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from alo153.accounts.models import User
from alo153.calls.media.recordings.queries import shown
from alo153.calls.models import Call, Recording
from alo153.calls.models.holds import RecordingHold
from alo153.calls.models.recordings import RecordingState
from alo153.calls.models.video_recordings import VideoRecording, VideoRecordingState
from alo153.calls.permissions import SUPERVISE_CALLS
from alo153.care.contact import last_contact
from alo153.care.permissions import FILE_COMPLAINTS
from alo153.care.tables.abuse import AbuseReport, ComplaintFile
from alo153.cases.models import Case
from alo153.citizens.permissions import READ_CONFIDENTIAL
from alo153.contacts.models import Interaction

COMPLAINT_DAYS: Final = 183
"""An insult is pursued if it is complained of within six months (TCK 73)."""


@dataclass(frozen=True)
class Evidence:
    """The evidence of a report in addition to the statement."""

    call: Call | None
    hold: RecordingHold | None
    complain_by: datetime
    videos: tuple[VideoRecording, ...] = ()

    @property
    def recording(self) -> Recording | None:
        """Return what was recorded, whatever became of it."""
        return getattr(self.call, "recording", None)

    @property
    def is_heard(self) -> bool:
        """Say whether people who may play recordings hear it: never that of an erased caller."""
        return self.is_kept and not (self.hold and self.hold.erased_at)

    @property
    def is_kept(self) -> bool:
        """Say whether the recording is there."""
        return self.recording is not None and self.recording.state == RecordingState.KEPT

    @property
    def is_pending(self) -> bool:
        """Say whether the recording is still being stored."""
        return self.recording is not None and self.recording.state == RecordingState.PENDING

    @property
    def is_there(self) -> bool:
        """Say whether sound or pictures can be taken along."""
        return self.is_kept or bool(self.videos)


def at_hand(asker: User, at: datetime) -> tuple[Interaction | None, AbuseReport | None]:
    """Return the asker's contact at hand, and the report of it; four queries at most."""
    contact = last_contact(asker, at)
    if contact is None:
        return None, None
    return contact, AbuseReport.objects.filter(agent=asker, interaction=contact).first()


def own(asker: User) -> QuerySet[AbuseReport]:
    """Return the asker's own reports, the newest first."""
    rows = AbuseReport.objects.filter(agent=asker).select_related("complaint", "block")
    return rows.order_by("-begun_at")


def reported(asker: User) -> QuerySet[AbuseReport]:
    """Return the reports a supervisor may read, those to settle first.

    Of a call or conversation that is hidden from them (a confidential case) there is none.

    Raises:
        PermissionDenied: they do not supervise calls.
    """
    if not asker.may(SUPERVISE_CALLS):
        raise PermissionDenied
    seen = Call.objects.filter(shown(asker), interaction=OuterRef("interaction"))
    any_call = Call.objects.filter(interaction=OuterRef("interaction"))
    hidden = Case.objects.filter(interactions=OuterRef("interaction"), confidential=True)
    no_call = ~Q(Exists(any_call)) & ~Q(Exists(hidden))
    rows = AbuseReport.objects.filter(Q(Exists(seen)) | no_call)
    if not asker.may(READ_CONFIDENTIAL):
        rows = rows.exclude(conversation__confidential=True)
    rows = rows.select_related(
        "agent", "interaction__call", "conversation", "settled_by", "complaint", "block"
    )
    return rows.order_by(F("settled_at").desc(nulls_first=True), "-begun_at")


def complaints(asker: User) -> QuerySet[ComplaintFile]:
    """Return the files for the prosecutor of the reports a person may read.

    Raises:
        PermissionDenied: they file no complaints, or do not supervise calls.
    """
    if not asker.may(FILE_COMPLAINTS):
        raise PermissionDenied
    rows = ComplaintFile.objects.filter(report__in=reported(asker).order_by())
    return rows.select_related("report__agent", "report__interaction__citizen", "made_by")


def evidence(report: AbuseReport) -> Evidence:
    """Return what there is of a report; three queries."""
    call = Call.objects.select_related("recording").filter(interaction=report.interaction).first()
    hold = RecordingHold.objects.filter(call=call).first() if call else None
    videos = VideoRecording.objects.filter(call=call, state=VideoRecordingState.KEPT)
    return Evidence(
        call=call,
        hold=hold,
        complain_by=report.begun_at + timedelta(days=COMPLAINT_DAYS),
        videos=tuple(videos.order_by("take")) if call else (),
    )
