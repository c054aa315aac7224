"""The words of `./alo153 bench forecast`: how far the forecast is off, and what chance allows."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from alo153.launch.steps import fail
from alo153.workforce.forecast.feasts import of_country
from alo153.workforce.forecast.history import History, HistoryError, read_csv
from bench.forecast import generated, measuring
from bench.forecast.measuring import Figures

_LEAST_DAYS = measuring.HOLD_OUT + 2 * 365
HEAD = (
    f"{'days ahead':<12}{'hourly':>8}{'floor':>8}{'ratio':>8}{'daily':>8}{'holidays':>10}"
    f"{'in band':>9}{'8 weeks':>9}"
)


def main(words: list[str]) -> int:
    """Measure a file, or a generated series, and print a line for each horizon."""
    asked = _parser().parse_args(words)
    try:
        history = _history(asked.csv)
    except (OSError, HistoryError) as reason:
        return fail(f"{asked.csv}: {reason}")
    if len(history.counts) < _LEAST_DAYS:
        return fail(f"{len(history.counts)} days; three years are needed")
    for line in told(history, asked.calls, asked.country, asked.ahead):
        print(line, flush=True)
    return 0


def told(history: History, calls: float, country: str, ahead: list[int]) -> Iterator[str]:
    """Yield what was read, the head, and a line for each horizon."""
    last = history.first + timedelta(days=len(history.counts) + 1)
    calendar = of_country(country, history.first, last)
    yield f"{history.first} to {history.days[-1]}, holidays of {country}"
    yield from history.remarks
    yield HEAD
    scaled = measuring.scaled(history, calls)
    for days in ahead:
        yield _line(days, measuring.measured(scaled, calendar, ahead=days))


def _line(ahead: int, found: Figures) -> str:
    return (
        f"{ahead:<12}{found.hourly:>8.2f}{found.floor:>8.2f}{found.ratio:>8.3f}{found.daily:>8.2f}"
        f"{found.holidays:>10.2f}{found.band:>9.1f}{found.plain:>9.2f}"
    )


def _history(path: Path | None) -> History:
    if path is None:
        return generated.series()
    with path.open(encoding="utf-8-sig") as lines:
        return read_csv(lines, intervals=24)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="./alo153 bench forecast", description=__doc__)
    parser.add_argument("--csv", type=Path, help="a head, then: hour (ISO), count; else generated")
    parser.add_argument("--calls", type=float, default=2500, help="a day on average (2500)")
    usual = generated.COUNTRY
    parser.add_argument("--country", default=usual, help=f"whose public holidays ({usual})")
    parser.add_argument("--ahead", type=int, nargs="+", default=[7, 42], help="days (7 42)")
    return parser
