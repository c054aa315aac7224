"""What journeys may not do, because it fails where the machine is busy, and only there."""

from tests.architecture import tree

# The journeys, and what they share: both look at pages as the house sends them
JOURNEYS = ("tests/journeys", "tests/parts")
# Asked a second time it is an `eval` in the page, which the page's policy refuses: it passes where
# the answer is yes at once. `until(lambda: page.evaluate(...))` asks from outside.
WAITS_INSIDE = b"wait_for_function("
# A page that is open goes on asking past it for some milliseconds; `caught.catch` waits for them
ROUTES = b".route("
CAUGHT = "caught.py"
# Playwright waits without a limit for Chromium, which may never answer; `line.go_offline` sets one
OFFLINE = b".set_offline("
LINE = "line.py"


def with_words(words: bytes) -> list[str]:
    found = [path for part in JOURNEYS for path in tree.with_suffix(".py", below=tree.ROOT / part)]
    return [path.name for path in found if words in tree.content(path)]


def test_no_journey_waits_by_a_function_inside_the_page() -> None:
    assert with_words(WAITS_INSIDE) == []


def test_requests_are_caught_by_what_waits_until_they_are() -> None:
    assert with_words(ROUTES) == [CAUGHT]


def test_a_journey_goes_offline_by_what_waits_within_a_limit() -> None:
    assert with_words(OFFLINE) == [LINE]
