"""Look-ups of answers that wait for a bundle, and of answers that wait too long."""

from datetime import datetime, timedelta
from typing import Final

from django.db.models import Q, QuerySet

from alo153.cases.models import Relay
from alo153.citizens.channel import Channel
from alo153.city.models import PartnerDesk
from alo153.partners.models import Bundle

_GOES_BACK: Final = Q(channel=Channel.EXTERNAL_AGENCY)
TOO_LONG: Final = timedelta(days=1)
"""A day after it was approved an answer should be with the body: it may have a day of its own."""


def answers(desk: PartnerDesk) -> QuerySet[Relay]:
    """Return the answers to a body's applications that are in no bundle, oldest first.

    What the body tells its citizens goes back at once; what we tell them, when they were told.
    Confidential ones are left out: a clerk writes them on that body's own page. So are answers that
    were told before the city exchanged tables with it.
    """
    ready = (_GOES_BACK & Q(state=Relay.State.PENDING)) | _ended(desk)
    theirs = Relay.objects.filter(waiting_answer__desk=desk, case__confidential=False)
    return theirs.filter(ready, case__register_entry__isnull=False).order_by("pk")


def missed(desk: PartnerDesk) -> QuerySet[Relay]:
    """Return the answers to a body's applications that should wait for a bundle, and do not.

    It reads the answers of years: for the moment in which a desk comes back.
    """
    theirs = Relay.objects.filter(case__kind__register=desk.name, case__confidential=False)
    nowhere = theirs.filter(waiting_answer=None, bundle_line=None)
    return nowhere.filter(Q(state=Relay.State.PENDING) | _ended(desk))


def by_hand(desk: PartnerDesk) -> QuerySet[Relay]:
    """Return the confidential answers that a clerk must write on that body's own page."""
    pending = Relay.objects.filter(channel=Channel.EXTERNAL_AGENCY, state=Relay.State.PENDING)
    theirs = pending.filter(case__register_entry__register=desk.name, case__confidential=True)
    return theirs.order_by("pk")


def late_answers(at: datetime) -> int:
    """Count the answers of all bodies that no bundle took for too long; one query."""
    pending = Relay.objects.filter(
        channel=Channel.EXTERNAL_AGENCY, state=Relay.State.PENDING, asked_at__lt=at - TOO_LONG
    )
    return pending.filter(Q(bundle_line=None) | Q(bundle_line__bundle__takings=None)).count()


def late_bundles(at: datetime) -> QuerySet[Bundle]:
    """Return the bundles that nobody took along for too long."""
    return Bundle.objects.filter(takings=None, made_at__lt=at - TOO_LONG)


def _ended(desk: PartnerDesk) -> Q:
    """Return what we told citizens ourselves, or gave up telling, since there is the desk."""
    ended = Q(state__in=[Relay.State.TOLD, Relay.State.GIVEN_UP], finished_at__gte=desk.since)
    return ~_GOES_BACK & ended
