"""The words of `./alo153 bench quality`."""

from __future__ import annotations

from bench import pages


def main(words: list[str]) -> int:
    """Fill a year of contacts and evaluations in, and open the pages of quality."""
    numbers = {
        "contacts": (1_000_000, "in a year"),
        "agents": (150, "who answer them"),
        "times": (20, "each page is opened"),
    }
    return pages.main("quality", words, about=__doc__, numbers=numbers)
