"""Events of citizens, and of the access log of their records."""

from collections.abc import Mapping
from typing import ClassVar

from alo153.citizens.models import AccessLog, Citizen, SignInCode
from alo153.core.payloads import Payload


class CitizenRemembered(Payload[Citizen], name="citizen.remembered"):
    """A citizen is known from now on."""


class CitizenIdentityAdded(Payload[Citizen], name="citizen.identity_added"):
    """A citizen gets one more number or address."""

    kind: str


class CitizenIdentityVerified(Payload[Citizen], name="citizen.identity_verified"):
    """Somebody answers what was sent to a number or address of a citizen."""

    kind: str


class CitizenVouchedFor(Payload[Citizen], name="citizen.vouched_for"):
    """A provider of identities says who a citizen is, for the first time."""

    provider: str


class SignInProved(Payload[SignInCode], name="sign_in.proved"):
    """Somebody types a code back, and so has the telephone that it went to."""


class CitizenNoteKept(Payload[Citizen], name="citizen.note_kept"):
    """An agent keeps what one must know before speaking with a citizen."""


class CitizenErased(Payload[Citizen], name="citizen.erased"):
    """A person is erased; the numbers say what went with them."""

    reason: str
    contacts: int
    cases: int = 0
    messages: int = 0
    files: int = 0


class AccessLogSealed(Payload[AccessLog], name="access_log.sealed", formerly="look.sealed"):
    """A run of the access log is sealed, every minute; the digest is SHA-256."""

    former_fields: ClassVar[Mapping[str, str]] = {"looks": "entries"}

    after: int
    last: int
    entries: int
    digest: str
