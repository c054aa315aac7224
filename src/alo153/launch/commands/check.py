"""`./alo153 check`: what is quick, before every commit."""

from __future__ import annotations

from alo153.launch.commands import test
from alo153.launch.steps import fail


def main(words: list[str]) -> int:
    """Run the quality checks and the unit tests; it takes no `words`."""
    if words:
        return fail("./alo153 check takes no arguments; ./alo153 test does")
    return test.run(["unit"], [], checked=True)
