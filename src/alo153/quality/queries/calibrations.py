"""Rounds of calibration and what they show, once a reader's own scores are in."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import fmean

from django.db.models import Count, Q, QuerySet

from alo153.accounts.models import User
from alo153.contacts.models import Interaction
from alo153.core import events
from alo153.quality import card_json
from alo153.quality.events import CalibrationContactClosed
from alo153.quality.models import AgreedScore, Calibration, Evaluation, State
from alo153.quality.permissions import EVALUATE_CONTACTS, MANAGE_QUALITY
from alo153.quality.queries import candidates
from alo153.quality.queries.agreement import QuestionAgreement, half_of, of_question
from alo153.quality.queries.evaluations import to_score_blind


@dataclass(frozen=True)
class ScoredContact:
    """A contact of a round.

    Args:
        scores: each evaluator by name, with the score; None: not given, or nothing applied.
        agreed: the score that they agreed on; None: not yet.
        waits: somebody has not scored it yet.
        evaluation: one of its scores, a given one if there is any: it shows the contact.
    """

    interaction: Interaction
    scores: list[tuple[str, float | None]]
    agreed: AgreedScore | None
    waits: bool
    evaluation: Evaluation


@dataclass(frozen=True)
class ClosedContact:
    """A contact whose missing scores were waived, and why."""

    interaction: Interaction
    by: str
    at: datetime
    reason: str


@dataclass(frozen=True)
class Distance:
    """The distance of an evaluator from the agreed scores, in points.

    Args:
        contacts: how many contacts have both scores.
        mean: the mean distance, however it was.
        milder: the mean of own less agreed points; above zero they score milder.
        mean_interval: the 95 % interval of `mean`; None if the contacts say too little. No distance
            is below zero.
        milder_half: half of the same of `milder`.
    """

    evaluator: str
    contacts: int
    mean: float
    milder: float
    mean_interval: tuple[float, float] | None
    milder_half: float | None


@dataclass(frozen=True)
class Results:
    """The results of a round; questions that want repair come first."""

    questions: list[QuestionAgreement]
    contacts: list[ScoredContact]
    distances: list[Distance]


def visible(asker: User) -> QuerySet[Calibration]:
    """Return the rounds that somebody may read, the newest first, with `waiting` scores of each.

    People who manage quality read all, evaluators the rounds in which they take part.
    """
    rows = Calibration.objects.select_related("card", "opened_by").annotate(
        contacts=Count("evaluations__interaction", distinct=True),
        people=Count("evaluations__evaluator", distinct=True),
        waiting=Count("evaluations", filter=Q(evaluations__state=State.OPEN), distinct=True),
        agreed_scores=Count("agreed", distinct=True),
    )
    if asker.may(MANAGE_QUALITY):
        return rows
    if not asker.may(EVALUATE_CONTACTS):
        return rows.none()
    own = Evaluation.objects.filter(evaluator=asker, calibration__isnull=False)
    return rows.filter(pk__in=own.values("calibration"))


def own_open(asker: User, calibration: Calibration) -> int:
    """Count the contacts of a round that somebody still scores themselves."""
    return calibration.evaluations.filter(evaluator=asker, state=State.OPEN).count()


def not_heard(asker: User, calibration: Calibration) -> list[Interaction]:
    """Return the contacts that nobody can score any more, with their `missing` scores.

    Only people who manage quality may close them.
    """
    if not asker.may(MANAGE_QUALITY):
        return []
    waiting = calibration.evaluations.filter(state=State.OPEN)
    missing = Q(evaluations__calibration=calibration, evaluations__state=State.OPEN)
    rows = candidates.not_heard(Interaction.objects.filter(pk__in=waiting.values("interaction")))
    rows = rows.annotate(missing=Count("evaluations", filter=missing))
    return list(rows.order_by("ended_at", "pk"))


def closed(calibration: Calibration) -> list[ClosedContact]:
    """Return the contacts that were closed, the first one first."""
    told = list(events.history(calibration, CalibrationContactClosed))
    contacts = Interaction.objects.in_bulk({event.data["interaction"] for event in told})
    people = User.objects.in_bulk({event.actor_id for event in told})
    return [
        ClosedContact(
            contacts[event.data["interaction"]],
            people[event.actor_id].full_name,
            event.at,
            event.data["reason"],
        )
        for event in told
    ]


def results(asker: User, calibration: Calibration) -> Results | None:
    """Return what a round shows; None while a score of the asker's own is missing.

    A contact that the asker still scores outside the round is left out: their score is blind, too.
    The caller found the round by `visible`.
    """
    if own_open(asker, calibration):
        return None
    rows = list(
        calibration.evaluations.exclude(state=State.DROPPED)
        .exclude(agent=asker)
        .filter(~to_score_blind(asker))
        .select_related("evaluator", "interaction")
        .order_by("contact_at", "interaction", "evaluator__full_name", "evaluator")
    )
    given = [row for row in rows if row.state == State.GIVEN]
    card = calibration.card
    found = [of_question(card, each, given) for each in card_json.read(card.content).questions]
    agreed = {row.interaction_id: row for row in calibration.agreed.all()}
    return Results(
        questions=sorted(found, key=lambda each: not each.wants_repair),
        contacts=_contacts(rows, agreed),
        distances=_distances(given, agreed),
    )


def _contacts(rows: Sequence[Evaluation], agreed: dict[int, AgreedScore]) -> list[ScoredContact]:
    by_contact: dict[int, list[Evaluation]] = defaultdict(list)
    for row in rows:
        by_contact[row.subject_id].append(row)
    return [_contact(of, agreed.get(key)) for key, of in by_contact.items()]


def _contact(rows: Sequence[Evaluation], agreed: AgreedScore | None) -> ScoredContact:
    first = next((row for row in rows if row.state == State.GIVEN), rows[0])
    assert first.interaction is not None  # rounds are of contacts  # noqa: S101
    scores = [(row.evaluator.full_name if row.evaluator else "", row.percent) for row in rows]
    waits = any(row.state == State.OPEN for row in rows)
    return ScoredContact(first.interaction, scores, agreed, waits, first)


def _distances(given: Sequence[Evaluation], agreed: dict[int, AgreedScore]) -> list[Distance]:
    found: dict[tuple[str, int], list[float]] = defaultdict(list)
    for row in given:
        common = agreed.get(row.subject_id)
        if row.evaluator and row.percent is not None and common and common.percent is not None:
            found[row.evaluator.full_name, row.evaluator.pk].append(row.percent - common.percent)
    return [
        Distance(
            name,
            len(each),
            fmean(map(abs, each)),
            fmean(each),
            interval_of([abs(one) for one in each]),
            half_of(each),
        )
        for (name, _), each in sorted(found.items())
    ]


def interval_of(distances: Sequence[float]) -> tuple[float, float] | None:
    """Return the 95 % interval of their mean, which is not below zero; None as for `half_of`."""
    half, mean = half_of(distances), fmean(distances)
    return None if half is None else (max(0.0, mean - half), mean + half)
