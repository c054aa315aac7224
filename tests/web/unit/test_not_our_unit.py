"""Elif is an agent and works at Yol ve Bakım: she sees a case of Park ve Bahçeler, and no more."""

from collections.abc import Mapping

import pytest
from django.test import Client
from django.urls import reverse
from tests import cast
from tests.cases.policy import rights
from tests.cases.policy.rights import GAS

from alo153.cases import actions
from alo153.cases.models import Case
from alo153.core.models import Event
from alo153.web.unit.urls import urlpatterns

pytestmark = pytest.mark.django_db
REFUSED = "Bu başvuru sizin biriminizde değil."
POSTS: Mapping[str, Mapping[str, str]] = {
    "accept": {},
    "return": {"reason": "Bizim değil."},
    "ask": {"text": "Hangi ağaç?"},
    "contractors": {"contractor": "Usta", "words": "Budayın.", "days": "7"},
    "answer": {"outcome": "done", "text": "Budadık."},
}
BULK: Mapping[str, Mapping[str, str]] = {
    "accept": {},
    "return": {"reason": "Bizim değil.", "go": "1"},
    "answer": {"outcome": "done", "text": "Budadık.", "go": "1"},
}


@pytest.fixture
def roads() -> Client:
    client = Client()
    client.force_login(cast.several("agent of roads"))
    return client


def before(case: Case) -> tuple[object, ...]:
    case.refresh_from_db()
    return case.state, case.unit_id, case.accepted_by_id, Event.objects.count()


def test_the_page_of_the_unit_offers_nothing(roads: Client, case: Case, at_work: Client) -> None:
    page = f"/unit/cases/{case.tracking_code}/"
    ours, theirs = (each.get(page).content.decode() for each in (at_work, roads))
    assert all(words in ours and words not in theirs for words in ("/accept/", "/return/", "/ask/"))
    assert case.text in theirs


@pytest.mark.parametrize("verb", POSTS)
def test_each_address_of_the_unit_refuses(roads: Client, case: Case, verb: str) -> None:
    stood = before(case)
    answer = roads.post(f"/unit/cases/{case.tracking_code}/{verb}/", POSTS[verb], follow=True)
    assert REFUSED in answer.content.decode() or answer.status_code == 404
    assert before(case) == stood
    typed = POSTS[verb].get("text") or POSTS[verb].get("reason") or ""
    assert typed in answer.content.decode()


@pytest.mark.parametrize("verb", BULK)
def test_many_at_once_are_refused_too(roads: Client, case: Case, verb: str) -> None:
    stood = before(case)
    page = roads.post("/unit/bulk/", {"verb": verb, "code": case.tracking_code, **BULK[verb]})
    assert REFUSED in page.content.decode()
    assert before(case) == stood


def test_a_note_and_an_alarm_are_refused_in_words(case: Case) -> None:
    """Okan of Yol ve Bakım reads every case for quality."""
    reader = Client()
    reader.force_login(cast.several("reader of roads"))
    stood = before(case)
    page = f"/unit/cases/{case.tracking_code}/"
    answer = reader.post(f"{page}notes/", {"text": "Bakıyorum."})
    assert answer.status_code == 422
    assert REFUSED in answer.content.decode()
    assert "Bakıyorum." in answer.content.decode()
    assert before(case) == stood
    flag = rights.room().flag
    shown = reader.get(f"/unit/cases/{flag.case.tracking_code}/").content.decode()
    assert GAS in shown
    assert f"/alarms/{flag.pk}/" not in shown
    answer = reader.post(f"/alarms/{flag.pk}/confirm/")
    assert answer.status_code == 403
    assert REFUSED in answer.content.decode()
    flag.refresh_from_db()
    assert flag.state == "raised"


TYPED: Mapping[str, Mapping[str, str]] = {
    "note": {"text": "Çukur yeniden açılmış."},
    "return": {"reason": "Bu yol bizim değil."},
    "ask": {"text": "Hangi kapının önünde?"},
    "answer": {"outcome": "done", "text": "Çukuru kapattık."},
    "draft": {"outcome": "done", "text": "Yarım kalan yanıt", "again": ""},
    "contractors": {"contractor": "Usta", "words": "Dalları budayın.", "days": "7"},
    "send_contractor": {"token": "geçmiş", "to": "usta@example.org"},
}
# They ask for nothing that a person types
BUTTONS = {"accept", "here"}


def test_every_form_of_a_case_is_among_them() -> None:
    of_case = [each for each in urlpatterns if "<str:code>" in str(each.pattern)]
    takes = {each.name for each in of_case if "number" not in str(each.pattern)} - {"case"}
    assert takes == TYPED.keys() | BUTTONS


@pytest.mark.parametrize("form", TYPED)
def test_a_form_of_a_case_that_left_gives_its_words_back(
    case: Case, at_work: Client, form: str
) -> None:
    """The center gives the case to another unit while Selin writes."""
    to = cast.unit("yol-ve-bakim")
    actions.forward(case=case, to=to, reason="Yol.", by=cast.staff("elif"), at=cast.AT)
    page = at_work.post(reverse(f"unit:{form}", args=[case.tracking_code]), TYPED[form])
    shown = page.content.decode()
    assert page.status_code == 404
    assert REFUSED in shown
    typed = [text for name, text in TYPED[form].items() if name not in {"outcome", "token"}]
    assert [text for text in typed if text not in shown] == []
