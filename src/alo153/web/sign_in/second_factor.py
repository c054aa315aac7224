"""Second factors: their secrets are sealed, and a role may ask for one."""

from typing import Any

from allauth.account.internal.stagekit import get_pending_stage
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.http import HttpRequest

from alo153.accounts import actions
from alo153.accounts.models import User


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc] # allauth has no types
    """Our answers to allauth about second factors."""

    def encrypt(self, text: str) -> str:
        """Seal a secret before it goes into the database."""
        return actions.seal_secret(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Open a secret of the database."""
        return actions.unseal_secret(encrypted_text)

    def can_delete_authenticator(self, authenticator: Any) -> bool:
        """Keep the last second factor of somebody whose role asks for one."""
        others = _factors_of(authenticator.user).exclude(pk=authenticator.pk)
        return not is_asked_of(authenticator.user) or others.exists()


def is_asked_of(user: User) -> bool:
    """Say whether one of somebody's roles asks for a second factor; a guest has a code instead.

    A query of somebody without a password: the municipality's provider may vouch for them.
    """
    if not any(grant.second_factor for grant in user.grants):
        return False
    return user.has_usable_password() or user.identities.exists()


def is_missing(user: User) -> bool:
    """Say whether somebody must add a second factor before they work; a query if one is asked."""
    return is_asked_of(user) and not is_present(user)


def is_present(user: User) -> bool:
    """Say whether somebody has a second factor; one query."""
    return bool(_factors_of(user).exists())


def is_unreadable(request: HttpRequest) -> bool:
    """Say whether a second factor of the asker, signed in or halfway, cannot be read.

    Its key is no longer on the ring, or the row was damaged.
    """
    stage = get_pending_stage(request)
    who = stage.login.user if stage else request.user
    return not all(map(_can_be_read, Authenticator.objects.filter(user_id=who.pk)))


def _can_be_read(factor: Any) -> bool:
    try:
        match factor.type:
            case Authenticator.Type.WEBAUTHN:
                known = factor.wrap()
                return bool(known.name and known.authenticator_data)
            case Authenticator.Type.TOTP:
                return bool(actions.unseal_secret(factor.data["secret"]))
            case _:
                return bool(factor.wrap().generate_codes())
    except Exception:  # whatever is wrong with a row: allauth stumbles over it, too
        return False


def _factors_of(user: User) -> Any:
    recovery = Authenticator.Type.RECOVERY_CODES
    return Authenticator.objects.filter(user=user).exclude(type=recovery)
