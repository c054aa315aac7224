"""While an agent types, the desk offers what is perhaps the same matter."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests import cast
from tests.web.desk.records import record

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def at_that_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it be the morning on which the cast opens its cases."""
    monkeypatch.setattr("alo153.core.clock.now", lambda: cast.AT)


def test_a_half_typed_record_is_compared(agent: Client) -> None:
    case = cast.open_case("Ağaç yolun üstüne devrildi.")
    typed = record(text="devrilen ağaç", lat="40.77001", lon="29.97525")
    page = agent.post("/desk/duplicates/", typed).content.decode()
    assert f"/center/cases/{case.tracking_code}/" in page
    assert "100 m uzakta" in page
    assert "Ağaç yolun üstüne devrildi." in page


@pytest.mark.parametrize(
    "wrong",
    [
        {"topic": ""},
        {"topic": "no-such-topic"},
        {"district": "", "neighborhood": ""},
        {"neighborhood": "x" * 300, "district": "nowhere"},
    ],
)
def test_what_cannot_be_compared_offers_nothing(agent: Client, wrong: dict[str, str]) -> None:
    cast.open_case()
    response = agent.post("/desk/duplicates/", record(**wrong))
    assert response.status_code == 200
    assert "Yok." in response.content.decode()


def test_a_pin_that_is_none_is_left_out(agent: Client) -> None:
    case = cast.open_case()
    page = agent.post("/desk/duplicates/", record(lat="nan", lon="999")).content.decode()
    assert case.tracking_code in page


def test_it_asks_little_of_the_database(
    agent: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    cast.open_case()
    agent.post("/desk/duplicates/", record())
    with django_assert_max_num_queries(10):
        agent.post("/desk/duplicates/", record())
