"""Actions on staff accounts."""

import secrets
from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import transaction

from alo153.accounts import queries
from alo153.accounts.actions.emails import forget_former_emails, note_email_change
from alo153.accounts.actions.identities import (
    NotAdmitted,
    forget_identities,
    recognize_staff,
)
from alo153.accounts.actions.roles import RoleInUse, set_roles
from alo153.accounts.actions.sealing import (
    seal_second_factors_anew,
    seal_secret,
    unseal_secret,
)
from alo153.accounts.actions.sign_ins import (
    end_sign_in,
    forget_sign_ins,
    note_failure,
    note_lock_out,
    note_pages_open,
    note_password_change,
    note_second_factor,
    note_second_factor_failure,
    note_seen,
    note_sign_in,
)
from alo153.accounts.events import (
    StaffAdmitted,
    StaffDismissed,
    StaffEnrolled,
    StaffSignedOut,
    StaffSkillGranted,
    StaffSkillRemoved,
    StaffUpdated,
)
from alo153.accounts.models import Role, RoleGrant, Skill, User
from alo153.accounts.open_pages import close_pages
from alo153.accounts.permissions import SET_SKILLS
from alo153.accounts.policy import permit
from alo153.accounts.roles import Scope
from alo153.core import events
from alo153.core.actor import Actor

__all__ = [
    "NotAdmitted",
    "RoleInUse",
    "admit_guest",
    "admit_system",
    "dismiss",
    "end_sign_in",
    "end_sign_ins",
    "enroll",
    "forget_former_emails",
    "forget_identities",
    "forget_sign_ins",
    "note_email_change",
    "note_failure",
    "note_lock_out",
    "note_pages_open",
    "note_password_change",
    "note_second_factor",
    "note_second_factor_failure",
    "note_seen",
    "note_sign_in",
    "recognize_staff",
    "seal_second_factors_anew",
    "seal_secret",
    "set_grants",
    "set_roles",
    "set_skills",
    "unseal_secret",
]


@transaction.atomic
def enroll(
    *,
    username: str,
    full_name: str,
    email: str,
    roles: Collection[str],
    password: str | None,
    by: Actor,
    at: datetime,
) -> User:
    """Create a member of staff, or bring an existing one up to date, with exactly these roles.

    They hold in the whole city. The roles of units are given by `city.actions.join_unit`.

    Args:
        password: None leaves it as it is; a new account has none then.

    Raises:
        ValueError: one of the roles is given for a unit only, or there is none of this key.
    """
    known = User.objects.filter(username=username.lower()).values_list("email", flat=True)
    email_before = known.first() or ""
    user, created = User.objects.update_or_create(
        username=username.lower(),
        defaults={"full_name": full_name, "email": email, "is_active": True},
        create_defaults={
            "full_name": full_name,
            "email": email,
            "is_active": True,
            "joined_at": at,
        },
    )
    if password is not None or created:
        user.set_password(password)
        user.save(update_fields=["password"])
    of_city = user.role_grants.filter(scope=Scope.CITY)
    before = sorted(of_city.values_list("role__key", flat=True))
    set_grants(user=user, roles=roles, at=at)
    if created:
        events.record(StaffEnrolled(roles=sorted(roles)), subject=user, by=by, at=at)
    else:
        events.record(StaffUpdated(roles=sorted(roles), before=before), subject=user, by=by, at=at)
        note_email_change(user=user, before=email_before, by=by, at=at)
    return user


@transaction.atomic
def set_skills(*, user: User, skills: Mapping[str, int], by: Actor, at: datetime) -> None:
    """Give somebody exactly these skills, each with its level from 1 to 5.

    One event for each that is new, of another level, or taken away; none if nothing changes.

    Raises:
        NotPermitted: `by` may not set skills.
    """
    permit(SET_SKILLS, by=by)
    before = dict(user.skills.values_list("skill", "level"))
    for skill in sorted(before.keys() - skills.keys()):
        user.skills.filter(skill=skill).delete()
        events.record(StaffSkillRemoved(skill=skill), subject=user, by=by, at=at)
    for skill, level in sorted(skills.items()):
        if before.get(skill) == level:
            continue
        given = {"level": level, "granted_at": at}
        Skill.objects.update_or_create(user=user, skill=skill, defaults=given)
        events.record(StaffSkillGranted(skill=skill, level=level), subject=user, by=by, at=at)


def set_grants(*, user: User, roles: Collection[str], unit: str = "", at: datetime) -> bool:
    """Give exactly these roles in one place, and return whether anything changed.

    Grants in other places remain. The caller of this function records the event.

    Args:
        unit: the slug of the unit; empty: the whole city.

    Raises:
        ValueError: one of the roles is not given there, or there is none of this key.
    """
    known = queries.roles_now()
    if wrong := [key for key in roles if key not in known or _of_a_unit(known[key]) != bool(unit)]:
        raise ValueError(f"not given {'for a unit' if unit else 'without a unit'}: {wrong}")
    held = user.role_grants.filter(scope_key=unit)
    gone, _ = held.exclude(role__key__in=roles).delete()
    missing = set(roles) - set(held.values_list("role", flat=True))
    rows = [
        RoleGrant(
            user=user,
            role=known[key],
            scope=known[key].scope,
            scope_key=unit,
            granted_at=at,
        )
        for key in sorted(missing)
    ]
    RoleGrant.objects.bulk_create(rows, ignore_conflicts=True)
    user.forget_grants()
    if gone:
        close_pages(user)
    return bool(gone or rows)


def _of_a_unit(role: Role) -> bool:
    return role.scope != Scope.CITY


@transaction.atomic
def admit_guest(
    *, username: str, full_name: str, expires_at: datetime, by: Actor, at: datetime
) -> User:
    """Create an account with the role for guests, which ends by itself, and without a password."""
    role = Role.objects.get(for_guests=True)
    user = User(username=username, full_name=full_name, joined_at=at)
    user.set_unusable_password()
    user.save()
    RoleGrant.objects.create(
        user=user, role=role, scope=role.scope, granted_at=at, expires_at=expires_at
    )
    events.record(StaffAdmitted(roles=[role.key]), subject=user, by=by, at=at)
    return user


@transaction.atomic
def admit_system(*, full_name: str, by: Actor, at: datetime) -> User:
    """Create the account of another system: without a password or a role.

    Each of its keys stores the permissions, which come with the request (`integrations`).
    """
    user = User(username=f"system-{secrets.token_hex(6)}", full_name=full_name[:120], joined_at=at)
    user.set_unusable_password()
    user.save()
    events.record(StaffAdmitted(roles=[]), subject=user, by=by, at=at)
    return user


@transaction.atomic
def end_sign_ins(*, user: User, by: Actor, at: datetime) -> None:
    """Sign a guest out in every browser: sessions hold only as long as the password stays."""
    user.set_unusable_password()
    user.save(update_fields=["password"])
    events.record(StaffSignedOut(), subject=user, by=by, at=at)
    close_pages(user)


@transaction.atomic
def dismiss(*, user: User, by: Actor, at: datetime) -> None:
    """End an account: every sign-in ends at once, the name stays in the record."""
    User.objects.filter(pk=user.pk).update(is_active=False)
    user.role_grants.all().delete()
    events.record(StaffDismissed(), subject=user, by=by, at=at)
    close_pages(user)
