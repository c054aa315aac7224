"""Judge the runs of the tests: green, red, or green with flaky tests.

A test fails that fails twice, the second time alone. One that passes then is
flaky: it is named, kept in `var/log/flaky.jsonl` to be mended soon, and is no failure.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from alo153.launch import paths
from alo153.launch.testing.reports import Failure, Report

AGAIN_AT_MOST = 12
"""More failures than that are no accident of a busy machine: nothing is tried again."""


class Judgment(NamedTuple):
    """The numbers of passed and skipped tests, the failed tests, and tests that pass only alone."""

    passed: int
    skipped: int
    failed: list[Failure]
    flaky: list[Failure]

    @property
    def closing_line(self) -> str:
        """Return the last line, for programs that read along: they look for nothing but this."""
        return f"{self.passed} passed, {len(self.failed)} failed"


def worth_again(reports: Mapping[str, Report], checks: Sequence[str]) -> dict[str, Report]:
    """Return the runs whose second attempt may turn all green; none, if it is red anyway."""
    failed = {run: each for run, each in reports.items() if each.failed}
    broken = any(each.broken for each in reports.values())
    many = sum(len(each.failed) for each in failed.values()) > AGAIN_AT_MOST
    return {} if checks or broken or many else failed


def judge(
    reports: Mapping[str, Report], checks: Sequence[str], again: Mapping[str, Report]
) -> Judgment:
    """Add up: what failed counts tests, quality checks, and what no second attempt can mend."""
    flaky = _passed_alone(reports, again)
    failed = [Failure(f"check {name}") for name in checks]
    for run, each in reports.items():
        bad = [*each.failed, *map(Failure, each.broken)]
        failed += [Failure(f"{run}: {one.name}", one.error) for one in bad if one not in flaky]
    skipped = sum(each.skipped for each in reports.values())
    passed = sum(each.passed for each in reports.values()) + len(flaky)
    return Judgment(passed, skipped, failed, flaky)


def _passed_alone(reports: Mapping[str, Report], again: Mapping[str, Report]) -> list[Failure]:
    """Return what failed and then passed; nothing, if the second attempt was not whole."""
    second = list(again.values())
    failed = {failure.name for each in second for failure in each.failed}
    first = [failure for each in reports.values() for failure in each.failed]
    flaky = [failure for failure in first if failure.name not in failed]
    whole = not any(each.broken for each in second)
    return flaky if whole and sum(each.passed for each in second) == len(flaky) else []


def keep_flaky(flaky: Sequence[Failure], at: datetime | None = None) -> None:
    """Add what is flaky to `var/log/flaky.jsonl`: when, at which commit, and its first error."""
    log = paths.var() / "log" / "flaky.jsonl"
    log.parent.mkdir(exist_ok=True)
    facts = {"time": (at or datetime.now(UTC)).isoformat(timespec="seconds"), "commit": _commit()}
    lines = [json.dumps(facts | {"test": each.name, "error": each.error}) for each in flaky]
    with log.open("a") as file:
        file.writelines(f"{line}\n" for line in lines)


def _commit() -> str:
    words = ["git", "describe", "--always", "--dirty", "--abbrev=9", "--exclude", "*"]
    try:
        done = subprocess.run(words, cwd=paths.PROJECT, capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return done.stdout.strip()
