"""`./alo153 test` leaves no test out, and shows each run whole."""

from __future__ import annotations

import threading
from collections import Counter
from concurrent.futures import Future
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alo153.launch.commands import test as command
from alo153.launch.testing import plan, running, shards
from alo153.launch.testing.plan import Run
from alo153.launch.testing.reports import Report
from alo153.launch.testing.shards import Shard

pytest_plugins = ["pytester"]
BARE = ("-p", "xdist.plugin", "-p", "no:cacheprovider")


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a pytest that is started import no plugin that it does not need: they take a second."""
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")


def plugin(name: str) -> tuple[str, ...]:
    return ("-p", f"alo153.launch.testing.plugins.{name}")


def all_runs(parts: tuple[str, ...] = plan.PARTS) -> list[Run]:
    return plan.runs(parts)


def covers(run: Run, test: str) -> bool:
    """Say whether a run has a test, or a module of tests, as pytest reads its words."""
    left_out = [word.removeprefix("--deselect=") for word in run.words if "=" in word]
    places = [word for word in run.words if word.startswith("tests/")]
    return any(_below(test, place) for place in places) and not any(map(test.startswith, left_out))


def _below(test: str, place: str) -> bool:
    return test == place or test.startswith((f"{place}/", f"{place}::"))


def named() -> dict[str, str]:
    return {f"tests/{name}": reason for name, reason in plan.HEAVY.items()}


def test_every_test_runs_exactly_once() -> None:
    modules = [str(path.relative_to(plan.TESTS.parent)) for path in plan.TESTS.rglob("test_*.py")]
    tests = [name for name in named() if "::" in name]
    for parts in (plan.PARTS, *((part,) for part in plan.PARTS)):
        runs = all_runs(parts)
        ran = Counter(name for name in (*modules, *tests) for run in runs if covers(run, name))
        assert set(ran.values()) <= {1}
        assert parts != plan.PARTS or set(ran) == {*modules, *tests}


def test_what_runs_apart_is_there_and_means_one_test() -> None:
    for name in named():
        module, _, test = name.partition("::")
        path = plan.TESTS.parent / module
        assert path.exists(), name
        # `--deselect` leaves out whatever begins so
        assert not test or path.read_text().count(f"def {test}") == 1, name
        assert not test or f"def {test}(" in path.read_text(), name


def test_what_fills_the_machine_runs_one_at_a_time_beside_what_waits_for_nothing() -> None:
    assert {run.name: run.after for run in all_runs()} == {
        "fast tests": (),
        "heavy journeys": (),
        "heavy": ("heavy journeys",),
        "telephony": ("fast tests",),
        "journeys": ("fast tests",),
        "sweeps": ("fast tests",),
    }
    assert [run.name for run in all_runs() if run.steps_back] == ["sweeps"]
    heavy = [run for run in all_runs() if run.name.startswith("heavy")]
    assert all(run.words[:2] == ("-n", "1") for run in heavy)


def test_the_browser_of_a_journey_shares_its_process_with_no_other_part() -> None:
    for run in all_runs():
        folders = {word.split("/")[1] for word in run.words if word.startswith("tests/")}
        assert folders == {"journeys"} or "journeys" not in folders


def test_the_fast_tests_wait_for_no_program_of_a_telephone() -> None:
    assert [run.name for run in all_runs() if not run.calls] == ["fast tests", "sweeps"]


def test_what_installs_the_program_finds_fetched_what_it_needs() -> None:
    installing = [name for name in named() if name.startswith("tests/launch/")]
    assert installing
    assert all(run.calls for run in all_runs() for name in installing if covers(run, name))


def test_what_takes_longest_begins_first(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytester.makepyfile(test_a="def test_one(): pass", test_b="def test_other(): pass")
    monkeypatch.setattr(plan, "FIRST", ("test_b.py",))
    options = (*BARE, *plugin("ordering"), "--collect-only", "-q")
    lines = pytester.runpytest_inprocess(*options).outlines
    names = [line for line in lines if "::" in line]
    assert names == ["test_b.py::test_other", "test_a.py::test_one"]


def test_what_begins_first_or_fills_the_end_is_there() -> None:
    assert [name for name in plan.FIRST if not (plan.TESTS.parent / name).exists()] == []
    assert [name for name in plan.SWEEPS if not (plan.TESTS / name).exists()] == []


def test_words_after_two_dashes_go_to_pytest() -> None:
    assert command._split(["unit", "--", "-k", "phone"]) == (["unit"], ["-k", "phone"])


@given(st.lists(st.text(), unique=True), st.integers(1, 9))
def test_shards_are_disjoint_and_their_union_is_everything(tests: list[str], of: int) -> None:
    shards = [Shard(number, of) for number in range(1, of + 1)]
    assert all(sum(shard.has(test) for shard in shards) == 1 for test in tests)


def test_shards_of_a_real_run_are_all_of_its_tests(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        "import pytest\n@pytest.mark.parametrize('n', range(20))\ndef test_it(n): assert n >= 0"
    )
    options = (*BARE, *plugin("sharding"), "--collect-only", "-q")

    def collected(*words: str) -> list[str]:
        lines = pytester.runpytest_inprocess(*options, *words).outlines
        return [line for line in lines if "::" in line]

    everything, one, two = collected(), collected("--shard=1/2"), collected("--shard=2/2")
    assert len(everything) == 20
    assert min(len(one), len(two)) > 0
    assert sorted(one + two) == sorted(everything)


@pytest.mark.parametrize("words", ["0/2", "3/2", "1", "a/b", "1/0"])
def test_what_is_no_shard_is_refused(words: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        shards.read(words)


TWO = """
import os, pathlib, sys, time
assert not sys.dont_write_bytecode
here, there = (pathlib.Path(__file__).with_name(name) for name in ({own!r}, {other!r}))

