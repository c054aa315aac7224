"""Actions on a table."""

from alo153.partners.imports.actions.bringing import (
    READ_JOB,
    TAKE_JOB,
    NotNow,
    drop,
    forget,
    take,
    upload,
)
from alo153.partners.imports.actions.one import bring_one
from alo153.partners.imports.actions.parsing import read
from alo153.partners.imports.actions.refusing import refuse_stuck
from alo153.partners.imports.actions.taking import take_lines

__all__ = [
    "READ_JOB",
    "TAKE_JOB",
    "NotNow",
    "bring_one",
    "drop",
    "forget",
    "read",
    "refuse_stuck",
    "take",
    "take_lines",
    "upload",
]
