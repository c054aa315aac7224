"""The questions of a scorecard, and the score of its answers. Pure."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

WHOLE: Final = 100
"""The points of a card: the weights of its questions add up to them."""


class Scale(StrEnum):
    """The scale of a question."""

    YES_NO = "yes_no"
    ONE_TO_FIVE = "one_to_five"


class Critical(StrEnum):
    """The party that a critical error harms: the field's three classes, each counted separately."""

    CITIZEN = "citizen"
    BUSINESS = "business"
    COMPLIANCE = "compliance"


LOWEST: Final = {Scale.YES_NO: 0, Scale.ONE_TO_FIVE: 1}
HIGHEST: Final = {Scale.YES_NO: 1, Scale.ONE_TO_FIVE: 5}


@dataclass(frozen=True, kw_only=True)
class Question:
    """One question of a card.

    Args:
        weight: points of `WHOLE`; a critical question has none, since it is never averaged.
        critical: an answer of "no" is a critical error of this class.
        may_not_apply: "not applicable" is an answer; its points are left out of the score.
    """

    key: str
    text: str
    scale: Scale = Scale.YES_NO
    weight: int = 0
    critical: Critical | None = None
    guidance: str = ""
    may_not_apply: bool = True


@dataclass(frozen=True, kw_only=True)
class Section:
    """Questions under one title."""

    title: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, kw_only=True)
class Scorecard:
    """All that is asked about a contact, in the order of the page."""

    sections: tuple[Section, ...]

    @property
    def questions(self) -> Iterator[Question]:
        """Yield every question in order."""
        for section in self.sections:
            yield from section.questions


class FaultKind(StrEnum):
    """Why a card cannot be used."""

    EMPTY = "empty"
    WEIGHTS = "weights"
    KEY_TWICE = "key_twice"
    NO_TEXT = "no_text"
    CRITICAL_WEIGHT = "critical_weight"
    CRITICAL_SCALE = "critical_scale"


@dataclass(frozen=True)
class Fault:
    """A fault of a card. ``where`` is the key of a question, or empty for the card."""

    kind: FaultKind
    where: str = ""
    found: int = 0


NOT_APPLICABLE: Final = None
type Answers = Mapping[str, int | None]
"""The value given to each question by its key; None is "not applicable"."""


@dataclass(frozen=True)
class Score:
    """The score of the answers.

    Args:
        percent: 0 to 100 over the questions that apply; None if none does.
        critical: how many critical errors there are by class.
        missing: the keys of the questions without an answer.
    """

    percent: float | None
    critical: Mapping[Critical, int] = field(default_factory=dict)
    missing: tuple[str, ...] = ()


def faults(card: Scorecard) -> list[Fault]:
    """Name all that keeps a card from being used; empty if nothing does."""
    questions = list(card.questions)
    if not questions:
        return [Fault(FaultKind.EMPTY)]
    found = [fault for question in questions for fault in _faults_of(question)]
    times = Counter(question.key for question in questions)
    found += [Fault(FaultKind.KEY_TWICE, key) for key, count in times.items() if count > 1]
    points = sum(question.weight for question in questions)
    if points != WHOLE:
        found.append(Fault(FaultKind.WEIGHTS, found=points))
    return found


def _faults_of(question: Question) -> Iterator[Fault]:
    if not question.text.strip():
        yield Fault(FaultKind.NO_TEXT, question.key)
    if question.critical and question.weight:
        yield Fault(FaultKind.CRITICAL_WEIGHT, question.key)
    if question.critical and question.scale is not Scale.YES_NO:
        yield Fault(FaultKind.CRITICAL_SCALE, question.key)


def allows(question: Question, value: int | None) -> bool:
    """Say whether a value answers a question."""
    if value is NOT_APPLICABLE:
        return question.may_not_apply
    return LOWEST[question.scale] <= value <= HIGHEST[question.scale]


def score(card: Scorecard, answers: Answers) -> Score:
    """Return the score of a contact.

    The points of a question are its weight times the position of the value between the lowest and
    the highest of its scale. Questions that do not apply leave their points out of both sums.
    Critical questions carry no points; each "no" counts as an error of its class.
    """
    missing = tuple(each.key for each in card.questions if each.key not in answers)
    given = [(each, answers[each.key]) for each in card.questions if each.key in answers]
    counted = [(each, value) for each, value in given if value is not None]
    whole = sum(each.weight for each, _ in counted)
    reached = sum(each.weight * _part(each, value) for each, value in counted)
    errors = Counter(each.critical for each, value in counted if each.critical and not value)
    return Score(
        percent=100 * reached / whole if whole else None,
        critical={kind: errors[kind] for kind in Critical if errors[kind]},
        missing=missing,
    )


def _part(question: Question, value: int) -> float:
    low, high = LOWEST[question.scale], HIGHEST[question.scale]
    return (value - low) / (high - low)
