"""Sums of facts, as a report adds them up."""

from typing import Any

from django.db.models import QuerySet, Sum


def total(rows: QuerySet[Any], *names: str) -> tuple[int, ...]:
    sums = rows.aggregate(**{name: Sum(name) for name in names})
    return tuple(sums[name] for name in names)
