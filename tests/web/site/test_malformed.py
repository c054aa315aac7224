"""What no browser sends, to every address: refused in words, never an error of the server.

A deeper run: `pytest tests/web/site/test_malformed.py --hypothesis-profile=deep`.
"""

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st
from tests import cast
from tests.cases import stories
from tests.web.addresses import ALL, Address
from tests.web.site.malformed import CATALOG, CSRF, Visitor
from tests.web.site.raw_requests import ask

from alo153.cases import actions
from alo153.cases.models import Case
from alo153.core.clock import now

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quiet")]
PEOPLE = ["", "elif", "hakan", "selin", "nurten", "yasin", "derya", "gulay"]
IS_DEEP = settings.get_current_profile_name() == "deep"
NOWHERE = Address("nowhere", "/nope/", None)
# A page of each kind: none, cheap, with a form, of the desk, of a unit, of the sign-in
COMMON = ["nowhere", "portal:home", "portal:track", "desk:draft", "unit:here", "account_login"]


@pytest.fixture
def accepted() -> Case:
    """Return a case that the unit works on."""
    case = stories.pruning()
    actions.accept(case=case, by=cast.staff("selin"), at=now())
    return case


def visitor(username: str, case: Case) -> Visitor:
    """Bring somebody to a browser, who knows a case."""
    samples = (("482109373", case.tracking_code), ("t/1", f"t/{case.link_key}"))
    cookie = b"csrftoken=" + CSRF
    if username:
        browser = Client()
        browser.force_login(cast.staff(username))
        cookie += b"; sessionid=" + browser.cookies["sessionid"].value.encode()
    return Visitor(cookie=cookie, samples=samples)


@pytest.mark.parametrize("page", COMMON)
def test_each_kind_of_it_is_refused(page: str, accepted: Case) -> None:
    address = next(each for each in [*ALL, NOWHERE] if each.name == page)
    username = {"desk": "elif", "unit": "selin"}.get(page.partition(":")[0], "")
    who = visitor(username, accepted)
    answers = {name: ask(make(who, who.path(address))) for name, make in CATALOG.items()}
    assert {name: answer for name, answer in answers.items() if answer.is_broken} == {}


@pytest.mark.parametrize("username", PEOPLE)
def test_no_address_breaks_on_any_of_it(username: str, accepted: Case) -> None:
    who = visitor(username, accepted)

    @settings(deadline=None, database=None, derandomize=not IS_DEEP)
    @given(
        address=st.sampled_from([each for each in ALL if each.name != "stream"]),
        name=st.sampled_from(list(CATALOG)),
    )
    def check(address: Address, name: str) -> None:
        answer = ask(CATALOG[name](who, who.path(address)))
        assert not answer.is_broken, (name, address.name, *answer.errors)

    check()


def test_a_key_of_thousands_of_digits_is_no_key(accepted: Case) -> None:
    digits = b"9" * 5000
    for username, path in (
        ("hakan", b"/stream/?topics=agent:" + digits),
        ("hakan", b"/stream/?topics=agent:" + "²".encode()),
        ("nurten", b"/unit/templates/?edit=" + digits),
    ):
        answer = ask(visitor(username, accepted).asks(path, method="GET"))
        assert not answer.is_broken, (path[:40], *answer.errors)
