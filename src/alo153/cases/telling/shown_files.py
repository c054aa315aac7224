"""Which files of a case are shown to whom."""

from django.db.models import Max, Q, QuerySet

from alo153.cases.models import Attachment, Case
from alo153.core.database.prepared import Prepared

_PUBLIC = Prepared(
    lambda case: Attachment.objects.filter(
        Q(from_citizen=True) | Q(is_evidence=True, content_type__startswith="image/"), case=case
    ),
    int,
)


def public_files(case: Case) -> list[Attachment]:
    """Return the citizen's own files and the photos of the work; one query, two with photos.

    A photo of the work is shown once it lay before whoever approved an answer.
    """
    found = _PUBLIC(case.pk)
    if all(file.from_citizen for file in found):
        return found
    approved = case.answers.aggregate(at=Max("approved_at"))["at"]
    return [file for file in found if file.from_citizen or (approved and file.at <= approved)]


def evidence(case: Case) -> QuerySet[Attachment]:
    """Return the photos that show the work."""
    return case.attachments.filter(is_evidence=True, content_type__startswith="image/")
