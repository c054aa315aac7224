"""The caller or writer: what an agent may know of them before the first word."""

from dataclasses import dataclass
from datetime import datetime

from alo153.accounts.models import User
from alo153.calls.media.recordings import queries as recordings
from alo153.calls.models import Call
from alo153.cases import queries as case_queries
from alo153.cases.models import Case
from alo153.citizens import actions as citizen_actions
from alo153.citizens import queries as citizen_queries
from alo153.citizens.models import Citizen
from alo153.city.models import District
from alo153.contacts import queries as contact_queries
from alo153.contacts.models import Conversation, Interaction


@dataclass(frozen=True, kw_only=True)
class Contact:
    """An earlier contact, and its call if there is something to hear or to know of it."""

    contact: Interaction
    call: Call | None


@dataclass(frozen=True, kw_only=True)
class Caller:
    """Everybody known behind a number, their cases and the last contacts with it."""

    # Of who writes it may be an e-mail address
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
        now: the present contact; the earlier ones are listed.
        chosen: the key of the citizen who speaks, as a page sends it.
    """
    citizens = citizen_queries.by_phone(asker, number) if number else []
    speaker = _speaker(citizens, chosen)
    cases = case_queries.cases_of(asker, [speaker] if speaker else citizens) if citizens else []
    if citizens:
        citizen_actions.log_accesses(user=asker, citizens=citizens, what="desk-call", at=at)
    contacts = _contacts(asker, number, now, at)
    return _of(number, citizens, speaker, cases, contacts)


def writes(asker: User, letter: Conversation, *, at: datetime) -> Caller:
    """Return who wrote, as far as that was verified, and write down the look; five queries."""
    citizen_actions.log_access(user=asker, citizen=letter.citizen, what="conversation", at=at)
    known = [letter.citizen] if letter.citizen else []
    cases = case_queries.cases_of(asker, known) if known else []
    contacts = _contacts(asker, letter.address, letter.interaction, at)
    return _of(letter.address, known, letter.citizen, cases, contacts)


def _of(
    number: str,
    citizens: list[Citizen],
    speaker: Citizen | None,
    cases: list[Case],
    contacts: list[Contact],
) -> Caller:
    return Caller(
        number=number,
        citizens=citizens,
        chosen=speaker,
        open_cases=[case for case in cases if case.is_open],
        closed_cases=[case for case in cases if not case.is_open],
        contacts=contacts,
    )


def _contacts(asker: User, address: str, now: Interaction | None, at: datetime) -> list[Contact]:
    """Return the last contacts, each with the call whose recording the asker may open."""
    found = [one for one in contact_queries.recent_contacts(asker, address) if one != now]
    calls = recordings.calls_of(asker, found, at) if found else {}
    return [Contact(contact=one, call=calls.get(one.pk)) for one in found]


def _speaker(citizens: list[Citizen], chosen: str) -> Citizen | None:
    if len(citizens) == 1:
        return citizens[0]
    return next((citizen for citizen in citizens if str(citizen.pk) == chosen), None)
