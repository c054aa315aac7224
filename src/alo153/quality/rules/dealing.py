"""Assign contacts to evaluators: even work, and no own contact. Pure."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from alo153.quality.rules.sampling import chance


@dataclass(frozen=True)
class Work:
    """A contact that somebody must evaluate.

    Args:
        agent: the person who handled it.
        taken_by: people who may not get it: they have it already, or gave it away.
        apart: people who are not free to judge its agent and get it only if nobody else may.
    """

    key: int
    agent: int
    taken_by: Collection[int] = ()
    apart: Collection[int] = ()


def deal(
    works: Iterable[Work], *, evaluators: Collection[int], loads: Mapping[int, int], seed: str
) -> dict[int, int | None]:
    """Return the evaluator of each work by its key; None where nobody may.

    The evaluator with the least work gets the next one; chance decides between equals. Nobody
    evaluates their own contact, and nobody the same one twice. People who are apart from its agent
    come last.

    Args:
        loads: the open work that each evaluator has already.
    """
    held = {each: loads.get(each, 0) for each in evaluators}
    dealt: dict[int, int | None] = {}
    for work in sorted(works, key=lambda each: chance(seed, "deal", each.key)):
        free = [each for each in held if each != work.agent and each not in work.taken_by]
        chosen = min(
            free,
            key=lambda each: (each in work.apart, held[each], chance(seed, work.key, each)),
            default=None,
        )
        if chosen is not None:
            held[chosen] += 1
        dealt[work.key] = chosen
    return dealt
