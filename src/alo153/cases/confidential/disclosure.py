"""The words of a confidential case: put away when it comes, shown to whoever said why."""

from __future__ import annotations

from collections.abc import MutableMapping
from copy import copy
from datetime import datetime, timedelta
from typing import Final

from alo153.accounts.models import User
from alo153.cases.models import Case, ConfidentialMatter
from alo153.cases.models.sealed_text import open_up, writes
from alo153.citizens import queries as citizens
from alo153.citizens.models import Person

HOLDS_FOR: Final = timedelta(minutes=30)
"""How long a reason that was given opens the case, for who gave it."""
_WRITING_FOR: Final = timedelta(hours=8)
"""What was begun in time is taken later, too: nobody's words are lost while they look for them."""
LOOK: Final = "reason"
"""What the giving of a reason is called in the log of looks."""


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
    found = citizens.reason_given(asker, case_id=case.pk, what=LOOK, since=at - time)
    if not found:
        raise ReasonNeeded(case)
    return found


def taken_out(facts: MutableMapping[str, object], name: str) -> ConfidentialMatter:
    """Take the words out of the facts of a case that is being opened."""
    pin = "" if facts["lat"] is None else f"{facts['lat']} {facts['lon']}"
    matter = ConfidentialMatter(
        text=str(facts["text"]), address=str(facts["address"]), pin=pin, reporter_name=name.strip()
    )
    facts.update(confidential=True, text="", address="", lat=None, lon=None)
    return matter


def told(case: Case, matter: ConfidentialMatter | None) -> Case:
    """Return a case as it was told, for its receipt; it is not to be saved."""
    if matter is None:
        return case
    whole = copy(case)
    whole.text, whole.address = matter.text, matter.address
    return whole


def show(case: Case) -> None:
    """Open a case for the rest of the reading, and put its words where pages look for them.

    The database refuses a confidential case with words of its own: what is shown here cannot be
    saved by mistake.
    """
    open_up(case)
    matter = ConfidentialMatter.objects.get(case=case)
    case.text, case.address = matter.text, matter.address
    if matter.pin:
        case.lat, case.lon = map(float, matter.pin.split())
    if case.reporter and matter.reporter_name:
        case.reporter.person = Person(full_name=matter.reporter_name)
