"""Agreement and drift of evaluators, from contacts that several of them scored blind."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from operator import attrgetter
from statistics import fmean, variance

from django.core.exceptions import PermissionDenied
from django.db.models import Q

from alo153.accounts.models import User
from alo153.city.queries import local_time
from alo153.quality import card_json
from alo153.quality.models import CardVersion, Evaluation, State
from alo153.quality.permissions import MANAGE_QUALITY
from alo153.quality.rules.agreement import REPAIR_BELOW, alpha, interval
from alo153.quality.rules.estimates import ALIKE, INTERVAL_FROM, half_of_mean
from alo153.quality.rules.scorecards import Question


@dataclass(frozen=True)
class QuestionAgreement:
    """One question of a card.

    Args:
        contacts: how many contacts two or more evaluators answered it for.
        alpha: Krippendorff's alpha; None where it is not defined.
        interval: its 95 % interval; None if the contacts say too little.
    """

    card: CardVersion
    question: Question
    contacts: int
    alpha: float | None
    interval: tuple[float, float] | None

    @property
    def wants_repair(self) -> bool:
        """Say whether evaluators understand the question differently."""
        return self.alpha is not None and self.alpha < REPAIR_BELOW


@dataclass(frozen=True)
class Drift:
    """The difference of an evaluator from colleagues in a month, over contacts that all scored.

    Args:
        month: its first day, by the clock of the city.
        contacts: how many they and somebody else scored.
        difference: the mean of own less the colleagues' points; above zero they score milder.
        half: half of its 95 % interval (Student's t); None if the contacts say too little.
    """

    evaluator: str
    month: date
    contacts: int
    difference: float
    half: float | None


def by_question(asker: User, begin: datetime, end: datetime) -> list[QuestionAgreement]:
    """Return the agreement about each question of the cards that were used; two queries.

    The questions that want repair come first. "Not applicable" is no value of a scale and is left
    out, as a missing answer is.

    Raises:
        PermissionDenied: they do not manage quality.
    """
    if not asker.may(MANAGE_QUALITY):
        raise PermissionDenied
    rows = _scored_twice(begin, end)
    cards = {row.card_id: row.card for row in rows if row.card}
    found = [
        of_question(card, question, [row for row in rows if row.card_id == key])
        for key, card in cards.items()
        for question in card_json.read(card.content).questions
    ]
    return sorted(
        found, key=lambda each: (not each.wants_repair, each.card.medium, each.card.number)
    )


def drift(asker: User, begin: datetime, end: datetime) -> list[Drift]:
    """Return each evaluator's difference from colleagues, by name, newest month first; one query.

    Raises:
        PermissionDenied: they do not manage quality.
    """
    if not asker.may(MANAGE_QUALITY):
        raise PermissionDenied
    found: dict[tuple[str, int, date], list[float]] = defaultdict(list)
    for own, difference in _differences(_scored_twice(begin, end)):
        found[_place(own)].append(difference)
    ordered = sorted(found.items(), key=lambda each: (*each[0][:2], -each[0][2].toordinal()))
    return [
        Drift(name, month, len(those), fmean(those), half_of(those))
        for (name, _, month), those in ordered
    ]


def _differences(rows: Iterable[Evaluation]) -> Iterator[tuple[Evaluation, float]]:
    """Yield a score of each evaluator and contact, with its distance from the colleagues in points.

    Two scores of one evaluator, in the daily draw and in a calibration, are one: their mean.
    """
    scores: dict[tuple[str, int], dict[int, list[Evaluation]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for row in rows:
        if row.percent is not None and row.evaluator_id is not None:
            scores[row.medium, row.subject_id][row.evaluator_id].append(row)
    for of in scores.values():
        points = {key: fmean(each.percent or 0.0 for each in own) for key, own in of.items()}
        for key, own in of.items():
            rest = [value for other, value in points.items() if other != key]
            if rest:
                yield own[0], points[key] - fmean(rest)


def half_of(differences: Sequence[float]) -> float | None:
    """Return half of the 95 % interval of their mean.

    None below `INTERVAL_FROM`, and if all are the same: they say nothing about their spread.
    """
    n = len(differences)
    if n < INTERVAL_FROM or (found := variance(differences)) < ALIKE:
        return None
    return half_of_mean(found / n, n - 1)


def _place(row: Evaluation) -> tuple[str, int, date]:
    name = row.evaluator.full_name if row.evaluator else ""
    return name, row.evaluator_id or 0, local_time.today(row.contact_at).replace(day=1)


def _scored_twice(begin: datetime, end: datetime) -> list[Evaluation]:
    given = Evaluation.objects.filter(
        state=State.GIVEN, contact_at__gte=begin, contact_at__lt=end
    ).select_related("card", "evaluator")
    seconds = given.filter(second=True)
    twice = Q(interaction__in=seconds.values("interaction"))
    return list(given.filter(twice | Q(answer__in=seconds.values("answer"))).order_by("pk"))


def of_question(
    card: CardVersion, question: Question, rows: Iterable[Evaluation]
) -> QuestionAgreement:
    """Return how far the evaluators of these scores agree about one question of their card.

    Of two scores of one evaluator the older evaluation counts: answers have no mean.
    """
    by_evaluator: dict[int, dict[int, int]] = defaultdict(dict)
    for row in sorted(rows, key=attrgetter("pk")):
        value = row.answers.get(question.key)
        if value is not None and row.evaluator_id is not None:
            by_evaluator[row.evaluator_id].setdefault(row.subject_id, value)
    answered = Counter(key for values in by_evaluator.values() for key in values)
    twice = sum(count > 1 for count in answered.values())
    ratings, scale = list(by_evaluator.values()), question.scale
    return QuestionAgreement(card, question, twice, alpha(ratings, scale), interval(ratings, scale))
