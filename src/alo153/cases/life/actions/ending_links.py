"""A contractor's link lasts as long as the unit that gave the work has the case."""

from datetime import datetime

from alo153.cases.events.fieldwork import CaseWorkEnded
from alo153.cases.models import Case
from alo153.cases.verbs.moving import tell
from alo153.core.actor import Actor


def end_links(case: Case, *, by: Actor, at: datetime) -> None:
    """Let the links of a locked case open nothing any more: it leaves its unit, or closes.

    Records ``case.work_ended``; nothing where none was open. One or two statements.
    """
    if case.contractor_links.filter(revoked_at=None).update(revoked_at=at):
        tell(case, CaseWorkEnded(), by=by, at=at)
