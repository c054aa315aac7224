"""Questions that a topic asks when a case is opened: its form, and what answers it. Pure."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LONGEST_ANSWER: Final = 300
MOST_QUESTIONS: Final = 8
"""A longer form keeps a caller on the line for what the crew sees on the spot."""
_NUMBER: Final = re.compile(r"-?[0-9]{1,12}(?:[.,][0-9]{1,4})?", re.ASCII)


class QuestionKind(StrEnum):
    """The form of an answer."""

    TEXT = "text"
    NUMBER = "number"
    CHOICE = "choice"
    YES_NO = "yes_no"
    DATE = "date"


YES: Final = "yes"
NO: Final = "no"
YES_NO_LABELS: Final = {YES: _("yes"), NO: _("no")}
NEEDS_ANSWER: Final = _("This question needs an answer.")


@dataclass(frozen=True, kw_only=True)
class TopicQuestion:
    """One question of a topic.

    Args:
        internal: the answer is not shown to the citizen.
        choices: of a question of that kind; the answer is one of them, word for word.
    """

    key: str
    question: str
    kind: str
    required: bool = False
    internal: bool = False
    help: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class GivenAnswer:
    """A question with its answer; an empty one was not asked."""

    question: TopicQuestion
    answer: str

    @property
    def words(self) -> str:
        """Return the answer as people read it."""
        return as_read(self.question.kind, self.answer)


class WrongAnswers(ValueError):
    """Answers that do not fit. ``wrong`` says by key of the question what is wrong."""

    def __init__(self, wrong: Mapping[str, Promise]) -> None:
        super().__init__(", ".join(sorted(wrong)))
        self.wrong = wrong


def as_read(kind: str, answer: str) -> str:
    """Return the answer to a question of this kind as people read it."""
    return str(YES_NO_LABELS.get(answer, answer)) if kind == QuestionKind.YES_NO else answer


def from_data(data: Iterable[Mapping[str, Any]]) -> tuple[TopicQuestion, ...]:
    """Return the questions of a topic as its row keeps them."""
    return tuple(
        TopicQuestion(**{**each, "choices": tuple(each.get("choices", ()))}) for each in data
    )


def read(
    questions: Iterable[TopicQuestion], answers: Mapping[str, str], *, complete: bool
) -> tuple[GivenAnswer, ...]:
    """Return what was answered, and the required questions that were not asked.

    Args:
        answers: by key of the question, as typed.
        complete: whether a required question must have an answer.

    Raises:
        WrongAnswers: an answer does not fit its question, or none is there and must be.
    """
    asked = {each.key: each for each in questions}
    wrong: dict[str, Promise] = {
        key: _("This topic does not ask that.") for key in answers if key not in asked
    }
    given = []
    for key, question in asked.items():
        answer = " ".join(answers.get(key, "").split())
        fault = _fault(question, answer) if answer else _lack(question, complete=complete)
        if fault:
            wrong[key] = fault
        elif answer or question.required:
            given.append(GivenAnswer(question, answer))
    if wrong:
        raise WrongAnswers(wrong)
    return tuple(given)


def _lack(question: TopicQuestion, *, complete: bool) -> Promise | None:
    return NEEDS_ANSWER if complete and question.required else None


def _fault(question: TopicQuestion, answer: str) -> Promise | None:
    if len(answer) > LONGEST_ANSWER:
        return _("This answer is too long.")
    match question.kind:
        case QuestionKind.NUMBER if not _NUMBER.fullmatch(answer):
            return _("Write a number in digits.")
        case QuestionKind.CHOICE if answer not in question.choices:
            return _("Choose one of the answers.")
        case QuestionKind.YES_NO if answer not in YES_NO_LABELS:
            return _("Choose yes or no.")
        case QuestionKind.DATE if not _is_date(answer):
            return _("Write a date like 2026-12-02.")
        case _:
            return None


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
