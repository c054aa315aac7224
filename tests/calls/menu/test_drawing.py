"""The picture of the menu shows every node once, and the words tell the same."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from tests.calls.menu.kocaeli import MENU

from alo153.calls.menu import drawing, nodes
from alo153.calls.menu.drawing import BOX_HEIGHT, BOX_WIDTH, Branch

PICTURE = drawing.draw(MENU)


def branches(branch: Branch) -> Iterator[Branch]:
    yield branch
    for inner in branch.branches:
        yield from branches(inner)


def test_every_node_is_drawn_once_and_none_covers_another() -> None:
    assert sorted(box.node.name for box in PICTURE.boxes) == sorted(MENU.nodes)
    for one, other in combinations(PICTURE.boxes, 2):
        assert abs(one.x - other.x) >= BOX_WIDTH or abs(one.y - other.y) >= BOX_HEIGHT


def test_everything_lies_within_the_picture() -> None:
    for box in PICTURE.boxes:
        assert box.x + BOX_WIDTH <= PICTURE.width
        assert box.y + BOX_HEIGHT <= PICTURE.height


def test_every_way_has_an_arrow_but_those_to_the_operator() -> None:
    ways = [
        target
        for node in MENU.nodes.values()
        for target in (*node.ways().values(), *node.choices().values())
    ]
    assert len(PICTURE.arrows) == len(ways) - ways.count(MENU.operator)
    keys = [arrow.label for arrow in PICTURE.arrows if arrow.is_key]
    assert sorted(keys) == sorted("9" + "77" + "123456" + "12" + "12")


def test_the_line_of_the_operator_stands_last() -> None:
    operator = next(box for box in PICTURE.boxes if box.node.name == MENU.operator)
    assert operator.x == max(box.x for box in PICTURE.boxes)


def test_the_words_tell_each_node_once_and_name_it_again_where_it_is_met_again() -> None:
    told = list(branches(drawing.tell(MENU)))
    first = [branch.node.name for branch in told if not branch.is_repeated]
    assert sorted(first) == sorted(MENU.nodes)
    assert all(not branch.branches for branch in told if branch.is_repeated)


def test_a_menu_without_anything_to_choose_is_drawn_too() -> None:
    assert len(drawing.draw(nodes.plain()).boxes) == 2


def test_no_label_lies_on_another_or_on_a_box() -> None:
    """Labels are judged as wide as their letters are in the picture, 8 pixels each."""
    places = []
    for arrow in PICTURE.arrows:
        words = f"{arrow.label} ↩ {arrow.back_to}" if arrow.back_to else arrow.label
        begin = arrow.x if arrow.back_to else arrow.x - 8 * len(words)
        places.append((begin, arrow.y - 12, begin + 8 * len(words), arrow.y))
    places += [(b.x, b.y, b.x + BOX_WIDTH, b.y + BOX_HEIGHT) for b in PICTURE.boxes]
    for one, other in combinations(places, 2):
        apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
        assert apart, (one, other)


def test_ways_back_stand_in_words() -> None:
    back = {(arrow.label, arrow.back_to) for arrow in PICTURE.arrows if not arrow.path}
    assert ("2", "Takip kodu") in back
