"""The picture of the menu shows every node once, and the words tell the same."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from tests.calls.menu.kocaeli import MENU

from alo153.calls.menu import drawing, nodes
from alo153.calls.menu.drawing import BOX_HEIGHT, BOX_WIDTH, Branch

PICTURE = drawing.draw(MENU)


def branches(*trees: Branch) -> Iterator[Branch]:
    for branch in trees:
        yield branch
        yield from branches(*branch.branches)


def test_every_node_is_drawn_once_and_none_covers_another() -> None:
    assert sorted(box.node.name for box in PICTURE.boxes) == sorted(MENU.nodes)
    for one, other in combinations(PICTURE.boxes, 2):
        assert abs(one.x - other.x) >= BOX_WIDTH or abs(one.y - other.y) >= BOX_HEIGHT


def test_everything_lies_within_the_picture() -> None:
    for box in PICTURE.boxes:
        assert box.x + BOX_WIDTH <= PICTURE.width
        assert box.y + BOX_HEIGHT <= PICTURE.height


def test_a_long_name_is_pressed_into_its_box() -> None:
    widths = {box.node.word: box.name_width for box in PICTURE.boxes}
    assert widths["Ayrıntıları SMS ile gönder"] < BOX_WIDTH
    assert widths["Ana menü"] == 0


def test_every_way_has_an_arrow_but_those_to_the_operator() -> None:
    ways = [
        target
        for node in MENU.nodes.values()
        for target in (*node.ways().values(), *node.choices().values())
    ]
    as_one = len("12345") - 1
    assert len(PICTURE.arrows) == len(ways) - ways.count(MENU.operator) - as_one
    keys = [arrow.label for arrow in PICTURE.arrows if arrow.is_key]
    assert sorted(keys) == sorted(["1–5", *("9999" + "77" + "1234568" + "128" + "12" + "12" + "1")])


def test_the_line_of_the_operator_stands_last() -> None:
    operator = next(box for box in PICTURE.boxes if box.node.name == MENU.operator)
    assert operator.x == max(box.x for box in PICTURE.boxes)


def test_the_words_tell_each_node_once_and_name_it_again_where_it_is_met_again() -> None:
    told = list(branches(*drawing.tell(MENU)))
    first = [branch.node.name for branch in told if not branch.is_repeated]
    assert sorted(first) == sorted(MENU.nodes)
    assert all(not branch.branches for branch in told if branch.is_repeated)


def test_the_words_name_what_is_heard_in_its_language() -> None:
    said = {branch.node.name: branch.said for branch in branches(*drawing.tell(MENU))}
    first = next(iter(said.values()))
    assert first == ("greeting", "recording-notice")
    assert "en/for-english" in said["main"], "a prompt with a folder keeps it"
    english = next(each for each in branches(*drawing.tell(MENU)) if each.node.name == "english")
    below = [sound for each in branches(english) for sound in each.said]
    assert below
    assert all(sound.startswith("en/") for sound in below)


def test_a_node_stands_beside_those_that_lead_to_it() -> None:
    """The rows of a layer begin at the middle of those before."""
    says = {
        name: nodes.Choice(name=name, keys=keys, otherwise="o")
        for name, keys in {
            "a": {"1": "b", "2": "c", "3": "d"},
            "b": {},
            "c": {},
            "d": {"1": "e"},
            "e": {},
        }.items()
    }
    menu = nodes.Menu(start="a", operator="o", nodes={**says, "o": nodes.Queue(name="o")})
    rows = {box.node.name: box.y for box in drawing.draw(menu).boxes}
    assert rows["b"] < rows["c"] < rows["d"] == rows["e"]


def test_ways_back_stand_one_below_another() -> None:
    main = nodes.Choice(name="a", keys={"1": "b"}, otherwise="o")
    back = nodes.Choice(name="b", keys={"1": "a", "2": "a"}, otherwise="o")
    menu = nodes.Menu(
        start="a", operator="o", nodes={"a": main, "b": back, "o": nodes.Queue(name="o")}
    )
    picture = drawing.draw(menu)
    (box,) = (each for each in picture.boxes if each.node.name == "b")
    heights = [arrow.y for arrow in picture.arrows if arrow.back_to]
    under = box.y + BOX_HEIGHT
    assert heights == [under + drawing.LINE, under + 2 * drawing.LINE]


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


def test_an_arrow_leads_from_the_side_of_a_box_into_another() -> None:
    starts = {box.x + BOX_WIDTH: box for box in PICTURE.boxes}
    ends = [arrow.path.split()[-2:] for arrow in PICTURE.arrows if arrow.path]
    assert len({tuple(end) for end in ends}) == len(ends), "no two come in at one place"
    for arrow in (arrow for arrow in PICTURE.arrows if arrow.path):
        x, y, bend_x, bend_y, back_x, back_y, end_x, end_y = map(
            int, arrow.path.replace("M", "").replace("C", "").split()
        )
        assert x in starts
        assert any(box.y < y < box.y + BOX_HEIGHT for box in PICTURE.boxes)
        assert any(box.x == end_x and box.y < end_y < box.y + BOX_HEIGHT for box in PICTURE.boxes)
        assert (bend_x, bend_y, back_x, back_y) == (x + 42, y, end_x - 42, end_y)
        assert (arrow.x, arrow.y) == (end_x - 12, end_y - 5)


def test_a_small_menu_is_drawn_so() -> None:
    """Hello leads to a choice; its keys lead on and back, and all else to the operator."""
    hello = nodes.Say(name="hello", say=("hello",), next="main")
    main = nodes.Choice(
        name="main", say=("menu",), keys={"1": "bye", "2": "hello"}, otherwise="line"
    )
    bye = nodes.HangUp(name="bye", say=("bye",))
    menu = nodes.Menu(
        start="hello",
        operator="line",
        nodes={each.name: each for each in (hello, main, bye, nodes.Queue(name="line"))},
    )
    picture = drawing.draw(menu)
    assert (picture.width, picture.height) == (632, 240)
    assert [(box.node.name, box.x, box.y) for box in picture.boxes] == [
        ("hello", 16, 16),
        ("main", 244, 16),
        ("bye", 472, 16),
        ("line", 472, 128),
    ]
    forth, on, back = picture.arrows
    assert (forth.path, forth.label, forth.is_key) == (
        "M160 46 C202 46 202 46 244 46",
        "next",
        False,
    )
    assert (on.label, on.is_key, on.x, on.y) == ("1", True, 460, 41)
    assert (back.label, back.path, back.x, back.y) == ("2", "", 252, 94)
    assert [box.node.name for box in drawing.draw(nodes.plain()).boxes] == ["welcome", "operator"]


def test_prompts_are_named_in_the_language_spoken_there() -> None:
    told = {branch.node.name: branch.said for branch in branches(*drawing.tell(MENU))}
    assert told["welcome"] == ("greeting", "recording-notice")
    (plain,) = drawing.tell(nodes.plain())
    assert plain.said == ("greeting", "recording-notice")


def test_where_callers_of_another_number_begin_stands_before_what_they_share() -> None:
    """So the way there has an arrow, and the other beginning stays at the left."""
    boxes = {box.node.name: box for box in PICTURE.boxes}
    assert boxes["welcome"].x < boxes["social-line"].x < boxes["social"].x
    begun = [tree.node.name for tree in drawing.tell(MENU)]
    assert begun == ["welcome", "social-line", "notice", "satisfaction"]
