"""The cases that a person may see, as a value: queries by it are prepared once for each shape.

@cache
def _urgent(shape: Shape) -> Prepared[Case]:
    return Prepared(lambda *units: seen(shape.sight(units)).filter(...), *shape.kinds)

sight = sight_of(asker)
found = _urgent(sight.shape)(*sight.values)
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from alo153.accounts.models import User
from alo153.accounts.registry import Permission
from alo153.cases.models import Case
from alo153.cases.permissions import SEE_EVERY_CASE, SEE_UNIT_CASES, WORK_ON_UNIT_CASES
from alo153.citizens.permissions import READ_CONFIDENTIAL
from alo153.city.queries import unit_keys


@dataclass(frozen=True)
class Sight:
    """The units whose cases are seen, or None for every case; and whether confidential ones are."""

    units: tuple[int, ...] | None
    confidential: bool

    @property
    def values(self) -> tuple[int, ...]:
        """Return what is given to a question of this shape."""
        return self.units or ()

    @property
    def shape(self) -> "Shape":
        """Return what the SQL of a question depends on."""
        return Shape(None if self.units is None else len(self.units), self.confidential)


@dataclass(frozen=True)
class Shape:
    """The number of units of a sight, and whether it shows confidential cases."""

    units: int | None
    confidential: bool

    @property
    def kinds(self) -> tuple[type, ...]:
        """Return the types of what a question is given."""
        return (int,) * (self.units or 0)

    def sight(self, units: Sequence[int]) -> Sight:
        """Return the sight of this shape upon some units."""
        return Sight(None if self.units is None else tuple(units), self.confidential)


def sight_of(asker: User) -> Sight:
    """Return what somebody sees: all at the center, a unit's own in a unit."""
    every = asker.may(SEE_EVERY_CASE)
    units = None if every else _units(asker, WORK_ON_UNIT_CASES, SEE_UNIT_CASES)
    return Sight(units, asker.may(READ_CONFIDENTIAL))


def working_sight_of(asker: User) -> Sight:
    """Return what somebody sees for their units alone, also if they see every case elsewhere."""
    return Sight(_units(asker, WORK_ON_UNIT_CASES), asker.may(READ_CONFIDENTIAL))


def seen(sight: Sight) -> QuerySet[Case]:
    """Return the cases of a sight."""
    if sight.units == ():
        return Case.objects.none()
    those = Case.objects.all() if sight.confidential else Case.objects.filter(confidential=False)
    return those if sight.units is None else those.filter(unit__in=sight.units)


def _units(asker: User, *permissions: Permission) -> tuple[int, ...]:
    """Return the units in which somebody holds one of these, each once; no query."""
    return tuple(dict.fromkeys(key for each in permissions for key in unit_keys(asker, each)))
