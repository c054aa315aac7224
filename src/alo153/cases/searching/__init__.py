"""One box finds a case: by code, telephone, e-mail, name, words and address."""

from alo153.cases.searching.finding import PAGE, Found, find
from alo153.cases.searching.sought import STANDING_LABELS, Sought, Standing

__all__ = ["PAGE", "STANDING_LABELS", "Found", "Sought", "Standing", "find"]
