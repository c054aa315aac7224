"""One box finds a case: by code, telephone, e-mail, name, words and address."""

from alo153.cases.search.finding import PAGE, Found, find
from alo153.cases.search.sought import STANDING_LABELS, Sought, Standing

__all__ = ["PAGE", "STANDING_LABELS", "Found", "Sought", "Standing", "find"]
