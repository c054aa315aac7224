"""The staff of the city, as their managers see them."""

from django.db.models import OuterRef, Prefetch, Q, QuerySet, Subquery

from alo153.accounts.events import (
    StaffDismissed,
    StaffEmailChanged,
    StaffEnrolled,
    StaffUpdated,
)
from alo153.accounts.models import RoleGrant, User
from alo153.accounts.policy import permit
from alo153.accounts.queries import holding, members
from alo153.city.events import StaffJoinedTeam, StaffJoinedUnit, StaffLeftTeam, StaffLeftUnit
from alo153.city.models import StaffChange
from alo153.city.permissions import CONFIRM_STAFF, MANAGE_STAFF
from alo153.core import events
from alo153.core.models import Event


def people(asker: User, *, words: str = "", left: bool = False) -> QuerySet[User]:
    """Return the members of staff by name, with their roles; without guests and systems.

    Args:
        words: part of a name, user name or e-mail address; empty: everybody.
        left: former members, instead of present ones.

    Raises:
        NotPermitted: as it says.
    """
    permit(MANAGE_STAFF, by=asker)
    found = members().filter(is_active=not left)
    for word in words.split():
        found = found.filter(
            Q(full_name__icontains=word) | Q(username__icontains=word) | Q(email__icontains=word)
        )
    grants = RoleGrant.objects.held_now().select_related("role").order_by("role__key")
    return found.order_by("full_name", "pk").prefetch_related(
        Prefetch("role_grants", queryset=grants)
    )


def staff_changes(asker: User) -> QuerySet[StaffChange]:
    """Return what waits for a second person, the oldest first. Raises NotPermitted."""
    permit(CONFIRM_STAFF, by=asker)
    waiting = StaffChange.objects.filter(state=StaffChange.State.WAITING)
    return waiting.select_related("user", "requested_by")


def second_people(asker: User, *, of: User | None = None) -> QuerySet[User]:
    """Return the people who can confirm what the asker asks for. Raises NotPermitted.

    Args:
        of: the account that it is about; None: a new one.
    """
    permit(MANAGE_STAFF, by=asker)
    return holding(CONFIRM_STAFF).exclude(pk__in=[each.pk for each in (asker, of) if each])


def staff_history(asker: User, user: User) -> QuerySet[Event]:
    """Return grants, removals and teams of a person, oldest first, with the name of the actor.

    Each event has `actor_name`; empty: the actor is no member of staff. Raises NotPermitted.
    """
    permit(MANAGE_STAFF, by=asker)
    found = events.history(
        user,
        StaffEnrolled,
        StaffUpdated,
        StaffJoinedUnit,
        StaffLeftUnit,
        StaffJoinedTeam,
        StaffLeftTeam,
        StaffEmailChanged,
        StaffDismissed,
    )
    who = User.objects.filter(pk=OuterRef("actor_id")).values("full_name")
    return found.annotate(actor_name=Subquery(who))


def decided_changes(asker: User, user: User) -> QuerySet[StaffChange]:
    """Return what a second person confirmed or refused of somebody. Raises NotPermitted."""
    permit(MANAGE_STAFF, by=asker)
    states = StaffChange.State.CONFIRMED, StaffChange.State.REFUSED
    found = user.staff_changes.filter(state__in=states)
    return found.select_related("requested_by", "decided_by")


def waiting_change(asker: User, user: User) -> StaffChange | None:
    """Return what waits for an account. Raises NotPermitted."""
    permit(MANAGE_STAFF, by=asker)
    waiting = user.staff_changes.filter(state=StaffChange.State.WAITING)
    return waiting.select_related("requested_by").first()


def names_taken() -> set[str]:
    """Return the user names that are taken: of accounts, and of waiting changes."""
    waiting = StaffChange.objects.filter(state=StaffChange.State.WAITING)
    names = User.objects.values_list("username", flat=True)
    return {*names, *waiting.values_list("username", flat=True)}
