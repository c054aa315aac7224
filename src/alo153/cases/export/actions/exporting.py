"""Write a case as a document for the archive, and note who took it out."""

import hashlib
from datetime import datetime
from pathlib import Path

from django.db import transaction

from alo153.accounts.models import User
from alo153.cases.events.life import CaseExported
from alo153.cases.export.archiving import gathering
from alo153.cases.models import Case
from alo153.cases.policy.permitting import permit
from alo153.cases.rules.verbs import Verb
from alo153.core import events
from alo153.core.actor import Actor


@transaction.atomic
def export(*, case: Case, fonts: Path, by: User, at: datetime) -> bytes:
    """Return a case with its files as PDF/A-3u.

    Args:
        fonts: folder with the letters of the document (`paper.write`).

    Raises:
        NotTheirs: this person takes no case out.
    """
    permit(Verb.EXPORT, case, by=by)
    from alo153.cases.export.archiving import paper  # noqa: PLC0415 - takes 0.8 s, and few need it

    written = paper.write(gathering.document_of(case, at=at), fonts)
    digest = hashlib.sha256(written).hexdigest()
    events.record(CaseExported(sha256=digest), subject=case, by=Actor.staff(by.pk), at=at)
    return written
