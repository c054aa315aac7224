"""Place the boxes and arrows of a menu in its picture, and write the same as a tree of words.

Layers run from left to right, as a caller goes. Almost every node has a way to the operator, by
key or without: these are not drawn, they would hide all else. The words tell them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .nodes import Language, Menu, Node, OwnCase

BOX_WIDTH, BOX_HEIGHT = 144, 60
GAP_WIDTH, GAP_HEIGHT = 84, 52
ROW = 3
"""Keys side by side that are written as one."""
MARGIN = 16
PADDING = 6
LONGEST_NAME = 16
"""Letters that fit into a box as they are."""
LINE = 18
"""Between two ways back, which are in words below their box."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A node in the picture; `x` and `y` are its upper left corner."""

    node: Node
    x: int
    y: int
    width: int = BOX_WIDTH
    height: int = BOX_HEIGHT

    @property
    def middle(self) -> int:
        """Return the x of the middle."""
        return self.x + BOX_WIDTH // 2

    @property
    def name_width(self) -> int:
        """Return the width that a long name is pressed into; 0: it has room."""
        return BOX_WIDTH - 2 * PADDING if len(self.node.word) > LONGEST_NAME else 0

    @property
    def name_y(self) -> int:
        """Return the base line of the name."""
        return self.y + 26

    @property
    def kind_y(self) -> int:
        """Return the base line of the kind."""
        return self.y + 44


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrow:
    """A way from one node to another; `path` is SVG, the label a key or the name of the way.

    A way back has no path, which would cross all other paths: `back_to` names its target.
    """

    path: str
    label: str
    is_key: bool
    x: int
    y: int
    back_to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """Everything to be drawn."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """A node in the tree of words; one that was told before has no ways here.

    `said` names what is heard, in the language spoken where the node is first met.
    """

    way: str
    is_key: bool
    node: Node
    is_repeated: bool
    said: tuple[str, ...] = ()
    branches: tuple[Branch, ...] = ()


def draw(menu: Menu) -> Picture:
    """Place every node that a caller can reach."""
    boxes = {
        name: Box(
            node=menu.node(name),
            x=MARGIN + layer * (BOX_WIDTH + GAP_WIDTH),
            y=MARGIN + row * (BOX_HEIGHT + GAP_HEIGHT),
        )
        for layer, rows in enumerate(_rows(menu))
        for name, row in rows.items()
    }
    drawn = {name: box for name, box in boxes.items() if name != menu.operator}
    return Picture(
        width=max(box.x for box in boxes.values()) + BOX_WIDTH + MARGIN,
        height=max(box.y for box in boxes.values()) + BOX_HEIGHT + GAP_HEIGHT,
        boxes=tuple(boxes.values()),
        arrows=tuple(_arrows(drawn)),
    )


def tell(menu: Menu) -> tuple[Branch, ...]:
    """Return the menu as a tree for each beginning, a node told where it is first come to."""
    told = set[str]()
    return tuple(_branch(menu, ("", False, begin), "", told) for begin in menu.beginnings)


def _rows(menu: Menu) -> list[dict[str, int]]:
    """Return the row of each node by layer: next to the nodes before it, one below another."""
    placed: list[dict[str, int]] = []
    for names in _layers(menu):
        rows: dict[str, int] = {}
        for name in names:
            last = placed[-1] if placed else {}
            before = [row for each, row in last.items() if _leads(menu, each, name)]
            beside = sum(before) // len(before) if before else 0
            rows[name] = max([beside, *(row + 1 for row in rows.values())])
        placed.append(rows)
    return placed


def _leads(menu: Menu, name: str, target: str) -> bool:
    return any(each == target for _, _, each in _ways(menu.node(name)))


def _layers(menu: Menu) -> list[list[str]]:
    """Sort the nodes by the fewest steps to them; the operator's line is last."""
    layers: list[list[str]] = []
    seen = {menu.operator} - {menu.start}
    for begin in menu.beginnings:
        _place(menu, begin, layers, seen)
    if menu.start != menu.operator:
        layers[-1].append(menu.operator)
    return layers


