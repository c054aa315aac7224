"""A run is red for a defect: what passes alone is named, kept and mended, and fails nobody."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from alo153.launch.commands import test as command
from alo153.launch.testing import judgment, plan, reports
from alo153.launch.testing.reports import Failure, Report

pytest_plugins = ["pytester"]
PLUGINS = "alo153.launch.testing.plugins"
REPORTING = ("-p", "xdist.plugin", "-p", f"{PLUGINS}.reporting")
PAGE = Failure("tests/web/test_a.py::test_a[x y]", "test_a.py:3: assert 1 == 2\nE  more")
JOURNEY = Failure("tests/journeys/test_b.py::test_b", "test_b.py:9: Timeout")
FIRST = {"fast tests": Report(7, 1, (PAGE,), seed=11), "journeys": Report(2, failed=(JOURNEY,))}
SECOND = {"fast tests again": Report(1), "journeys again": Report(1)}
CLOSING = re.compile(r"\d+ passed, \d+ failed")


def closed(found: judgment.Judgment, capsys: pytest.CaptureFixture[str]) -> tuple[int, list[str]]:
    code = command._close(found)
    return code, capsys.readouterr().out.splitlines()


def names(failures: Iterable[Failure]) -> list[str]:
    return [failure.name for failure in failures]


def test_what_failed_is_tried_again_alone_and_draws_what_it_drew() -> None:
    one, other = plan.again(judgment.worth_again(FIRST | {"heavy": Report(3, seed=12)}, []))
    assert one.words == ("-n", "1", "--randomly-seed=11", PAGE.name)
    assert other.words == ("-n", "1", JOURNEY.name), "without pytest-randomly there is no seed"
    assert (one.browser, other.browser, other.after) == (False, True, (one.name,))
    assert plan.again({}) == []


def test_a_test_that_passes_alone_is_named_with_its_first_error_and_the_run_is_green(
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = judgment.judge(FIRST, [], SECOND)
    assert (found.failed, names(found.flaky)) == ([], [PAGE.name, JOURNEY.name])
    code, said = closed(found, capsys)
    assert code == 0
    assert said[-3:] == ["skipped: 1", "", "11 passed, 0 failed"]
    place = said.index(f"      {PAGE.name}")
    assert [line.strip() for line in said[place + 1 : place + 3]] == PAGE.error.splitlines()
    assert any("flaky" in line for line in said[:place])


def test_a_test_that_fails_twice_has_failed_and_is_told_with_its_first_error(
    capsys: pytest.CaptureFixture[str],
) -> None:
    later = Failure(JOURNEY.name, "test_b.py:9: another error")
    again = SECOND | {"journeys again": Report(failed=(later,))}
    code, said = closed(judgment.judge(FIRST, [], again), capsys)
    assert code == 1
    assert said[-1] == "10 passed, 1 failed"
    place = said.index(f"      journeys: {JOURNEY.name}")
    assert said[place + 1].strip() == JOURNEY.error


def test_a_failed_check_counts_as_a_failure(capsys: pytest.CaptureFixture[str]) -> None:
    code, said = closed(judgment.judge({"fast tests": Report(3)}, ["mypy"], {}), capsys)
    assert (code, said[-1]) == (1, "3 passed, 1 failed")
    assert "      check mypy" in said
    assert closed(judgment.judge({"fast tests": Report(3)}, [], {}), capsys)[0] == 0


MANY = tuple(Failure(f"tests/web/test_a.py::test_{n}") for n in range(13))


@pytest.mark.parametrize(
    ("first", "checks"),
    [
        (Report(7, failed=(PAGE,)), ["ruff check"]),
        (Report(7, failed=(PAGE,), broken=("pytest broke off (exit code 3)",)), []),
        (Report(7, 2, (PAGE,), broken=("skipped, which is forbidden: 2",)), []),
        (Report(7, failed=MANY), []),
    ],
)
def test_what_is_red_anyway_gets_no_second_attempt(
    first: Report, checks: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert judgment.worth_again({"fast tests": first}, checks) == {}
    code, said = closed(judgment.judge({"fast tests": first}, checks, {}), capsys)
    bad = len(first.failed) + len(first.broken) + len(checks)
    assert code == 1
    assert said[-1].startswith(f"7 passed, {bad} failed")
    assert CLOSING.fullmatch(said[-1])


@pytest.mark.parametrize(
    "again",
    [
        SECOND | {"journeys again": Report(broken=("pytest broke off",))},
        SECOND | {"journeys again": Report(0, 1)},
    ],
)
def test_what_was_not_seen_to_pass_has_failed(again: dict[str, Report]) -> None:
    found = judgment.judge(FIRST, [], again)
    assert (found.passed, len(found.failed), found.flaky) == (9, 2, [])


def test_flaky_tests_are_kept_to_be_mended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALO153_VAR", str(tmp_path))
    at = datetime(2026, 12, 1, 9, 30, tzinfo=UTC)
    judgment.keep_flaky([PAGE], at)
    judgment.keep_flaky([JOURNEY], at)
    lines = (tmp_path / "log/flaky.jsonl").read_text().splitlines()
    one, other = map(json.loads, lines)
    assert one.keys() == {"time", "commit", "test", "error"}
    assert (one["time"], one["test"]) == ("2026-12-01T09:30:00+00:00", PAGE.name)
    assert (other["test"], other["error"]) == tuple(JOURNEY)


SEVERAL = """
import os
import pytest

@pytest.fixture
def broken():
    raise OSError("no room")

@pytest.fixture
def breaks_after():
    yield
    raise OSError("it complains")

def test_good(): pass
def test_complains_after(breaks_after): pass
def test_bad(): assert 1 == 2, "they differ"
def test_never_begins(broken): pass
def test_skips(): pytest.skip("no telephone here")
def test_ends_its_process(): os._exit(7)
"""


def reported(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, *words: str) -> Report:
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    pytester.makepyfile(SEVERAL)
    pytester.runpytest_subprocess(*REPORTING, "-n", "2", "--report-to", str(pytester.path), *words)
    found = reports.read_report(pytester.path)
    assert found is not None
    return found


def test_each_failure_arrives_with_its_first_error(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = reported(pytester, monkeypatch)
    errors = {failure.name.rpartition("::")[2]: failure.error for failure in found.failed}
    assert (found.passed, found.skipped, found.broken, found.seed) == (1, 1, (), None)
    assert errors.keys() == {
        "test_bad",
        "test_never_begins",
        "test_complains_after",
        "test_ends_its_process",
    }
    assert errors["test_bad"].endswith(".py:15: AssertionError: they differ\nassert 1 == 2")
    assert "OSError: it complains" in errors["test_complains_after"]
    assert "OSError: no room" in errors["test_never_begins"]
    assert "crashed" in errors["test_ends_its_process"]


def test_a_forbidden_skip_is_red_whatever_else_failed(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = reported(pytester, monkeypatch, "--no-skips", "-k", "skips or bad")
    assert found.broken == ("skipped, which is forbidden: 1",)
    assert [name.rpartition("::")[2] for name in names(found.failed)] == ["test_bad"]


def test_the_seed_by_which_a_run_drew_arrives(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ("-p", "pytest_randomly", "-k", "bad")
    drew = reported(pytester, monkeypatch, *words)
    (again,) = plan.again({"fast tests": drew})
    seed = again.words[2]
    assert seed == f"--randomly-seed={drew.seed}"
    assert reported(pytester, monkeypatch, *words, seed).seed == drew.seed
