"""A body's own system hands over applications: each number opens one, in its own words."""

from typing import Any

import pytest
from tests import cast
from tests.integrations.keys import made
from tests.web.api.asking import System, fields

from alo153.cases.models import Case, RegisterEntry
from alo153.integrations.models import ApiKey
from alo153.integrations.scopes import KeyScope

pytestmark = pytest.mark.django_db

SAID = {
    "number": "26-1",
    "arrived": "2026-11-02",
    "due": "2026-11-20",
    "kind": "Bilgi Edinme",
    "topic": "Ağaç budama",
    "text": "Dallar yola sarkıyor.",
    "full_name": "Ayşe Işık",
    "phone": "0532 000 01 01",
}


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("alo153.core.clock.now", lambda: cast.AT)


@pytest.fixture(name="cimer")
def _cimer(db: None) -> System:
    return System(key=made(KeyScope.BRING_PARTNER_CASES)[1])


def bring(system: System, **more: Any) -> Any:
    return system.post("/partners/cimer/applications", SAID | more)


def test_it_is_opened_as_a_line_of_the_table_is(cimer: System) -> None:
    answer = bring(cimer)
    assert answer.status_code == 201
    entry = RegisterEntry.objects.select_related("case").get(number="26-1")
    assert answer.json() == {
        "number": "26-1",
        "is_new": True,
        "code": entry.case.tracking_code,
        "changes": [],
    }
    assert entry.case.kind.slug == "cimer_information"
    assert (entry.case.contact_wish, entry.case.due_set_by) == ("agency", "CİMER")


def test_its_number_opens_one_application_and_its_new_day_is_taken_over(cimer: System) -> None:
    bring(cimer)
    again = bring(cimer, due="2026-11-27").json()
    assert (again["is_new"], again["changes"]) == (False, ["due"])
    assert Case.objects.count() == 1
    assert str(RegisterEntry.objects.get().due_date) == "2026-11-27"


def test_what_is_wrong_is_said_field_by_field(cimer: System) -> None:
    answer = bring(cimer, topic="Uzaylılar")
    assert answer.status_code == 422
    assert fields(answer) == {"/topic": "Uzaylılar diye bir konu yok."}
    assert set(fields(bring(cimer, phone="0532", arrived="2027-01-01"))) == {
        "/phone",
        "/arrived",
        "/due",
    }


def test_no_code_of_a_confidential_application_is_given(cimer: System) -> None:
    assert bring(cimer, topic="kadin-destek").json()["code"] is None
    assert Case.objects.get().confidential


def test_a_desk_that_is_none_and_a_key_for_something_else(cimer: System) -> None:
    assert cimer.post("/partners/nobody/applications", SAID).status_code == 404
    other = System(key=made(KeyScope.OPEN_CASES)[1])
    assert bring(other).status_code == 403


def test_a_key_of_another_desk_learns_no_code_and_moves_no_day(cimer: System) -> None:
    bring(cimer)
    key, text = made(KeyScope.BRING_PARTNER_CASES, system="Başka kurum", partners=["muhtarlik"])
    other = System(key=text)
    answer = bring(other, due="2026-11-27")
    assert answer.status_code == 403
    assert "code" not in answer.json()
    assert str(RegisterEntry.objects.get().due_date) == "2026-11-20"
    # A key that was made before keys named desks
    ApiKey.objects.filter(pk=key.pk).update(partners=[])
    assert bring(other).json()["is_new"] is False
