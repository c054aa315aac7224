"""The row under the call bar: what an agent is asked to take, why, and what they have in hand."""

from dataclasses import replace
from datetime import datetime
from html import unescape
from unittest.mock import patch

import pytest
from django.test import Client
from tests import cast
from tests.cases.life.confirmations import closed, say
from tests.contacts.asked import ask
from tests.contacts.conversations.chat.chats import begun
from tests.contacts.conversations.letters import LETTER, taken_in

from alo153.accounts.models import User
from alo153.cases import actions as cases
from alo153.cases.life.offering import queries as objections
from alo153.cases.life.offering.actions import OFFERS
from alo153.cases.models import ObjectionOffer
from alo153.cases.rules import codes
from alo153.contacts.conversations import holding
from alo153.contacts.conversations.actions import close, handling, reopen, reply, take
from alo153.contacts.conversations.offering import actions, queries
from alo153.contacts.models import Conversation, ConversationOffer
from alo153.contacts.offering.offer_outcomes import OfferEnd
from alo153.core import clock

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture(name="elif_")
def _elif(client: Client) -> Client:
    client.force_login(cast.staff("elif"))
    return client


def offered(
    conversation: Conversation, *, among: int = 1, before: User | None = None
) -> ConversationOffer:
    at: datetime = clock.now()
    agent = cast.staff("elif")
    ask(actions.OFFERS, conversation.pk, agent, before=before, among=among, at=at)
    found = queries.offered_to(agent, at)
    assert found
    return found


def row(client: Client) -> str:
    return unescape(client.get("/desk/written/", headers=HTMX).content.decode())


def test_an_offer_says_what_it_is_and_why_it_comes_to_this_agent(elif_: Client) -> None:
    assert row(elif_).strip() == ""
    offered(begun(), among=3)
    shown = row(elif_)
    assert "Sırada ilk o var." in shown
    assert "Yeni iş alabilecek 3 kişiden" in shown
    assert "Ctrl+F11" in shown
    assert "Su ne zaman" not in shown, "what was written is read by whoever takes it"


def test_taking_leads_to_the_conversation_and_puts_it_into_the_hand(elif_: Client) -> None:
    murat = cast.staff("murat")
    chat = begun()
    take(conversation=chat, by=murat, at=cast.AT)
    asked = offered(chat, before=murat)
    assert f"{murat.full_name} ilgileniyordu" in row(elif_)
    answer = elif_.post(f"/desk/written/{asked.pk}/take/", follow=True)
    assert answer.redirect_chain[-1][0] == f"/center/conversations/{chat.pk}/"
    page = unescape(answer.content.decode())
    assert "Su ne zaman gelecek?" in page
    assert f"Önce {murat.full_name} ilgileniyordu" in page
    assert f'href="/center/conversations/{chat.pk}/"' in row(elif_)
    assert "data-offer" not in row(elif_)


def test_declining_lets_a_colleague_be_asked_and_is_no_reproach(elif_: Client) -> None:
    asked = offered(begun())
    for _ in range(2):
        shown = elif_.post(f"/desk/written/{asked.pk}/decline/", headers=HTMX).content.decode()
        assert shown.strip() == ""
    asked.refresh_from_db()
    assert asked.result == OfferEnd.DECLINED
    assert elif_.post(f"/desk/written/{asked.pk}/decline/").status_code == 302


def test_whoever_comes_too_late_is_told_so(elif_: Client) -> None:
    asked, murat = offered(begun()), cast.staff("murat")
    actions.OFFERS.end(
        work=asked.conversation_id,
        agent_id=asked.agent_id,
        offered_at=asked.offered_at,
        result=OfferEnd.NO_ANSWER,
        at=clock.now(),
    )
    answer = elif_.post(f"/desk/written/{asked.pk}/take/", follow=True)
    assert "Geç kaldınız" in answer.content.decode()
    assert "Teklifi almadınız" in row(elif_), "a rest is said, not hidden"
    client = Client()
    client.force_login(murat)
    assert (
        "Geç kaldınız"
        in client.post(f"/desk/written/{asked.pk}/take/", follow=True).content.decode()
    )


def test_what_a_colleague_took_by_hand_is_not_taken_from_them(elif_: Client) -> None:
    asked, murat = offered(chat := begun()), cast.staff("murat")
    take(conversation=chat, by=murat, at=clock.now())
    answer = elif_.post(f"/desk/written/{asked.pk}/take/", follow=True)
    assert "Geç kaldınız" in answer.content.decode()
    chat.refresh_from_db()
    assert chat.assignee == murat


