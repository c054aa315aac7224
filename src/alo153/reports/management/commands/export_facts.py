"""`manage export_facts`: what reports are computed from, for DuckDB or a BI tool."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

import duckdb
from django.core.management.base import BaseCommand, CommandError

from alo153.core.processes.process_priority import lower_priority
from alo153.reports.queries.exported import export


class Command(BaseCommand):
    """Write the facts as Parquet files."""

    help = "Write the facts of reports as Parquet, for DuckDB or a BI tool."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the folder."""
        parser.add_argument("folder", type=Path)

    def handle(self, *_: Any, folder: Path, **__: Any) -> None:
        """Write, and say how large each file is."""
        lower_priority()
        try:
            written = export(folder)
        except OSError as error:
            raise CommandError(f"{folder}: {error.strerror}") from error
        except duckdb.IOException as error:
            raise CommandError(f"{folder}: {error}") from error
        for name, size in written.items():
            self.stdout.write(f"{name}.parquet: {size:,} bytes")
