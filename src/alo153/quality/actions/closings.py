"""Check again whether what was closed as done is done."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction

from alo153.accounts.models import User
from alo153.accounts.policy import permit
from alo153.core import events
from alo153.core.actor import Actor
from alo153.quality import policy
from alo153.quality.events import ClosingChecked
from alo153.quality.models import ClosingCheck, Draw
from alo153.quality.permissions import EVALUATE_CONTACTS
from alo153.quality.queries.closings import DoneClosing
from alo153.quality.rules.sampling import Drawn


def draw_closings(closed: Iterable[DoneClosing], drawn: Sequence[Drawn], *, draw: Draw) -> int:
    """Keep the closings that chance drew, within the draw of a day; return how many."""
    found = {one.key: one for one in closed}
    ClosingCheck.objects.bulk_create(
        ClosingCheck(
            closing_id=one.key,
            draw=draw,
            unit_id=one.stratum,
            of=one.of,
            drawn=one.drawn,
            closed_at=found[one.key].at,
        )
        for one in drawn
    )
    return len(drawn)


@transaction.atomic
def check_closing(
    *,
    check: ClosingCheck,
    result: ClosingCheck.Result,
    way: ClosingCheck.Way,
    words: str,
    by: User,
    at: datetime,
) -> ClosingCheck:
    """Say what was found; a closing is checked once.

    Raises:
        NotPermitted: they do not evaluate.
        NotAllowed: they wrote or approved its answer, or it is checked.
    """
    permit(EVALUATE_CONTACTS, by=by)
    rows = ClosingCheck.objects.select_for_update(of=("self",))
    found = rows.select_related("closing__answer", "closing__case").get(pk=check.pk)
    answer = found.closing.answer
    authors = {answer.written_by_id, answer.approved_by_id} if answer else set()
    is_open = found.result == ClosingCheck.Result.OPEN
    policy.must(policy.may_check(by.pk, authors, is_open=is_open))
    found.result, found.way, found.words = result, way, words
    found.checked_by, found.checked_at = by, at
    found.save()
    what = ClosingChecked(result=result.value)
    events.record(what, subject=found, by=Actor.staff(by.pk), at=at)
    return found
