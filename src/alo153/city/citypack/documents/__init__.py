"""Files of a city as documents that are edited on pages. Pure: texts in, texts or values out."""

from alo153.city.citypack.documents.catalog import DOCUMENTS, Document, document
from alo153.city.citypack.documents.comparison import Change, compare
from alo153.city.citypack.documents.overlay import overlaid, read_overlaid, register_check

__all__ = [
    "DOCUMENTS",
    "Change",
    "Document",
    "compare",
    "document",
    "overlaid",
    "read_overlaid",
    "register_check",
]
