"""Delete reports of abuse and files for the prosecutor when their time is over."""

from datetime import datetime, timedelta

from django.db import transaction

from alo153.care.tables.abuse import AbuseReport, ComplaintFile
from alo153.city import queries as city


@transaction.atomic
def forget_reports(*, at: datetime) -> int:
    """Delete what is older than the city says (retention.toml), and return how many reports.

    A file goes with its report, and never while its recording is held. Events stay countable.
    """
    days = city.kept_days()
    files = ComplaintFile.objects.filter(
        made_at__lt=at - timedelta(days=days.complaint_files), held_until__lte=at
    )
    files.delete()
    old = AbuseReport.objects.filter(begun_at__lt=at - timedelta(days=days.abuse_reports))
    gone, _ = old.filter(complaint=None).delete()
    return gone
