"""The tables of a GTFS feed: CSV files in a zip, of bounded size."""

import csv
import io
import struct
from _csv import Reader
from collections.abc import Iterable, Iterator, Mapping
from lzma import LZMAError
from typing import BinaryIO, Final
from zipfile import BadZipFile, ZipFile, ZipInfo
from zlib import error as ZlibError

from alo153.transport.rules.feeds.faults import Fault, FaultKind, Faults, FeedError

LARGEST: Final = 1024**3
"""Bytes of a table once unpacked."""
LARGEST_OF_ALL: Final = 2 * LARGEST
"""Bytes of all tables together once unpacked."""
MOST_ENTRIES: Final = 500
"""Files in the bundle: GTFS knows about thirty."""
MOST_RATIO: Final = 300
"""The limit of a large table's growth when unpacked; timetables grow 5 to 30 times."""
_SMALL: Final = 20 * 1024**2
_LARGEST_DIRECTORY: Final = 1024**2
"""Bytes of the list of files, which is held in memory before its length is known."""
_END: Final = struct.Struct("<4s4H2LH")
_END_MARK: Final = b"PK\x05\x06"
_LONGEST_COMMENT: Final = 65_535
_LONGEST_NAME: Final = 60
MOST_ROWS: Final = 3_000_000
LONGEST_LINE: Final = 20_000
"""Letters: a bomb without a line break is not held in memory."""
_UNREADABLE = (BadZipFile, ZlibError, LZMAError, EOFError, OSError, RuntimeError)

type Row = Mapping[str, str]


class _Endless(ValueError):
    """A line is longer than any that is meant."""


class Tables:
    """The tables of one feed; each fault is noted.

    Raises:
        FeedError: the file is no zip, or one that unpacks to more than any timetable.
    """

    def __init__(self, file: BinaryIO, faults: Faults) -> None:
        self._faults = faults
        try:
            if _directory_bytes(file) > _LARGEST_DIRECTORY:
                raise FeedError([Fault(FaultKind.TOO_LARGE, "")])
            self._bundle = ZipFile(file)
        except FeedError:
            raise
        except (BadZipFile, OSError, ValueError, NotImplementedError, struct.error):
            raise FeedError([Fault(FaultKind.NOT_A_ZIP, "")]) from None
        _refuse_a_bomb(self._bundle)
        self._names = {each.rpartition("/")[2]: each for each in self._bundle.namelist()}

    def has(self, name: str) -> bool:
        """Say whether the feed holds a table."""
        return name in self._names

    def rows(self, name: str, *needed: str, also: Iterable[str] = ()) -> Iterator[tuple[int, Row]]:
        """Return the rows of a table with their lines; none where a needed column is missing.

        Args:
            also: columns that need not be there; empty in each row then.

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
            yield from self._opened(name, info, needed, tuple(also))
        except _UNREADABLE:
            raise FeedError([*self._faults.found, Fault(FaultKind.NOT_A_ZIP, name)]) from None

    def optional(
        self, name: str, *needed: str, also: Iterable[str] = ()
    ) -> Iterator[tuple[int, Row]]:
        """Return the rows of a table that need not be there."""
        return self.rows(name, *needed, also=also) if self.has(name) else iter(())

    def _opened(
        self, name: str, info: ZipInfo, needed: tuple[str, ...], also: tuple[str, ...]
    ) -> Iterator[tuple[int, Row]]:
        with self._bundle.open(info) as raw:
            text = io.TextIOWrapper(raw, "utf-8-sig", newline="")
            lines = csv.reader(_bounded(text))
            try:
                yield from self._read(name, lines, needed, also)
            except (UnicodeDecodeError, csv.Error, _Endless):
                self._faults.add(FaultKind.NOT_TEXT, name, lines.line_num + 1)

    def _read(
        self, name: str, lines: Reader, needed: tuple[str, ...], also: tuple[str, ...]
    ) -> Iterator[tuple[int, Row]]:
        columns = [each.strip() for each in next(lines, [])]
        missing = [each for each in needed if each not in columns]
        for each in missing:
            self._faults.add(FaultKind.MISSING_COLUMN, name, 1, each)
        if missing:
            return
        places = [(each, columns.index(each)) for each in (*needed, *also) if each in columns]
        absent = dict.fromkeys((each for each in also if each not in columns), "")
        for number, cells in enumerate(lines):
            if number >= MOST_ROWS:
                self._faults.add(FaultKind.TOO_LARGE, name, lines.line_num)
                return
            if cells:
                width = len(cells)
                found = {key: cells[at].strip() if at < width else "" for key, at in places}
                yield lines.line_num, found | absent if absent else found


def _bounded(text: io.TextIOWrapper) -> Iterator[str]:
    while line := text.readline(LONGEST_LINE):
        if len(line) == LONGEST_LINE and line[-1] not in "\r\n":
            raise _Endless
        yield line


def _directory_bytes(file: BinaryIO) -> int:
    """Return how long the list of files says to be; 0 where there is no end of a zip.

    One of more than 4 GB (ZIP64) says 2**32 - 1.
    """
    size = file.seek(0, io.SEEK_END)
    file.seek(max(0, size - _END.size - _LONGEST_COMMENT))
    tail = file.read()
    file.seek(0)
    at = tail.rfind(_END_MARK)
    if at < 0 or len(tail) < at + _END.size:
        return 0
    return int(_END.unpack_from(tail, at)[5])


def _refuse_a_bomb(bundle: ZipFile) -> None:
    """Refuse a bundle by what its list says, before anything is unpacked. Raises FeedError."""
    entries = bundle.infolist()
    if len(entries) > MOST_ENTRIES or sum(each.file_size for each in entries) > LARGEST_OF_ALL:
        raise FeedError([Fault(FaultKind.TOO_LARGE, "")])
    for each in entries:
        if each.file_size > max(_SMALL, MOST_RATIO * each.compress_size):
            raise FeedError([Fault(FaultKind.TOO_LARGE, each.filename[:_LONGEST_NAME])])
