"""Events of members of staff."""

from collections.abc import Sequence

from alo153.accounts.models import Role, User
from alo153.core.payloads import Payload


class StaffEnrolled(Payload[User], name="staff.enrolled"):
    """Somebody gets an account."""

    roles: Sequence[str]


class StaffUpdated(Payload[User], name="staff.updated"):
    """An account is enrolled anew, with other roles or a new password."""

    roles: Sequence[str]
    before: Sequence[str]


class StaffEmailChanged(Payload[User], name="staff.email_changed"):
    """The account has another e-mail address; its sessions end."""

    # Key of `FormerEmail`; None: it had no address
    former: int | None = None


class StaffAdmitted(Payload[User], name="staff.admitted"):
    """A guest seat or another system of the city gets its account."""

    roles: Sequence[str]


class StaffSignedOut(Payload[User], name="staff.signed_out"):
    """Every session of a guest seat ends, since it gets another code."""


class StaffDismissed(Payload[User], name="staff.dismissed"):
    """An account ends, by the terminal or at the end of a guest seat."""


class StaffSkillGranted(Payload[User], name="staff.skill_granted"):
    """Somebody has a skill, or has it at another level."""

    skill: str
    level: int


class StaffSkillRemoved(Payload[User], name="staff.skill_removed"):
    """Somebody no longer has a skill."""

    skill: str


class StaffSignedIn(Payload[User], name="staff.signed_in"):
    """Somebody signs in, by the sign-in page or the code of a guest seat."""

    address: str
    methods: Sequence[str]


class StaffSignInFailed(Payload[User], name="staff.sign_in_failed"):
    """A password was wrong, or the name unknown: then the subject is 0."""

    address: str


class StaffLockedOut(Payload[User], name="staff.locked_out"):
    """Tries for an account are refused for a while.

    Once for each address and account in five minutes.
    """

    address: str


class StaffSessionEnded(Payload[User], name="staff.session_ended"):
    """A session ends: signed_out, idle, or ended from the page of sessions."""

    why: str
    address: str


class StaffIdentityBound(Payload[User], name="staff.identity_bound"):
    """Somebody signed in by the municipality's provider for the first time, and is known there."""

    issuer: str


class StaffPasswordChanged(Payload[User], name="staff.password_changed"):
    """A password is changed or set anew."""

    address: str


class StaffSecondFactorAdded(Payload[User], name="staff.second_factor_added"):
    """A second factor is added or made anew."""

    kind: str
    address: str


class StaffSecondFactorRemoved(Payload[User], name="staff.second_factor_removed"):
    """A second factor is taken away."""

    kind: str
    address: str


class StaffSecondFactorFailed(Payload[User], name="staff.second_factor_failed"):
    """The password was right and the code wrong."""

    address: str


class OfRole(Payload[Role]):
    """The present values of a role of the city."""

    role: str
    # Permissions that it gives, and gives no more
    given: Sequence[str]
    taken: Sequence[str]
    scope: str
    idle_minutes: int | None = None
    second_factor: bool
    for_guests: bool


class RoleAdded(OfRole, name="role.added"):
    """The city has a new role."""


class RoleChanged(OfRole, name="role.changed"):
    """A role gives other permissions than before, or is different."""


class RoleRetired(Payload[Role], name="role.retired"):
    """The city names a role no more: it permits nothing."""

    role: str
