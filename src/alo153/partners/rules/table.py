"""Take a body's table apart: its letters, its separator, its headings. Pure.

The first line names the columns in any order; the separator is a semicolon, a comma or a tab; the
text is UTF-8, or what Turkish spreadsheets write (Windows-1254). Next to the file itself some
kilobytes are held at a time, however many lines it has.
"""

import csv
import io
from codecs import iterdecode
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import islice, takewhile
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

from alo153.city.partner_tables import NEEDED, Field
from alo153.core.text import fold

if TYPE_CHECKING:
    from django.utils.functional import Promise

MOST_BYTES: Final = 20 * 1024 * 1024
MOST_ROWS: Final = 50_000
_SEPARATORS: Final = ";,\t"
_ENCODINGS: Final = ("utf-8-sig", "windows-1254")
_PIECE: Final = 64 * 1024
# The headings are the first line
_FIRST: Final = 2

type Row = tuple[int, Mapping[Field, str]]
"""The line on which it begins, and what is in the columns that are known."""


class NoTable(ValueError):
    """The whole file cannot be read; ``reason`` says why."""

    def __init__(self, reason: "str | Promise") -> None:
        super().__init__()
        self.reason = reason


def count(content: bytes, columns: Mapping[str, Sequence[str]]) -> int:
    """Return how many lines `read` yields.

    Raises:
        NoTable: it is no table of text, has other headings, or is too long.
    """
    found = sum(1 for _ in islice(read(content, columns), MOST_ROWS + 1))
    if found > MOST_ROWS:
        words = _("The table has more than %(most)s lines: split it.")
        raise NoTable(words % {"most": MOST_ROWS})
    return found


def read(content: bytes, columns: Mapping[str, Sequence[str]]) -> Iterator[Row]:
    """Yield the lines below the headings; empty ones are left out.

    Args:
        columns: what a column means -> what it may be called.

    Raises:
        NoTable: it is no table of text, or has other headings.
    """
    return _rows(content, columns, begin=_FIRST)


def read_some(
    content: bytes, columns: Mapping[str, Sequence[str]], *, begin: int, end: int
) -> list[Row]:
    """Return the lines from one to another, both as `read` named them; the rest is not parsed.

    Raises:
        NoTable: it is no table of text, or has other headings.
    """
    return list(takewhile(lambda row: row[0] <= end, _rows(content, columns, begin=begin)))


def _rows(content: bytes, columns: Mapping[str, Sequence[str]], *, begin: int) -> Iterator[Row]:
    """Yield the lines from the one that begins there."""
    encoding = _encoding(content)
    mark = max(_SEPARATORS, key=_lines(content, encoding).readline().count)
    lines = _lines(content, encoding)
    try:
        header = csv.reader(lines, delimiter=mark)
        places = _places(next(header, []), columns)
        first = max(begin, header.line_num + 1)
        deque(islice(lines, first - header.line_num - 1), maxlen=0)
        reader = csv.reader(lines, delimiter=mark)
        line = first
        for values in reader:
            if any(map(str.strip, values)):
                yield line, _named(values, places)
            line = first + reader.line_num
    except csv.Error as error:
        raise NoTable(_("This is no table of text: save it as CSV.")) from error


def _lines(content: bytes, encoding: str) -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(content), encoding=encoding, newline="")


def _encoding(content: bytes) -> str:
    if len(content) > MOST_BYTES:
        raise NoTable(_("The file is larger than 20 MB: split it."))
    encoding = next(filter(partial(_is_written_in, content), _ENCODINGS), "")
    if not encoding or b"\x00" in content:
        raise NoTable(_("This is no table of text: save it as CSV."))
    return encoding


def _is_written_in(content: bytes, encoding: str) -> bool:
    whole = memoryview(content)
    pieces = (bytes(whole[at : at + _PIECE]) for at in range(0, len(content), _PIECE))
    try:
        deque(iterdecode(pieces, encoding), maxlen=0)
    except UnicodeDecodeError:
        return False
    return True


def _places(header: Sequence[str], columns: Mapping[str, Sequence[str]]) -> Mapping[Field, int]:
    """Return the place of each column; the first of two with the same meaning counts."""
    known = {fold(title): Field(field) for field, those in columns.items() for title in those}
    found: dict[Field, int] = {}
    for place, title in enumerate(header):
        if field := known.get(fold(title).strip()):
            found.setdefault(field, place)
    missing = [columns[field][0] for field in NEEDED if field not in found]
    if missing:
        words = _("The first line lacks these columns: %(names)s")
        raise NoTable(words % {"names": ", ".join(missing)})
    return found


def _named(values: Sequence[str], places: Mapping[Field, int]) -> Mapping[Field, str]:
    return {
        field: values[place].strip() if place < len(values) else ""
        for field, place in places.items()
    }
