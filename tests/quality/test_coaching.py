"""Coaching: a talk that two people read, steps with a day, and contacts that follow them up."""

from datetime import timedelta

import pytest
from tests import cast
from tests.quality import made

from alo153.accounts.policy import NotPermitted
from alo153.quality import actions
from alo153.quality.actions import Agreed
from alo153.quality.actions.counting import count_all
from alo153.quality.models import Coaching, CoachingStep, Evaluation, Reason
from alo153.quality.policy import NotAllowed
from alo153.quality.queries import coachings, figures

pytestmark = pytest.mark.django_db
DAY = cast.AT.date()
LATER = cast.AT + timedelta(days=1)


def coached(agent: str = "elif", *, by: str = "derya", due: int = 0) -> Coaching:
    steps = [Agreed("Adını söylesin.", DAY + timedelta(days=due))]
    return actions.coach(
        agent=cast.staff(agent),
        note="Selamlamayı konuştuk.",
        steps=steps,
        by=cast.staff(by),
        at=cast.AT,
    )


def no_chance() -> None:
    derya = cast.staff("derya")
    actions.set_plan(each=0, twice_percent=0, appeal_days=7, by=derya, at=cast.AT)


def test_the_two_of_them_read_it_and_nobody_else() -> None:
    talk = coached()
    for reader in ("elif", "derya"):
        assert list(coachings.visible(cast.staff(reader))) == [talk]
    for other in ("hakan", "murat", "yasin"):
        assert not coachings.visible(cast.staff(other)).exists()


def test_nobody_coaches_themselves_and_agents_coach_nobody() -> None:
    with pytest.raises(NotAllowed):
        coached("derya")
    with pytest.raises(NotPermitted):
        coached("murat", by="elif")


def test_some_contacts_of_the_agent_follow_a_step_up_once_it_is_due() -> None:
    no_chance()
    coached(due=1)
    made.day(each=5)
    actions.draw_day(day=DAY, at=LATER)
    assert not Evaluation.objects.exists(), "the step is not due"
    for hour in range(5):
        made.contact(at=LATER + timedelta(hours=hour))
    actions.draw_day(day=LATER.date(), at=LATER + timedelta(days=1))
    rows = Evaluation.objects.all()
    assert [(row.reason, row.agent.username, row.draw) for row in rows] == [
        (Reason.FOLLOW_UP, "elif", None)
    ] * 3
    assert CoachingStep.objects.get().followed_on == LATER.date()


def test_a_step_waits_for_a_day_on_which_its_agent_works() -> None:
    no_chance()
    coached()
    made.day(agents=("murat",))
    actions.draw_day(day=DAY, at=LATER)
    assert CoachingStep.objects.get().followed_on is None


def test_the_talk_shows_what_the_follow_up_came_to_and_no_figure_does() -> None:
    no_chance()
    made.card()
    coached()
    made.day(agents=("elif",), each=2)
    actions.draw_day(day=DAY, at=LATER)
    made.given(Evaluation.objects.order_by("pk")[0], made.GOOD, at=LATER)
    [(_, [step])] = coachings.followed(coachings.visible(cast.staff("elif")))
    assert (step.drawn, step.percents) == (2, [100])
    count_all()
    whole = figures.staffed(cast.staff("derya"), cast.AT.date(), LATER.date()).whole
    assert (whole.score, whole.targeted) == (None, 1)


def test_its_agent_or_coach_marks_a_step_as_done_and_nobody_else() -> None:
    coached()
    step = CoachingStep.objects.get()
    with pytest.raises(NotAllowed):
        actions.mark_step_done(step=step, by=cast.staff("murat"), at=LATER)
    actions.mark_step_done(step=step, by=cast.staff("elif"), at=LATER)
    actions.mark_step_done(step=step, by=cast.staff("derya"), at=LATER + timedelta(days=1))
    step.refresh_from_db()
    assert step.done_at == LATER
