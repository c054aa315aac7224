"""Finds what a caller would stumble over, before one calls.

Each mistake is one sentence that names the node and what to do.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from alo153.calls.menu import voice

from . import nodes
from .lookup_nodes import ANSWER_TROUBLE, status_prompt
from .nodes import ENDS, STATES, Menu, Node
from .parsing import KEYS

FIRST_RING_SECONDS = 25
"""From the answer until one who presses nothing is in the operator's line and an agent's telephone
rings; announcements come on top, half a minute of them (`knowledge.queries.LETTERS_SPOKEN`)."""
STATUS_PROMPTS = (
    "status-of",
    "status-unknown",
    "status-trouble",
    *(status_prompt(state) for state in STATES),
    *voice.DIGITS,
    voice.PAUSE,
)

DEPARTURE_PROMPTS = (*voice.DEPARTURE_PROMPTS, "departures-unknown", "departures-trouble")
_BY_KIND: Mapping[type[Node], tuple[str, ...]] = {
    nodes.Status: STATUS_PROMPTS,
    nodes.Departures: (*DEPARTURE_PROMPTS, *voice.DIGITS, voice.PAUSE),
    nodes.Answer: (ANSWER_TROUBLE,),
}


def check(menu: Menu, lengths: Mapping[str, Mapping[str, float]], language: str) -> list[str]:
    """Return the mistakes of a menu, in the order of its nodes.

    `lengths` are the seconds of every prompt, by language and name; `language` is the city's.
    """
    found = [*_top(menu), *_targets(menu)]
    if found:
        return found  # the rest follows ways that must exist
    return [
        *_unreachable(menu),
        *_keys(menu),
        *_offers(menu),
        *_operator(menu),
        *_lists(menu),
        *_dead_ends(menu),
        *_circles(menu),
        *_prompts(menu, lengths, language),
        *_length(menu, lengths, language),
    ]


def _top(menu: Menu) -> Iterator[str]:
    named = (("start", menu.start), ("operator", menu.operator), ("main", menu.main))
    starts = (("starts", each) for each in menu.starts)
    lists = (("lists", each) for each in menu.lists)
    for word, name in (*named, *starts, *lists):
        if name and name not in menu.nodes:
            yield f"menu: {word} = {name!r} is no node; add [nodes.{name}] or name another"
    if menu.operator_key not in KEYS:
        yield f"menu: operator_key = {menu.operator_key!r} is no key; use 0 to 9, * or #"
    operator = menu.nodes.get(menu.operator)
    if operator is not None and not isinstance(operator, nodes.Queue):
        yield f'{operator.name}: the operator is reached through a line; give it kind = "queue"'
    main = menu.nodes.get(menu.main)
    if main is not None and not isinstance(main, nodes.Choice):
        yield f'{main.name}: the main menu lets the caller choose; give it kind = "choice"'


def _targets(menu: Menu) -> Iterator[str]:
    for node in menu.nodes.values():
        ways = node.ways() | {f"key {key}": target for key, target in node.choices().items()}
        for way, target in ways.items():
            if target not in menu.nodes:
                yield (
                    f"{node.name}: {way} leads to {target!r}, which is no node; "
                    f"add [nodes.{target}] or name another"
                )


def _unreachable(menu: Menu) -> Iterator[str]:
    reached = {menu.operator}.union(*(_reached(menu, name) for name in menu.beginnings))
    for name in menu.nodes:
        if name not in reached:
            yield f"{name}: no caller gets here; lead a key to it or remove it"


def _keys(menu: Menu) -> Iterator[str]:
    operator = menu.operator_key
    for node in menu.nodes.values():
        target = node.choices().get(operator)
        if target is not None and target != menu.operator:
            yield (
                f"{node.name}: key {operator} is used twice, for {target!r} and for the operator; "
                f"give {target!r} another key"
            )
        if isinstance(node, nodes.Choice) and not node.keys:
            yield f'{node.name}: there is nothing to choose; add keys = {{1 = "<a node>"}}'


def _offers(menu: Menu) -> Iterator[str]:
    """Demand that the key of an open case is free wherever it may be pressed."""
    for node in menu.nodes.values():
        if not isinstance(node, nodes.OwnCase):
            continue
        if not isinstance(menu.nodes[node.status], nodes.Status):
            yield (
                f"{node.name}: status leads to {node.status!r}, which tells no status; "
                'name a node of kind "status"'
            )
        for other in menu.nodes.values():
            target = other.choices().get(node.key, node.status)
            if target != node.status:
                yield (
                    f"{other.name}: key {node.key} is used twice, for {target!r} and for the "
                    f"open case of {node.name!r}; give one of them another key"
                )


def _operator(menu: Menu) -> Iterator[str]:
    """Demand that one who has no keys, or no wish to press any, is put through."""
    for begin in [name for name in (menu.main, *menu.starts) if name]:
        passed = _way_without_a_key(menu, begin)
        if not any(isinstance(menu.nodes[each], nodes.Queue) for each in passed):
            yield (
                f"{begin}: one who presses nothing never gets to an operator; "
                f"lead otherwise to {menu.operator!r}"
            )


def _lists(menu: Menu) -> Iterator[str]:
    """Demand that whom we call may end that by a key, and is let go who presses none."""
    for begin in menu.lists:
        reached = (menu.nodes[name] for name in _reached(menu, begin))
        if not any(isinstance(node, nodes.NoCalls) for node in reached):
            yield (
                f"{begin}: nobody who is called here can end such calls; lead key 9 of a choice "
                'to a node of kind "no_calls"'
            )
        passed = [menu.nodes[name] for name in _way_without_a_key(menu, begin)]
        if not isinstance(passed[-1], nodes.HangUp):
            yield (
                f"{begin}: one who is called and presses nothing is not let go; lead the way "
                'without a key to a node of kind "hang_up"'
            )


def _dead_ends(menu: Menu) -> Iterator[str]:
    for node in menu.nodes.values():
        if not _ends(menu, node.name):
            yield (
                f"{node.name}: dead end, no way from here leads to a line, a call-back or an end; "
                f"lead it to {menu.operator!r}"
            )


def _ends(menu: Menu, name: str) -> bool:
    return any(isinstance(menu.nodes[reached], ENDS) for reached in _reached(menu, name))


def _reached(menu: Menu, start: str) -> set[str]:
    reached: set[str] = set()
    ahead = [start]
    while ahead:
        name = ahead.pop()
        if name not in reached:
            reached.add(name)
            node = menu.nodes[name]
            ahead += [*node.ways().values(), *node.choices().values()]
    return reached


def _circles(menu: Menu) -> Iterator[str]:
    """Find ways that come back to where they began without any key, each circle once."""
    known: set[str] = set()
    for name in menu.nodes:
        circle = [] if name in known else _way_back(menu, name)
        if circle:
            way = " -> ".join([*circle, name])
            yield f"{name}: {way} goes round without a key; lead one of them to {menu.operator!r}"
            known.update(circle)


def _way_back(menu: Menu, start: str) -> list[str]:
    """Return the shortest silent way from a node to itself, empty if there is none."""
    ahead, seen = [[start]], {start}
    while ahead:
        way = ahead.pop(0)
        for target in _silent_ways(menu.nodes[way[-1]]):
            if target == start:
                return way
            if target not in seen:
                seen.add(target)
                ahead.append([*way, target])
    return []


def _silent_ways(node: Node) -> list[str]:
    """Return where a caller may go who presses no key, the usual way first."""
    ways = node.ways()
    if isinstance(node, nodes.Digits):
        return [ways["otherwise"]]
    if isinstance(node, nodes.Status | nodes.Departures):  # wrong codes are counted, that way ends
        return [ways["next"], ways["trouble"]]
    return list(ways.values())


def _prompts(
    menu: Menu, lengths: Mapping[str, Mapping[str, float]], language: str
) -> Iterator[str]:
    """Demand every prompt in every language: a caller who is known is greeted in their own."""
    changes = (node for node in menu.nodes.values() if isinstance(node, nodes.Language))
    spoken = {language, *(node.language for node in changes)}
    for node in menu.nodes.values():
        for prompt in _wanted(node):
            for tongue in sorted({_tongue(prompt, each) for each in spoken}):
                key = prompt.rpartition("/")[2]
                if key not in lengths.get(tongue, {}):
                    where = "[prompts]" if tongue == language else f"[languages.{tongue}.prompts]"
                    yield (
                        f"{node.name}: the prompt {key!r} is missing in {tongue}; "
                        f"add it to {where} of voice.toml"
                    )


def _wanted(node: Node) -> tuple[str, ...]:
    return (*node.prompts(), *_BY_KIND.get(type(node), ()))


def _tongue(prompt: str, spoken: str) -> str:
    return prompt.partition("/")[0] if "/" in prompt else spoken


def _length(menu: Menu, lengths: Mapping[str, Mapping[str, float]], language: str) -> Iterator[str]:
    ways = {begin: _way_without_a_key(menu, begin) for begin in menu.starts}
    if menu.main:
        ways[menu.main] = _way_without_a_key(menu, menu.start)
        if menu.main not in ways[menu.main]:
            yield f"{menu.main}: a caller who presses nothing never hears the main menu"
            return
    for name, way in ways.items():
        seconds = sum(_seconds(menu.nodes[each], lengths, language) for each in way)
        if seconds > FIRST_RING_SECONDS:
            yield (
                f"{name}: who presses nothing waits {seconds:.0f} seconds for the first ring, "
                f"{FIRST_RING_SECONDS} are allowed; shorten the prompts before it or its own, "
                "or repeat it less often"
            )


def _way_without_a_key(menu: Menu, begin: str) -> list[str]:
    way, name = list[str](), begin
    while name and name not in way:
        way.append(name)
        name = next(iter(_silent_ways(menu.nodes[name])), "")
    return way


def _seconds(node: Node, lengths: Mapping[str, Mapping[str, float]], language: str) -> float:
    """Return how long a node holds up one who presses nothing."""
    said = sum(
        lengths.get(_tongue(prompt, language), {}).get(prompt.rpartition("/")[2], 0.0)
        for prompt in (*node.say, *(node.offer if isinstance(node, nodes.OwnCase) else ()))
    )
    match node:
        case nodes.Choice():
            return (said + node.wait) * (1 + node.repeats)
        case nodes.Consent() | nodes.Digits():
            return said + node.wait
        case _:
            return said
