"""Rules as a book that people edit: move a line, compare, find what never decides. Pure."""

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from difflib import SequenceMatcher
from typing import Literal

from alo153.city.rules.routing import Rule, unreachable

Rules = tuple[Rule, ...]


def digest(rules: Sequence[Rule]) -> str:
    """Return a SHA-256 (hexadecimal) that is the same for the same rules in the same order."""
    lines = [asdict(rule) for rule in numbered(rules)]
    words = json.dumps(lines, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(words.encode()).hexdigest()


def numbered(rules: Sequence[Rule]) -> Rules:
    """Return the rules with the positions of their order, from 1."""
    return tuple(replace(rule, position=number) for number, rule in enumerate(rules, 1))


def without(rules: Sequence[Rule], position: int) -> Rules:
    """Return the rules without the one at a position; one that is not there changes nothing."""
    return numbered([rule for rule in rules if rule.position != position])


def put(rules: Sequence[Rule], rule: Rule, at: int) -> Rules:
    """Return the rules with one more at a position; beyond the ends it is at the end."""
    place = min(max(at, 1), len(rules) + 1) - 1
    return numbered([*rules[:place], rule, *rules[place:]])


def moved(rules: Sequence[Rule], position: int, to: int) -> Rules:
    """Return the rules with one taken to another position."""
    there = [rule for rule in rules if rule.position == position]
    return put(without(rules, position), there[0], to) if there else numbered(rules)


@dataclass(frozen=True)
class Line:
    """One rule of a comparison. The position of what was removed is its former one."""

    rule: Rule
    change: Literal["same", "added", "moved", "removed"]


def difference(old: Sequence[Rule], new: Sequence[Rule]) -> tuple[Line, ...]:
    """Return the new rules in order, and in between what was removed.

    A rule that is elsewhere now is told once, as moved.
    """
    before, after = [_words(rule) for rule in old], [_words(rule) for rule in new]
    elsewhere = Counter(before) & Counter(after)
    lines: list[Line] = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            lines += [Line(rule, "same") for rule in new[c:d]]
            elsewhere -= Counter(after[c:d])
            continue
        lines += [Line(rule, "removed") for rule in old[a:b]]
        lines += [Line(rule, "added") for rule in new[c:d]]
    return tuple(_as_moved(lines, elsewhere))


def _as_moved(lines: Sequence[Line], elsewhere: Counter[Rule]) -> list[Line]:
    """Tell what was removed here and added there as one move."""
    gone, come, told = Counter(elsewhere), Counter(elsewhere), []
    for line in lines:
        words = _words(line.rule)
        if line.change == "removed" and gone[words]:
            gone[words] -= 1
        elif line.change == "added" and come[words]:
            come[words] -= 1
            told.append(Line(line.rule, "moved"))
        else:
            told.append(line)
    return told


def _words(rule: Rule) -> Rule:
    return replace(rule, position=0)


def dead(
    rules: Sequence[Rule], group_of: Mapping[str, str], by_place: frozenset[str]
) -> dict[int, int | None]:
    """Return the positions of rules that can never decide, each with the earlier rule that does.

    None: the rule asks whose place it is, and no topic of it depends on that.

    Args:
        group_of: the group of each topic.
        by_place: the topics for which it counts who owns the place.
    """
    asked = {*by_place, *(group_of[topic] for topic in by_place if topic in group_of)}
    idle = {r.position: None for r in rules if r.place and r.topic and r.topic not in asked}
    return {**{r.position: e.position for r, e in unreachable(rules, dict(group_of))}, **idle}
