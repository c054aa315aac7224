"""Lighthouse: scores of a page by Chromium, as a middling phone on a slow mobile line."""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path
from statistics import median_low
from typing import Any, Final

from alo153.launch import frontend
from bench.center import BenchError

FOLDER: Final = Path(__file__).parent
CATEGORIES: Final = ("performance", "accessibility", "best-practices")
_SECONDS: Final = 180
_FLAGS: Final = "--headless=new --no-sandbox --disable-background-networking"


@dataclass(frozen=True)
class Score:
    """What a page got: 0 to 100 by category, kilobytes over the line, and what it lost by."""

    points: dict[str, int]
    kilobytes: int
    lost: tuple[str, ...]


def fetch() -> None:
    """Fetch Lighthouse if it is not there. Raises BenchError."""
    if (FOLDER / "node_modules/lighthouse").is_dir():
        return
    command = [*frontend.npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    done = subprocess.run(
        command, cwd=FOLDER, env=frontend.environment(), capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise BenchError(f"Lighthouse cannot be had: {done.stderr.strip()[-400:]}")


def score(url: str, *, chromium: Path, runs: int) -> Score:
    """Return the median run of a page, by its performance. Raises BenchError."""
    reports = [_report(url, chromium) for _ in range(runs)]
    middle = median_low([_points(each, "performance") for each in reports])
    return read(next(each for each in reports if _points(each, "performance") == middle))


def read(report: dict[str, Any]) -> Score:
    """Take from a report of Lighthouse what we print."""
    failed = (
        f"{each['id']} {each.get('displayValue', '')}".strip()
        for name in CATEGORIES
        for each in _weighed(report, name)
        if each["score"] is not None and each["score"] < 1
    )
    weight = report["audits"]["total-byte-weight"]["numericValue"]
    points = {name: _points(report, name) for name in CATEGORIES}
    return Score(points, round(weight / 1000), tuple(failed))


def _weighed(report: dict[str, Any], category: str) -> list[dict[str, Any]]:
    named = report["categories"][category]["auditRefs"]
    return [report["audits"][each["id"]] for each in named if each["weight"]]


def _points(report: dict[str, Any], category: str) -> int:
    found = report["categories"][category]["score"]
    if found is None:
        raise BenchError(f"Lighthouse gave no score: {report.get('runtimeError')}")
    return round(100 * float(found))


def _report(url: str, chromium: Path) -> dict[str, Any]:
    command = [str(frontend.node()), "node_modules/lighthouse/cli/index.js", url, "--quiet"]
    command += ["--output=json", f"--only-categories={','.join(CATEGORIES)}"]
    command += [f"--chrome-flags={_FLAGS}"]
    env = {**os.environ, **frontend.environment(), "CHROME_PATH": str(chromium)}
    try:
        done = subprocess.run(
            command,
            cwd=FOLDER,
            env=env,
            capture_output=True,
            text=True,
            check=False,
            timeout=_SECONDS,
        )
    except subprocess.TimeoutExpired as late:
        raise BenchError(f"Lighthouse did not end within {_SECONDS} s at {url}") from late
    if done.returncode:
        raise BenchError(f"Lighthouse failed at {url}: {done.stderr.strip()[-400:]}")
    found: dict[str, Any] = json.loads(done.stdout)
    return found
