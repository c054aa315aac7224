"""The subject of a message: any row, by its kind and its key. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from alo153.core.database.labels import label_of

if TYPE_CHECKING:
    from django.db import models


@dataclass(frozen=True)
class About:
    """A row of a capability above, which is not known here."""

    type: str
    """The label of its model: `cases.case`."""
    id: str

    @classmethod
    def row(cls, row: models.Model) -> About:
        """Name a saved row."""
        return cls(label_of(row), str(row.pk))
