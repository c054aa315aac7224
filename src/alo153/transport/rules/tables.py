"""The tables of a GTFS feed: CSV files in a zip, of bounded size."""

import csv
import io
from collections.abc import Iterator, Mapping
from typing import BinaryIO, Final
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError  # noqa: N812 - named as an error here

from alo153.transport.rules.faults import Fault, FaultKind, Faults, FeedError

LARGEST: Final = 1024**3
"""Bytes of a table once unpacked."""
MOST_ROWS: Final = 3_000_000

type Row = Mapping[str, str]


class Tables:
    """The tables of one feed; each fault is noted.

    Raises:
        FeedError: the file is no zip.
    """

    def __init__(self, file: BinaryIO, faults: Faults) -> None:
        self._faults = faults
        try:
            self._bundle = ZipFile(file)
        except (BadZipFile, OSError, ValueError):
            raise FeedError([Fault(FaultKind.NOT_A_ZIP, "")]) from None
        self._names = {each.rpartition("/")[2]: each for each in self._bundle.namelist()}

    def has(self, name: str) -> bool:
        """Say whether the feed holds a table."""
        return name in self._names

    def rows(self, name: str, *needed: str) -> Iterator[tuple[int, Row]]:
        """Return the rows of a table with their lines; none where a column is missing.

        Raises:
            FeedError: it cannot be read any further.
        """
        if not self.has(name):
            self._faults.add(FaultKind.MISSING_FILE, name)
            return
        info = self._bundle.getinfo(self._names[name])
        if info.file_size > LARGEST:
            self._faults.add(FaultKind.TOO_LARGE, name)
            return
        try:
            with self._bundle.open(info) as raw:
                text = io.TextIOWrapper(raw, "utf-8-sig", newline="")
                yield from self._read(name, csv.reader(text), needed)
        except (UnicodeDecodeError, csv.Error):
            self._faults.add(FaultKind.NOT_TEXT, name)
        except (BadZipFile, ZlibError, EOFError, NotImplementedError, RuntimeError):
            raise FeedError([*self._faults.found, Fault(FaultKind.NOT_A_ZIP, name)]) from None

    def _read(
        self, name: str, lines: "csv.Reader", needed: tuple[str, ...]
    ) -> Iterator[tuple[int, Row]]:
        columns = [each.strip() for each in next(lines, [])]
        missing = [each for each in needed if each not in columns]
        for each in missing:
            self._faults.add(FaultKind.MISSING_COLUMN, name, 1, each)
        if missing:
            return
        for number, cells in enumerate(lines):
            if number >= MOST_ROWS:
                self._faults.add(FaultKind.TOO_LARGE, name, lines.line_num)
                return
            if cells:
                row = dict.fromkeys(columns, "")
                row.update(zip(columns, (cell.strip() for cell in cells), strict=False))
                yield lines.line_num, row
