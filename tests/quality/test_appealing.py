"""The agent reads an evaluation and may appeal; somebody else decides, and both scores stay."""

import importlib
from datetime import timedelta

import pytest
from django.db import connection
from tests import cast
from tests.quality import made

from alo153.accounts.policy import NotPermitted
from alo153.core import clock, events
from alo153.quality import actions
from alo153.quality.actions import Incomplete
from alo153.quality.models import Appeal, Evaluation, Reason
from alo153.quality.policy import NotAllowed, Refusal
from alo153.quality.queries import evaluations

pytestmark = pytest.mark.django_db


@pytest.fixture
def given() -> Evaluation:
    made.card()
    return made.given(made.asked(), made.POOR)


def appeal(row: Evaluation, *, by: str = "elif", after: timedelta = timedelta(days=1)) -> Appeal:
    return actions.appeal(
        evaluation=row, reason="Adımı söyledim.", by=cast.staff(by), at=cast.AT + after
    )


def test_its_agent_says_that_it_was_read_once(given: Evaluation) -> None:
    for _ in range(2):
        actions.acknowledge(evaluation=given, by=cast.staff("elif"), at=cast.AT)
    names = [each.name for each in events.history(given)]
    assert names.count("quality.evaluation_acknowledged") == 1
    with pytest.raises(NotAllowed):
        actions.acknowledge(evaluation=given, by=cast.staff("murat"), at=cast.AT)


def test_somebody_else_decides_and_both_scores_stay(given: Evaluation) -> None:
    row = appeal(given)
    hakan = cast.staff("hakan")
    assert list(evaluations.undecided(hakan)) == [row]
    decided = actions.decide(
        appeal=row, answers=made.GOOD, decision="Kayıtta duyuluyor.", by=hakan, at=cast.AT
    )
    given.refresh_from_db()
    assert (given.percent, decided.percent, decided.upheld) == (30.0, 100.0, True)
    assert (given.counts, decided.critical) == (100.0, {})
    assert list(evaluations.undecided(hakan)) == []


def test_an_appeal_that_is_refused_leaves_the_score(given: Evaluation) -> None:
    row = appeal(given)
    actions.decide(
        appeal=row, answers=None, decision="Kayıtta duyulmuyor.", by=cast.staff("hakan"), at=cast.AT
    )
    given.refresh_from_db()
    assert (given.counts, given.critical) == (30.0, {"compliance": 1})


def test_neither_evaluator_nor_agent_decides(given: Evaluation) -> None:
    row = appeal(given)
    with pytest.raises(NotAllowed) as wrong:
        actions.decide(appeal=row, answers=None, decision="", by=cast.staff("derya"), at=cast.AT)
    assert wrong.value.why is Refusal.OWN_EVALUATION
    with pytest.raises(NotPermitted):
        actions.decide(appeal=row, answers=None, decision="", by=cast.staff("elif"), at=cast.AT)


def test_whoever_scored_it_a_second_time_does_not_decide(given: Evaluation) -> None:
    row, meral = appeal(given), cast.staff("meral")
    Evaluation.objects.create(
        interaction=given.interaction,
        agent=given.agent,
        medium=given.medium,
        contact_at=given.contact_at,
        reason=given.reason,
        second=True,
        evaluator=meral,
        begun_at=cast.AT,
    )
    assert list(evaluations.undecided(meral)) == []
    with pytest.raises(NotAllowed) as wrong:
        actions.decide(appeal=row, answers=None, decision="", by=meral, at=cast.AT)
    assert wrong.value.why is Refusal.OWN_EVALUATION


def test_it_is_decided_once(given: Evaluation) -> None:
    row = appeal(given)
    actions.decide(appeal=row, answers=None, decision="", by=cast.staff("hakan"), at=cast.AT)
    with pytest.raises(NotAllowed):
        actions.decide(appeal=row, answers=None, decision="", by=cast.staff("meral"), at=cast.AT)


def test_a_new_score_is_whole(given: Evaluation) -> None:
    with pytest.raises(Incomplete):
        actions.decide(
            appeal=appeal(given),
            answers={"greets": 1},
            decision="",
            by=cast.staff("hakan"),
            at=cast.AT,
        )


def test_an_appeal_is_the_agents(given: Evaluation) -> None:
    with pytest.raises(NotAllowed) as wrong:
        appeal(given, by="murat")
    assert wrong.value.why is Refusal.OTHERS_CONTACT


