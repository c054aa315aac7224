"""The files of a case that a reader may see."""

from django.db.models import Max, Q, QuerySet

from alo153.accounts.models import User
from alo153.cases.models import Attachment, Case
from alo153.cases.policy.standing import may
from alo153.cases.rules.verbs import Verb
from alo153.cases.telling import case_file
from alo153.core.database.prepared import Prepared

_PUBLIC = Prepared(
    lambda case: Attachment.objects.filter(
        Q(from_citizen=True) | Q(is_evidence=True, content_type__startswith="image/"), case=case
    ),
    int,
)


def public_files(case: Case) -> list[Attachment]:
    """Return the citizen's own files and the photos of the work; one query, two with photos.

    A photo of the work is shown once the approver of an answer has seen it.
    """
    found = _PUBLIC(case.pk)
    if all(file.from_citizen for file in found):
        return found
    approved = case.answers.aggregate(at=Max("approved_at"))["at"]
    return [file for file in found if file.from_citizen or (approved and file.at <= approved)]


def for_staff(asker: User, case: Case) -> list[Attachment]:
    """Return the files of a case, in the order in which they came, for staff who may see it.

    A signed paper bears name, address and signature: only who works on the case sees it, at the
    center or in its unit. A reader of every case for reports does not.
    """
    works = may(asker, Verb.NOTE, case)
    return [file for file in case_file.files(case) if works or not file.is_petition]


def evidence(case: Case) -> QuerySet[Attachment]:
    """Return the photos that show the work."""
    return case.attachments.filter(is_evidence=True, content_type__startswith="image/")
