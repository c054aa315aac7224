"""A worker is killed (SIGKILL) again and again while it takes a table in: each line is taken once.

Forty lines are opened in some seconds: the kills fall between two lines and into one, wherever the
worker is.
"""

from pathlib import Path
from typing import Final

import pytest
from tests import cast
from tests.killed.workers import (
    blocked_backend,
    end_blocked_backend,
    held_lock,
    kill,
    recover,
    worker,
)
from tests.partners.tables import HEAD, brought, states
from tests.parts.waiting import COLD_SECONDS, until

from alo153.cases.models import Case, RegisterEntry
from alo153.partners.imports import actions
from alo153.partners.models import TableContent, TableImport, TableLine

pytestmark = pytest.mark.django_db(transaction=True)
LINES: Final = 40


def being_taken() -> TableImport:
    rows = "".join(f"26-{n};02.11.2026;;;agac-budama;Dal {n}.;;\n" for n in range(LINES))
    table = brought(f"{HEAD}\n{rows}")
    actions.take(table=table, by=cast.staff("hakan"), at=cast.AT)
    return table


def opened() -> int:
    return TableLine.objects.filter(state=TableLine.State.OPENED).count()


def is_done(table: TableImport) -> bool:
    return TableImport.objects.get(pk=table.pk).state == TableImport.State.DONE


def test_each_line_is_taken_once(tmp_path: Path) -> None:
    table = being_taken()
    in_the_middle = table.lines.all()[LINES // 2].pk
    lock = f"SELECT id FROM partners_tableline WHERE id = {in_the_middle} FOR UPDATE"
    with held_lock(lock):
        with worker(tmp_path / "log", "mailbox:") as first:
            until(lambda: blocked_backend() is not None, COLD_SECONDS)
            kill(first)
        end_blocked_backend()
    assert opened() == LINES // 2, "what was done stands"
    recover()
    with worker(tmp_path / "log", "mailbox:") as second:
        until(lambda: opened() > LINES // 2, COLD_SECONDS)
        kill(second)
    recover()
    with worker(tmp_path / "log", "mailbox:"):
        until(lambda: is_done(table), COLD_SECONDS)
    assert set(states(table).values()) == {"opened"}
    assert RegisterEntry.objects.count() == Case.objects.count() == LINES
    assert not TableContent.objects.exists()