def test_seven_letters_are_six_and_the_way_to_the_rest(elif_: Client) -> None:
    me = cast.staff("elif")
    for number in range(7):
        letter = replace(LETTER, reference=f"<{number}@posta>")
        take(conversation=taken_in(letter)[1], by=me, at=cast.AT)
    shown = row(elif_)
    assert shown.count("/center/conversations/") == 7
    assert "1 tane daha" in shown


def test_an_answered_chat_stays_in_the_row_while_it_is_lively(elif_: Client) -> None:
    chat, me, at = begun(at=clock.now()), cast.staff("elif"), clock.now()
    take(conversation=chat, by=me, at=at)
    reply(conversation=chat, text="Akşam gelecek.", by=me, at=at)
    assert "yanıtlandı" in row(elif_)


def test_whoever_ends_a_talk_or_loses_it_to_a_colleague_is_told() -> None:
    me, murat, chat = cast.staff("elif"), cast.staff("murat"), begun()
    told: list[int] = []
    with patch.object(holding, "tell_hand", told.append):
        close(conversation=chat, reason=Conversation.CloseReason.SETTLED, by=me, at=clock.now())
        assert told == [me.pk]
    with patch.object(handling, "tell_hand", told.append):
        reopen(conversation=chat, by=me, at=clock.now())
        take(conversation=chat, over_from=me.pk, by=murat, at=clock.now())
    assert told == [me.pk, me.pk]


def test_every_page_with_a_call_bar_has_the_row_for_who_may_answer(elif_: Client) -> None:
    assert 'hx-get="/desk/written/"' in elif_.get("/desk/").content.decode()
    other = Client()
    other.force_login(cast.staff("okan"))
    assert other.get("/desk/written/").status_code == 403


def objection_offered_to(agent: User) -> ObjectionOffer:
    case = closed()
    say(case, solved=False, words="Dallar hâlâ lambayı kapatıyor.")
    at = clock.now()
    ask(OFFERS, case.objections.get().pk, agent, among=2, at=at)
    found = objections.offered_to(agent, at)
    assert found
    return found


def test_an_objection_is_offered_with_its_why_and_leads_to_its_application(
    elif_: Client,
) -> None:
    asked = objection_offered_to(cast.staff("elif"))
    shown = row(elif_)
    assert "İtiraz" in shown
    assert "Bu başvurunun kapatılmasında göreviniz olmadı." in shown
    assert "Yeni iş alabilecek 2 kişiden" in shown
    answer = elif_.post(f"/desk/written/objections/{asked.pk}/take/", follow=True)
    assert "Dallar hâlâ lambayı kapatıyor." in unescape(answer.content.decode())
    asked.objection.refresh_from_db()
    assert asked.objection.taken_by == cast.staff("elif")
    code = asked.objection.case.tracking_code
    assert f'href="/center/cases/{code}/"' in row(elif_), "it is in the hand until it is decided"
    assert codes.display(code) in row(elif_)
    late = elif_.post(f"/desk/written/objections/{asked.pk}/take/", follow=True)
    assert "Geç kaldınız" in late.content.decode()


def test_an_objection_that_is_declined_or_let_pass_goes_to_somebody_else(elif_: Client) -> None:
    asked = objection_offered_to(cast.staff("elif"))
    for _ in range(2):
        path = f"/desk/written/objections/{asked.pk}/decline/"
        assert "İtiraz" not in unescape(elif_.post(path, headers=HTMX).content.decode())
    asked.refresh_from_db()
    assert asked.result == OfferEnd.DECLINED


def test_what_a_colleague_took_to_decide_is_not_taken_from_them(elif_: Client) -> None:
    asked, hakan = objection_offered_to(cast.staff("elif")), cast.staff("hakan")
    cases.take_objection(case=asked.objection.case, by=hakan, at=clock.now())
    answer = elif_.post(f"/desk/written/objections/{asked.pk}/take/", follow=True)
    assert "Geç kaldınız" in answer.content.decode()
    asked.objection.refresh_from_db()
    assert asked.objection.taken_by == hakan


def test_nobody_takes_an_objection_by_an_offer_to_somebody_else(elif_: Client) -> None:
    asked = objection_offered_to(cast.staff("hakan"))
    answer = elif_.post(f"/desk/written/objections/{asked.pk}/take/", follow=True)
    assert "Geç kaldınız" in answer.content.decode()
    asked.objection.refresh_from_db()
    assert asked.objection.taken_by is None


def test_a_page_whose_address_is_none_is_no_desk_for_visitors(elif_: Client) -> None:
    hostile = HTMX | {"HX-Current-URL": "http://[x"}
    assert elif_.get("/desk/written/", headers=hostile).status_code == 200
