"""Look-ups into shifts; what concerns other people asks who looks."""

from alo153.workforce.queries.contracts import (
    contract_on,
    contracts_on,
    leave_between,
    statuses_of,
)
from alo153.workforce.queries.judging import Verdict, verdict, verdicts
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
    "Verdict",
    "as_law",
    "before",
    "contract_on",
    "contracts_on",
    "leave_between",
    "published_on",
    "roster_of",
    "rosters",
    "run_of",
    "shift_types",
    "shifts_of",
    "statuses_of",
    "verdict",
    "verdicts",
]
