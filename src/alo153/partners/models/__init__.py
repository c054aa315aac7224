"""Tables that came, and bundles that go."""

from alo153.partners.models.bundles import (
    Bundle,
    BundleLine,
    BundleTaking,
    WaitingAnswer,
)
from alo153.partners.models.imports import TableContent, TableImport, TableLine

__all__ = [
    "Bundle",
    "BundleLine",
    "BundleTaking",
    "TableContent",
    "TableImport",
    "TableLine",
    "WaitingAnswer",
]
