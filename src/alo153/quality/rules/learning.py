"""Questions of a learning card, and which answers are right. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

LEAST_CHOICES: Final = 2


@dataclass(frozen=True)
class Question:
    """A question with its choices; `right` is the place of the one that is right."""

    text: str
    choices: tuple[str, ...]
    right: int

    @property
    def is_whole(self) -> bool:
        """Say whether it can be asked."""
        known = 0 <= self.right < len(self.choices)
        return bool(self.text) and len(self.choices) >= LEAST_CHOICES and known


def right_answers(questions: Sequence[Question], answers: Mapping[int, int]) -> int:
    """Count the right answers; `answers` is the place of a choice by the place of a question."""
    return sum(answers.get(place) == each.right for place, each in enumerate(questions))


def written(questions: Sequence[Question]) -> list[dict[str, Any]]:
    """Return questions as JSON values."""
    return [asdict(each) for each in questions]


def read(content: Sequence[Mapping[str, Any]]) -> tuple[Question, ...]:
    """Return the questions that `written` wrote."""
    return tuple(
        Question(each["text"], tuple(each["choices"]), int(each["right"])) for each in content
    )
