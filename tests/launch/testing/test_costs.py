"""What tests cost is measured with all they start, and judged by what load does not stretch."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

from alo153.launch.testing import costs, kernel, plan
from alo153.launch.testing.costs import FAST, Cost, Exemption, Limit

pytest_plugins = ["pytester"]
CALL = "tests/telephony/test_call.py"
OWN = Exemption(f"{CALL}::test_cold", Limit(6, 10), "starts a program cold")
ALL = Exemption(CALL, Limit(3, 20), "each waits for a timeout of SIP")


def test_each_kind_has_its_limit() -> None:
    assert costs.usual("tests/cases/test_actions.py::test_a") == FAST
    assert costs.usual(f"{CALL}::test_a") == Limit(cpu=2, waiting=10)
    assert costs.usual("tests/journeys/test_desk.py::test_a").cpu == 8


def test_the_closest_exception_counts() -> None:
    known = [OWN, ALL]
    assert costs.limit(f"{CALL}::test_cold[twice]", known) == OWN.limit
    assert costs.limit(f"{CALL}::test_cold_too", known) == ALL.limit
    assert costs.limit("tests/telephony/test_caller.py::test_a", known) == Limit(2, 10)


@pytest.mark.parametrize(
    ("cpu", "waiting", "breaks"), [(3.9, 19, False), (4.1, 0, True), (0, 20.1, True)]
)
def test_a_budget_breaks_beyond_what_load_explains(
    cpu: float, waiting: float, breaks: bool
) -> None:
    cost = Cost("tests/telephony/test_menu.py::test_a", cpu, waiting)
    assert bool(costs.broken([cost], [OWN])) is breaks


def test_an_exception_that_nobody_needs_is_named() -> None:
    cheap, dear = Cost(f"{CALL}::test_cold", 1, 1), Cost(f"{CALL}::test_b", 2.5, 1)
    assert costs.needless([cheap], [OWN, ALL]) == [OWN, ALL]
    assert costs.needless([cheap, dear], [OWN, ALL]) == [OWN]
    assert costs.needless([], [OWN]) == [], "it did not run here"


@pytest.mark.parametrize("row", ["cpu = 3", 'reason = "why"', 'cpu = 3\nreason = "why"\nlimit = 1'])
def test_an_exception_without_reason_or_limit_is_refused(row: str, tmp_path: Path) -> None:
    path = tmp_path / "budgets.toml"
    path.write_text(f'[[exception]]\ntest = "tests/a.py"\n{row}\n')
    with pytest.raises(costs.ExemptionError, match=r"tests/a\.py"):
        costs.read(path)


def test_exceptions_name_tests_that_there_are() -> None:
    for each in costs.read(plan.TESTS / "budgets.toml"):
        module, *inside = each.name.split("::")
        path = plan.TESTS.parent / module
        assert path.exists(), each.name
        if path.is_dir():
            continue
        functions = {
            node.name for node in ast.walk(ast.parse(path.read_text())) if hasattr(node, "name")
        }
        assert functions.issuperset(inside), each.name


MEASURED = """
import subprocess, sys, time
import pytest

BURN = "import time\\nwhile time.process_time() < 0.6: pass"

@pytest.fixture(scope="session")
def shared():
    subprocess.run([sys.executable, "-c", BURN])

