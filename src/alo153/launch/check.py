"""`./alo153 check`: what is quick, before every commit."""

from __future__ import annotations

from alo153.launch import frontend, quality, test
from alo153.launch.steps import fail
from alo153.launch.testing import preparing


def main(words: list[str]) -> int:
    """Run the quality checks and the unit tests; it takes no `words`."""
    if words:
        return fail("./alo153 check takes no arguments; ./alo153 test does")
    try:
        with quality.beside() as checks:
            preparing.prepare(["unit"], checks)
    except frontend.FrontendError as reason:
        return fail(str(reason))
    return test.unit(checks.failed)