def test_both_run_at_the_same_time():
    here.touch()
    while not there.exists():
        time.sleep(0.01)

def test_ends():
    {end}
"""


def test_a_run_that_calls_begins_when_all_is_fetched_and_not_at_all_if_it_cannot_be() -> None:
    fetched: Future[None] = Future()
    waits, calls = Run("waits", ()), Run("calls", (), calls=True)
    assert running._may_begin(waits, set(), fetched)
    assert not running._may_begin(calls, set(), fetched)
    fetched.set_exception(OSError("the disk is full"))
    assert running._may_begin(waits, set(), fetched)
    with pytest.raises(OSError, match="full"):
        running._may_begin(calls, set(), fetched)


def test_a_run_begins_when_those_that_it_waits_for_are_over() -> None:
    fetched: Future[None] = Future()
    fetched.set_result(None)
    last = Run("last", (), after=("first", "second", "not planned"))
    assert not running._may_begin(last, {"second", "last"}, fetched)
    assert running._may_begin(last, {"third", "last"}, fetched)


BEHIND = """
import os, pathlib

def test_is_behind_all_others():
    group = pathlib.Path("/proc/self/autogroup")
    assert os.getpriority(os.PRIO_PROCESS, 0) == 19
    assert not group.exists() or group.read_text().split()[-1] == "19"
"""


def test_a_run_that_steps_back_takes_what_others_leave(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    module = tmp_path / "test_behind.py"
    module.write_text(BEHIND)
    fetched: Future[None] = Future()
    fetched.set_result(None)
    behind = Run("behind", (*BARE, "-n", "0", str(module)), steps_back=True)
    assert running.run([behind], [], fetched, tmp_path) == {"behind": Report(passed=1)}


ENDLESS = """
import pathlib, time

def test_never_ends():
    pathlib.Path({begun!r}).touch()
    time.sleep(600)
"""


def test_a_failed_check_ends_the_run(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    module, begun = tmp_path / "test_endless.py", tmp_path / "begun"
    module.write_text(ENDLESS.format(begun=str(begun)))
    runs = [Run("endless", (*BARE, "-n", "0", str(module))), Run("later", (), after=("endless",))]
    fetched: Future[None] = Future()
    fetched.set_result(None)
    assert running.run(runs, [], fetched, tmp_path, begun.exists) == {}
    assert "a check failed, and ends the run" in capfd.readouterr().out


def test_runs_at_the_same_time_are_shown_whole_and_one_that_breaks_off_is_a_failure(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    runs = []
    for own, other, end in (("good", "bad", "pass"), ("bad", "good", "os._exit(7)")):
        module = tmp_path / f"test_{own}.py"
        module.write_text(TWO.format(own=own, other=other, end=end))
        runs.append(Run(own, (*BARE, "-n", "0", str(module)), calls=own == "bad"))
    fetched: Future[None] = Future()
    threading.Timer(0.5, fetched.set_result, [None]).start()
    found = running.run(runs, ["-k", "both or ends"], fetched, tmp_path)
    said = capfd.readouterr().out
    assert found["good"] == Report(passed=2)
    assert found["bad"] == Report(1, broken=("pytest broke off (exit code 7)",))
    good = said.partition("\ngood\n")[2].partition("\nbad\n")[0]
    assert "2 passed" in good
