"""The figures of a team rest on chance alone, and say how sure they are."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import given
from hypothesis import strategies as st
from tests import cast
from tests.quality import made

from alo153.quality import actions
from alo153.quality.models import Evaluation, Reason
from alo153.quality.queries import figures

pytestmark = pytest.mark.django_db
LATER = cast.AT + timedelta(days=1)


def scored(each: int = 2) -> None:
    actions.set_plan(each=each, twice_percent=0, appeal_days=7, by=cast.staff("derya"), at=cast.AT)
    made.card()
    made.day()
    actions.draw_day(day=cast.AT.date(), at=LATER)
    for row in Evaluation.objects.order_by("pk"):
        made.given(row, made.GOOD if row.agent.username == "elif" else made.POOR, at=LATER)


def test_a_contact_that_was_chosen_enters_no_estimate() -> None:
    scored()
    before, _ = figures.team(cast.staff("derya"), cast.AT, LATER)
    made.given(made.asked(reason=Reason.LOW_RATING), made.POOR)
    after, agents = figures.team(cast.staff("derya"), cast.AT, LATER)
    assert before.score == after.score
    assert (before.critical, after.critical) == ({"compliance": 2}, {"compliance": 2})
    assert [(row.name, row.targeted) for row in agents] == [("Elif Yıldız", 1), ("Murat Kaya", 0)]


def evaluation(percent: float, **of: object) -> Evaluation:
    return Evaluation(agent_id=1, percent=percent, critical={"citizen": 1}, **of)  # type: ignore[arg-type]


scores = st.floats(0, 100)
by_chance = st.builds(
    evaluation,
    scores,
    reason=st.just(Reason.CHANCE),
    draw_id=st.integers(1, 3),
    of=st.just(50),
)
for_a_reason = st.builds(
    evaluation, scores, reason=st.sampled_from([each for each in Reason if each != Reason.CHANCE])
)


@given(st.lists(by_chance, max_size=12), st.lists(for_a_reason, max_size=12))
def test_whatever_was_chosen_for_a_reason_changes_no_figure(
    drawn: list[Evaluation], chosen: list[Evaluation]
) -> None:
    alone, together = figures.row_of("x", drawn), figures.row_of("x", [*chosen, *drawn])
    assert (together.score, together.critical) == (alone.score, alone.critical)
    assert together.targeted == len(chosen)


def test_the_mean_weighs_agents_by_their_contacts() -> None:
    scored()
    whole, agents = figures.team(cast.staff("derya"), cast.AT, LATER)
    assert whole.score is not None
    # Both had five contacts: the middle of 100 and 30
    assert (whole.score.value, whole.score.n, whole.score.may_be_ranked) == (65, 4, False)
    assert [row.score.value for row in agents if row.score] == [100, 30]


def test_agents_do_not_see_the_figures() -> None:
    with pytest.raises(PermissionDenied):
        figures.team(cast.staff("elif"), cast.AT, LATER)
