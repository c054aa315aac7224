"""`up` gives a program that lives the time that a full machine takes, and none to one that dies."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

import pytest

from alo153.launch.commands import up


@dataclass
class Watched:
    """A supervisor whose one program died, or did not."""

    died: bool

    def has_died(self, _name: str) -> bool:
        return self.died

    def last_words(self, _name: str, _lines: int) -> str:
        return "no such table"


def wait(answers: Iterator[bool], *, died: bool) -> None:
    """Wait for a program that answers so, one time after the other."""
    plan: Any = up.Plan(port=0, listen="", supervisor=cast("Any", Watched(died)))
    asyncio.run(up._until(lambda: next(answers), plan, "web"))


def test_a_program_that_starts_slowly_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(up, "_READY_SECONDS", 0)
    answers = iter([False, False, True])
    wait(answers, died=False)
    assert next(answers, None) is None


def test_a_program_that_died_is_named_with_its_last_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(up, "_READY_SECONDS", 0)
    with pytest.raises(up.UpError, match="no such table"):
        wait(iter([False, False, True]), died=True)
