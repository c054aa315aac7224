"""The contacts about a case, for evaluators: a written one and one at a counter have no sound."""

from typing import Any

from alo153.accounts.models import User
from alo153.cases.models import Case
from alo153.quality.models import MEDIUM_LABELS
from alo153.quality.queries import candidates


def beside(asker: User, case: Case) -> dict[str, Any]:
    """Return the contacts that the asker may take from the page of a case; one query at most."""
    found = candidates.of_case(case, asker=asker)
    return {"to_evaluate": [(each, MEDIUM_LABELS[each.medium]) for each in found]}
