"""A table as large as one may be, through a worker that is killed (SIGKILL) in the middle.

Its lines are few here and long: `./alo153 bench tables` takes 50,000 of them.
"""

from contextlib import ExitStack
from pathlib import Path
from typing import Final

import pytest
from django.db import connection
from tests import cast
from tests.killed.workers import recover, worker
from tests.parts.processes.programs import Program
from tests.parts.waiting import COLD_SECONDS

from alo153.cases.models import Case
from alo153.partners.models import TableContent
from alo153.partners.rules.table import MOST_BYTES
from bench.tables import bench
from bench.tables.content import content

pytestmark = pytest.mark.django_db(transaction=True)
LINES: Final = 80
MEGABYTE: Final = 1_000_000
# The file, as it comes from the database, unsealed, and taken apart: seven copies, and what the
# allocator has not given back
COPIES: Final = 8


def test_it_is_taken_in_once_and_held_in_bounded_memory(tmp_path: Path) -> None:
    cast.staff(bench.WHO)
    whole = content(lines=LINES, size=MOST_BYTES)
    assert MOST_BYTES - MEGABYTE < len(whole) <= MOST_BYTES
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        [database] = cursor.fetchone()
    with ExitStack() as stack:

        def started() -> Program:
            return stack.enter_context(worker(tmp_path / "log", "mailbox:"))

        result = bench.take(
            whole,
            worker=started,
            database=database,
            killed=forget_worker,
            patience=COLD_SECONDS,
            say=print,
        )
    assert LINES // 2 <= result.before_kill < LINES
    assert result.opened == result.numbers == LINES == Case.objects.count()
    assert not TableContent.objects.exists()
    for phase in result.phases:
        assert phase.peak - phase.before < COPIES * MOST_BYTES / MEGABYTE, phase


def forget_worker() -> None:
    """Let the one that was killed have been silent for an hour, and its work be found."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1h'")
    recover()
