"""Make a key for a system, and take it back."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from alo153.accounts import actions as accounts
from alo153.accounts.models import User
from alo153.accounts.policy import permit
from alo153.accounts.queries import holding
from alo153.core import events
from alo153.core.actor import Actor
from alo153.integrations import key_text, notices
from alo153.integrations.events import ApiKeyConfirmed, ApiKeyMade, ApiKeyRevoked
from alo153.integrations.models import ApiKey, ConnectedSystem
from alo153.integrations.permissions import CONNECT_SYSTEMS
from alo153.integrations.scopes import OF_UNITS, KeyScope
from alo153.notices.actions import give_notice

LONGEST: Final = timedelta(days=2 * 366)
"""A key lives two years at most: for a longer time its owner makes a second one before its end."""


class OwnKey(Exception):
    """Nobody confirms a key that they made themselves."""


@transaction.atomic
def make_key(
    *,
    system: str,
    scopes: Collection[KeyScope],
    units: Collection[str],
    partners: Collection[str] = (),
    per_minute: int,
    expires_at: datetime,
    by: User,
    at: datetime,
) -> tuple[ApiKey, str]:
    """Make a key for the system of this name, and return it with its text, which nobody keeps.

    A name that is new is a new system, with an account of its own. The key opens nothing until
    somebody else confirms it; they are told.

    Args:
        units: slugs; the scopes of units hold in them and in the units below.
        partners: slugs of the partner desks whose applications it hands over.

    Raises:
        NotPermitted: `by` connects no systems.
        ValueError: it is for nothing, names units or partner desks where it needs none or none
            where it does, or lives for too long.
    """
    permit(CONNECT_SYSTEMS, by=by)
    if not scopes or bool(units) != bool(OF_UNITS & set(scopes)):
        raise ValueError("a key is for something, and names units just where it needs some")
    if bool(partners) != (KeyScope.BRING_PARTNER_CASES in scopes):
        raise ValueError("a key names partner desks just where it hands over their applications")
    if not at < expires_at <= at + LONGEST:
        raise ValueError(f"a key lives for {LONGEST.days} days at most")
    actor = Actor.staff(by.pk)
    prefix = key_text.new_prefix()
    text = key_text.new_key(prefix)
    key = ApiKey.objects.create(
        system=_system(system, by=actor, at=at),
        prefix=prefix,
        digest=key_text.digest(text),
        scopes=sorted(scopes),
        units=sorted(units),
        partners=sorted(partners),
        per_minute=per_minute,
        expires_at=expires_at,
        made_by=by,
        made_at=at,
    )
    made = ApiKeyMade(
        system=key.system_id, scopes=key.scopes, units=key.units, partners=key.partners
    )
    events.record(made, subject=key, by=actor, at=at)
    _ask_others(key, by=by, at=at)
    return key, text


def _ask_others(key: ApiKey, *, by: User, at: datetime) -> None:
    """Tell everybody else who connects systems that the key waits for one of them."""
    others = [user for user in holding(CONNECT_SYSTEMS) if user.pk != by.pk]
    give_notice(
        kind=notices.KEY_WAITS,
        cause=f"api_key:{key.pk}",
        about=key,
        words=dict.fromkeys(others, notices.of_waiting_key(key)),
        by=Actor.staff(by.pk),
        at=at,
    )


def _system(name: str, *, by: Actor, at: datetime) -> ConnectedSystem:
    name = " ".join(name.split())
    known = ConnectedSystem.objects.select_for_update().filter(name__iexact=name).first()
    if known:
        return known
    user = accounts.admit_system(full_name=name, by=by, at=at)
    return ConnectedSystem.objects.create(name=name, user=user, added_at=at)


@transaction.atomic
def confirm_key(*, key: ApiKey, by: User, at: datetime) -> None:
    """Let a key open what it is for; of two at once one says so.

    Raises:
        NotPermitted: `by` connects no systems.
        OwnKey: they made it.
    """
    permit(CONNECT_SYSTEMS, by=by)
    if key.made_by_id == by.pk:
        raise OwnKey
    waiting = ApiKey.objects.filter(pk=key.pk, confirmed_at=None, revoked_at=None)
    if waiting.update(confirmed_at=at, confirmed_by=by):
        what = ApiKeyConfirmed(made_by=key.made_by_id)
        events.record(what, subject=key, by=Actor.staff(by.pk), at=at)


@transaction.atomic
def revoke_key(*, key: ApiKey, by: User, at: datetime) -> None:
    """Let a key open nothing from now on; of two at once one says so. Raises NotPermitted."""
    permit(CONNECT_SYSTEMS, by=by)
    living = ApiKey.objects.filter(pk=key.pk, revoked_at=None)
    if living.update(revoked_at=at, revoked_by=by):
        events.record(ApiKeyRevoked(), subject=key, by=Actor.staff(by.pk), at=at)
