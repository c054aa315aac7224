"""Part texts into folds for cross-validation, the almost equal ones always together."""

import random
import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from alo153.core.text import fold

_RUN = 3
"""Words of a run; two texts are almost equal if they share half of all their runs."""
_ALIKE = 0.5
_MOST_SHARED = 50
"""A run that so many texts have is a phrase of greeting."""
SEED = 153


def singly(texts: Sequence[str]) -> list[int]:
    """Put each text into a group of its own."""
    return list(range(len(texts)))


def together(texts: Sequence[str]) -> list[int]:
    """Return a group for each text: texts almost equal to each other are in one."""
    runs = [_runs(text) for text in texts]
    group = list(range(len(texts)))
    seen: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, those in enumerate(runs):
        shared = Counter(
            other for run in those if len(seen[run]) < _MOST_SHARED for other in seen[run]
        )
        for other, count in shared.items():
            if count >= _ALIKE * len(those | runs[other]):
                _join(group, number, other)
        for run in those:
            seen[run].append(number)
    return [_root(group, number) for number in range(len(texts))]


def _runs(text: str) -> frozenset[tuple[str, ...]]:
    words = re.findall(r"[^\W_]+", fold(text))
    return frozenset(tuple(words[at : at + _RUN]) for at in range(max(1, len(words) - _RUN + 1)))


def _root(group: list[int], number: int) -> int:
    while group[number] != number:
        number = group[number]
    return number


def _join(group: list[int], one: int, other: int) -> None:
    group[_root(group, one)] = _root(group, other)


def deal(labels: Sequence[str], groups: Sequence[int], count: int, seed: int = SEED) -> list[int]:
    """Return the fold of each text: groups stay whole, labels spread evenly.

    The same seed deals the same way.
    """
    label_of = {group: label for group, label in zip(groups, labels, strict=True)}
    order = list(label_of)
    random.Random(seed).shuffle(order)  # noqa: S311 - folds, not secrets
    order.sort(key=lambda group: label_of[group])
    dealt = {group: place % count for place, group in enumerate(order)}
    return [dealt[group] for group in groups]
