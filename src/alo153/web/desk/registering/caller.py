"""Who calls: what an agent may know of a number before the first word."""

from dataclasses import dataclass
from datetime import datetime

from alo153.accounts.models import User
from alo153.calls.media.recordings import queries as recordings
from alo153.calls.models import Call
from alo153.cases import queries as case_queries
from alo153.cases.models import Case
from alo153.citizens import actions as citizen_actions
from alo153.citizens import queries as citizen_queries
from alo153.citizens.models import Citizen, Interaction
from alo153.city.models import District


@dataclass(frozen=True, kw_only=True)
class Contact:
    """An earlier contact, and its call if there is something to hear or to know of it."""

    contact: Interaction
    call: Call | None


@dataclass(frozen=True, kw_only=True)
class Caller:
    """Everybody known behind a number, their cases and the last contacts with it."""

    number: str
    citizens: list[Citizen]
    # The one who speaks, if it is clear or was chosen
    chosen: Citizen | None
    open_cases: list[Case]
    closed_cases: list[Case]
    contacts: list[Contact]

    @property
    def district(self) -> District | None:
        """Return where the caller's latest case is; the calls of most are about their own place."""
        cases = sorted(
            [*self.open_cases, *self.closed_cases], key=lambda case: case.opened_at, reverse=True
        )
        return next((case.district for case in cases if case.district), None)

    @property
    def name(self) -> str:
        """Return the name of the one who speaks, if it is known."""
        return self.chosen.name if self.chosen else ""


def calls_from(
    asker: User, number: str, *, now: Interaction | None, chosen: str = "", at: datetime
) -> Caller:
    """Return who is behind a number and write down the look; five queries.

    Args:
        number: E.164 or short; empty when withheld.
        now: the contact that is going on; the earlier ones are listed.
        chosen: the key of the citizen who speaks, as a page sends it.
    """
    citizens = citizen_queries.by_phone(asker, number) if number else []
    speaker = _speaker(citizens, chosen)
    cases = case_queries.cases_of(asker, [speaker] if speaker else citizens) if citizens else []
    if citizens:
        citizen_actions.log_looks(user=asker, citizens=citizens, what="desk-call", at=at)
    return Caller(
        number=number,
        citizens=citizens,
        chosen=speaker,
        open_cases=[case for case in cases if case.is_open],
        closed_cases=[case for case in cases if not case.is_open],
        contacts=_contacts(asker, number, now, at),
    )


def _contacts(asker: User, number: str, now: Interaction | None, at: datetime) -> list[Contact]:
    """Return the last contacts, each with the call whose recording the asker may open."""
    found = [one for one in citizen_queries.recent_contacts(asker, number) if one != now]
    calls = recordings.calls_of(asker, found, at) if found else {}
    return [Contact(contact=one, call=calls.get(one.pk)) for one in found]


def _speaker(citizens: list[Citizen], chosen: str) -> Citizen | None:
    if len(citizens) == 1:
        return citizens[0]
    return next((citizen for citizen in citizens if str(citizen.pk) == chosen), None)
