"""Look-ups into shifts; what concerns other people asks who looks."""

from alo153.workforce.queries.contracts import (
    contract_on,
    contracts_on,
    leave_between,
    statuses_of,
)
from alo153.workforce.queries.judging import Judgment, judgment, judgments
from alo153.workforce.queries.published import (
    as_law,
    before,
    published_on,
    roster_of,
    rosters,
    run_of,
    shift_types,
    shifts_of,
)

__all__ = [
    "Judgment",
    "as_law",
    "before",
    "contract_on",
    "contracts_on",
    "judgment",
    "judgments",
    "leave_between",
    "published_on",
    "roster_of",
    "rosters",
    "run_of",
    "shift_types",
    "shifts_of",
    "statuses_of",
]
