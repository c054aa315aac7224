"""The agent's desk: who calls, what it comes to, and that nothing typed is lost."""

import html
import uuid
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests import cast
from tests.web.desk.calls.ringing import NOW, Ring
from tests.web.desk.records import record

from alo153.calls.call_words import AgentState, CallOutcome, CallParty
from alo153.cases.models import Case, Draft
from alo153.citizens.channel import Channel
from alo153.citizens.models import AccessLog, Person
from alo153.city import queries as unit_queries
from alo153.city.models import Unit
from alo153.city.place import Place
from alo153.contacts.models import Disposition, Interaction
from alo153.switchboard.acd.turn import facts
from alo153.switchboard.record import records

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def outside_party() -> Unit:
    """Return somebody callers are sent to."""
    return unit_queries.outside_parties()[0]


def fragment(target: str) -> dict[str, Any]:
    return {"headers": HTMX | {"HX-Target": target}}


# who calls


def test_a_ringing_call_shows_name_note_open_case_and_last_contacts(
    agent: Client, ring: Ring
) -> None:
    case = cast.open_case()
    Person.objects.filter(citizen=case.reporter).update(note="Ağır işitiyor.")
    call = ring()
    page = agent.get(f"/desk/calls/{call.pk}/").content.decode()
    assert "Ayşe Işık" in page
    assert "Ağır işitiyor." in page
    assert "Açık başvurular" in page
    assert "Asks about" not in page  # every word is Turkish
    assert "0532 000 01 01" in page


def test_who_looked_is_written_down(agent: Client, ring: Ring) -> None:
    case = cast.open_case()
    agent.get(f"/desk/calls/{ring().pk}/")
    look = AccessLog.objects.filter(what="desk-call").get()
    assert (look.user, look.citizen) == (cast.staff("elif"), case.reporter)


def test_an_unknown_number_is_a_new_caller(agent: Client, ring: Ring) -> None:
    page = agent.get(f"/desk/calls/{ring('+905329998877').pk}/").content.decode()
    assert "yeni arayan" in page


def test_a_withheld_number_is_said(agent: Client, ring: Ring) -> None:
    page = agent.get(f"/desk/calls/{ring('').pk}/").content.decode()
    assert "Numara gizli" in page


def test_a_household_offers_its_people(agent: Client, ring: Ring) -> None:
    cast.open_case()
    ali = cast.case_actions.Reporter(full_name="Ali Işık", phone="+905320000101")
    other = cast.case_actions.open_case(
        application=cast.case_actions.Application(
            kind="request",
            topic=cast.topic("agac-budama"),
            place=Place(),
            text="Bizim sokak da.",
            reporter=ali,
            contact_wish=Channel.SMS,
            channel=Channel.PHONE,
        ),
        by=cast.actor("elif"),
        at=cast.AT,
    )
    call = ring()
    page = agent.get(f"/desk/calls/{call.pk}/").content.decode()
    assert "Ali Işık" in page
    assert "Ayşe Işık" in page
    whose = f"/desk/work/call:{call.pk}/whose/"
    chosen = {"citizen": str(other.reporter_id)}
    who = agent.post(whose, chosen, **fragment("who")).content.decode()
    assert 'data-name="Ali Işık"' in who
    assert "Ayşe" not in who


def test_a_call_that_rings_elsewhere_is_not_found(agent: Client, ring: Ring) -> None:
    other = ring(to="murat")
    assert agent.get(f"/desk/calls/{other.pk}/").status_code == 404
    assert agent.get(f"/desk/calls/{uuid.uuid4()}/").status_code == 404


def test_the_desk_opens_on_the_call_at_hand(agent: Client, ring: Ring) -> None:
    call = ring()
    assert f'data-work="call:{call.pk}"' in agent.get("/desk/").content.decode()


def test_the_desk_stays_on_the_call_that_is_wrapped_up(agent: Client, ring: Ring) -> None:
    call, user = ring(), cast.staff("elif")
    at = NOW + 60
    over = facts.CallEnded(
        at=at,
        call=str(call.pk),
        outcome=CallOutcome.ANSWERED,
        by=CallParty.CITIZEN,
        waited_seconds=4.0,
        agent=user.pk,
    )
    records.write(
        facts.CallAnswered(at=NOW + 8, call=str(call.pk), agent=user.pk, leg="", waited_seconds=4.0)
    )
    records.write(over)
    for presence, shown in ((AgentState.WRAP_UP, f"call:{call.pk}"), (AgentState.READY, "new:1")):
        at += 1
        moved = facts.AgentChanged(
            at=at, since=at, agent=user.pk, presence=presence, reason="", reachable=True, call=None
        )
        records.write(moved)
        assert f'data-work="{shown}"' in agent.get("/desk/").content.decode()


