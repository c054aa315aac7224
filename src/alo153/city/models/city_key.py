"""Keys that point at the city's data: what they point at is kept at hand and costs no query."""

from functools import cache
from typing import Any

from django.db import models
from django.db.models.fields.related_descriptors import ForwardManyToOneDescriptor

from alo153.core.ttl_cache import TtlCache

# Outlines of places are drawn on maps and nowhere else
_HEAVY = "area"


@cache
def at_hand[M: models.Model](model: type[M]) -> TtlCache[dict[Any, M]]:
    """Return the rows of a table of the city by key, in its order, retired ones too.

    Read with one query every few seconds; outlines (`area`) only when asked for.
    """

    def read() -> dict[Any, M]:
        heavy = [_HEAVY] if _HEAVY in {field.name for field in model._meta.get_fields()} else []
        return {row.pk: row for row in model._default_manager.defer(*heavy)}

    return TtlCache(read)


class _AtHand(ForwardManyToOneDescriptor):  # type: ignore[type-arg] # only in its stubs
    def get_object(self, instance: models.Model) -> Any:
        rows = at_hand(self.field.remote_field.model)()
        found = rows.get(getattr(instance, self.field.attname))
        return super().get_object(instance) if found is None else found


class CityKey[S, G](models.ForeignKey[S, G]):
    """A foreign key to a table of the city. A join for its sake is planned and read in vain."""

    forward_related_accessor_class = _AtHand

    def deconstruct(self) -> Any:
        """Be the same as any foreign key to migrations: the column is."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.ForeignKey", args, kwargs
