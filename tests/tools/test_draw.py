"""The drawing of the packages leaves out what follows by itself."""

from tools import draw


def test_an_arrow_that_follows_from_others_is_left_out_of_the_drawing_alone() -> None:
    web, cases, core = (f"alo153.{name}" for name in ("web", "cases", "core"))
    graph = {web: frozenset({cases, core}), cases: frozenset({core}), core: frozenset[str]()}
    arrows = [line.strip() for line in draw.drawing(graph).splitlines() if "-->" in line]
    assert arrows == ["web --> cases", "cases --> core"]
    assert "| `web` |" in draw.page()


def test_packages_that_import_each_other_are_both_drawn() -> None:
    one, two = "alo153.one", "alo153.two"
    drawn = draw.drawing({one: frozenset({two}), two: frozenset({one})})
    assert "one --> two" in drawn
    assert "two --> one" in drawn