def _place(menu: Menu, begin: str, layers: list[list[str]], seen: set[str]) -> None:
    """Add a beginning, before the first placed node it leads to, and what follows from it."""
    shared = [
        layer
        for layer, names in enumerate(layers)
        if any(_leads(menu, begin, name) for name in names)
    ]
    layer, ahead = max(0, min(shared, default=0) - 1), [begin]
    while ahead := [name for name in dict.fromkeys(ahead) if name not in seen]:
        seen.update(ahead)
        if layer == len(layers):
            layers.append([])
        layers[layer] += ahead
        ahead = [target for name in ahead for _, _, target in _ways(menu.node(name))]
        layer += 1


def _ways(node: Node) -> Iterator[tuple[str, bool, str]]:
    """List the ways from a node: label, whether it is a key, and where it leads.

    Three keys or more, side by side, that lead to the same place are one way.
    """
    keys: dict[str, list[str]] = {}
    for key, target in node.choices().items():
        keys.setdefault(target, []).append(key)
    for target, those in keys.items():
        is_row = len(those) >= ROW and "".join(those) in "0123456789"
        for label in [f"{those[0]}–{those[-1]}"] if is_row else those:
            yield label, True, target
    for way, target in node.ways().items():
        yield way, False, target


def _arrows(boxes: dict[str, Box]) -> Iterator[Arrow]:
    ends = _ends(boxes)
    for name, box in boxes.items():
        ways = [way for way in _ways(box.node) if way[2] in boxes]
        ahead = [way for way in ways if boxes[way[2]].x > box.x]
        for number, (label, is_key, target) in enumerate(ahead, start=1):
            y = box.y + BOX_HEIGHT * number // (len(ahead) + 1)
            end_x, end_y = boxes[target].x, ends[name, label]
            path = _forward(box.x + BOX_WIDTH, y, end_x, end_y)
            yield Arrow(path=path, label=label, is_key=is_key, x=end_x - 12, y=end_y - 5)
        back = [way for way in ways if way not in ahead]
        for number, (label, is_key, target) in enumerate(back, start=1):
            y, word = box.y + BOX_HEIGHT + LINE * number, boxes[target].node.word
            yield Arrow(path="", label=label, is_key=is_key, x=box.x + 8, y=y, back_to=word)


def _ends(boxes: dict[str, Box]) -> dict[tuple[str, str], int]:
    """Return where each way comes in, by node and label: side by side, so that labels are too."""
    ends: dict[tuple[str, str], int] = {}
    for target, box in boxes.items():
        coming = [
            (name, label)
            for name, start in boxes.items()
            for label, _, to in _ways(start.node)
            if to == target and start.x < box.x
        ]
        for number, way in enumerate(coming, start=1):
            ends[way] = box.y + BOX_HEIGHT * number // (len(coming) + 1)
    return ends


def _forward(x: int, y: int, end_x: int, end_y: int) -> str:
    bend = GAP_WIDTH // 2
    return f"M{x} {y} C{x + bend} {y} {end_x - bend} {end_y} {end_x} {end_y}"


def _heard(node: Node) -> tuple[str, ...]:
    return node.offer if isinstance(node, OwnCase) else node.say


def _branch(menu: Menu, way: tuple[str, bool, str], language: str, told: set[str]) -> Branch:
    label, is_key, name = way
    node, is_repeated = menu.node(name), name in told
    told.add(name)
    language = node.language if isinstance(node, Language) else language
    folder = f"{language}/" if language else ""
    ahead = [] if is_repeated else _ways(node)
    return Branch(
        way=label,
        is_key=is_key,
        node=node,
        is_repeated=is_repeated,
        said=tuple(prompt if "/" in prompt else folder + prompt for prompt in _heard(node)),
        branches=tuple(_branch(menu, each, language, told) for each in ahead),
    )
