"""Each person belongs to one team at a time, and the past keeps the team of that time."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from tests import cast

from alo153.accounts.models import User
from alo153.city import actions, queries
from alo153.city.actions import teams
from alo153.city.models import Team, TeamMember
from alo153.core import events
from alo153.core.actor import SYSTEM

pytestmark = pytest.mark.django_db
AT = cast.AT
TODAY = AT.date()
DAY = timedelta(days=1)


def team(name: str = "Mavi") -> Team:
    return actions.form_team(name=name, lead=cast.staff("hakan"), by=cast.staff("yasin"), at=AT)


def move(username: str, to: Team | None, *, days: int = 0) -> None:
    actions.move_to_team(
        user=cast.staff(username), team=to, by=cast.staff("yasin"), at=AT + days * DAY
    )


def spans(username: str) -> list[tuple[str, date, date | None]]:
    """Return team, first day and first day no more of a person."""
    rows = TeamMember.objects.filter(user=cast.staff(username))
    return list(rows.values_list("team__name", "since_date", "until_date"))


def told(username: str) -> list[str]:
    names = [each.name for each in events.history(cast.staff(username))]
    return [name for name in names if name.endswith("_team")]


def test_somebody_who_moves_leaves_the_team_before() -> None:
    blue, green = team(), team("Yeşil")
    move("elif", blue)
    move("elif", green, days=3)
    move("elif", green, days=4)
    assert spans("elif") == [
        ("Mavi", TODAY, TODAY + 3 * DAY),
        ("Yeşil", TODAY + 3 * DAY, None),
    ]
    assert told("elif") == ["staff.joined_team", "staff.left_team", "staff.joined_team"]
    assert queries.team_now(cast.staff("yasin"), cast.staff("elif")) == green
    sizes = {each.name: each.size for each in queries.teams_now(cast.staff("yasin"))}  # type: ignore[attr-defined]
    assert sizes == {"Mavi": 0, "Yeşil": 1}


def test_a_team_of_less_than_a_day_was_none() -> None:
    blue, green = team(), team("Yeşil")
    move("elif", blue)
    move("elif", green)
    assert spans("elif") == [("Yeşil", TODAY, None)]
    move("elif", None)
    assert spans("elif") == []


def test_the_table_holds_one_team_at_a_time() -> None:
    blue, green = team(), team("Yeşil")
    move("elif", blue)
    move("elif", None, days=3)
    elif_ = cast.staff("elif")
    with pytest.raises(IntegrityError), transaction.atomic():
        TeamMember.objects.create(team=green, user=elif_, since_date=TODAY + 2 * DAY)
    TeamMember.objects.create(team=green, user=elif_, since_date=TODAY + 3 * DAY)


def test_a_team_that_ended_is_named_in_the_past_alone() -> None:
    blue = team()
    move("elif", blue)
    actions.end_team(team=blue, by=cast.staff("yasin"), at=AT + 2 * DAY)
    assert spans("elif") == [("Mavi", TODAY, TODAY + 2 * DAY)]
    assert list(queries.teams_now(cast.staff("yasin"))) == []
    assert queries.team_names({blue.pk}) == [(blue.pk, "Mavi")]
    with pytest.raises(actions.TeamEndedBefore):
        move("murat", blue, days=3)
    with pytest.raises(actions.TeamEndedBefore):
        actions.end_team(team=blue, by=cast.staff("yasin"), at=AT + 3 * DAY)
    assert team().pk != blue.pk


def test_somebody_who_moves_while_their_team_ends_keeps_the_new_place(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    blue, green = team(), team("Yeşil")
    move("elif", blue)

    def leave(**facts: Any) -> None:
        """Leave the team that ends, a moment after somebody else moved her."""
        monkeypatch.setattr(teams, "leave_team", actions.leave_team)
        move("elif", green, days=2)
        actions.leave_team(**facts)

    monkeypatch.setattr(teams, "leave_team", leave)
    actions.end_team(team=blue, by=cast.staff("yasin"), at=AT + 2 * DAY)
    assert spans("elif") == [
        ("Mavi", TODAY, TODAY + 2 * DAY),
        ("Yeşil", TODAY + 2 * DAY, None),
    ]
    assert told("elif").count("staff.left_team") == 1


def test_a_name_is_of_one_team() -> None:
    team()
    green = team("Yeşil")
    with pytest.raises(actions.TeamNameTaken):
        team()
    facts = {"lead": cast.staff("hakan"), "by": cast.staff("yasin"), "at": AT}
    with pytest.raises(actions.TeamNameTaken):
        actions.change_team(team=green, name="Mavi", **facts)
    changed = actions.change_team(team=green, name="Yeşiller", **facts)
    actions.change_team(team=changed, name="Yeşiller", **facts)
    assert [each.name for each in events.history(changed)] == ["team.formed", "team.changed"]


def test_nobody_chooses_their_own_team() -> None:
    with pytest.raises(actions.Oneself):
        move("yasin", team())


def test_an_account_that_ends_leaves_its_team() -> None:
    move("elif", team())
    elif_ = cast.staff("elif")
    actions.dismiss_person(user=elif_, by=cast.staff("yasin"), at=AT + DAY)
    assert TeamMember.objects.get(user=elif_).until_date == TODAY + DAY
    actions.leave_team(user=elif_, by=SYSTEM, at=AT + DAY)


def test_a_lead_leads_the_people_who_are_in_the_team_now() -> None:
    hakan, blue = cast.staff("hakan"), team()
    move("elif", blue)
    move("murat", blue)
    move("murat", None, days=2)
    assert list(queries.led_by(hakan)) == [User.objects.get(username="elif")]
