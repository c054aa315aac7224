"""The one view of all list pages: a page of rows, or all of them as a file."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.forms import BoundField, DateField
from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alo153.web.kit.access import StaffRequest
from alo153.web.kit.lists import address, tables
from alo153.web.kit.lists.declared import ROWS, Column, ListPage
from alo153.web.kit.lists.filters import ListFilter, ViewForm

COUNTED: Final = address.MOST_PAGES * ROWS
"""Rows are counted up to here: as many as can be paged to."""
_READ_AT_ONCE: Final = 1_000


def respond[R: Model](
    request: StaffRequest,
    declared: ListPage[R],
    rows: QuerySet[R],
    around: Mapping[str, Any] = MappingProxyType({}),
    *,
    seen: Callable[[StaffRequest, list[R]], None] | None = None,
) -> HttpResponseBase:
    """Answer with a page of the list, or with all that is filtered as a file.

    Args:
        rows: what this person may see; filters narrow it.
        around: further context of the list's template.
        seen: writes down who saw the rows of the page, where they name citizens; a file of the
            same list holds no names.
    """
    shown, refusal, status = Shown(request, declared, rows), "", 200
    if form := tables.asked(request):
        try:
            return shown.exported(form)
        except tables.TooManyRows:
            words = _("More than %(most)s rows are too many for a file. Narrow the list first.")
            refusal, status = words % {"most": number_format(tables.MOST_ROWS)}, 422
        except tables.Busy:
            refusal, status = _("Other files are being written. Try again in a minute."), 503
        except ValidationError:
            status = 422
    if seen:
        seen(request, shown.rows)
    context = {"list": shown, "refusal": refusal, **around}
    return render(request, declared.template, context, status=status)


@dataclass(frozen=True)
class Heading:
    """A column's heading: where it leads, and how the rows are sorted by it now."""

    column: Column[Any]
    query: str
    # As ARIA says it: ascending, descending, or empty
    sorted: str


class Shown[R: Model]:
    """A list as one request asks for it; read when it is drawn."""

    def __init__(self, request: StaffRequest, declared: ListPage[R], rows: QuerySet[R]) -> None:
        self.declared = declared
        self.filters: ListFilter = declared.filters(request.GET, queryset=rows, request=request)
        self.view = address.read(
            dict(request.GET.lists()),
            filters=tuple(self.filters.form.fields),
            sorts={each.name for each in declared.columns if each.sort},
            columns=[each.name for each in declared.columns[1:]],
            usual=declared.order,
        )

    @cached_property
    def columns(self) -> list[Column[R]]:
        """Return the columns that are not hidden."""
        return [each for each in self.declared.columns if each.name not in self.view.hidden]

    @cached_property
    def headings(self) -> list[Heading]:
        """Return what is above the columns."""
        now = self.view.sort or self.declared.order
        ways = {now.removeprefix("-"): "descending" if now.startswith("-") else "ascending"}
        turned = self.view.turned
        return [
            Heading(
                each,
                turned(each.name, self.declared.order) if each.sort else "",
                ways.get(each.name, ""),
            )
            for each in self.columns
        ]

    @property
    def view_form(self) -> ViewForm:
        """Return the fields of the order, and of the columns that are not needed."""
        return ViewForm(
            sorts=[(each.name, each.label) for each in self.declared.columns if each.sort],
            columns=[(each.name, each.label) for each in self.declared.columns[1:]],
            sort=self.view.sort or self.declared.order,
            hidden=self.view.hidden,
        )

    @property
    def fields(self) -> list[BoundField]:
        """Return the fields of the filter."""
        return list(self.filters.form)

    @property
    def narrowed(self) -> list[str]:
        """Say what the list is narrowed by: "Unit: Parks"."""
        form, asked = self.filters.form, dict(self.view.asked)
        return [
            f"{field.label}: {_chosen(field, asked[field.name])}"
            for field in form
            if field.name in asked and field.name not in form.errors
        ]

    @cached_property
    def rows(self) -> list[R]:
        """Return the rows of the page; of the last one, if the address names a later one."""
        rows = self._of_page(self.view.page)
        if not rows and self.view.page > 1:
            rows = self._of_page(self.pages)
        return rows

    @property
    def lines(self) -> list[tuple[R, list[tuple[Column[R], tables.Cell]]]]:
        """Return each row with its cells."""
        return [(row, [(each, each.value(row)) for each in self.columns]) for row in self.rows]

    @cached_property
    def count(self) -> int:
        """Return how many rows there are, at most one more than `COUNTED`."""
        if self.view.page == 1 and len(self.rows) < ROWS:
            return len(self.rows)
        return self._found.order_by()[: COUNTED + 1].count()

    @property
    def count_words(self) -> str:
        """Say how many rows there are: "1.234 rows", "more than 10.000 rows"."""
        number = min(self.count, COUNTED)
        words = ngettext("%(count)s row", "%(count)s rows", number)
        if self.count > COUNTED:
            words = _("more than %(count)s rows")
        return words % {"count": number_format(number, use_l10n=True, force_grouping=True)}

    @property
    def pages(self) -> int:
        """Return how many pages there are to see."""
        return max(1, -(-min(self.count, COUNTED) // ROWS))

    @property
    def page(self) -> int:
        """Return the number of the page that is shown."""
        return min(self.view.page, self.pages)

    @property
    def before(self) -> str:
        """Return the query of the page before; empty if there is none."""
        return f"?{self.view.on(self.page - 1)}" if self.page > 1 else ""

    @property
    def after(self) -> str:
        """Return the query of the page after; empty if there is none."""
        return f"?{self.view.on(self.page + 1)}" if self.page < self.pages else ""

    @property
    def goes_on(self) -> bool:
        """Tell whether this is the last page of more rows than are counted."""
        return self.count > COUNTED and self.page == self.pages

    @property
    def whole(self) -> str:
        """Return the query of all pages: what a file holds."""
        return self.view.on(1)

    def exported(self, form: str) -> HttpResponseBase:
        """Return all rows of the filters as a file, with the columns of the page.

        Raises:
            ValidationError: a filter cannot be read; the page says which.
            tables.TooManyRows: there are more than a file takes.
            tables.Busy: other tables are being written.
        """
        if not self.filters.is_valid():
            raise ValidationError(self.filters.errors)
        with tables.slot():
            if self._found.order_by()[: tables.MOST_ROWS + 1].count() > tables.MOST_ROWS:
                raise tables.TooManyRows
            return tables.download(form, self.declared.name, self._written())

    def _written(self) -> Iterator[tables.Row]:
        yield [each.head or each.label for each in self.columns]
        for row in self._ordered.iterator(chunk_size=_READ_AT_ONCE):
            yield [each.value(row) for each in self.columns]

    def _of_page(self, page: int) -> list[R]:
        first = (page - 1) * ROWS
        return list(self._ordered[first : first + ROWS])

    @property
    def _found(self) -> QuerySet[R]:
        found: QuerySet[R] = self.filters.qs
        return found

    @property
    def _ordered(self) -> QuerySet[R]:
        return self.declared.ordered(self._found, self.view)


def _chosen(field: BoundField, value: str) -> str:
    """Return the words of what was chosen or typed."""
    if isinstance(field.field, DateField):
        return date_format(field.field.clean(value), "DATE_FORMAT")
    choices = getattr(field.field, "choices", ())
    return str(dict(choices).get(value, value))
