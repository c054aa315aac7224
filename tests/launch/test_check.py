"""`./alo153 check` on a fresh clone: what the unit tests need is there before they run."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path

import pytest

from alo153.launch import catalogs, frontend
from alo153.launch.commands import check
from alo153.launch.commands import test as command
from alo153.launch.debian import debs
from alo153.launch.telephony import asterisk
from alo153.launch.testing import guard, mails, quality, running, servers
from alo153.launch.testing.plan import Run
from alo153.launch.testing.reports import Report


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """Return what was done, in order; nothing of it is done in earnest."""
    order: list[str] = []

    def note(name: str) -> None:
        order.append(name)

    def run(
        planned: list[Run], _: list[str], fetched: Future[None], scratch: Path, *_checks: object
    ) -> dict[str, Report]:
        assert scratch == tmp_path
        fetched.result()
        order.extend(each.name for each in planned)
        return {"fast tests": Report(passed=3)} if planned else {}

    def ensure(*_: object, **__: object) -> asterisk.Missing:
        note("asterisk")
        return asterisk.Missing("not in earnest")

    def guarded(work: Callable[[Path], int]) -> int:
        return work(tmp_path)

    monkeypatch.setenv("ALO153_VAR", str(tmp_path))
    monkeypatch.setattr(guard, "guarded", guarded)
    monkeypatch.setattr(frontend, "is_current", lambda: False)
    monkeypatch.setattr(frontend, "ensure", lambda: note("front end built"))
    monkeypatch.setattr(debs, "program", lambda name, _: note(name))
    monkeypatch.setattr(debs, "fetch_programs", lambda _: None)
    monkeypatch.setattr(servers, "fetch_mail", lambda: note("mail"))
    monkeypatch.setattr(servers, "fetch_clamd", lambda: note("clamd"))
    monkeypatch.setattr(mails, "fetch", lambda: note("mails"))
    monkeypatch.setattr(asterisk, "ensure", ensure)
    monkeypatch.setattr(catalogs, "compile_changed", lambda: 0)
    monkeypatch.setattr(quality.Checks, "begin", lambda _, *names: order.extend(names))
    monkeypatch.setattr(running, "run", run)
    return order


def test_the_front_end_is_built_before_the_unit_tests(
    done: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert check.main([]) == 0
    assert done.index("front end built") < done.index(quality.TYPESCRIPT) < done.index("fast tests")
    assert capsys.readouterr().out.splitlines()[-1] == "3 passed, 0 failed"


def test_checks_run_beside_what_is_built(done: list[str]) -> None:
    command.main([])
    assert done.index("mypy") < done.index("front end built")


def test_what_calls_need_is_fetched_once(done: list[str]) -> None:
    command.main([])
    assert done.count("chromium") == done.count("asterisk") == 1
    done.clear()
    command.main(["unit"])
    assert not {"chromium", "asterisk"} & set(done)
    assert done.count("mails") == 1


def test_one_part_alone_needs_no_checks(done: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    wanted: list[bool] = []
    init = quality.Checks.__init__

    def made(self: quality.Checks, *, wanted: bool) -> None:
        asked.append(wanted)
        init(self, wanted=wanted)

    asked = wanted
    monkeypatch.setattr(quality.Checks, "__init__", made)
    command.main(["unit"])
    command.main([])
    assert asked == [False, True]