@pytest.fixture
def running():
    with subprocess.Popen([sys.executable, "-c", BURN + "\\nprint(1, flush=True); input()"],
                          stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        process.stdout.readline()
        yield
        process.stdin.close()

def test_burns(running): pass
def test_shares(shared): pass
def test_sleeps(): time.sleep(0.6)
def test_waits_in_vain():
    time.sleep(0.6)
    assert False
def test_is_cheap(): pass
"""
SMALL = """
from alo153.launch.testing import costs
costs.FAST = costs.Limit(cpu=0.2, waiting=0.2)
"""


def test_what_a_test_starts_counts_and_what_tests_share_is_nobody_s(
    pytester: pytest.Pytester,
) -> None:
    pytester.makepyfile(MEASURED)
    pytester.makeconftest(SMALL)
    path = pytester.makefile(
        ".toml", '[[exception]]\ntest = "' + MODULE + '::test_is_cheap"\ncpu = 9\nreason = "none"'
    )
    bare = ("-p", "no:django", "-p", "no:randomly", "-n", "1")
    result = pytester.runpytest_subprocess(
        *bare, "-p", "alo153.launch.testing.plugins.budgets", "--budgets", str(path)
    )
    broken = [line.split()[2] for line in result.outlines if line.startswith("BUDGET BROKEN")]
    assert broken == [f"{MODULE}::test_burns:", f"{MODULE}::test_sleeps:"]
    result.stdout.fnmatch_lines(
        ["*no longer needed: *::test_is_cheap (none)", "*1 failed, 4 passed*"]
    )
    assert result.ret == pytest.ExitCode.TESTS_FAILED


COLD = """
import time
import pytest

DRAWN = []

@pytest.fixture
def folder(tmp_path):
    yield tmp_path

def test_draws_what_is_not_drawn_yet(folder):
    (folder / "new").touch(exist_ok=False)
    while not DRAWN and time.process_time() < 0.6 + BEGAN: pass
    DRAWN.append(1)

BEGAN = time.process_time()
"""


def test_who_only_pays_for_what_comes_first_keeps_its_budget(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(COLD)
    pytester.makeconftest(SMALL)
    path = pytester.makefile(".toml", "")
    bare = ("-p", "no:django", "-p", "no:randomly", "-n", "0", "--budgets", str(path))
    plugin = ("-p", "alo153.launch.testing.plugins.budgets")
    assert pytester.runpytest_subprocess(*bare, *plugin).ret == pytest.ExitCode.TESTS_FAILED
    twice = pytester.runpytest_subprocess(*bare, *plugin, "--twice")
    twice.stdout.fnmatch_lines(["1 tests: *", "*2 passed*"])
    assert twice.ret == pytest.ExitCode.OK


def test_beside_much_else_costs_are_told_and_not_judged(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        "import time\n"
        "def test_burns():\n"
        "    end = time.process_time() + 0.6\n"
        "    while time.process_time() < end: pass"
    )
    pytester.makeconftest(SMALL)
    path = pytester.makefile(".toml", "")
    bare = ("-p", "no:django", "-p", "no:randomly", "-n", "0")
    burn = [sys.executable, "-c", "while True: pass"]
    # As if the tests were those of a process that does nothing, and all else somebody else's
    with subprocess.Popen(["sleep", "inf"]) as idle, subprocess.Popen(burn) as other:
        result = pytester.runpytest_subprocess(
            *bare,
            *("-p", "alo153.launch.testing.plugins.budgets", "--budgets", str(path)),
            *("--ours", str(idle.pid)),
        )
        for each in (idle, other):
            each.kill()
    result.stdout.fnmatch_lines(["others had *", "beyond its budget, beside others: *test_burns*"])
    assert result.ret == pytest.ExitCode.OK


def test_what_others_compute_is_not_ours() -> None:
    burn = [sys.executable, "-c", "import time\nwhile time.process_time() < 0.5: pass"]
    with subprocess.Popen(["sleep", "inf"]) as idle:
        # One span lies within the other: what strangers compute between two readings adds only
        all_but_idle, all_but_us = kernel.of_others(idle.pid), kernel.of_others(os.getpid())
        subprocess.run(burn, check=True)
        all_but_us = kernel.of_others(os.getpid()) - all_but_us
        all_but_idle = kernel.of_others(idle.pid) - all_but_idle
        idle.kill()
    assert all_but_idle - all_but_us > 0.4


MODULE = "test_what_a_test_starts_counts_and_what_tests_share_is_nobody_s.py"
