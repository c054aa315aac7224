"""`./alo153 check`: what is quick, before every commit."""

from __future__ import annotations

from alo153.launch import quality, test
from alo153.launch.steps import fail


def main(words: list[str]) -> int:
    """Run the quality checks and the unit tests; it takes no `words`."""
    if words:
        return fail("./alo153 check takes no arguments; ./alo153 test does")
    broken = quality.failed() + ([] if test.unit() else ["unit tests"])
    return fail(f"failed: {', '.join(broken)}") if broken else 0
