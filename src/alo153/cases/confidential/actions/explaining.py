"""Say why one opens a confidential case; from then on, for a time, it opens."""

from datetime import datetime

from django.db import transaction

from alo153.accounts.models import User
from alo153.cases.confidential import disclosure
from alo153.cases.models import Case
from alo153.cases.policy.permitting import permit
from alo153.cases.policy.refusals import ReasonMissing
from alo153.cases.rules.verbs import Verb
from alo153.citizens.actions import log_access


@transaction.atomic
def give_reason(*, case: Case, reason: str, by: User, at: datetime) -> None:
    """Write into the access log why this person opens a confidential case.

    Raises:
        ReasonMissing: not a word why.
        NotTheirs: this person may not read it, whatever they say.
    """
    permit(Verb.EXPLAIN, case, by=by)
    if not reason.strip():
        raise ReasonMissing
    log_access(
        user=by,
        citizen=case.reporter,
        case_id=case.pk,
        what=disclosure.GIVING_A_REASON,
        reason=reason.strip()[:200],
        at=at,
    )
