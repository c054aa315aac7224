"""The citizen signed in at the portal, by their proof, and the records it can mean."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from alo153.citizens.channel import Channel
from alo153.citizens.models import Citizen, Identity, VouchedIdentity


@dataclass(frozen=True)
class SignedIn:
    """Somebody who has a telephone, or for whom a provider of identities vouched.

    Args:
        phone: E.164, proved by a code that went there; of one vouched for, what was verified.
        citizen: the citizen, if a provider vouched for them.
    """

    phone: str = ""
    citizen: int | None = None


@dataclass(frozen=True)
class Known:
    """The citizens somebody can be, and whether what was proved says which one."""

    citizens: frozenset[int]
    surely: bool


def known_by(asker: SignedIn) -> Known:
    """Return which citizens this can be, those kept apart left out; one query at most.

    A household shares a number: that somebody has its telephone does not say which of them it is.
    Nor does it of one for whom a provider vouched: they prove who they are there, and may have
    given anybody's number. Nor does it of one with another number or address: on the web anybody
    gives somebody else's next to their own, and what its owner sends from there is then of both.
    """
    if asker.citizen is not None:
        return Known(frozenset({asker.citizen}), surely=True)
    those = Citizen.objects.filter(
        apart=False, identities__kind=Channel.PHONE, identities__value=asker.phone
    )
    vouched = Exists(VouchedIdentity.objects.filter(citizen=OuterRef("pk")))
    other_ways = Exists(
        Identity.objects.filter(citizen=OuterRef("pk")).exclude(
            kind=Channel.PHONE, value=asker.phone
        )
    )
    found = dict(those.annotate(is_doubted=vouched | other_ways).values_list("pk", "is_doubted"))
    return Known(frozenset(found), surely=list(found.values()) == [False])


def citizen_of(asker: SignedIn) -> Citizen | None:
    """Return who it is with their name, if a provider vouched for them; one query."""
    if asker.citizen is None:
        return None
    return Citizen.objects.select_related("person").filter(pk=asker.citizen).first()
