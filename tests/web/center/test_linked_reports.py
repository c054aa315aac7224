"""Linked reports on the pages: joined at opening, on their page, on the web; told as one."""

import html

import pytest
from django.core.cache import cache
from django.test import Client
from tests import cast
from tests.cases import stories
from tests.web.desk.records import record

from alo153.cases import actions
from alo153.cases.models import Case
from alo153.cases.rules import codes
from alo153.core import clock

pytestmark = pytest.mark.django_db
OWN_WORDS = "Kaldırımdan geçemiyorum."


@pytest.fixture
def agent() -> Client:
    """Return a browser in which Elif is signed in."""
    browser = Client()
    browser.force_login(cast.staff("elif"))
    return browser


def text(response: object) -> str:
    return html.unescape(response.content.decode())  # type: ignore[attr-defined]


def joined(lead: Case, full_name: str = "Mehmet Öztürk") -> Case:
    case = stories.pruning(full_name=full_name)
    Case.objects.filter(pk=case.pk).update(text=OWN_WORDS)
    actions.join(case=case, lead=lead, by=cast.actor("elif"), at=clock.now())
    return case


# at the desk


def test_a_report_joins_while_it_is_opened(agent: Client) -> None:
    lead = stories.pruning()
    offered = text(agent.post("/desk/duplicates/", record(lead=lead.tracking_code)))
    assert f'value="{lead.tracking_code}" id="lead-{lead.tracking_code}" checked' in " ".join(
        offered.split()
    )
    form = record(lead=lead.tracking_code, phone="0532 000 01 04", full_name="Mehmet Öztürk")
    page = text(agent.post("/desk/work/new:1/case/", form, follow=True))
    case = Case.objects.exclude(pk=lead.pk).get()
    assert case.lead == lead
    assert "ile birlikte yürüyor" in page
    assert f"{case.tracking_code[:3]} {case.tracking_code[3:6]}" in page


def test_a_lead_that_was_answered_meanwhile_leaves_the_report_by_itself(agent: Client) -> None:
    lead = stories.relaying()
    form = record(lead=lead.tracking_code)
    page = text(agent.post("/desk/work/new:1/case/", form, follow=True))
    assert Case.objects.exclude(pk=lead.pk).get().lead is None
    assert "Ayrı yürüyor" in page


def test_the_page_of_a_case_joins_and_splits(agent: Client) -> None:
    lead, case = stories.pruning(), stories.pruning(full_name="Mehmet Öztürk")
    address = f"/center/cases/{case.tracking_code}/"
    page = text(agent.post(f"{address}join/", {"code": lead.tracking_code}, follow=True))
    assert "İkisi artık birlikte" in page
    assert f"/center/cases/{lead.tracking_code}/" in page
    assert f"{address}forward/" not in page
    assert "2 kişi bildirdi" in text(agent.get(f"/center/cases/{lead.tracking_code}/"))
    refused = agent.post(f"{address}split-off/", {"reason": " "})
    assert refused.status_code == 422
    agent.post(f"{address}split-off/", {"reason": "Başka ağaç."})
    case.refresh_from_db()
    assert case.lead is None
    assert f"{address}forward/" in text(agent.get(address))


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("", "Takip kodunu yazın."),
        ("123456789", "Takip kodu"),
        ("itself", "Bu kodla başka bir başvuru yok."),
        ("nobody's", "Bu kodla başka bir başvuru yok."),
    ],
)
def test_what_cannot_join_says_why_and_keeps_what_was_typed(
    agent: Client, code: str, words: str
) -> None:
    case = stories.pruning()
    typed = {"itself": case.tracking_code, "nobody's": codes.new_code()}.get(code, code)
    response = agent.post(f"/center/cases/{case.tracking_code}/join/", {"code": typed})
    assert response.status_code == 422
    assert words in text(response)
    assert f'value="{typed}"' in text(response) or not typed


# in the unit


def test_the_unit_sees_one_row_how_many_people_and_their_words(client: Client) -> None:
    lead = stories.pruning()
    case = joined(lead)
    client.force_login(cast.staff("selin"))
    inbox = text(client.get("/unit/"))
    assert "2 kişi bildirdi" in inbox
    assert case.tracking_code not in inbox
    page = text(client.get(f"/unit/cases/{lead.tracking_code}/"))
    assert OWN_WORDS in page
    assert "Mehmet" not in page
    theirs = text(client.get(f"/unit/cases/{case.tracking_code}/"))
    assert "/accept/" not in theirs
    assert f"/unit/cases/{lead.tracking_code}/" in theirs


# the citizen


def test_a_citizen_joins_on_the_web_and_sees_where_the_matter_is(client: Client) -> None:
    cache.clear()
    lead = stories.pruning()
    client.post("/apply/place/", {"district": "izmit", "neighborhood": "yahyakaptan"})
    client.post("/apply/text/", {"text": OWN_WORDS})
    client.post("/apply/topic/", {"topic": "agac-budama"})
    answer = {"wish": "sms", "phone": "0532 000 01 04", "full_name": "Mehmet Öztürk"}
    client.post("/apply/answer/", answer)
    (one,) = client.get("/apply/check/").context["nearby"]
    client.post("/apply/check/", {"same": one.key})
    case = Case.objects.exclude(pk=lead.pk).get()
    assert case.lead == lead
    assert case.linked_to.get().joined_by is None
    actions.accept(case=lead, by=cast.staff("selin"), at=clock.now())
    page = text(client.get(f"/t/{case.link_key}/"))
    assert "Aynı konuyu 2 kişi bildirdi." in page
    assert "Birim çalışmaya başladı." in page
    for theirs in (lead.tracking_code, "Çınarın dalları", "Ayşe", lead.link_key):
        assert theirs not in page


def test_a_key_of_somebody_s_own_making_joins_nothing(client: Client) -> None:
    cache.clear()
    lead = stories.pruning()
    client.post("/apply/place/", {"district": "izmit", "neighborhood": "yahyakaptan"})
    client.post("/apply/text/", {"text": OWN_WORDS})
    client.post("/apply/topic/", {"topic": "agac-budama"})
    client.post("/apply/answer/", {"wish": "sms", "phone": "0532 000 01 04", "full_name": "M"})
    client.post("/apply/check/", {"same": f"{lead.pk}:abc"})
    assert Case.objects.exclude(pk=lead.pk).get().lead is None
