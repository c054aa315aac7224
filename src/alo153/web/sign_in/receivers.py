"""Turn allauth's signals about signing in into events."""

from typing import Any

from allauth.account import signals as account
from allauth.account.authentication import get_authentication_records
from allauth.mfa import signals as mfa
from django.http import HttpRequest

from alo153.accounts import actions
from alo153.accounts.models import User
from alo153.core import clock
from alo153.core.actor import Actor
from alo153.web.sign_in import sessions


def listen() -> None:
    """Connect the receivers; called once, when all applications are loaded."""
    account.user_logged_in.connect(_signed_in)
    for changed in (account.password_changed, account.password_set, account.password_reset):
        changed.connect(_password_changed)
    for added in (mfa.authenticator_added, mfa.authenticator_reset):
        added.connect(_second_factor_added)
    mfa.authenticator_removed.connect(_second_factor_removed)
    mfa.authentication_failed.connect(_second_factor_failed)


def _signed_in(request: HttpRequest, user: User, **_: Any) -> None:
    records = get_authentication_records(request, user)
    methods = {record.get("type", record["method"]) for record in records}
    sessions.begin(request, user, sorted(methods))


def _password_changed(request: HttpRequest, user: User, **_: Any) -> None:
    actions.note_password_change(
        user=user, address=sessions.address_of(request), by=Actor.staff(user.pk), at=clock.now()
    )


def _second_factor_added(request: HttpRequest, user: User, authenticator: Any, **_: Any) -> None:
    _note(request, user, authenticator, added=True)


def _second_factor_removed(request: HttpRequest, user: User, authenticator: Any, **_: Any) -> None:
    _note(request, user, authenticator, added=False)


def _note(request: HttpRequest, user: User, authenticator: Any, *, added: bool) -> None:
    actions.note_second_factor(
        user=user,
        added=added,
        kind=str(authenticator.type),
        address=sessions.address_of(request),
        by=Actor.staff(user.pk),
        at=clock.now(),
    )


def _second_factor_failed(request: HttpRequest, user: User, **_: Any) -> None:
    address = sessions.address_of(request)
    actions.note_second_factor_failure(user=user, address=address, at=clock.now())
