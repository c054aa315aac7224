"""`manage import_call_list`: a call list of another system is counted as our own calls are."""

from __future__ import annotations

import csv
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError

from alo153.city import queries as city
from alo153.core.clock import now
from alo153.reports.actions import importing
from alo153.reports.actions.rollup.adding import Counts
from alo153.reports.actions.rollup.imported import count_imported
from alo153.reports.figures.catalog import FIGURES, Subject, Unit
from alo153.reports.figures.sums import Sums, nearest_limit
from alo153.reports.importing.columns import Column, MissingColumns
from alo153.reports.importing.lines import MOST_LINES
from alo153.reports.models.imported import ImportedCall

_MOST_NAMED: Final = 50
_LONGEST: Final = 50_000_000
"""Bytes."""


class Command(BaseCommand):
    """Import a call list, and print its figures."""

    help = "Count the calls of a CSV file in the reports, and print its figures."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file, how its columns are called, and what becomes of broken rows."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--check", action="store_true", help="print its figures, keep nothing")
        parser.add_argument(
            "--leave-out-broken", action="store_true", help="import the rows that can be read"
        )
        parser.add_argument(
            "--column",
            action="append",
            default=[],
            metavar="COLUMN=HEADING",
            help=f"how a column is called here: {', '.join(Column)}",
        )

    def handle(
        self,
        *_: Any,
        file: Path,
        check: bool,
        leave_out_broken: bool,
        column: Sequence[str],
        **__: Any,
    ) -> None:
        """Read, name what is broken, import and print."""
        content = _content(file)
        try:
            read = importing.read_list(content, named=_named(column))
        except MissingColumns as missing:
            raise CommandError(f"{file.name}: no column for {missing}. Use --column.") from missing
        except UnicodeDecodeError as error:
            raise CommandError(
                f"{file.name}: its letters are neither UTF-8, UTF-16 nor Windows-1254. Save it as "
                "CSV UTF-8."
            ) from error
        except csv.Error as error:
            raise CommandError(
                f"{file.name} is no CSV ({error}). Is a quotation mark never closed?"
            ) from error
        except importing.TooLong as error:
            raise CommandError(
                f"{file.name} has more than {MOST_LINES:,} rows: split it"
            ) from error
        for fault in read.faults[:_MOST_NAMED]:
            self.stderr.write(f"line {fault.number}: {fault.why}")
        if len(read.faults) > _MOST_NAMED:
            self.stderr.write(f"... and {len(read.faults) - _MOST_NAMED} more broken rows")
        if read.faults and not (leave_out_broken or check):
            raise CommandError(
                f"{len(read.faults)} broken rows: nothing is imported. Mend them, or use "
                "--leave-out-broken."
            )
        if not check:
            self._keep(file, content, read.calls)
        self._print(read)

    def _keep(self, file: Path, content: bytes, calls: Sequence[ImportedCall]) -> None:
        try:
            importing.import_list(content=content, name=file.name[:120], calls=calls, at=now())
        except importing.AlreadyImported as error:
            raise CommandError(f"{file.name} was imported before: it counts once") from error

    def _print(self, read: importing.Read) -> None:
        counts = Counts(city.zone())
        count_imported(counts, read.calls)
        sums: dict[str, int] = {}
        for row in counts.days.values():
            for name, amount in row.items():
                sums[name] = sums.get(name, 0) + amount
        times = city.center_times()
        within = nearest_limit(times.answer_within_seconds)
        short = nearest_limit(times.short_abandon_seconds)
        self.stdout.write(
            f"{len(read.calls)} calls, {read.outgoing} outgoing left out, "
            f"{len(read.faults)} broken; answered within {within} s, short {short} s"
        )
        of = Sums(of=sums, within=within, short=short)
        for figure in FIGURES:
            value = figure.compute(of)
            if figure.subject is Subject.CONTACTS and value is not None:
                written = f"{value:.0f}" if figure.unit is Unit.COUNT else f"{value:.2f}"
                self.stdout.write(f"{figure.key}: {written}")


def _content(file: Path) -> bytes:
    try:
        if file.stat().st_size > _LONGEST:
            raise CommandError(f"{file.name} is larger than {_LONGEST // 1_000_000} MB: split it")
        return file.read_bytes()
    except OSError as error:
        raise CommandError(f"{file}: {error.strerror}") from error


def _named(given: Sequence[str]) -> dict[Column, str]:
    named = {}
    for each in given:
        column, equals, heading = each.partition("=")
        if not equals or column not in set(Column):
            raise CommandError(f"--column {each}: write COLUMN=HEADING with {', '.join(Column)}")
        named[Column(column)] = heading
    return named
