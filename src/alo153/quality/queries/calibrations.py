"""Rounds of calibration. A reader sees the results once their own scores are given."""

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
        scores: the name of each evaluator with their percent; None: no score yet, or no question
            applied.
        agreed: the score that the evaluators agreed on; None: not yet.
        waits: an evaluator has not scored the contact yet.
        evaluation: one of its evaluations, a given one if there is any: pages show the
            contact through it.
    """

    interaction: Interaction
    scores: list[tuple[str, float | None]]
    agreed: AgreedScore | None
    waits: bool
    evaluation: Evaluation


@dataclass(frozen=True)
class ClosedContact:
    """A contact whose missing scores were waived: by whom (their name), when, and why."""

    interaction: Interaction
    by: str
    at: datetime
    reason: str


@dataclass(frozen=True)
class Distance:
    """The distance of an evaluator from the agreed scores, in points of 100.

    Args:
        evaluator: their name.
        contacts: the number of contacts with a score of theirs and an agreed one.
        mean: the mean of the absolute differences.
        milder: the mean of own minus agreed points; above zero the evaluator scores milder.
        mean_interval: the 95 % interval of `mean`, never below zero; None if the contacts say too
            little.
        milder_half: half of the 95 % interval of `milder`; None as for `mean_interval`.
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
    """Return the rounds that the asker may read, the newest first.

    People who manage quality read all of them, evaluators read the rounds in which they take part.
    Each has its numbers of `contacts`, `people`, `waiting` evaluations and `agreed_scores`.
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
    """Count the contacts of a round that the asker has not scored yet; one query."""
    return calibration.evaluations.filter(evaluator=asker, state=State.OPEN).count()


def not_heard(asker: User, calibration: Calibration) -> list[Interaction]:
    """Return the contacts that nobody can score any more: their recording is not kept.

    Each has the number of its `missing` scores. The list is empty for people who do not manage
    quality: they may not close a contact.
    """
    if not asker.may(MANAGE_QUALITY):
        return []
    waiting = calibration.evaluations.filter(state=State.OPEN)
    missing = Q(evaluations__calibration=calibration, evaluations__state=State.OPEN)
    rows = candidates.not_heard(Interaction.objects.filter(pk__in=waiting.values("interaction")))
    rows = rows.annotate(missing=Count("evaluations", filter=missing))
    return list(rows.order_by("ended_at", "pk"))


def closed(calibration: Calibration) -> list[ClosedContact]:
    """Return the contacts whose missing scores were waived, in the order of time; three queries."""
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
    """Return the results of a round; None while a score of the asker's own is missing.

    Contacts that the asker still has to score outside the round are left out, since that score is
    blind too; so are the asker's own contacts. The caller found the round by `visible`.
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
            evaluator=name,
            contacts=len(each),
            mean=fmean(map(abs, each)),
            milder=fmean(each),
            mean_interval=interval_of([abs(one) for one in each]),
            milder_half=half_of(each),
        )
        for (name, _), each in sorted(found.items())
    ]


def interval_of(distances: Sequence[float]) -> tuple[float, float] | None:
    """Return the 95 % interval of the mean of distances, cut at zero; None as for `half_of`."""
    half, mean = half_of(distances), fmean(distances)
    return None if half is None else (max(0.0, mean - half), mean + half)
