"""The page of figures names each team, and so does its table."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from tests import cast
from tests.quality import made

from alo153.accounts.models import User
from alo153.city import actions as city
from alo153.city import queries
from alo153.core import clock
from alo153.quality.actions.counting import count_all
from alo153.reports.actions.rollup.dividing import divide_all
from alo153.reports.models import ContactDay
from alo153.reports.permissions import SEE_REPORTS

pytestmark = pytest.mark.django_db
URL = "quality:team"


def as_(username: str) -> Client:
    browser = Client()
    browser.force_login(cast.staff(username))
    return browser


@pytest.fixture
def in_a_team(day_of_the_cast: None) -> None:
    """Let Elif be in the team Mavi for a month, and Murat in none; both handled contacts."""
    yasin, since = cast.staff("yasin"), clock.now() - timedelta(days=30)
    team = city.form_team(name="Mavi", lead=cast.staff("hakan"), by=yasin, at=since)
    city.move_to_team(user=cast.staff("elif"), team=team, by=yasin, at=since)
    day = queries.today(clock.now()) - timedelta(days=3)
    for username, rating in (("elif", 4), ("murat", 2)):
        ContactDay.objects.create(
            day=day,
            queue="general",
            agent=cast.staff(username).pk,
            channel="phone",
            handled=40,
            talk_ms=4_800_000,
            ratings=40,
            rating_sum=40 * rating,
        )
    divide_all()
    made.card()
    for username in ("elif", "murat"):
        made.given(made.asked(username), made.POOR)
    count_all()


@pytest.mark.usefixtures("in_a_team")
def test_the_page_and_the_table_are_divided_by_team() -> None:
    hakan = as_("hakan")
    shown = hakan.get(reverse(URL), {"days": "365"}).content.decode()
    assert "Ekip ekip" in shown
    assert "Mavi" in shown
    assert "ekibi olmayanlar" in shown
    file = hakan.get(reverse(URL), {"days": "365", "as": "csv"}).content.decode("utf-8-sig")
    head, *lines = [line.split(";") for line in file.splitlines()]
    named = [(line[0], line[1]) for line in lines]
    assert [name for by, name in named if by == "Ekip"] == ["Mavi", "ekibi olmayanlar"]
    performed = {line[1]: line for line in lines if line[0] == "Ekibin performansı"}
    rating = head.index("Ortalama puan")
    rated = {name: float(line[rating]) for name, line in performed.items()}
    assert rated == {"Mavi": 4, "ekibi olmayanlar": 2}


def handled() -> set[str]:
    """Return the contacts handled of each team as Hakan's table has them."""
    file = as_("hakan").get(reverse(URL), {"days": "365", "as": "csv"})
    lines = file.content.decode("utf-8-sig").splitlines()
    head, *rows = [line.split(";") for line in lines]
    place = head.index("İşlenen görüşme")
    return {row[place] for row in rows if row[0] == "Ekibin performansı"}


@pytest.mark.usefixtures("in_a_team")
def test_the_table_counts_contacts_handled_for_people_who_see_reports(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert handled() == {"40"}
    may = User.may
    monkeypatch.setattr(User, "may", lambda user, right: right != SEE_REPORTS and may(user, right))
    assert handled() == {""}


@pytest.mark.usefixtures("day_of_the_cast")
def test_a_city_without_teams_sees_none() -> None:
    made.card()
    made.given(made.asked(), made.POOR)
    count_all()
    shown = as_("hakan").get(reverse(URL), {"days": "365"}).content.decode()
    assert "Temsilci" in shown
    assert "Ekip ekip" not in shown
