"""Another system reads what its key may see, and nothing of whose it is."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from tests import cast
from tests.cases import stories
from tests.cases.life import confidential
from tests.integrations.keys import made
from tests.web.api.asking import System, fields

from alo153.cases import actions
from alo153.cases.models import Case
from alo153.citizens.models import AccessLog
from alo153.core.clock import now
from alo153.integrations.scopes import KeyScope

pytestmark = pytest.mark.django_db


@pytest.fixture(name="reader")
def _reader(db: None) -> System:
    """A system that reads the applications of Park ve Bahçeler."""
    return System(key=made(KeyScope.READ_UNIT_CASES)[1])


@pytest.fixture(name="case")
def _case(db: None) -> Case:
    """An application of Park ve Bahçeler."""
    return stories.pruning()


def pages(system: System, **query: Any) -> Iterator[list[str]]:
    """Go through all pages of a list."""
    cursor: str | None = ""
    while cursor is not None:
        answer = system.get("/cases", cursor=cursor, **query).json()
        yield [each["code"] for each in answer["items"]]
        cursor = answer["next"]


def test_a_case_is_read_without_its_citizen_and_the_look_is_logged(
    reader: System, case: Case
) -> None:
    answer = reader.get(f"/cases/{case.tracking_code}")
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    said = answer.json()
    assert (said["code"], said["unit"], said["answers"]) == (
        case.tracking_code,
        "park-ve-bahceler",
        [],
    )
    assert case.reporter
    assert case.reporter.name not in answer.content.decode()
    look = AccessLog.objects.get(case_id=case.pk)
    assert (look.what, str(look.user)) == ("api", "Park iş emri")


def test_what_is_not_theirs_is_not_there(reader: System, case: Case) -> None:
    others = System(key=made(KeyScope.READ_UNIT_CASES, units=["yol-ve-bakim"])[1])
    hidden = confidential.opened().tracking_code
    everything = System(key=made(KeyScope.READ_EVERY_CASE)[1])
    for system, code in (
        (others, case.tracking_code),
        (everything, hidden),
        (reader, hidden),
        (reader, "482109373"),
        (reader, "yok"),
    ):
        for path in (f"/cases/{code}", f"/cases/{code}/timeline"):
            answer = system.get(path)
            assert (answer.status_code, answer.json()["type"]) == (404, "/api/v1/docs/#not-found")
    assert list(pages(others)) == [[]]
    assert list(pages(everything)) == [[case.tracking_code]]


def test_the_timeline_names_no_colleague(reader: System) -> None:
    case, selin = stories.pruning(), cast.staff("selin")
    actions.accept(case=case, by=selin, at=now())
    actions.assign(case=case, to=selin, by=selin, at=now())
    actions.note(case=case, text="Yarın gidiyoruz.", by=selin, at=now())
    answer = reader.get(f"/cases/{case.tracking_code}/timeline")
    told = {step["event"]: step["detail"] for step in answer.json()}
    assert list(told)[:2] == ["case.opened", "case.forwarded"]
    assert (told["case.assigned"], told["case.noted"]) == ("", "Yarın gidiyoruz.")
    assert selin.full_name.split()[0] not in "".join(map(str, answer.json()))


def test_pages_follow_one_another_and_end(reader: System) -> None:
    codes = [cast.open_case(f"Dal {number}.").tracking_code for number in range(5)]
    found = list(pages(reader, limit=2))
    assert found == [codes[:2], codes[2:4], codes[4:]]


def test_only_what_changed_is_listed(reader: System, case: Case) -> None:
    old = cast.open_case("Eski.")
    since = (now() + timedelta(minutes=1)).isoformat()
    assert list(pages(reader, updated_since=since)) == [[]]
    at = now() + timedelta(minutes=2)
    actions.accept(case=old, by=cast.staff("selin"), at=at)
    assert list(pages(reader, updated_since=since)) == [[old.tracking_code]]
    assert list(pages(reader, state="accepted")) == [[old.tracking_code]]
    assert list(pages(reader, topic="agac-budama", unit="park-ve-bahceler", state="closed")) == [[]]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"updated_since": "2020-01-01T00:00:00Z"}, "updated_since"),
        ({"updated_since": "0001-01-01T00:00:00+14:00"}, "updated_since"),
        ({"updated_since": "1700000000"}, "updated_since"),
        ({"limit": "101"}, "limit"),
        ({"limit": "x"}, "limit"),
        ({"cursor": "LTE"}, "cursor"),
        ({"cursor": "_w"}, "cursor"),
        ({"cursor": "A" * 40}, "cursor"),
        ({"state": "yok"}, "state"),
    ],
)
def test_a_filter_that_cannot_be_is_refused(
    reader: System, query: dict[str, str], field: str
) -> None:
    answer = reader.get("/cases", **query)
    assert (answer.status_code, list(fields(answer))) == (422, [field])


def test_a_list_costs_the_same_however_long_it_is(
    reader: System, django_assert_num_queries: Any
) -> None:
    cast.at_hand()
    cast.open_case("Dal.")
    reader.get("/cases")
    with django_assert_num_queries(5):
        reader.get("/cases")
    for number in range(5):
        cast.open_case(f"Dal {number}.")
    with django_assert_num_queries(5):
        assert len(reader.get("/cases").json()["items"]) == 6


def test_a_case_costs_a_few(reader: System, case: Case, django_assert_num_queries: Any) -> None:
    cast.at_hand()
    reader.get(f"/cases/{case.tracking_code}")
    with django_assert_num_queries(5):
        reader.get(f"/cases/{case.tracking_code}")


def test_the_citys_own_words_are_there_for_any_key(django_assert_num_queries: Any) -> None:
    system = System(key=made(KeyScope.OPEN_CASES)[1])
    cast.at_hand()
    system.get("/topics")
    with django_assert_num_queries(2):
        topics = {topic["slug"]: topic for topic in system.get("/topics").json()}
    assert topics["agac-budama"]["name"] == "Ağaç budama"
    assert topics["kadin-destek"]["confidential"]
    assert "park-ve-bahceler" in {unit["slug"] for unit in system.get("/units").json()}
    assert {"request", "petition"} <= {kind["slug"] for kind in system.get("/kinds").json()}
    districts = {each["slug"]: each for each in system.get("/districts").json()}
    assert "yahyakaptan" in {near["slug"] for near in districts["izmit"]["neighborhoods"]}
