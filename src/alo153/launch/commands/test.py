"""`./alo153 test`: the checks and all tests, with every program that they need fetched first."""

from __future__ import annotations

import argparse
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
    try:
        with quality.beside(wanted=checked) as checks:
            preparing.prepare(checks)
            with preparing.fetching(parts) as fetched:
                found = running.run(plan.runs(parts), extra, fetched)
                again = running.run(plan.again(_too_dear(found)), extra, fetched)
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


def _too_dear(reports: Mapping[str, Report]) -> list[str]:
    return [test for each in reports.values() for test in each.too_dear]


def _close(
    reports: Mapping[str, Report], checks: list[str], measured_again: Mapping[str, Report]
) -> int:
    """Name what failed, add up, and return the exit code.

    A budget is broken by whoever breaks it twice, the second time with nothing beside it. The last
    line is for programs that read along: what failed counts failed and broken tests, broken budgets
    and quality checks.
    """
    bad = [f"check {name}" for name in checks]
    for name, each in [*reports.items(), *measured_again.items()]:
        bad += [f"{name}: {test}" for test in each.failed]
    bad += [f"budget, measured twice: {test}" for test in _too_dear(measured_again)]
    if bad:
        print("\nfailed:\n" + "\n".join(f"      {words}" for words in bad))
    skipped = sum(each.skipped for each in reports.values())
    passed = sum(each.passed for each in reports.values())
    last = f", {skipped} skipped" if skipped else ""
    print(f"\n{passed} passed, {len(bad)} failed{last}", flush=True)
    return 1 if bad else 0
