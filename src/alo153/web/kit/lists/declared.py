"""The declaration of a list page: rows, columns, filters, order, and permissions."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.db.models import F, Model, OrderBy, QuerySet

from alo153.web.kit.lists.address import View
from alo153.web.kit.lists.filters import ListFilter
from alo153.web.kit.lists.tables import Cell

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

ROWS: Final = 50
"""On a page."""


@dataclass(frozen=True, kw_only=True)
class Column[R: Model]:
    """One column: what it says on the page, in a file, and in an address."""

    name: str
    label: "StrPromise"
    # What a file holds; the page shows the same, instants as "today 14:05"
    value: Callable[[R], Cell]
    # Draws the cell where words are not enough; gets `row` and `value`
    template: str = ""
    # The field that orders the list by this column
    sort: str = ""
    # What a file calls it, where the page's label says less
    head: "StrPromise | str" = ""


@dataclass(frozen=True, kw_only=True)
class ListPage[R: Model]:
    """A list page; `page.respond` answers for it."""

    # Of the file that is taken along
    name: str
    title: "StrPromise"
    # The first names the row and is always shown
    columns: Sequence[Column[R]]
    filters: type[ListFilter]
    # A column that sorts, with "-" before it for the other direction
    order: str
    # Said when there is nothing, and when nothing fits the filters
    empty: "StrPromise"
    nothing_fits: "StrPromise"
    template: str = "web/lists/page.html"
    # Draws what is on a page; gets `list` and `rows`
    rows: str = "web/lists/table.html"

    def ordered(self, rows: QuerySet[R], view: View) -> QuerySet[R]:
        """Return the rows in the order of a view; unknown values are last either way."""
        sort = view.sort or self.order
        column = next(each for each in self.columns if each.name == sort.removeprefix("-"))
        if sort == self.order:
            sign = "-" if sort.startswith("-") else ""
            return rows.order_by(f"{sign}{column.sort}", f"{sign}pk")
        return rows.order_by(_by(column.sort, sort), _by("pk", sort))


def _by(field: str, sort: str) -> OrderBy:
    if sort.startswith("-"):
        return F(field).desc(nulls_last=True)
    return F(field).asc(nulls_last=True)
