"""`./alo153 check`: what is quick, before every commit."""

from __future__ import annotations

from alo153.launch import frontend, quality, test
from alo153.launch.steps import fail, step


def main(words: list[str]) -> int:
    """Run the quality checks and the unit tests; it takes no `words`."""
    if words:
        return fail("./alo153 check takes no arguments; ./alo153 test does")
    try:
        _prepare()
    except frontend.FrontendError as reason:
        return fail(str(reason))
    broken = quality.failed() + ([] if test.unit() else ["unit tests"])
    return fail(f"failed: {', '.join(broken)}") if broken else 0


def _prepare() -> None:
    """Fetch what the types of the front end are checked with; a fresh clone has none of it."""
    with step("Packages of the front end") as line:
        line.note = "here" if frontend.has_packages() else "fetched"
        frontend.ensure_packages()
