"""Reading tables that came and bundles that go. The first argument is who asks."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime

from django.db.models import Count, QuerySet

from alo153.accounts.models import User
from alo153.accounts.policy import permit
from alo153.city.models import PartnerDesk
from alo153.partners.bundles import waiting
from alo153.partners.models import Bundle, TableImport, TableLine
from alo153.partners.permissions import EXCHANGE_WITH_PARTNERS


def tables(asker: User, desk: PartnerDesk) -> QuerySet[TableImport]:
    """Return the tables of a desk, newest first. Raises NotPermitted."""
    permit(EXCHANGE_WITH_PARTNERS, by=asker)
    found = TableImport.objects.filter(desk=desk).select_related("by_user", "taken_by")
    return found.order_by("-pk")


def table(asker: User, number: int) -> TableImport:
    """Return one table. Raises NotPermitted, TableImport.DoesNotExist."""
    permit(EXCHANGE_WITH_PARTNERS, by=asker)
    return TableImport.objects.select_related("by_user", "taken_by").get(pk=number)


def counts(of: TableImport) -> Mapping[str, int]:
    """Return how many lines of a table are in each state; one query over its index."""
    rows = of.lines.order_by().values_list("state").annotate(count=Count("pk"))
    return Counter(dict(rows))


def lines(of: TableImport, *, state: str) -> QuerySet[TableLine]:
    """Return the lines of a table, with their cases; of one state, or without one all."""
    found = of.lines.select_related("case")
    return found.filter(state=state) if state else found


def bundles(asker: User, desk: PartnerDesk) -> QuerySet[Bundle]:
    """Return the bundles of a desk with their takers, newest first. Raises NotPermitted."""
    permit(EXCHANGE_WITH_PARTNERS, by=asker)
    found = Bundle.objects.filter(desk=desk).select_related("made_by")
    return found.prefetch_related("takings__by_user")


def bundle(asker: User, number: int) -> Bundle | None:
    """Return one bundle. Raises NotPermitted."""
    permit(EXCHANGE_WITH_PARTNERS, by=asker)
    return Bundle.objects.filter(pk=number).first()


def late(at: datetime) -> int:
    """Count what should have gone back a day ago: answers in no bundle, bundles nobody took."""
    return waiting.late_answers(at) + waiting.late_bundles(at).count()
