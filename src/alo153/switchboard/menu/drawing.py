"""Where the boxes and arrows of a menu stand in its picture, and the same as a tree of words.

Layers run from left to right, as a caller goes. Almost every node has a way to the operator, by
key or without: these are not drawn, they would hide all else. The words tell them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .nodes import Language, Menu, Node

BOX_WIDTH, BOX_HEIGHT = 136, 60
GAP_WIDTH, GAP_HEIGHT = 56, 34
MARGIN = 16
SWING = 46
"""How far an arrow back swings below its boxes."""


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
    def name_y(self) -> int:
        """Return the base line of the name."""
        return self.y + 26

    @property
    def kind_y(self) -> int:
        """Return the base line of the kind."""
        return self.y + 44


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrow:
    """A way from one node to another; `path` is SVG, the label a key or the name of the way."""

    path: str
    label: str
    is_key: bool
    x: int
    y: int


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
        for layer, names in enumerate(_layers(menu))
        for row, name in enumerate(names)
    }
    drawn = {name: box for name, box in boxes.items() if name != menu.operator}
    arrows = tuple(arrow for box in drawn.values() for arrow in _arrows(box, drawn))
    return Picture(
        width=max(box.x for box in boxes.values()) + BOX_WIDTH + MARGIN,
        height=max(box.y for box in boxes.values()) + BOX_HEIGHT + SWING + MARGIN,
        boxes=tuple(boxes.values()),
        arrows=arrows,
    )


def tell(menu: Menu) -> Branch:
    """Return the menu as a tree, each node told where a caller first comes to it."""
    return _branch(menu, ("", False, menu.start), "", set())


def _layers(menu: Menu) -> list[list[str]]:
    """Sort the nodes by the fewest steps to them; the operator's line stands last."""
    layers, seen = [[menu.start]], {menu.start, menu.operator}
    while layers[-1]:
        ahead: list[str] = []
        for name in layers[-1]:
            for _, _, target in _ways(menu.node(name)):
                if target not in seen:
                    seen.add(target)
                    ahead.append(target)
        layers.append(ahead)
    if menu.start != menu.operator:
        layers[-2].append(menu.operator)
    return layers[:-1]


def _ways(node: Node) -> Iterator[tuple[str, bool, str]]:
    """List the ways from a node: label, whether it is a key, and where it leads."""
    for key, target in node.choices().items():
        yield key, True, target
    for way, target in node.ways().items():
        yield way, False, target


def _arrows(box: Box, boxes: dict[str, Box]) -> Iterator[Arrow]:
    ways = [way for way in _ways(box.node) if way[2] in boxes]
    for number, (label, is_key, target) in enumerate(ways, start=1):
        x = box.x + BOX_WIDTH
        y = box.y + BOX_HEIGHT * number // (len(ways) + 1)
        end = boxes[target]
        path = _forward(x, y, end) if end.x > box.x else _back(box, end)
        below = (box.middle + 14 * number, box.y + BOX_HEIGHT + 14)
        place = (x + 8, y - 3) if end.x > box.x else below
        yield Arrow(path=path, label=label, is_key=is_key, x=place[0], y=place[1])


def _forward(x: int, y: int, end: Box) -> str:
    bend, end_y = GAP_WIDTH // 2, end.y + BOX_HEIGHT // 2
    return f"M{x} {y} C{x + bend} {y} {end.x - bend} {end_y} {end.x} {end_y}"


def _back(start: Box, end: Box) -> str:
    y, end_y = start.y + BOX_HEIGHT, end.y + BOX_HEIGHT
    low = max(y, end_y) + SWING
    return f"M{start.middle} {y} C{start.middle} {low} {end.middle} {low} {end.middle} {end_y}"


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
        said=tuple(prompt if "/" in prompt else folder + prompt for prompt in node.say),
        branches=tuple(_branch(menu, each, language, told) for each in ahead),
    )
