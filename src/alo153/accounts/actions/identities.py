"""Staff for whom the municipality's own provider of identities vouches."""

from datetime import datetime

from django.db import connection, transaction
from django.utils.crypto import salted_hmac

from alo153.accounts.events import StaffIdentityBound
from alo153.accounts.models import StaffIdentity, User
from alo153.core import events
from alo153.core.actor import Actor


class NotAdmitted(Exception):
    """The provider knows somebody for whom nobody opened an account here."""


@transaction.atomic
def recognize_staff(*, issuer: str, subject: str, email: str, at: datetime) -> User:
    """Return the account of whom a provider vouches for.

    The first time it is the one active account with this e-mail, and bound to the subject from
    then on: another e-mail there changes nothing, and nobody else comes in by this one. No account
    is ever made. Records ``staff.identity_bound`` the first time.

    Args:
        email: verified by the provider; empty: it named none.

    Raises:
        NotAdmitted: no account is theirs, several could be, or it is closed.
    """
    digest = salted_hmac("alo153.accounts.identities", subject, algorithm="sha256").hexdigest()
    _one_at_a_time(digest)
    known = StaffIdentity.objects.filter(issuer=issuer, subject_digest=digest)
    found = known.select_related("user").first()
    user = found.user if found else _first_time(issuer, digest, email, at)
    if not user.is_active:
        raise NotAdmitted
    return user


@transaction.atomic
def forget_identities(*, user: User) -> None:
    """Forget by whom providers know somebody: their next sign-in binds anew."""
    user.identities.all().delete()


def _first_time(issuer: str, digest: str, email: str, at: datetime) -> User:
    those = User.objects.filter(email__iexact=email, is_active=True)
    free = list(those.exclude(identities__issuer=issuer)[:2]) if email else []
    if len(free) != 1:
        raise NotAdmitted
    user = free[0]
    StaffIdentity.objects.create(user=user, issuer=issuer, subject_digest=digest, bound_at=at)
    said = StaffIdentityBound(issuer=issuer)
    events.record(said, subject=user, by=Actor.staff(user.pk), at=at)
    return user


def _one_at_a_time(digest: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [digest])
