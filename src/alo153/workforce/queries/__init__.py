"""Look-ups into shifts; what concerns other people asks who looks."""

from alo153.workforce.queries.contracts import (
    contract_on,
    contracts_on,
    contracts_within,
    employed,
    leave_between,
    statuses_of,
)
from alo153.workforce.queries.judging import Judgment, judgment, judgments
from alo153.workforce.queries.published import (
    as_law,
    before,
    open_version,
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
    "contracts_within",
    "employed",
    "judgment",
    "judgments",
    "leave_between",
    "open_version",
    "published_on",
    "roster_of",
    "rosters",
    "run_of",
    "shift_types",
    "shifts_of",
    "statuses_of",
]
