"""A pytest plugin: tells `./alo153 test` how far it is, and what came of it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from alo153.launch.testing import reports
from alo153.launch.testing.reports import Failure, Progress, Report

_LINES, _WIDTH = 3, 300
"""So much of an error is told in the end; the whole is shown with its run."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--report-to` and `--no-skips`."""
    parser.addoption("--report-to", metavar="FOLDER", help="write progress and result there")
    parser.addoption("--no-skips", action="store_true", help="a skipped test is a failure")


def pytest_configure(config: pytest.Config) -> None:
    """Report where the reports of all workers arrive."""
    folder = config.getoption("--report-to")
    if folder and not hasattr(config, "workerinput"):
        config.pluginmanager.register(_Reporter(Path(folder), config))


class _Reporter:
    """Counts as the closing line of pytest does."""

    def __init__(self, folder: Path, config: pytest.Config) -> None:
        self._folder = folder
        self._config = config
        self._session: pytest.Session | None = None
        self._over = 0
        self._bad: Counter[str] = Counter()

    def pytest_sessionstart(self, session: pytest.Session) -> None:
        """Know who knows how many tests there are."""
        self._session = session

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note a test that is over, and whatever failed."""
        self._over += report.when == "teardown"
        self._bad[report.nodeid] += report.failed
        if report.failed or report.when == "teardown":
            found = self._session.testscollected if self._session else 0
            failed = sum(count > 0 for count in self._bad.values())
            reports.write(self._folder, Progress(self._over, found, failed))

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self) -> None:
        """Write what came of it."""
        stats = self._stats()
        bad = [*stats.get("failed", ()), *stats.get("error", ())]
        errors = {_without_group(each.nodeid): _first_error(each) for each in reversed(bad)}
        failed = tuple(Failure(name, errors[name]) for name in reversed(errors))
        good = [each for kind in ("passed", "xfailed") for each in stats.get(kind, ())]
        # A test that breaks as it is cleared away has passed before
        passed = sum(_without_group(each.nodeid) not in errors for each in good)
        skipped = len(stats.get("skipped", ()))
        seed = self._config.getoption("randomly_seed", default=None)
        found = Report(passed, skipped, failed, self._forbidden(skipped), seed)
        reports.write(self._folder, found)

    def _forbidden(self, skipped: int) -> tuple[str, ...]:
        forbidden = skipped and self._config.getoption("no_skips")
        return (f"skipped, which is forbidden: {skipped}",) if forbidden else ()

    def _stats(self) -> dict[str, list[Any]]:
        reporter = self._config.pluginmanager.get_plugin("terminalreporter")
        return reporter.stats if reporter else {}


def _first_error(report: Any) -> str:
    """Return where a test failed and the first lines of why, or the last that is known of it."""
    crash = getattr(report.longrepr, "reprcrash", None)
    if crash is None:
        return "\n".join(str(report.longrepr).strip().splitlines()[-_LINES:])
    lines = [line for line in crash.message.splitlines() if line.strip()][:_LINES]
    return f"{Path(crash.path).name}:{crash.lineno}: " + "\n".join(line[:_WIDTH] for line in lines)


def _without_group(nodeid: str) -> str:
    """Return the name of a test without the `@group` that xdist adds at its end."""
    name, _, group = nodeid.rpartition("@")
    return name if name and "]" not in group else nodeid
