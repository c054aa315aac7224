"""The words of `./alo153 bench reports`."""

from __future__ import annotations

from bench import pages


def main(words: list[str]) -> int:
    """Count a year of contacts, and open reports of it."""
    numbers = {"contacts": (5_000_000, "in a year"), "times": (20, "each report is opened")}
    return pages.main("reports", words, about=__doc__, numbers=numbers)
