"""The columns of facts: counts and sums that can be added, never an average."""

from typing import Any

from django.db import models


def count() -> "models.IntegerField[Any, Any]":
    """Return a column that counts; a correction may make one row negative, a sum never is."""
    return models.IntegerField(default=0, db_default=0)


def milliseconds() -> "models.BigIntegerField[Any, Any]":
    """Return a column that adds up time: whole numbers add up to the same in any order."""
    return models.BigIntegerField(default=0, db_default=0)
