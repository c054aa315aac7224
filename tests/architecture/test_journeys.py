"""What journeys may not do, because it fails where the machine is busy, and only there."""

from tests.architecture import tree

JOURNEYS = tree.ROOT / "tests/journeys"
# Asked a second time it is an `eval` in the page, which the page's policy refuses: it passes where
# the answer is yes at once. `until(lambda: page.evaluate(...))` asks from outside.
WAITS_INSIDE = b"wait_for_function("


def test_no_journey_waits_by_a_function_inside_the_page() -> None:
    found = tree.with_suffix(".py", below=JOURNEYS)
    assert [path.name for path in found if WAITS_INSIDE in tree.content(path)] == []
