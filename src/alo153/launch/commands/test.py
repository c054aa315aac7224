"""`./alo153 test`: the checks and all tests, with every program that they need fetched first."""

from __future__ import annotations

import argparse
import signal
import sys
from collections.abc import Mapping

from alo153.launch import frontend
from alo153.launch.programs import postgres
from alo153.launch.steps import fail
from alo153.launch.testing import plan, preparing, quality, running, shards
from alo153.launch.testing.reports import Report


def main(words: list[str]) -> int:
    """Run the parts named in `words`, or all; what follows `--` goes to pytest."""
    ours, extra = _split(words)
    asked = _parser().parse_args(ours)
    parts = asked.parts or list(plan.PARTS)
    extra += ["--no-skips"] if asked.no_skips else []
    extra += ["--shard", str(asked.shard)] if asked.shard else []
    return run(parts, extra, checked=not asked.parts)


def run(parts: list[str], extra: list[str], *, checked: bool) -> int:
    """Run the tests of some parts, maybe with the quality checks beside; return the exit code.

    No core stands idle: tests begin while the checks compute and what later ones need is fetched.
    """
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # what was begun is ended
    try:
        with quality.beside(wanted=checked) as checks:
            preparing.prepare(checks)
            with preparing.fetching(parts) as fetched:
                found = running.run(plan.runs(parts), extra, fetched)
                again = running.run(plan.again(_tests(found)), extra, fetched)
        return _close(found, checks.failed, again)
    except (postgres.PostgresError, frontend.FrontendError) as reason:
        return fail(str(reason))


def _split(words: list[str]) -> tuple[list[str], list[str]]:
    if "--" not in words:
        return words, []
    place = words.index("--")
    return words[:place], words[place + 1 :]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="./alo153 test", description=__doc__, epilog="What follows -- goes to pytest."
    )
    parser.add_argument("parts", nargs="*", choices=plan.PARTS, help="all, if none is named")
    parser.add_argument("--no-skips", action="store_true", help="a skipped test is a failure")
    parser.add_argument(
        "--shard", metavar="K/N", type=shards.read, help="the K-th of N parts of the tests alone"
    )
    return parser


def _tests(reports: Mapping[str, Report]) -> list[str]:
    """Name the tests that failed, without what is none: a pytest that broke off."""
    names = (name for each in reports.values() for name in each.failed)
    return [name for name in names if name.startswith("tests/")]


def _close(
    reports: Mapping[str, Report], checks: list[str], tried_again: Mapping[str, Report]
) -> int:
    """Name what failed and what is flaky, add up, and return the exit code.

    A test fails that fails twice, the second time with nothing beside it; one that passes then is
    flaky, which is told and is no failure. The last line is for programs that read along: what
    failed counts failed and broken tests and quality checks.
    """
    flaky = _flaky(reports, tried_again)
    bad = [f"check {name}" for name in checks]
    for name, each in reports.items():
        bad += [f"{name}: {test}" for test in each.failed if test not in flaky]
    for title, words in (("flaky, which passed alone", flaky), ("failed", bad)):
        if words:
            print(f"\n{title}:\n" + "\n".join(f"      {each}" for each in words))
    skipped = sum(each.skipped for each in reports.values())
    passed = sum(each.passed for each in reports.values()) + len(flaky)
    last = f", {len(flaky)} flaky" if flaky else ""
    last += f", {skipped} skipped" if skipped else ""
    print(f"\n{passed} passed, {len(bad)} failed{last}", flush=True)
    return 1 if bad else 0


def _flaky(reports: Mapping[str, Report], tried_again: Mapping[str, Report]) -> list[str]:
    """Name what failed among others and passed alone; nothing, if that try was not whole."""
    tried = _tests(reports) if tried_again else []
    failed = [name for each in tried_again.values() for name in each.failed]
    passed = sum(each.passed for each in tried_again.values())
    flaky = [test for test in tried if test not in failed]
    return flaky if passed == len(flaky) else []
