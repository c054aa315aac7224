"""Names of models in stored rows, which outlive a model's place in the code. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.db import models


def label_of(model: models.Model | type[models.Model]) -> str:
    """Return the name under which events and messages know a model or its row: `cases.case`.

    Events are sealed, so a model that has moved since says in `recorded_as` what it was first.
    """
    return getattr(model, "recorded_as", model._meta.label_lower)
