"""Grants, removals and teams of a member of staff, in sentences."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter

from django.utils.translation import gettext as _

from alo153.accounts.events import (
    StaffDismissed,
    StaffEmailChanged,
    StaffEnrolled,
    StaffUpdated,
)
from alo153.accounts.models import User
from alo153.accounts.queries import role_labels
from alo153.city import queries
from alo153.city.events import StaffJoinedTeam, StaffJoinedUnit, StaffLeftTeam, StaffLeftUnit
from alo153.city.models import StaffChange
from alo153.core import events
from alo153.core.models import Event


@dataclass(frozen=True)
class Line:
    """One thing that happened to an account. `who` is empty where no member of staff did it."""

    at: datetime
    words: str
    who: str = ""


class _Words:
    """Names for the keys of events; roles and units that are retired have theirs still."""

    def __init__(self, user: User) -> None:
        self._roles = role_labels()
        self._units = {unit.slug: unit.name for unit in queries.units()}
        self._teams = queries.teams_of(user)
        self._emails = dict(user.former_emails.values_list("pk", "email"))

    def roles(self, keys: Iterable[str]) -> str:
        """Return the names of some roles."""
        return ", ".join(self._roles.get(key, key) for key in keys) or _("none")

    def of(self, event: Event) -> str:
        """Return an event in words; empty: it says nothing new."""
        said = events.read(
            event,
            StaffEnrolled,
            StaffUpdated,
            StaffJoinedUnit,
            StaffLeftUnit,
            StaffJoinedTeam,
            StaffLeftTeam,
            StaffEmailChanged,
            StaffDismissed,
        )
        match said:
            case StaffEnrolled():
                return _("Account made. Roles: %(roles)s") % {"roles": self.roles(said.roles)}
            case StaffUpdated():
                return self._updated(said)
            case StaffJoinedUnit() | StaffLeftUnit():
                return self._unit(said)
            case StaffJoinedTeam() | StaffLeftTeam():
                return self._team(said)
            case StaffEmailChanged():
                return _("E-mail address changed; before: %(email)s") % {"email": self._email(said)}
            case _:
                return _("Account ended")

    def _unit(self, said: StaffJoinedUnit | StaffLeftUnit) -> str:
        unit = self._units.get(said.unit, said.unit)
        if isinstance(said, StaffLeftUnit):
            return _("No role in %(unit)s any more") % {"unit": unit}
        return _("In %(unit)s: %(roles)s") % {"unit": unit, "roles": self.roles(said.roles)}

    def _team(self, said: StaffJoinedTeam | StaffLeftTeam) -> str:
        """Return in words who belonged to a team; empty: for less than a day."""
        if said.team not in self._teams:
            return ""
        joined = isinstance(said, StaffJoinedTeam)
        words = _("In the team %(team)s") if joined else _("No longer in the team %(team)s")
        return words % {"team": self._teams[said.team]}

    def _email(self, said: StaffEmailChanged) -> str:
        if said.former is None:
            return _("none")
        return self._emails.get(said.former) or _("no longer kept")

    def _updated(self, said: StaffUpdated) -> str:
        if sorted(said.roles) == sorted(said.before):
            return ""
        return _("Roles of the whole city: %(roles)s (before: %(before)s)") % {
            "roles": self.roles(said.roles),
            "before": self.roles(said.before),
        }


def history_of(asker: User, user: User) -> list[Line]:
    """Return what happened to an account, the latest first. Raises NotPermitted."""
    words = _Words(user)
    lines = [*_recorded(asker, user, words), *_decided(asker, user)]
    return sorted(lines, key=attrgetter("at"), reverse=True)


def _recorded(asker: User, user: User, words: _Words) -> Iterator[Line]:
    for event in queries.staff_history(asker, user):
        if said := words.of(event):
            by_staff = event.actor_kind == "staff"
            yield Line(event.at, said, getattr(event, "actor_name", "") if by_staff else "")


def _decided(asker: User, user: User) -> Iterator[Line]:
    for change in queries.decided_changes(asker, user):
        if change.decided_at is None or change.decided_by is None:
            continue
        words = (
            _("Confirmed what %(name)s asked for")
            if change.state == StaffChange.State.CONFIRMED
            else _("Refused what %(name)s asked for")
        )
        said = words % {"name": change.requested_by.full_name}
        yield Line(change.decided_at, said, change.decided_by.full_name)
