"""Find saved reports: one's own, and shared ones. The first argument is who asks."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from alo153.accounts.models import User
from alo153.reports.models import SavedReport
from alo153.reports.permissions import SEE_REPORTS


def shown(asker: User) -> QuerySet[SavedReport]:
    """Return the reports somebody finds: their own, and shared ones."""
    if not asker.may(SEE_REPORTS):
        return SavedReport.objects.none()
    return SavedReport.objects.filter(Q(owner=asker) | Q(shared=True)).select_related("owner")


def readers(report: SavedReport) -> list[User]:
    """Return the recipients of a report: subscribed, still on the staff, and still permitted."""
    people = report.readers.filter(is_active=True).order_by("pk")
    return [
        person
        for person in people
        if person.may(SEE_REPORTS) and (report.shared or person.pk == report.owner_id)
    ]
