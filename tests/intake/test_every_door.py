"""Desk, portal, table, interface, letter and counter leave the same rows for the same facts."""

from collections.abc import Mapping
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from tests import cast
from tests.contacts.conversations.letters import AYSE, taken_in
from tests.counter import visitors
from tests.integrations.keys import made
from tests.partners.tables import taken
from tests.parts.events.consuming import consume
from tests.suggestions import learned
from tests.web.api.asking import System
from tests.web.desk.records import record
from tests.web.portal.applying import ANSWERS

from alo153.cases.models import Case, ReporterRole
from alo153.core import clock, events
from alo153.counter.lifecycle import State
from alo153.counter.models import Ticket
from alo153.integrations.scopes import KeyScope
from alo153.suggestions.models import TopicChoice

pytestmark = pytest.mark.django_db

WORDS = "Ağaçların dalları uzadı, budanmasını istiyoruz, lambayı kapatıyor"
HEAD = "numara;geliş tarihi;konu;metin;ad soyad;telefon;adres;ilçe;mahalle\n"
ROW = f"1;02.11.2026;Ağaç budama;{WORDS};Ayşe Işık;0532 000 01 01;Çınar Sokak 5;İzmit;Yahyakaptan\n"


@pytest.fixture(autouse=True)
def _morning(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the counter be open."""
    monkeypatch.setattr(clock, "now", lambda: cast.AT)


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


def by_table(_agent: Client, text: str = HEAD + ROW) -> None:
    taken(text, at=clock.now())


def by_interface(_agent: Client) -> None:
    asked = {
        "topic": "agac-budama",
        "kind": "request",
        "text": WORDS,
        "place": {"district": "izmit", "neighborhood": "yahyakaptan", "address": "Çınar Sokak 5"},
        "reporter": {"full_name": "Ayşe Işık", "phone": "0532 000 01 01"},
        "reporter_role": "affected",
        "contact_wish": "sms",
    }
    answer = System(key=made(KeyScope.OPEN_CASES)[1]).post("/cases", asked)
    assert answer.status_code == 201, answer.json()


def in_a_letter(agent: Client) -> None:
    _, talk = taken_in()
    typed = record(text=WORDS, place_layer="", channel="email")
    assert agent.post(f"/desk/work/letter:{talk.pk}/case/", typed).status_code == 302


def at_counter(_agent: Client) -> None:
    visitors.take()
    pinar = Client()
    pinar.force_login(cast.staff("pinar"))
    desk = {"office": "izmit", "desk": "2", "letters": ["A", "B", "C"]}
    assert pinar.post("/counter/sit/", desk).status_code == 302
    pinar.post("/counter/next/")
    ticket = Ticket.objects.get(state=State.CALLED)
    pinar.post(f"/counter/tickets/{ticket.pk}/begin/")
    typed = record(text=WORDS, place_layer="")
    assert pinar.post(f"/desk/work/ticket:{ticket.pk}/case/", typed).status_code == 302
    pinar.post(f"/counter/tickets/{ticket.pk}/finish/")


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
    doors = (at_desk, on_portal, by_table, by_interface, in_a_letter, at_counter)
    for door in doors:
        door(agent)
        left[door.__name__] = rows(Case.objects.order_by("-pk")[0])
    assert Case.objects.count() == len(doors)
    desk = left["at_desk"]
    assert desk["contacts"], desk
    assert desk["proposed"] == (cast.topic("agac-budama"), 1)
    assert left["on_portal"] == desk
    # What came by CİMER is answered by CİMER
    assert left["by_table"] == desk | {"answer": ("agency", None)}
    assert left["by_interface"] == desk
    # Its contact is that of the letter, and the case goes on in that talk
    told = ["case.opened", "case.forwarded", "case.conversation_linked", "case.topic_chosen"]
    assert left["in_a_letter"] == desk | {"contacts": [by(AYSE, desk)], "told": told}
    # Nobody is called there by a number of theirs
    assert left["at_counter"] == desk | {"contacts": [by("", desk)]}


def by(address: str, left: Mapping[str, Any]) -> tuple[Any, ...]:
    """Return the one contact that was left, as one by another address."""
    [(direction, _address, *rest)] = left["contacts"]
    return (direction, address, *rest)


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
