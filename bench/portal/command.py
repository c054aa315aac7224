"""The words of `./alo153 bench portal`."""

from __future__ import annotations

import argparse
from pathlib import Path
from statistics import median_low
from typing import Final

from alo153.launch.debian import debs
from alo153.launch.steps import fail, step
from bench.cases import place as places
from bench.portal import citizen, lighthouse
from bench.portal.lighthouse import CATEGORIES, Score

PAGES: Final = (
    *("/", "/apply/photo/", "/apply/place/", "/apply/topic/", "/apply/answer/"),
    *("/apply/text/", "/apply/offline/", "/track/", "/chat/", "/privacy/", "/ask/"),
    *("/announcements/", "/mine/sign-in/"),
)
GOAL: Final = 95
MOST_SECONDS: Final = 60
"""For a whole application."""


def main(words: list[str]) -> int:
    """Score the portal's pages; 1 if one of them is under the goal."""
    asked = _parser().parse_args(words)
    chromium = debs.program("chromium", print)
    if chromium is None:
        return fail("Chromium cannot be had on this machine")
    if not asked.apply:
        with step("Lighthouse"):
            lighthouse.fetch()
    with places.ready() as place, places.web(place, 1):
        if asked.apply:
            return _apply(place.web_urls[0], chromium=chromium, runs=asked.runs)
        print(_line("page", CATEGORIES, "kB"), flush=True)
        scores = [
            _scored(place.web_urls[0], page, chromium=chromium, runs=asked.runs)
            for page in asked.pages
        ]
    return int(any(min(each.points.values()) < GOAL for each in scores))


def _apply(url: str, *, chromium: Path, runs: int) -> int:
    """Print what an application takes on a cheap phone; 1 if the middle run is over the goal."""
    took = [citizen.apply(url, chromium=chromium) for _ in range(runs)]
    for each in took:
        print(f"  {each.presses} presses, {each.letters} letters, {each.seconds:.0f} s", flush=True)
    return int(median_low(each.seconds for each in took) > MOST_SECONDS)


def _scored(url: str, page: str, *, chromium: Path, runs: int) -> Score:
    found = lighthouse.score(f"{url}{page}", chromium=chromium, runs=runs)
    points = [str(found.points[name]) for name in CATEGORIES]
    print(_line(page, points, str(found.kilobytes)), "; ".join(found.lost), flush=True)
    return found


def _line(page: str, points: list[str] | tuple[str, ...], weight: str) -> str:
    return f"  {page:<18}" + "".join(f"{each:>16}" for each in points) + f"{weight:>7} "


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="./alo153 bench portal", description=__doc__)
    parser.add_argument("--runs", type=int, default=3, help="of a page; the middle one counts (3)")
    parser.add_argument("--pages", nargs="+", default=PAGES, help="these alone")
    parser.add_argument(
        "--apply", action="store_true", help="a scripted citizen applies on a cheap phone instead"
    )
    return parser
