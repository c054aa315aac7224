"""The words of a confidential case: put away when it is opened, shown to whoever opened it."""

from __future__ import annotations

from collections.abc import MutableMapping
from copy import copy

from alo153.cases.models import Case, ConfidentialMatter
from alo153.cases.words import open_up
from alo153.citizens.models import Person


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
