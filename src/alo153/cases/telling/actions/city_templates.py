"""Ready answers of the center that the city's files bring."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from alo153.cases.models import AnswerTemplate
from alo153.cases.telling.actions.templates import Fits, changes, locked, write


@dataclass(frozen=True, kw_only=True)
class CityAnswer:
    """A ready answer of the center, as the city's files bring it."""

    name: str
    text: str
    shortcut: str
    fits: Fits

    def facts(self) -> dict[str, Any]:
        """Return what of a row it says."""
        own = {"unit": None, "name": self.name, "text": self.text, "shortcut": self.shortcut}
        return vars(self.fits) | own


# What the files bring, and the row that says something else; none for what is new
type _Due = tuple[CityAnswer, AnswerTemplate | None]


@transaction.atomic
def keep_city_templates(*, answers: Iterable[CityAnswer], at: datetime) -> int:
    """Keep what the city's files bring, and return how many are new or changed.

    One that somebody has changed here stays as they wrote it.

    Raises:
        CannotKeep: as `keep_template`.
    """
    those = list(answers)
    rows = list(locked().filter(unit=None))
    found = [(each, _row_of(each, those, rows)) for each in those]
    due = [(each, row) for each, row in found if _is_due(each, row)]
    _free_shortcuts(rows, due, at)
    for each, row in due:
        write(row, each.facts(), None, at)
    return len(due)


def _row_of(
    answer: CityAnswer, those: list[CityAnswer], rows: list[AnswerTemplate]
) -> AnswerTemplate | None:
    """Return its row: of its name, or of its short key if the file has another name for that."""
    for row in rows:
        if row.name == answer.name:
            return row
    named = {each.name for each in those}
    left = (row for row in rows if row.changed_by_id is None and row.name not in named)
    return next((row for row in left if row.shortcut and row.shortcut == answer.shortcut), None)


def _is_due(answer: CityAnswer, row: AnswerTemplate | None) -> bool:
    return row is None or (row.changed_by_id is None and bool(changes(row, answer.facts())))


def _free_shortcuts(rows: list[AnswerTemplate], due: list[_Due], at: datetime) -> None:
    """Let rows of the files, which nobody has changed here, give way: two may swap short keys."""
    again = {row.pk for _, row in due if row}
    AnswerTemplate.objects.filter(pk__in=again).update(shortcut="")
    taken = {each.shortcut for each, _ in due if each.shortcut}
    for row in rows:
        if row.shortcut in taken and row.changed_by_id is None and row.pk not in again:
            write(row, _facts_of(row) | {"shortcut": ""}, None, at)


def _facts_of(row: AnswerTemplate) -> dict[str, Any]:
    names = ("unit", "name", "text", "shortcut", *vars(Fits()))
    return {name: getattr(row, name) for name in names}
