"""Tables to take along, as CSV or XLSX: bounded in rows, in memory and in how many at once."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from threading import BoundedSemaphore
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise

from alo153.city import queries
from alo153.core.text import harmless
from alo153.web.kit.lists.address import EXPORT

type Cell = str | int | float | datetime | Promise | None
type Row = Sequence[Cell]

MOST_ROWS: Final = 50_000
AT_ONCE: Final = 2
"""Tables that one process writes at the same time."""
_LONGEST_CELL: Final = 32_767
"""Letters that a cell of XLSX holds."""
_free = BoundedSemaphore(AT_ONCE)


class TooManyRows(Exception):
    """More than `MOST_ROWS`: a table that silently lacks rows would be worse than none."""


class Busy(Exception):
    """So many tables are being written that another has to wait."""


@contextmanager
def slot() -> Iterator[None]:
    """Hold one of the places for writing a table.

    Raises:
        Busy: all are taken.
    """
    if not _free.acquire(blocking=False):
        raise Busy
    try:
        yield
    finally:
        _free.release()


def asked(request: HttpRequest) -> str:
    """Return the kind of file that an address asks for; empty if it asks for the page."""
    form = request.GET.get(EXPORT, "")
    return form if form in FORMS else ""


def download(form: str, name: str, rows: Iterable[Row]) -> HttpResponse:
    """Return the table as a file; the first row is its heading.

    The whole file is written before the first byte leaves: a fault is an error page, never half a
    table that looks whole.

    Args:
        form: one of `FORMS`.
        name: of the file, without its ending.
        rows: read once, one by one.
    """
    write, content_type = FORMS[form]
    file = io.BytesIO()
    write(file, rows)
    disposition = {"Content-Disposition": f'attachment; filename="{name}.{form}"'}
    return HttpResponse(file.getvalue(), content_type, headers=disposition)


def _csv(file: io.BytesIO, rows: Iterable[Row]) -> None:
    """Write with semicolons, and with the mark that tells spreadsheets it is UTF-8."""
    text = io.TextIOWrapper(file, "utf-8-sig", newline="", write_through=True)
    lines = csv.writer(text, delimiter=";")
    for row in rows:
        lines.writerow([_in_csv(cell) for cell in row])
    text.detach()


def _in_csv(cell: Cell) -> str | int | float:
    if isinstance(cell, datetime):
        return f"{queries.local(cell):%Y-%m-%d %H:%M}"
    if isinstance(cell, int | float):
        return cell
    return harmless(str(cell or ""))


def _xlsx(file: io.BytesIO, rows: Iterable[Row]) -> None:
    """Write row by row; words are kept as words, whatever they begin with."""
    import xlsxwriter  # noqa: PLC0415 - 42 modules, and few start to write a table

    book = xlsxwriter.Workbook(file, {"constant_memory": True})
    heading = book.add_format({"bold": True})
    moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    sheet = book.add_worksheet()
    sheet.freeze_panes(1, 0)
    for line, row in enumerate(rows):
        for place, cell in enumerate(row):
            if isinstance(cell, datetime):
                sheet.write_datetime(line, place, queries.local(cell).replace(tzinfo=None), moment)
            elif isinstance(cell, int | float):
                sheet.write_number(line, place, cell)
            else:
                words = str(cell or "")[:_LONGEST_CELL]
                sheet.write_string(line, place, words, None if line else heading)
    book.close()


FORMS: Final[dict[str, tuple[Callable[[io.BytesIO, Iterable[Row]], None], str]]] = {
    "csv": (_csv, "text/csv; charset=utf-8"),
    "xlsx": (_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}
