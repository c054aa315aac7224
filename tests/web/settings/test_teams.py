"""An administrator forms teams, and says on a person's page to which one they belong."""

import pytest
from django.test import Client
from django.urls import reverse
from tests import cast
from tests.parts.roles import Role

from alo153.city import actions
from alo153.city.models import Team, TeamMember
from alo153.core import clock

TEAMS = "/settings/teams/"


@pytest.fixture
def yasin(db: None) -> Client:
    """The browser of Yasin, who administers the municipality."""
    client = Client()
    client.force_login(cast.staff("yasin"))
    return client


def team(name: str = "Mavi") -> Team:
    return actions.form_team(
        name=name, lead=cast.staff("hakan"), by=cast.staff("yasin"), at=clock.now()
    )


def person(username: str) -> str:
    return reverse("settings:person", args=[cast.staff(username).pk])


def test_a_team_is_formed_and_a_person_joins_it(yasin: Client) -> None:
    sent = {"name": " Mavi   takım ", "lead": cast.staff("hakan").pk}
    assert yasin.post(TEAMS, sent).status_code == 302
    made = Team.objects.get()
    assert made.name == "Mavi takım"
    assert "Mavi takım" in yasin.get(person("elif")).content.decode()
    to = f"{person('elif')}team/"
    assert yasin.post(to, {"team": made.pk}).status_code == 302
    page = yasin.get(person("elif")).content.decode()
    assert f'<option value="{made.pk}" selected' in page
    assert "Mavi takım ekibinde" in page
    assert cast.staff("elif").full_name in yasin.get(f"{TEAMS}{made.pk}/").content.decode()
    yasin.post(to, {"team": ""})
    assert not TeamMember.objects.exists()


def test_what_is_wrong_is_named_at_its_field_and_nothing_typed_is_lost(yasin: Client) -> None:
    team()
    hakan = cast.staff("hakan").pk
    empty = yasin.post(TEAMS, {"name": "", "lead": ""})
    assert empty.status_code == 422
    assert "Ekip liderini seçin." in empty.content.decode()
    taken = yasin.post(TEAMS, {"name": "Mavi", "lead": hakan})
    assert taken.status_code == 422
    assert "Bu ad başka bir ekibin." in taken.content.decode()
    assert 'value="Mavi"' in taken.content.decode()
    agent = yasin.post(TEAMS, {"name": "Yeşil", "lead": cast.staff("elif").pk})
    assert "Süpervizörlük yapan birini seçin." in agent.content.decode()
    broken = yasin.post(TEAMS, {"name": "Ye\nşil", "lead": hakan})
    assert broken.status_code == 422
    assert Team.objects.count() == 1


def test_a_team_gets_another_lead_and_ends(yasin: Client) -> None:
    made, page = team(), f"{TEAMS}{team('Yeşil').pk}/"
    selin = cast.with_roles("selin", Role.SUPERVISOR)
    assert yasin.post(page, {"name": "Mavi", "lead": selin.pk}).status_code == 422
    assert yasin.post(page, {"name": "Yeşil", "lead": selin.pk}).status_code == 302
    assert Team.objects.get(name="Yeşil").lead == selin
    ended = yasin.post(f"{TEAMS}{made.pk}/end/", follow=True)
    assert "Mavi sona erdi" in ended.content.decode()
    assert yasin.get(f"{TEAMS}{made.pk}/").status_code == 404
    wrong = yasin.post(f"{person('elif')}team/", {"team": made.pk}, follow=True)
    assert "Ekip: sona ermemiş birini seçin." in wrong.content.decode()


def test_nobody_sets_their_own_team(yasin: Client) -> None:
    made = team()
    assert "Ekibi kaydet" not in yasin.get(person("yasin")).content.decode()
    told = yasin.post(f"{person('yasin')}team/", {"team": made.pk}, follow=True)
    assert "Kimse kendi ekibini değiştiremez." in told.content.decode()
    assert not TeamMember.objects.exists()


def test_a_list_of_many_teams_has_pages(yasin: Client) -> None:
    for number in range(51):
        team(f"Ekip {number:02}")
    first = yasin.get(TEAMS).content.decode()
    assert "Ekip 49" in first
    assert "Ekip 50" not in first
    assert "Ekip 50" in yasin.get(f"{TEAMS}?page=2").content.decode()
