"""Reading what decides whether somebody may act on a case. The first argument is who asks."""

from alo153.accounts.models import User
from alo153.accounts.permissions import ROLE_PERMISSIONS
from alo153.cases.models import Case
from alo153.cases.policy.permitted import Deed, Standing, denied
from alo153.city import queries as unit_queries
from alo153.city.models import Unit


def standing(asker: User, case: Case, unit: Unit | None = None) -> Standing:
    """Return what decides; one query, and one for the roles where they were not read yet.

    Args:
        unit: whose people may act, where it is not the unit that has the case.
    """
    unit = unit or case.unit
    held = [ROLE_PERMISSIONS[role] for role in asker.roles]
    return Standing(
        permissions=frozenset().union(*held),
        in_unit=unit is not None and unit_queries.is_member(asker, unit),
        inside=unit is not None and unit.kind != Unit.Kind.OUTSIDE,
        confidential=case.confidential,
    )


def may(asker: User, deed: Deed, case: Case, unit: Unit | None = None) -> bool:
    """Tell whether this person may do this to this case; the state of the case is not asked."""
    return denied(deed, standing(asker, case, unit)) is None
