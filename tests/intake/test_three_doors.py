"""Desk, portal and table leave the same rows for the same facts."""

from collections.abc import Mapping
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests import cast
from tests.consuming import consume
from tests.suggestions import learned
from tests.web.desk.records import record
from tests.web.portal.applying import ANSWERS

from alo153.cases.models import Case, ReporterRole
from alo153.core import events
from alo153.suggestions.models import TopicChoice

pytestmark = pytest.mark.django_db

WORDS = "Ağaçların dalları uzadı, budanmasını istiyoruz, lambayı kapatıyor"
HEAD = "numara;geliş tarihi;konu;metin;ad soyad;telefon;adres;ilçe;mahalle\n"
ROW = f"1;02.11.2026;Ağaç budama;{WORDS};Ayşe Işık;0532 000 01 01;Çınar Sokak 5;İzmit;Yahyakaptan\n"


@pytest.fixture
def agent() -> Client:
    cache.clear()
    browser = Client()
    browser.force_login(cast.staff("elif"))
    return browser


def at_desk(agent: Client) -> None:
    agent.post("/desk/work/new:1/case/", record(text=WORDS, place_layer=""))


def on_portal(_agent: Client, **more: Mapping[str, str]) -> None:
    citizen = Client()
    for step, answers in (ANSWERS | {"text": {"text": WORDS}}).items():
        citizen.post(f"/apply/{step}/", {**answers, **more.get(step, {})})
    assert citizen.post("/apply/check/").headers["Location"] == "/apply/sent/"


def by_table(agent: Client, text: str = HEAD + ROW) -> None:
    table = SimpleUploadedFile("cimer.csv", text.encode())
    agent.post("/desk/register/", {"kind": "cimer", "table": table})


def rows(case: Case) -> dict[str, Any]:
    """Return what is known of a case and its contacts, but for kind, channel, code and time."""
    consume()
    told = [event.name for event in events.history(case)]
    choice = TopicChoice.objects.filter(case=case).first()
    return {
        "case": Case.objects.filter(pk=case.pk)
        .values("topic", "district", "neighborhood", "address", "place_layer", "text", "state")
        .get(),
        "who": (case.reporter and case.reporter.name, case.reporter_role),
        "answer": (case.contact_wish, case.contact and case.contact.value),
        "unit": case.unit and case.unit.slug,
        "contacts": [
            (
                *(contact.direction, contact.address, contact.citizen, contact.topic),
                *(contact.disposition, contact.ended_at is not None),
            )
            for contact in case.interactions.all()
        ],
        "proposed": choice and (choice.chosen, choice.rank),
        "told": told,
    }


def test_the_same_facts_leave_the_same_rows(agent: Client) -> None:
    learned.model()
    left = {}
    for door in (at_desk, on_portal, by_table):
        door(agent)
        left[door.__name__] = rows(Case.objects.order_by("-pk")[0])
    assert Case.objects.count() == 3
    desk = left["at_desk"]
    assert desk["contacts"], desk
    assert desk["proposed"] == (cast.topic("agac-budama"), 1)
    assert left["on_portal"] == desk
    assert left["by_table"] == desk


def test_of_a_table_nobody_saw_what_the_model_proposes(agent: Client) -> None:
    learned.model()
    shown = []
    for door in (at_desk, by_table):
        door(agent)
        consume()
        shown.append(TopicChoice.objects.order_by("-pk")[0].shown)
    assert shown == [True, False]


def test_a_refused_line_leaves_no_contact(agent: Client) -> None:
    by_table(agent)
    before = Case.objects.get().interactions.get()
    by_table(agent)  # The number is registered already
    assert not type(before).objects.exclude(pk=before.pk).exists()


def test_the_portal_keeps_which_street_it_is_and_who_speaks(agent: Client) -> None:
    said = {"place": {"place_layer": "metropolitan"}, "answer": {"reporter_role": "for_another"}}
    on_portal(agent, **said)
    case = Case.objects.get()
    assert (case.place_layer, case.reporter_role) == ("metropolitan", ReporterRole.FOR_ANOTHER)