@pytest.mark.parametrize(
    ("seen_after", "over_after"),
    # After a leave of three weeks; and never, so that the term begins after 30 days
    [(0, 7), (21, 28), (40, 37), (None, 37)],
)
def test_its_term_begins_with_the_first_look_of_its_agent(
    given: Evaluation, seen_after: int | None, over_after: int
) -> None:
    if seen_after is not None:
        for days in (seen_after, seen_after + 1):
            seen_at = cast.AT + timedelta(days=days)
            actions.note_seen(evaluation=given, by=given.agent, at=seen_at)
    over = timedelta(days=over_after)
    with pytest.raises(NotAllowed) as wrong:
        appeal(given, after=over)
    assert wrong.value.why is Refusal.TERM_OVER
    assert appeal(given, after=over - timedelta(seconds=1))


def test_nobody_else_begins_the_term(given: Evaluation) -> None:
    with pytest.raises(NotAllowed) as wrong:
        actions.note_seen(evaluation=given, by=cast.staff("derya"), at=cast.AT)
    assert wrong.value.why is Refusal.OTHERS_CONTACT
    assert evaluations.unseen(given.agent).count() == 1


def test_an_agent_who_acknowledges_or_appeals_has_seen_it(given: Evaluation) -> None:
    actions.acknowledge(evaluation=given, by=given.agent, at=cast.AT)
    appeal(given)
    given.refresh_from_db()
    assert given.seen_at == cast.AT
    other = made.given(made.asked("murat"))
    appeal(other, by="murat")
    assert evaluations.unseen(other.agent).count() == 0


def test_what_the_list_does_not_show_is_not_counted(
    given: Evaluation, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = made.contact(at=cast.AT + timedelta(hours=1))
    ask = {"interaction": later, "reason": Reason.OTHER, "by": cast.staff("derya"), "at": cast.AT}
    newer = made.given(actions.ask(**ask))
    assert evaluations.unseen(given.agent).count() == 2
    monkeypatch.setattr(evaluations, "LISTED", 1)
    assert list(evaluations.unseen(given.agent)) == [newer]


def after_upgrade(row: Evaluation, *, given_ago: int, read_ago: int | None) -> Evaluation:
    """Return an evaluation of an earlier version as the upgrade leaves it; ages are in days."""
    now = clock.now()
    Evaluation.objects.filter(pk=row.pk).update(
        given_at=now - timedelta(days=given_ago),
        acknowledged_at=None if read_ago is None else now - timedelta(days=read_ago),
        seen_at=None,
    )
    migration = importlib.import_module("alo153.quality.migrations.0016_first_look")
    with connection.cursor() as cursor:
        cursor.execute(migration.SEEN)
    row.refresh_from_db()
    return row


def test_an_upgrade_opens_no_term_that_was_over(given: Evaluation) -> None:
    for read_ago in (None, 2):
        old = after_upgrade(given, given_ago=8, read_ago=read_ago)
        assert old.seen_at == old.given_at
        assert evaluations.unseen(given.agent).count() == 0
    read = after_upgrade(given, given_ago=6, read_ago=2)
    assert read.seen_at == read.acknowledged_at
    assert after_upgrade(given, given_ago=6, read_ago=None).seen_at is None


def told(username: str) -> list[tuple[str, str]]:
    return list(cast.staff(username).notices.values_list("kind", "path"))


def test_its_agent_is_told_of_it_without_the_score(given: Evaluation) -> None:
    assert told("elif") == [("evaluation", f"/quality/mine/{given.pk}/")]
    notice = cast.staff("elif").notices.get()
    assert "30" not in notice.title + notice.text
    assert told("derya") == []


def test_of_a_second_score_its_agent_is_not_told(given: Evaluation) -> None:
    second = Evaluation.objects.create(
        interaction=given.interaction,
        agent=given.agent,
        medium=given.medium,
        contact_at=given.contact_at,
        reason=given.reason,
        second=True,
        evaluator=cast.staff("hakan"),
        begun_at=cast.AT,
    )
    made.given(second)
    assert len(told("elif")) == 1
    assert evaluations.unseen(given.agent).count() == 1


def test_one_appeal_each(given: Evaluation) -> None:
    appeal(given)
    with pytest.raises(NotAllowed) as wrong:
        appeal(given)
    assert wrong.value.why is Refusal.APPEALED
