"""`./alo153 test`: the checks and all tests, with every program that they need fetched first."""

from __future__ import annotations

import argparse
from pathlib import Path
from textwrap import indent

from alo153.launch import frontend
from alo153.launch.programs import postgres
from alo153.launch.steps import fail
from alo153.launch.testing import guard, judgment, plan, preparing, quality, running, shards
from alo153.launch.testing.judgment import Judgment


def main(words: list[str]) -> int:
    """Run the parts named in `words`, or all; what follows `--` goes to pytest."""
    ours, extra = _split(words)
    asked = _parser().parse_args(ours)
    parts = asked.parts or list(plan.PARTS)
    extra += ["--no-skips"] if asked.no_skips else []
    extra += ["--shard", str(asked.shard)] if asked.shard else []
    return run(parts, extra, checked=not asked.parts)


def run(parts: list[str], extra: list[str], *, checked: bool) -> int:
    """Run tests of some parts, perhaps with the quality checks in parallel; return the exit code.

    No core is idle: tests begin while the checks compute and what later ones need is fetched.
    """
    return guard.guarded(lambda scratch: _run(parts, extra, scratch, checked=checked))


def _run(parts: list[str], extra: list[str], scratch: Path, *, checked: bool) -> int:
    try:
        with quality.beside(wanted=checked) as checks:
            preparing.prepare(checks)
            with preparing.fetching(parts) as fetched:
                planned = plan.runs(parts)
                found = running.run(planned, extra, fetched, scratch, lambda: checks.failed)
                checks.finish()
                failed = judgment.worth_again(found, checks.failed)
                again = running.run(plan.again(failed), extra, fetched, scratch)
        judged = judgment.judge(found, checks.failed, again)
        judgment.keep_flaky(judged.flaky)
        return _close(judged)
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


def _close(found: Judgment) -> int:
    """Name what is flaky, what failed, what was skipped; add up, and return the exit code."""
    for title, failures in (("flaky, passed alone", found.flaky), ("failed", found.failed)):
        if failures:
            print(f"\n{title}:")
        for each in failures:
            print(f"      {each.name}")
            print(indent(each.error, " " * 10) + "\n" if each.error else "", end="")
    if found.skipped:
        print(f"\nskipped: {found.skipped}")
    print(f"\n{found.closing_line}", flush=True)
    return 1 if found.failed else 0
