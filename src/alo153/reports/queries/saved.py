"""Find saved reports: one's own, and shared ones. The first argument is who asks."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from alo153.accounts.models import User
from alo153.reports.models import SavedReport
from alo153.reports.permissions import SEE_REPORTS


def shown(asker: User) -> QuerySet[SavedReport]:
    """Return the reports somebody finds: their own, and shared ones."""
    if not asker.may(SEE_REPORTS):
        return SavedReport.objects.none()
    return SavedReport.objects.filter(Q(owner=asker) | Q(shared=True)).select_related("owner")


def droppable(asker: User) -> QuerySet[SavedReport]:
    """Return the reports somebody may delete: their own, and shared ones whose owner has left."""
    return shown(asker).filter(Q(owner=asker) | Q(owner__is_active=False))


def listed(asker: User) -> QuerySet[SavedReport]:
    """Return the reports somebody finds.

    `is_mine` says whether it is sent to them, `may_drop` whether they may delete it.
    """
    sent = SavedReport.readers.through.objects.filter(savedreport=OuterRef("pk"), user=asker)
    theirs = droppable(asker).filter(pk=OuterRef("pk"))
    return shown(asker).annotate(is_mine=Exists(sent), may_drop=Exists(theirs))


def readers(report: SavedReport) -> list[User]:
    """Return the recipients of a report: subscribed, still on the staff, and still permitted."""
    people = report.readers.filter(is_active=True).order_by("pk")
    return [
        person
        for person in people
        if person.may(SEE_REPORTS) and (report.shared or person.pk == report.owner_id)
    ]
