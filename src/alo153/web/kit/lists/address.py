"""The view of a list and the address that means it, both ways. Pure.

A link, a bookmark and Back show the same view, because everything chosen is in the address.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import urlencode

SORT, PAGE, HIDE, EXPORT = "sort", "page", "hide", "as"
"""Names in an address that no filter may have."""
LONGEST: Final = 200
MOST_PAGES: Final = 200
"""Deeper pages are not read: each costs all rows before it."""


@dataclass(frozen=True, kw_only=True)
class View:
    """A person's choice for a list; without any choice it is the list as it opens."""

    # The name of a column, with "-" before it for the other direction
    sort: str = ""
    page: int = 1
    hidden: tuple[str, ...] = ()
    # What was typed into the filters, readable or not
    asked: tuple[tuple[str, str], ...] = ()

    @property
    def query(self) -> str:
        """Return the query of the address that means this view; empty for the view that opens."""
        pairs = [*self.asked, *((HIDE, name) for name in self.hidden)]
        pairs += [(SORT, self.sort)] if self.sort else []
        pairs += [(PAGE, str(self.page))] if self.page > 1 else []
        return urlencode(pairs)

    def on(self, page: int) -> str:
        """Return the query of another page."""
        return replace(self, page=page).query

    def by(self, sort: str) -> str:
        """Return the query of another order, from its first page."""
        return replace(self, sort=sort, page=1).query

    def turned(self, column: str, usual: str) -> str:
        """Return the query of a column's heading: its order, or the other way round.

        Args:
            column: the heading.
            usual: the order of the list as it opens.
        """
        other = f"-{column}" if (self.sort or usual) == column else column
        return self.by("" if other == usual else other)


def read(
    query: Mapping[str, Sequence[str]],
    *,
    filters: Collection[str],
    sorts: Collection[str],
    columns: Collection[str],
    usual: str,
) -> View:
    """Return the view that an address means; what it names and does not exist is left out.

    Args:
        query: the values of each name in the address.
        filters: the fields that narrow the list.
        sorts: the columns by which it may be sorted.
        columns: the columns that may be hidden.
        usual: the order of the list as it opens.
    """
    sort = _last(query, SORT)
    known = sort.removeprefix("-") in sorts and sort != usual
    return View(
        sort=sort if known else "",
        page=_page(_last(query, PAGE)),
        hidden=tuple(name for name in columns if name in query.get(HIDE, ())),
        asked=tuple(
            (name, value[:LONGEST]) for name in filters for value in query.get(name, ()) if value
        ),
    )


def _last(query: Mapping[str, Sequence[str]], name: str) -> str:
    return (query.get(name) or [""])[-1]


def _page(typed: str) -> int:
    digits = typed.isascii() and typed.isdigit() and len(typed) <= len(str(MOST_PAGES))
    return min(max(1, int(typed)), MOST_PAGES) if digits else 1
