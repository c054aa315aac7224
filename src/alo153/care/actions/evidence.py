"""The recording of a file for the prosecutor: named once it is stored, released in the end."""

from datetime import datetime

from django.db import transaction

from alo153.accounts.models import User
from alo153.accounts.policy import permit
from alo153.calls.media.holds.actions import release_recording
from alo153.calls.models import Call, Recording
from alo153.care.permissions import FILE_COMPLAINTS
from alo153.care.tables.abuse import AbuseReport, ComplaintFile


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
