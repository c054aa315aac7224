"""Addresses that the desk gave to the center and to supervisors lead to the new ones."""

import pytest
from django.test import Client
from tests import cast

pytestmark = pytest.mark.django_db
MOVED = [
    ("/desk/center/", "/center/lists/"),
    ("/desk/center/no-unit/", "/center/lists/no-unit/"),
    ("/desk/center/contests/", "/center/lists/objections/"),
    ("/desk/register/", "/center/partners/"),
    ("/desk/partners/cimer/tables/?state=dropped", "/center/partners/cimer/tables/?state=dropped"),
    ("/desk/incidents/?as=csv&sort=opened", "/center/incidents/?as=csv&sort=opened"),
    ("/desk/conversations/7/", "/center/conversations/7/"),
    ("/desk/search/a%20b/?page=2", "/center/search/a%20b/?page=2"),
    ("/desk/announcements/", "/live/announcements/"),
]


@pytest.fixture
def supervisor() -> Client:
    browser = Client()
    browser.force_login(cast.staff("hakan"))
    return browser


@pytest.mark.parametrize(("before", "now"), MOVED)
def test_a_bookmark_leads_to_the_page_with_its_query(
    supervisor: Client, before: str, now: str
) -> None:
    answer = supervisor.get(before)
    assert (answer.status_code, answer["Location"]) == (308, now)


def test_the_link_of_a_mail_opens_the_case(supervisor: Client) -> None:
    code = cast.open_case().tracking_code
    page = supervisor.get(f"/desk/cases/{code}/", follow=True)
    assert page.request["PATH_INFO"] == f"/center/cases/{code}/"
    assert code in page.content.decode().replace("-", "")


def test_what_an_old_page_sends_arrives(supervisor: Client) -> None:
    answer = supervisor.post("/desk/search/", {"q": "ağaç"}, follow=True)
    assert answer.request["PATH_INFO"].startswith("/center/search/")


def test_the_desk_keeps_what_an_agent_does_with_a_conversation_or_case(supervisor: Client) -> None:
    for own in ("conversations/7/application/", "cases/482109373/personal/identity/"):
        assert supervisor.get(f"/desk/{own}").status_code == 404


def test_a_visitor_signs_in_first(client: Client) -> None:
    answer = client.get("/desk/cases/482109373/")
    assert answer["Location"] == "/accounts/login/?next=/desk/cases/482109373/"
