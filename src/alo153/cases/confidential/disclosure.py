"""The words of a confidential case: removed when it is read, shown to readers who gave a reason."""

from __future__ import annotations

from collections.abc import MutableMapping
from datetime import datetime, timedelta
from typing import Final

from alo153.accounts.models import User
from alo153.cases.models import Case, CaseConversation
from alo153.cases.models.case import SEALED
from alo153.citizens import queries as citizens
from alo153.citizens.models import Person
from alo153.contacts.models import Conversation
from alo153.core.database.sealed_text import open_up, unseal_row, writes

HOLDS_FOR: Final = timedelta(minutes=30)
"""The time for which a reason opens the case to its giver."""
_WRITING_FOR: Final = timedelta(hours=8)
"""Words begun in time are accepted later: nobody loses them while looking for the right ones."""
GIVING_A_REASON: Final = "reason"
"""Its name in the access log."""


class ReasonNeeded(Exception):
    """This person may read the case once they say why."""

    def __init__(self, case: Case) -> None:
        super().__init__(case.tracking_code)
        self.case = case


def reason_of(asker: User, case: Case, *, whole: bool, at: datetime) -> str:
    """Return why this person has the case open.

    Args:
        whole: the case is taken out as a document, which no form that was begun in time excuses.

    Raises:
        ReasonNeeded: they did not say, or longer ago than it holds.
    """
    time = _WRITING_FOR if writes() and not whole else HOLDS_FOR
    found = citizens.reason_given(asker, case_id=case.pk, what=GIVING_A_REASON, since=at - time)
    if not found:
        raise ReasonNeeded(case)
    return found


def let_read(asker: User, conversation: Conversation, *, at: datetime) -> None:
    """See that somebody said why they read what was said about a confidential case.

    The reason is that of the case, which it opens as well; of several cases one is enough. A talk
    that is tied to none has no case whose log could keep it.

    Raises:
        ReasonNeeded: they did not say, or longer ago than it holds.
    """
    if not conversation.confidential:
        return
    about = CaseConversation.objects.filter(conversation=conversation, case__confidential=True)
    needed: ReasonNeeded | None = None
    for link in about.select_related("case").order_by("at"):
        try:
            reason_of(asker, link.case, whole=False, at=at)
        except ReasonNeeded as missing:
            needed = needed or missing
        else:
            return
    if needed:
        raise needed


def is_followed_by(asker: User, case: Case, *, at: datetime) -> bool:
    """Tell whether an open page may hear that a case of its reader changed.

    A confidential one must have been opened with a reason, in the shift that still shows it.
    """
    return not case.confidential or _said_why(asker, case.pk, at)


def is_talk_followed_by(asker: User, conversation: Conversation, *, at: datetime) -> bool:
    """Tell the same of a conversation, by the reason of its case; one without a case needs none."""
    if not conversation.confidential:
        return True
    about = CaseConversation.objects.filter(conversation=conversation, case__confidential=True)
    cases = list(about.values_list("case_id", flat=True))
    return not cases or any(_said_why(asker, case, at) for case in cases)


def _said_why(asker: User, case_id: int, at: datetime) -> bool:
    since = at - _WRITING_FOR
    return bool(citizens.reason_given(asker, case_id=case_id, what=GIVING_A_REASON, since=since))


def put_away(facts: MutableMapping[str, object], name: str) -> None:
    """Bring the facts of a case that is being opened into columns that are sealed."""
    pin = "" if facts["lat"] is None else f"{facts['lat']} {facts['lon']}"
    facts.update(lat=None, lon=None, pin=pin, reporter_name=name.strip())


def shut(case: Case) -> None:
    """Take the words out of a case that was just saved: its caller did not open it."""
    case.refresh_from_db(fields=SEALED)


def show(case: Case) -> None:
    """Open a case for the rest of the reading, and put its words where pages look for them.

    The database refuses a confidential case with a point or name in the open: what is shown here
    cannot be saved by mistake.
    """
    open_up(case)
    unseal_row(case)
    if case.pin:
        case.lat, case.lon = map(float, case.pin.split())
    if case.reporter and case.reporter_name:
        case.reporter.person = Person(full_name=case.reporter_name)
