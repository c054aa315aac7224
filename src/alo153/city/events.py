"""What happens to the city's data, and to who works in its units."""

from collections.abc import Sequence

from alo153.accounts.models import User
from alo153.city.models import City, DocumentVersion, RuleVersion
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
    """A planned city document did not fit the city when its time came."""

    kind: str
    number: int
    why: str


class StaffJoinedUnit(Payload[User], name="staff.joined_unit"):
    """Somebody works in a unit, or does something else there."""

    unit: str
    roles: Sequence[str]


class StaffLeftUnit(Payload[User], name="staff.left_unit"):
    """Somebody no longer works in a unit."""

    unit: str


class PastInvented(Payload[City], name="city.past_invented"):
    """A past was invented for trying out: contacts and applications are of nobody."""

    days: int
    contacts: int
    cases: int
