"""Keep what a crew reports from the spot."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from alo153.accounts.models import User
from alo153.cases.events.fieldwork import CaseFieldReported
from alo153.cases.life.actions.noting import attach
from alo153.cases.models import Case, FieldPhoto, FieldReport
from alo153.cases.policy.permitting import NotTheirs, permit
from alo153.cases.rules.verbs import Verb
from alo153.cases.verbs.moving import locked, tell
from alo153.core.actor import Actor
from alo153.core.files.uploads import CheckedFile


@transaction.atomic
def report_from_field(
    *,
    case: Case,
    token: UUID,
    found: FieldReport.Found,
    note: str,
    photos: Mapping[FieldPhoto.Shows, CheckedFile],
    by: User,
    made_at: datetime,
    at: datetime,
) -> FieldReport:
    """Keep a report with its photos, once for its token; the unit writes the answer from it.

    One that was written without a line may arrive long after the case moved on: it is kept too.
    `made_at` is of a telephone: a clock that was corrected says neither a future time
    nor one before the case.

    Raises:
        NotTheirs: the case is with a unit that is not theirs, or the token is somebody else's.
    """
    current = locked(case)
    known = FieldReport.objects.filter(token=token).first()
    if known:
        if (known.case_id, known.by_user_id) != (case.pk, by.pk):
            raise NotTheirs
        return known
    permit(Verb.REPORT, current, by=by)
    report = FieldReport.objects.create(
        case=current,
        token=token,
        found=found,
        note=note.strip(),
        by_user=by,
        made_at=min(max(made_at, current.opened_at), at),
        at=at,
    )
    actor = Actor.staff(by.pk)
    for shows, photo in photos.items():
        kept = attach(
            case=current, file=photo, from_citizen=False, is_evidence=True, by=actor, at=at
        )
        FieldPhoto.objects.create(report=report, attachment=kept, shows=shows)
    tell(current, CaseFieldReported(report=report.pk, found=found), by=actor, at=at)
    return report
