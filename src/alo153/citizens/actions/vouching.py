"""Identify a citizen after an identity provider vouched for them."""

from datetime import datetime

from django.db import connection, transaction
from django.utils.crypto import salted_hmac

from alo153.citizens.channel import Channel
from alo153.citizens.events import CitizenIdentityAdded, CitizenRemembered, CitizenVouchedFor
from alo153.citizens.models import Citizen, Identity, Person, VouchedIdentity
from alo153.citizens.vouching.contract import Vouched
from alo153.city.queries import city
from alo153.core import events
from alo153.core.actor import CITIZEN, Actor
from alo153.core.text import fold


@transaction.atomic
def recognize_vouched(
    *, provider: str, vouched: Vouched, language: str = "", at: datetime
) -> Citizen:
    """Return the citizen whom a provider vouches for; the first time, one known by the same facts.

    Both facts are needed, and both are the provider's: its verified telephone, and the name that
    the city knows with this number. What somebody typed elsewhere makes nobody theirs, and of
    several who would fit it is none.

    Args:
        language: of a citizen who is new; the city's, if empty.
    """
    digest = _digest(provider, vouched.subject)
    _one_at_a_time(digest)
    known = VouchedIdentity.objects.filter(provider=provider, subject_digest=digest)
    found = known.select_related("citizen").first()
    citizen = found.citizen if found else _first_time(provider, digest, vouched, language, at)
    _keep(citizen, vouched, at)
    return Citizen.objects.select_related("person").get(pk=citizen.pk)


def _first_time(
    provider: str, digest: str, vouched: Vouched, language: str, at: datetime
) -> Citizen:
    citizen = _by_facts(provider, vouched)
    if citizen is None:
        citizen = Citizen.objects.create(created_at=at, language=language or city().language)
        events.record(CitizenRemembered(), subject=citizen, by=CITIZEN, at=at)
    VouchedIdentity.objects.create(
        citizen=citizen, provider=provider, subject_digest=digest, vouched_at=at
    )
    by = Actor.citizen(citizen.pk)
    events.record(CitizenVouchedFor(provider=provider), subject=citizen, by=by, at=at)
    return citizen


def _by_facts(provider: str, vouched: Vouched) -> Citizen | None:
    if not vouched.phone or not vouched.full_name:
        return None
    those = Citizen.objects.filter(
        apart=False, identities__kind=Channel.PHONE, identities__value=vouched.phone
    ).exclude(vouched__provider=provider)
    name = fold(vouched.full_name)
    found = [each for each in those.select_related("person") if fold(each.name) == name]
    return found[0] if len(found) == 1 else None


def _keep(citizen: Citizen, vouched: Vouched, at: datetime) -> None:
    """Keep name and telephone as the provider says them now, and nothing else of what it said."""
    if vouched.full_name:
        facts = {"full_name": vouched.full_name, "name_verified_at": at}
        Person.objects.update_or_create(citizen=citizen, defaults=facts)
    if not vouched.phone:
        return
    identity, is_new = Identity.objects.get_or_create(
        citizen=citizen,
        kind=Channel.PHONE,
        value=vouched.phone,
        defaults={"verified_at": at},
    )
    if is_new:
        what = CitizenIdentityAdded(kind=Channel.PHONE.value)
        events.record(what, subject=citizen, by=Actor.citizen(citizen.pk), at=at)
    elif identity.verified_at is None:
        identity.verified_at = at
        identity.save(update_fields=["verified_at"])


def _one_at_a_time(digest: str) -> None:
    with connection.cursor() as cursor:
        key = f"vouched {digest}"
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])


def _digest(provider: str, subject: str) -> str:
    words = f"{provider}|{subject}"
    return salted_hmac("alo153.citizens.vouching", words, algorithm="sha256").hexdigest()
