"""The endings of one language, as data."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Language:
    """The endings of words in a language; without endings words stay whole.

    Args:
        endings: patterns of endings of folded words, each with the fewest letters to leave.
        rounds: how many endings a word may have.
        softened: last letters of roots that change before an ending, and what they become.
        longest_ending: letters that endings may add to a whole word.
    """

    endings: Sequence[tuple[re.Pattern[str], int]] = ()
    rounds: int = 1
    softened: Mapping[str, str] = field(default_factory=dict)
    longest_ending: int = 0

    def stem(self, word: str) -> str:
        """Return the beginning that a folded word shares with its other forms."""
        for _ in range(self.rounds):
            shorter = self._without_ending(word)
            if shorter == word:
                break
            word = shorter
        return word

    def twin(self, root: str) -> str:
        """Return a root with its other last letter; empty if that letter never changes."""
        hardened = {soft: hard for hard, soft in self.softened.items()}
        other = self.softened.get(root[-1:]) or hardened.get(root[-1:])
        return root[:-1] + other if other else ""

    def _without_ending(self, word: str) -> str:
        for ending, left in self.endings:
            found = ending.search(word)
            if found and found.start() >= left:
                return word[: found.start()]
        return word
