"""Figures by team: a contact belongs to the team that its agent was in that day."""

from datetime import timedelta

import pytest
from tests import cast
from tests.quality import made

from alo153.city import actions as city
from alo153.city.models import Team
from alo153.quality import actions
from alo153.quality.actions.counting import count_all
from alo153.quality.models import Evaluation
from alo153.quality.policy import NotAllowed, Refusal
from alo153.quality.queries import evaluations, figures
from alo153.reports.actions.rollup.dividing import divide_all
from alo153.reports.figures.catalog import Subject, by_key
from alo153.reports.models import ContactDay
from alo153.reports.queries.asked import Asked
from alo153.reports.queries.counted import divided
from alo153.workforce.models import KeptDay
from alo153.workforce.queries import kept_days

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
AT, TODAY = cast.AT, cast.AT.date()


def team(name: str) -> Team:
    return city.form_team(
        name=name, lead=cast.staff("hakan"), by=cast.staff("yasin"), at=AT - 9 * DAY
    )


def move(username: str, to: Team | None, *, days: int) -> None:
    city.move_to_team(
        user=cast.staff(username), team=to, by=cast.staff("yasin"), at=AT + days * DAY
    )


@pytest.fixture
def teams() -> tuple[Team, Team]:
    """Elif goes from Mavi to Yeşil on the second day; Murat is in Yeşil, Zeynep in none."""
    blue, green = team("Mavi"), team("Yeşil")
    move("elif", blue, days=-9)
    move("murat", green, days=-9)
    move("elif", green, days=1)
    return blue, green


def scored() -> None:
    """Score each contact of two days: Elif well, then poorly; Murat and Zeynep poorly."""
    derya = cast.staff("derya")
    actions.set_plan(each=9, twice_percent=0, appeal_days=7, by=derya, at=AT)
    made.card()
    for day in (0, 1):
        for agent in ("elif", "murat", "zeynep"):
            for hour in range(2):
                made.contact(agent, at=AT + day * DAY + timedelta(hours=hour))
        actions.draw_day(day=TODAY + day * DAY, at=AT + 3 * DAY)
    for row in Evaluation.objects.all():
        is_good = row.agent.username == "elif" and row.contact_at.date() == TODAY
        made.given(row, made.GOOD if is_good else made.POOR, at=AT + 3 * DAY)


@pytest.mark.usefixtures("teams")
def test_scores_stay_with_the_team_of_their_day() -> None:
    scored()
    count_all()
    found = figures.staffed(cast.staff("derya"), TODAY, TODAY + 2 * DAY)
    shown = [(row.name, row.score.value, row.score.n) for row in found.teams if row.score]
    assert shown == [("Mavi", 100, 2), ("Yeşil", 30, 6), ("", 30, 4)]
    assert [row.critical for row in found.teams] == [{}, {"compliance": 6}, {"compliance": 4}]
    assert not any(row.score.may_be_ranked for row in found.teams if row.score)
    elif_ = next(row for row in found.agents if row.name == cast.staff("elif").full_name)
    assert elif_.score is not None
    assert (elif_.score.value, elif_.score.n) == (65, 4)
    assert found.whole.score is not None
    assert found.whole.score.n == 12


def test_where_nobody_is_in_a_team_there_is_no_figure_of_teams() -> None:
    scored()
    count_all()
    found = figures.staffed(cast.staff("derya"), TODAY, TODAY + 2 * DAY)
    assert (len(found.agents), found.teams) == (3, [])


def test_ratings_and_handling_time_stay_with_the_team_of_their_day(
    teams: tuple[Team, Team],
) -> None:
    blue, green = teams
    for days, username, rating in ((0, "elif", 5), (1, "elif", 3), (1, "murat", 1), (1, None, 2)):
        agent = cast.staff(username).pk if username else 0
        facts = {"handled": 1, "talk_ms": 60_000 * rating, "ratings": 1, "rating_sum": rating}
        where = {"queue": "general", "agent": agent, "channel": "phone"}
        ContactDay.objects.create(day=TODAY + days * DAY, **where, **facts)
    divide_all()
    asked = Asked(
        subject=Subject.CONTACTS,
        since=TODAY,
        until=TODAY + DAY,
        dimension="agent",
        figures=(by_key()["rating"], by_key()["handling_time"]),
    )
    by = divided(asked)
    rating, handling = asked.figures
    assert {row.key: row.value(rating) for row in by.teams} == {blue.pk: 5, green.pk: 2}
    assert {row.key: row.value(handling) for row in by.teams} == {blue.pk: 300, green.pk: 120}
    assert {row.key: row.sums["ratings"] for row in by.agents} == {
        cast.staff("elif").pk: 2,
        cast.staff("murat").pk: 1,
    }


def test_adherence_stays_with_the_team_of_its_day(teams: tuple[Team, Team]) -> None:
    blue, green = teams
    for days, present in ((0, 100), (1, 60)):
        KeptDay.objects.create(
            user=cast.staff("elif"),
            day=TODAY + days * DAY,
            planned_seconds=100,
            present_seconds=present,
        )
    found = kept_days.shares(cast.staff("hakan"), TODAY, TODAY + DAY)
    assert {key: each.percent for key, each in found.teams.items()} == {blue.pk: 100, green.pk: 60}
    assert found.people[cast.staff("elif").pk].percent == 80


@pytest.mark.usefixtures("teams")
def test_the_lead_of_the_team_does_not_decide_an_appeal() -> None:
    made.card()
    row = actions.appeal(
        evaluation=made.given(made.asked("elif"), made.POOR),
        reason="Adımı söyledim.",
        by=cast.staff("elif"),
        at=AT,
    )
    hakan = cast.staff("hakan")
    assert list(evaluations.undecided(hakan)) == []
    with pytest.raises(NotAllowed) as wrong:
        actions.decide(appeal=row, answers=None, decision="Kaldı.", by=hakan, at=AT)
    assert wrong.value.why is Refusal.OWN_TEAM
    move("elif", None, days=2)
    assert list(evaluations.undecided(hakan)) == [row]
