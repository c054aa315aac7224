"""Reading what decides whether somebody may act on a case. The first argument is who asks."""

from alo153.accounts.models import User
from alo153.cases.models import Case
from alo153.cases.policy.permitted import Standing, denied
from alo153.cases.rules.verbs import Verb
from alo153.city import queries as unit_queries
from alo153.city.models import Unit


def standing(asker: User, case: Case, unit: Unit | None = None) -> Standing:
    """Return what decides; no query, and one for the grants where they were not read yet.

    Args:
        unit: the unit whose people may act, if it is not the unit that has the case.
    """
    unit = unit or case.unit
    return Standing(
        permissions=asker.permissions,
        in_unit=unit_queries.permissions_in(asker, unit) if unit else frozenset(),
        inside=unit is not None and unit.kind != Unit.Kind.OUTSIDE,
        confidential=case.confidential,
    )


def may(asker: User, verb: Verb, case: Case, unit: Unit | None = None) -> bool:
    """Tell whether this person may do this to this case; the state of the case is not asked."""
    return denied(verb, standing(asker, case, unit)) is None
