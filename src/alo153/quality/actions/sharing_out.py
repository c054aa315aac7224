"""Give drawn contacts to evaluators, and some of them to a second one as well."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Count

from alo153.accounts import queries as accounts
from alo153.quality.models import Evaluation, Recusal, State
from alo153.quality.permissions import EVALUATE_CONTACTS
from alo153.quality.queries.candidates import Contact
from alo153.quality.queries.unit_answers import UnitAnswer
from alo153.quality.rules import sampling
from alo153.quality.rules.dealing import Work, deal

APART_FOR: Final = timedelta(days=90)
"""An evaluator who gave a contact away gets no contact of the same agent for so long."""
_DEALT_ANEW: Final = ("evaluator", "answers", "remarks", "summary", "card", "version")
"""The columns that change when open work gets another evaluator."""


def share_out(
    rows: Sequence[Evaluation],
    subjects: Iterable[Contact | UnitAnswer],
    *,
    twice: float,
    seed: str,
    at: datetime,
) -> None:
    """Keep evaluations with their evaluators; a share of them is scored by another one as well.

    A second score exists only where there is a second evaluator for it.

    Args:
        rows: evaluations that are not saved yet; all of contacts, or all of answers.
        subjects: what they are about, and who may not evaluate that.
        twice: the share that is scored twice, 0 to 1.
    """
    authors = {one.key: one.authors for one in subjects}
    people = [user.pk for user in accounts.holding(EVALUATE_CONTACTS)]
    _give(rows, authors, people, seed, at)
    Evaluation.objects.bulk_create(rows, ignore_conflicts=True)
    both = [row for row in rows if sampling.is_scored_twice(row.subject_id, seed=seed, share=twice)]
    seconds = [_second(row) for row in both if row.evaluator_id is not None]
    taken = {
        row.subject_id: (*authors[row.subject_id], *filter(None, [row.evaluator_id]))
        for row in both
    }
    _give(seconds, taken, people, f"{seed}-second", at)
    dealt = [row for row in seconds if row.evaluator_id is not None]
    Evaluation.objects.bulk_create(dealt, ignore_conflicts=True)


def deal_again(*, seed: str, at: datetime) -> int:
    """Give open work of evaluators who left or may no longer evaluate to colleagues; count it.

    Their half-done marks are deleted: nobody signs half a judgment of another person.
    """
    people = [user.pk for user in accounts.holding(EVALUATE_CONTACTS)]
    rows = Evaluation.objects.filter(state=State.OPEN).exclude(evaluator__in=people)
    rows = rows.select_for_update(of=("self",)).select_related("answer").order_by("pk")
    left = list(rows.filter(second=False))
    for subject in ("interaction_id", "answer_id"):
        those = [row for row in left if getattr(row, subject) is not None]
        others = _others(those, subject)
        _give(those, others, people, f"{seed}-again", at)
    for row in left:
        _forget_marks(row)
    Evaluation.objects.bulk_update(left, _DEALT_ANEW)
    # A second score is worth something only beside the first: without its evaluator it goes
    rows.filter(second=True).delete()
    return sum(row.evaluator_id is not None for row in left)


def deal_to_colleague(row: Evaluation, *, seed: str, at: datetime) -> bool:
    """Give open work without its marks to a colleague; say whether there is one.

    Without a colleague a first score waits; a second score has no worth of its own and is deleted.

    Args:
        row: behind its lock; its evaluator is among the recusals of the contact.
    """
    people = [user.pk for user in accounts.holding(EVALUATE_CONTACTS)]
    subject = "answer_id" if row.interaction_id is None else "interaction_id"
    _give([row], _others([row], subject), people, seed, at)
    if row.second and row.evaluator_id is None:
        row.delete()
        return False
    _forget_marks(row)
    row.save(update_fields=_DEALT_ANEW)
    return row.evaluator_id is not None


def _forget_marks(row: Evaluation) -> None:
    row.answers, row.remarks, row.summary, row.card = {}, {}, "", None
    row.version += 1


def _others(rows: Sequence[Evaluation], subject: str) -> dict[int, list[int]]:
    """Return who, in addition to its agent, may not evaluate it.

    These are the evaluator of the other score, the approver of the answer, and people who recused
    themselves.
    """
    keys = [getattr(row, subject) for row in rows]
    found: dict[int, list[int]] = {row.subject_id: [] for row in rows}
    same = Evaluation.objects.filter(**{f"{subject}__in": keys}, evaluator__isnull=False)
    same = same.exclude(pk__in=[row.pk for row in rows])
    recusals = Recusal.objects.filter(**{f"evaluation__{subject}__in": keys})
    for key, who in (
        *same.values_list(subject, "evaluator"),
        *recusals.values_list(f"evaluation__{subject}", "evaluator"),
    ):
        found[key].append(who)
    for row in rows:
        if row.answer and row.answer.approved_by_id:
            found[row.subject_id].append(row.answer.approved_by_id)
    return found


def _give(
    rows: Sequence[Evaluation],
    taken: Mapping[int, Collection[int]],
    people: Collection[int],
    seed: str,
    at: datetime,
) -> None:
    apart = _apart({row.agent_id for row in rows}, at)
    works = [
        Work(row.subject_id, row.agent_id, taken[row.subject_id], apart.get(row.agent_id, ()))
        for row in rows
    ]
    dealt = deal(works, evaluators=people, loads=_loads(people), seed=seed)
    for row in rows:
        row.evaluator_id = dealt[row.subject_id]


def _apart(agents: Collection[int], at: datetime) -> dict[int, set[int]]:
    """Return for each agent the evaluators who gave a contact of theirs away lately."""
    recusals = Recusal.objects.filter(at__gt=at - APART_FOR, evaluation__agent__in=agents)
    found: dict[int, set[int]] = {}
    for agent, evaluator in recusals.values_list("evaluation__agent", "evaluator"):
        found.setdefault(agent, set()).add(evaluator)
    return found


def _loads(people: Collection[int]) -> dict[int, int]:
    open_now = Evaluation.objects.filter(state=State.OPEN, evaluator__in=people)
    counted = open_now.values("evaluator").annotate(count=Count("pk"))
    return {row["evaluator"]: row["count"] for row in counted}


def _second(row: Evaluation) -> Evaluation:
    return Evaluation(
        interaction_id=row.interaction_id,
        answer_id=row.answer_id,
        agent_id=row.agent_id,
        medium=row.medium,
        contact_at=row.contact_at,
        reason=row.reason,
        draw=row.draw,
        of=row.of,
        drawn=row.drawn,
        second=True,
        begun_at=row.begun_at,
    )
