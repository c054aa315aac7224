"""Events of the city's data, and of the staff of its units."""

from collections.abc import Sequence

from alo153.accounts.models import User
from alo153.city.models import City, DocumentVersion, RuleVersion, StaffChange, Team
from alo153.core.payloads import Payload


class CityLoaded(Payload[City], name="city.loaded"):
    """The files of the city are read into the tables."""

    topics: int


class StreetsLoaded(Payload[City], name="city.streets_loaded"):
    """The register of streets and house numbers is another one."""

    streets: int
    numbers: int


class RulesSaved(Payload[RuleVersion], name="rules.saved"):
    """Routing rules get a new version."""

    number: int
    in_force: bool


class DocumentPublished(Payload[DocumentVersion], name="document.published"):
    """A city document is in force."""

    kind: str
    number: int


class DocumentScheduled(Payload[DocumentVersion], name="document.scheduled"):
    """A city document comes in force at a time."""

    kind: str
    number: int
    publish_at: str


class DocumentWithdrawn(Payload[DocumentVersion], name="document.withdrawn"):
    """A planned city document is taken back."""

    kind: str
    number: int


class DocumentRefused(Payload[DocumentVersion], name="document.refused"):
    """A planned city document was not put in force when its time came.

    `cause`: mistakes, role_in_use, locks_out, gains, author_left or error; empty in older rows.
    """

    kind: str
    number: int
    why: str
    cause: str = ""


class StaffJoinedUnit(Payload[User], name="staff.joined_unit"):
    """Somebody works in a unit, or does something else there."""

    unit: str
    roles: Sequence[str]


class StaffLeftUnit(Payload[User], name="staff.left_unit"):
    """Somebody no longer works in a unit."""

    unit: str


class OfTeam(Payload[Team]):
    """The name and the lead of a team."""

    team: str
    lead: int


class TeamFormed(OfTeam, name="team.formed"):
    """There is a new team of staff."""


class TeamChanged(OfTeam, name="team.changed"):
    """A team has another name or another lead."""


class TeamEnded(Payload[Team], name="team.ended"):
    """A team ends; its members belong to none."""


class StaffJoinedTeam(Payload[User], name="staff.joined_team"):
    """Somebody belongs to a team from this day on."""

    team: int


class StaffLeftTeam(Payload[User], name="staff.left_team"):
    """Somebody belongs to a team no more, from this day on."""

    team: int


class StaffChangeAsked(Payload[StaffChange], name="staff_change.asked"):
    """An account, roles or an address wait for a second person."""

    user: int | None = None


class StaffChangeConfirmed(Payload[StaffChange], name="staff_change.confirmed"):
    """A second person confirms what somebody gives to a member of staff."""

    requested_by: int


class StaffChangeRefused(Payload[StaffChange], name="staff_change.refused"):
    """A change of staff was refused, or withdrawn by the person who asked for it."""

    requested_by: int


class StaffChangeLapsed(Payload[StaffChange], name="staff_change.lapsed"):
    """Nobody decided about a change of staff in time."""

    requested_by: int


class StaffChangeOvertaken(Payload[StaffChange], name="staff_change.overtaken"):
    """Something else was done to the account: what waited for it does not any more."""


class PastInvented(Payload[City], name="city.past_invented"):
    """A past was invented for trying out: contacts and applications are of nobody."""

    days: int
    contacts: int
    cases: int