def test_screen_pop_is_a_fragment_with_a_constant_number_of_queries(
    agent: Client, ring: Ring, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(3):
        cast.open_case()
    call = ring()
    agent.get(f"/desk/calls/{call.pk}/", **fragment("work"))  # the city's lists are kept then
    # session, user, roles, call; citizens, cases, look, contacts; who had it before;
    # announcements; drafts, two for the bar, who is in the call, the last refusal; whether it rang
    # here in vain
    with django_assert_num_queries(17):
        answer = agent.get(f"/desk/calls/{call.pk}/", **fragment("work"))
    assert "<html" not in answer.content.decode()
    assert answer["HX-Replace-Url"] == f"/desk/calls/{call.pk}/"


# what it comes to


def test_information_is_logged_with_one_request(agent: Client, ring: Ring) -> None:
    call = ring()
    topic = unit_queries.search_topics("otobüs saatleri")[0]
    sent = {"topic": topic.slug, "phone": "05"}  # a half-typed number is in nobody's way
    answer = agent.post(f"/desk/work/call:{call.pk}/information/", sent, follow=True)
    contact = Interaction.objects.get(pk=call.interaction_id)
    assert (contact.disposition, contact.topic) == (Disposition.INFORMATION, topic)
    assert "bilgi verildi" in answer.content.decode().lower()
    assert not Case.objects.exists()


def test_information_without_a_topic_asks_which_one(agent: Client) -> None:
    answer = agent.post("/desk/work/new:1/information/", {"topic_text": "ağaç"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Listeden bir konu seçin." in page
    assert 'value="ağaç"' in page
    assert 'type="radio" name="topic"' in " ".join(page.split())
    assert not Interaction.objects.exists()


def test_a_topic_typed_in_full_needs_no_choosing(agent: Client) -> None:
    name = cast.topic("agac-budama").name
    agent.post("/desk/work/new:1/information/", {"topic_text": name})
    assert Interaction.objects.get().topic == cast.topic("agac-budama")


def test_out_of_scope_names_where_the_caller_was_sent(agent: Client, ring: Ring) -> None:
    call = ring()
    party = outside_party()
    address = f"/desk/work/call:{call.pk}/out-of-scope/"
    refused = agent.post(address, {"redirected_to": ""})
    assert refused.status_code == 422
    assert "Arayanın nereye yönlendirildiğini seçin." in refused.content.decode()
    agent.post(address, {"redirected_to": party.slug})
    contact = Interaction.objects.get(pk=call.interaction_id)
    assert (contact.disposition, contact.redirected_to) == (Disposition.OUT_OF_SCOPE, party)


def test_a_silent_call(agent: Client, ring: Ring) -> None:
    call = ring()
    agent.post(f"/desk/work/call:{call.pk}/silent/")
    assert Interaction.objects.get(pk=call.interaction_id).disposition == Disposition.SILENT


def test_a_visitor_at_the_counter_is_a_contact_too(agent: Client) -> None:
    agent.post("/desk/work/new:1/information/", {"topic": "agac-budama", "channel": "counter"})
    contact = Interaction.objects.get()
    assert contact.channel == Channel.COUNTER
    assert contact.agent == cast.staff("elif")
    assert contact.ended_at is not None


def test_asking_about_a_case_ties_the_call_to_it_and_shows_it(agent: Client, ring: Ring) -> None:
    case, call = cast.open_case(), ring()
    address = f"/desk/work/call:{call.pk}/about/{case.tracking_code}/"
    answer = agent.post(address, follow=True)
    assert list(case.interactions.all()) == [call.interaction]
    assert "Vatandaş durumunu sordu" in answer.content.decode()


# a case


def test_a_case_is_opened_and_its_code_shown_in_groups(agent: Client, ring: Ring) -> None:
    call = ring()
    agent.post(f"/desk/drafts/call:{call.pk}/", record(), headers={"X-Requested-With": "fetch"})
    answer = agent.post(f"/desk/work/call:{call.pk}/case/", record(), follow=True)
    case = Case.objects.get()
    page = html.unescape(answer.content.decode())
    code = case.tracking_code
    assert f"{code[:3]} {code[3:6]} {code[6:]}" in page
    assert case.unit is not None
    assert case.unit.name in page
    assert case.forwardings.get().reason in page
    assert case.channel == Channel.PHONE
    assert list(case.interactions.all()) == [call.interaction]
    assert not Draft.objects.exists()


def test_a_form_sent_twice_opens_one_case(agent: Client) -> None:
    sent = record()
    first = agent.post("/desk/work/new:1/case/", sent)
    again = agent.post("/desk/work/new:1/case/", sent)
    assert first["Location"] == again["Location"]
    assert Case.objects.count() == 1
    assert Interaction.objects.count() == 1


def test_what_is_wrong_names_the_field_and_keeps_what_was_typed(agent: Client) -> None:
    answer = agent.post(
        "/desk/work/new:1/case/", record(text="", phone="0532 12", address="Çınar Sk.")
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Arayanın ne dediğini bir iki cümleyle yazın." in page
    assert "Numara çok kısa" in page
    assert 'value="Çınar Sk."' in page
    assert 'value="0532 12"' in page
    assert not Case.objects.exists()


@pytest.mark.parametrize(
    ("wish", "given", "words"),
    [
        ("sms", {"phone": ""}, "Yanıt için numarayı yazın."),
        ("phone", {"phone": ""}, "Yanıt için numarayı yazın."),
        ("sms", {"phone": "0262 318 10 00"}, "SMS için cep telefonu gerekir"),
        ("email", {"email": ""}, "Yanıt için e-posta adresini yazın."),
    ],
)
def test_the_wish_needs_its_address(
    agent: Client, wish: str, given: dict[str, str], words: str
) -> None:
    answer = agent.post("/desk/work/new:1/case/", record(contact_wish=wish, **given))
    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_only_a_tip_off_can_be_anonymous_and_is_not_tied_to_the_call(
    agent: Client, ring: Ring
) -> None:
    call = ring()
    address = f"/desk/work/call:{call.pk}/case/"
    assert agent.post(address, record(anonymous="on")).status_code == 422
    agent.post(address, record(anonymous="on", kind="tip_off"))
    case = Case.objects.get()
    assert case.reporter is None
    assert not case.interactions.exists()
    assert Interaction.objects.get(pk=call.interaction_id).disposition == Disposition.CASE


def test_the_one_neighborhood_that_was_typed_is_taken(agent: Client) -> None:
    agent.post("/desk/work/new:1/case/", record(neighborhood="", district=""))
    case = Case.objects.get()
    assert case.neighborhood == cast.neighborhood("izmit/yahyakaptan")
    assert case.district == cast.district("izmit")


# drafts


def test_a_draft_comes_back_with_the_page(agent: Client, ring: Ring) -> None:
    call = ring()
    address = f"/desk/drafts/call:{call.pk}/"
    # The wish as 0.2.0 called it
    typed = record(text="Yarım kal", contact_wish="call")
    answer = agent.post(address, typed, headers={"X-Requested-With": "fetch"})
    assert answer.status_code == 204
    page = agent.get(f"/desk/calls/{call.pk}/").content.decode()
    assert "Yarım kal" in page
    assert 'value="agac-budama"' in page
    assert '<option value="phone" selected>' in page


def test_a_draft_of_another_call_is_offered(agent: Client, ring: Ring) -> None:
    first = ring()
    agent.post(f"/desk/drafts/call:{first.pk}/", record(topic_text="Çukur"))
    page = agent.get("/desk/new/1/").content.decode()
    assert "Yarım kalan kayıtlar" in page
    assert f"/desk/calls/{first.pk}/" in page


def test_a_draft_can_be_thrown_away(agent: Client) -> None:
    agent.post("/desk/drafts/new:1/", {"text": "x"})
    agent.post("/desk/drafts/new:1/discard/")
    assert not Draft.objects.exists()


@pytest.mark.parametrize("key", ["other", "call:x", "new:0", "plain:12", "new:1x"])
def test_drafts_have_known_names(agent: Client, key: str) -> None:
    assert agent.post(f"/desk/drafts/{key}/", {"text": "x"}).status_code == 404


def test_a_draft_has_a_size(agent: Client) -> None:
    assert agent.post("/desk/drafts/new:1/", {"text": "x" * 21_000}).status_code == 400


# help


def test_topics_are_found_without_turkish_letters(agent: Client) -> None:
    page = agent.post("/desk/topics/", {"q": "AGAC BUDAMA"}).content.decode()
    assert page.index('data-value="agac-budama"') < 200


def test_neighborhoods_of_the_chosen_district(agent: Client) -> None:
    found = agent.post("/desk/neighborhoods/", {"q": "yenişehir", "district": "izmit"})
    assert "İzmit" in found.content.decode()
    assert "Başiskele" not in found.content.decode()


def test_help_says_what_to_say_where_it_goes_and_asks_what_is_like_it(agent: Client) -> None:
    case = cast.open_case()
    near = {"topic": "agac-budama", "neighborhood": case.neighborhood_id, "district": "izmit"}
    page = agent.get("/desk/help/", near | {"place_layer": "metropolitan"}).content.decode()
    assert case.topic.promise in page
    assert case.unit is not None
    assert case.unit.name in page
    assert 'hx-post="/desk/duplicates/"' in page


def test_help_for_out_of_scope_says_where_to_send(agent: Client) -> None:
    party = outside_party()
    page = agent.get("/desk/help/", {"redirected_to": party.slug}).content.decode()
    assert party.name in page


# who may


@pytest.mark.parametrize("address", ["/desk/", "/desk/new/1/", "/desk/phone/", "/desk/help/"])
def test_units_have_no_desk(client: Client, address: str) -> None:
    client.force_login(cast.staff("selin"))
    assert client.get(address).status_code == 403


def test_strangers_are_sent_to_the_sign_in(client: Client) -> None:
    assert client.get("/desk/")["Location"].startswith("/accounts/login/")


def test_a_typed_number_shows_who_it_is_and_stands_in_no_address(agent: Client) -> None:
    cast.citizen("Ayşe Işık")
    page = agent.get("/desk/new/1/").content.decode()
    assert 'method="post" action="/desk/work/new:1/whose/"' in " ".join(page.split())
    who = agent.post("/desk/work/new:1/whose/", {"number": "0532 000 01 01"}, **fragment("who"))
    assert 'data-name="Ayşe Işık"' in who.content.decode()
