"""A pytest plugin: what each test costs is printed at the end; a budget broken is a failure.

Readings are taken in the process that runs the tests, at the borders of each; with xdist they
travel with the report of the teardown. What a fixture of more than one test costs is counted apart.
"""

from __future__ import annotations

import copy
import os
import time
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

from alo153.launch.testing import costs, kernel
from alo153.launch.testing.costs import Cost, Limit

_TOLD = "alo153_cost"
_DEAREST = 5


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--budgets`."""
    parser.addoption(
        "--budgets", metavar="FILE", help="judge what tests cost, but for the exceptions in FILE"
    )
    parser.addoption(
        "--twice",
        action="store_true",
        help="run each test twice and judge its lesser cost: the first one pays for what the next "
        "finds at hand (imports, templates)",
    )
    parser.addoption(
        "--ours",
        metavar="PID",
        type=int,
        help="what this process and its family compute is the tests'; beside much else costs are "
        "told and not judged",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Measure here, and judge where the reports arrive."""
    exemptions = config.getoption("--budgets")
    if exemptions is None:
        return
    config.pluginmanager.register(_Measure(), "alo153-measure")
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(
            _Judge(Path(exemptions), config.getoption("--ours")), "alo153-judge"
        )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Let each test run twice where that is asked for.

    The second is an item of its own: one and the same would not be taken down between the two.
    """
    if config.getoption("--twice"):
        items += [_twin(each) for each in items if isinstance(each, pytest.Function)]


def _twin(item: pytest.Function) -> pytest.Function:
    twin = copy.copy(item)
    twin._initrequest()  # as pytest-rerunfailures does: there is no public word for it
    return twin


class _Measure:
    """Reads the kernel's figures around each test and around what tests share."""

    def __init__(self) -> None:
        self._began = self._called = self._ended = kernel.NOTHING
        self._shared = kernel.NOTHING
        self._in_shared = False

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_protocol(self) -> Generator[None, object, object]:
        """Begin where the test before ended, and the first of all here."""
        self._began = kernel.read() if self._ended is kernel.NOTHING else self._ended
        self._shared = kernel.NOTHING
        return (yield)

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(
        self, fixturedef: pytest.FixtureDef[Any]
    ) -> Generator[None, object, object]:
        """Count what several tests share for itself: the first of them would pay for all."""
        if fixturedef.scope == "function" or self._in_shared:
            return (yield)
        began, self._in_shared = kernel.read(), True
        try:
            return (yield)
        finally:
            self._in_shared = False
            self._shared = self._shared.plus(kernel.read().minus(began))

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_teardown(self, nextitem: pytest.Item | None) -> Generator[None, None, None]:
        """End with its teardown, but for the last test: what all shared ends with that one's.

        Waiting ends before it: a program that is gone has taken with it how long it wanted a core.
        """
        self._called = self._ended = kernel.read()
        yield
        if nextitem is not None:
            self._ended = kernel.read()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Give the last report of a test what it cost."""
        report = yield
        if call.when == "teardown":
            own = self._ended.minus(self._began).cpu - self._shared.cpu
            until = self._called.minus(self._began).minus(self._shared)
            waiting = until.clock - until.cpu - until.delayed
            told = tuple(max(each, 0.0) for each in (own, waiting, self._shared.cpu))
            report.user_properties.append((_TOLD, told))
        return report


class _Judge:
    """Collects what the tests cost and judges it at the end; of two readings, the lesser one."""

    def __init__(self, exemptions: Path, ours: int | None) -> None:
        self._exemptions = costs.read(exemptions)
        self._ours = ours
        self._began = time.monotonic()
        self._of_others = kernel.of_others(ours) if ours else 0.0
        self._costs: dict[str, Cost] = {}
        self._failed: set[str] = set()
        self._shared = 0.0

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note the cost of a test that has ended; who failed waited in vain, and is not judged."""
        if report.failed:
            self._failed.add(_without_group(report.nodeid))
        properties: dict[str, Any] = dict(report.user_properties)
        if report.when != "teardown" or _TOLD not in properties:
            return
        cpu, waiting, shared = properties[_TOLD]
        cost = Cost(_without_group(report.nodeid), cpu, waiting)
        before = self._costs.get(cost.test)
        self._costs[cost.test] = min(before, cost, key=lambda each: each.cpu) if before else cost
        self._shared += shared

    def _share_of_others(self) -> float:
        if not self._ours:
            return 0.0
        taken = kernel.of_others(self._ours) - self._of_others
        return taken / (time.monotonic() - self._began) / (os.cpu_count() or 1)

    @property
    def too_dear(self) -> list[str]:
        """Name the tests that broke a budget, unless others had too much of the machine."""
        if self._share_of_others() > costs.MOST_OF_OTHERS:
            return []
        return [cost.test for cost, _ in self._broken()]

    def _broken(self) -> list[tuple[Cost, Limit]]:
        judged = [cost for cost in self._costs.values() if cost.test not in self._failed]
        return costs.broken(judged, self._exemptions)

    def _beyond(self) -> list[str]:
        return [
            f"{cost.says()} (at most {most.cpu:g} and {most.waiting:g}, times {costs.LOAD_FACTOR})"
            for cost, most in self._broken()
        ]

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Turn a good end with a broken budget into a failure."""
        if session.exitstatus == pytest.ExitCode.OK and self.too_dear:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Say what it cost in all, who was dearest, and who took too much."""
        if not self._costs:
            return
        terminalreporter.section("costs")
        tell = terminalreporter.write_line
        found = list(self._costs.values())
        tell(
            f"{len(found)} tests: {sum(cost.cpu for cost in found):.0f} CPU s and "
            f"{sum(cost.waiting for cost in found):.0f} s of waiting; "
            f"{self._shared:.0f} CPU s more for what they share"
        )
        for cost in sorted(found, key=lambda each: each.cpu, reverse=True)[:_DEAREST]:
            tell(f"  {cost.says()}")
        for each in costs.needless(found, self._exemptions):
            tell(f"exception no longer needed: {each.name} ({each.reason})")
        verdict = "BUDGET BROKEN" if self.too_dear else "beyond its budget, beside others:"
        tell(f"others had {self._share_of_others():.0%} of the cores")
        for words in self._beyond():
            tell(f"{verdict} {words}")


def _without_group(nodeid: str) -> str:
    """Return the name of a test without the `@group` that xdist adds at its end."""
    name, _, group = nodeid.rpartition("@")
    return name if name and "]" not in group else nodeid
