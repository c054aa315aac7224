"""Reading the city's other systems and their keys."""

from django.db.models import F

from alo153.core.database.prepared import Prepared
from alo153.integrations.models import ApiKey, ConnectedSystem

_BY_PREFIX = Prepared(
    lambda prefix: ApiKey.objects.filter(prefix=prefix).select_related("system__user"), str
)


def key_of(prefix: str) -> ApiKey | None:
    """Return the key that is found by this, with its system; one query."""
    return _BY_PREFIX.first(prefix)


def key(number: int) -> ApiKey | None:
    """Return the key of a system, revoked or not; one query."""
    return ApiKey.objects.filter(pk=number).first()


def keys() -> list[ApiKey]:
    """Return every key with its system and `used_at`, revoked ones last; one query."""
    found = ApiKey.objects.select_related("system", "made_by").annotate(used_at=F("use__used_at"))
    return list(found.order_by(F("revoked_at").desc(nulls_first=True), "system__name", "-made_at"))


def system_names() -> list[str]:
    """Return the names of the systems, for the form of a new key."""
    return list(ConnectedSystem.objects.order_by("name").values_list("name", flat=True))
