"""Data of cases for a telephone number alone: a caller proves nothing more.

It never contains the person or subject of a case, nor the existence of a confidential one.
"""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q

from alo153.accounts.models import User
from alo153.cases.models import Case
from alo153.cases.queries import of_identity, visible_to
from alo153.cases.rules.lifecycle import State
from alo153.citizens.channel import Channel
from alo153.citizens.models import Identity
from alo153.city.models import District, Neighborhood
from alo153.contacts.models import Direction, Interaction


def has_open_case(phone: str) -> bool:
    """Tell whether somebody at this number has a case that is not closed; one query.

    Says nothing about whom or what: any caller's number may be looked up. Of a confidential case
    it does not even say that there is one: the whole household calls from the same number.
    """
    theirs = Case.objects.filter(of_identity(Channel.PHONE, phone), confidential=False)
    return theirs.exclude(state=State.CLOSED).exists()


def open_case_of(phone: str) -> Case | None:
    """Return the latest open case behind a number (E.164) that one citizen alone has; two queries.

    A household shares a number, and hears of nobody's cases; of a confidential one nobody hears.
    """
    theirs = Identity.objects.filter(kind=Channel.PHONE, value=phone)
    citizens = list(theirs.values_list("citizen", flat=True)[:2])
    if len(citizens) != 1:
        return None
    standing = Case.objects.filter(reporter__in=citizens, confidential=False)
    return standing.exclude(state=State.CLOSED).order_by("-opened_at").first()


def district_of(phone: str) -> District | None:
    """Return the district of the latest case behind a telephone number (E.164); one query."""
    theirs = Case.objects.filter(of_identity(Channel.PHONE, phone), confidential=False)
    theirs = theirs.filter(district__isnull=False)
    latest = theirs.order_by("-opened_at").first()
    return latest.district if latest else None


def by_key(key: int) -> Case | None:
    """Return the case of a key, for one who tells nothing personal of it; one query."""
    return Case.objects.select_related("reporter", "contact", "lead").filter(pk=key).first()


def phones_with_open_case(
    asker: User, *, district: District | None = None, neighborhood: Neighborhood | None = None
) -> list[str]:
    """List the numbers (E.164) of citizens with an open case in a district or neighborhood.

    Only cases that the asker may see count, and none that is confidential; one query. A citizen
    with several numbers has each of them in it that is known to be theirs: it was verified, or they
    have called from it. Anybody can type anybody's number on the web.
    """
    here = visible_to(asker).filter(confidential=False).exclude(state=State.CLOSED)
    here = (
        here.filter(neighborhood=neighborhood) if neighborhood else here.filter(district=district)
    )
    called = Interaction.objects.filter(
        citizen=OuterRef("citizen"),
        address=OuterRef("value"),
        channel=Channel.PHONE,
        direction=Direction.INBOUND,
        answered_at__isnull=False,
    )
    theirs = Identity.objects.filter(kind=Channel.PHONE, citizen__in=here.values("reporter"))
    theirs = theirs.filter(Q(verified_at__isnull=False) | Exists(called))
    return list(theirs.order_by("value").values_list("value", flat=True).distinct())
