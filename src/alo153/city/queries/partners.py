"""The bodies whose applications come as tables."""

from collections.abc import Mapping

from alo153.city.models import CaseKind, PartnerDesk
from alo153.city.models.city_key import at_hand
from alo153.core.ttl_cache import Derived

_partners = Derived(
    at_hand(PartnerDesk),
    lambda rows: {row.slug: row for row in rows.values() if row.retired_at is None},
)


def partners_now() -> Mapping[str, PartnerDesk]:
    """Return the partner desks by slug, in Turkish order."""
    return _partners()


def partner_of(kind: CaseKind) -> PartnerDesk | None:
    """Return whose applications a kind is for; nothing if they come by no table."""
    if not kind.register:
        return None
    return next((each for each in partners_now().values() if each.name == kind.register), None)
