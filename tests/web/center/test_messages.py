"""What did not arrive waits in a list of the center; what went to one citizen is on one page."""

from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests import cast
from tests.cases.life import confidential
from tests.contacts.conversations.letters import HOUR, answering, taken_in
from tests.contacts.outside import Outside
from tests.contacts.way import answered, open_case, receipt_of

from alo153.cases.actions import link_conversation
from alo153.cases.models import Case
from alo153.channels.contract import PermanentFailure
from alo153.citizens.channel import Channel
from alo153.citizens.models import AccessLog
from alo153.city import numbers
from alo153.contacts import actions, queries
from alo153.contacts.actions import sending
from alo153.contacts.conversations.actions import close, reply
from alo153.contacts.models import Conversation, Message, Settlement
from alo153.core import clock
from alo153.core.actor import SYSTEM
from alo153.web.kit.shell import navigation

pytestmark = pytest.mark.django_db
LIST = "/center/undelivered/"
State = Message.State
QUERIES_OF_LIST, QUERIES_OF_CITIZEN = 5, 12


def signed_in(username: str) -> Client:
    browser = Client()
    browser.force_login(cast.staff(username))
    return browser


def page(browser: Client, address: str) -> str:
    response = browser.get(address)
    assert response.status_code == 200
    return response.content.decode()


def lost(case: Case | None = None) -> tuple[Case, Message]:
    case = case or open_case(Channel.SMS)
    receipt = receipt_of(case)
    Message.objects.filter(pk=receipt.pk).update(state=State.FAILED, last_error="sms 30")
    receipt.refresh_from_db()
    return case, receipt


class TestUndelivered:
    def test_it_waits_in_the_list_and_counts_in_the_menu(self) -> None:
        case, receipt = lost()
        agent = signed_in("elif")
        listed = page(agent, LIST)
        assert f"{LIST}{receipt.pk}/" in listed
        assert "alındı bilgisi" in listed
        assert receipt.body not in listed
        (count,) = [
            each.number
            for each in navigation.counts(cast.staff("elif"))
            if each.key == "count-center-undelivered"
        ]
        assert count == 1
        assert case.tracking_code[:3] in listed

    def test_whoever_reads_its_words_is_written_down(self) -> None:
        case, receipt = lost()
        assert receipt.body.split()[0] in page(signed_in("elif"), f"{LIST}{receipt.pk}/")
        access = AccessLog.objects.get(what="citizen-messages")
        assert (access.user, access.citizen, access.case_id) == (
            cast.staff("elif"),
            case.reporter,
            case.pk,
        )

    def test_it_is_sent_again_once(self) -> None:
        _, receipt = lost()
        agent = signed_in("elif")
        again = f"{LIST}{receipt.pk}/resend/"
        assert "yeniden" in agent.post(again, follow=True).content.decode()
        assert agent.post(again).status_code == 404
        assert Message.objects.filter(key=f"resend:{receipt.pk}").count() == 1
        assert not queries.undelivered().exists()

    def test_it_waits_ten_seconds_and_can_be_taken_back(
        self, settings: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        settings.SEND_DELAY_SECONDS = 10
        _, receipt = lost()
        agent, again = signed_in("elif"), f"{LIST}{receipt.pk}/resend/"
        reached = f"SMS: {numbers.display(receipt.to)}"
        assert f"Yeniden gönder: {reached}" in " ".join(page(agent, f"{LIST}{receipt.pk}/").split())
        waiting = agent.post(again, follow=True).content.decode()
        assert f"Birazdan gidecek: {reached}" in waiting
        assert receipt.body in waiting
        assert signed_in("murat").get(f"{LIST}{receipt.pk}/leaving/").status_code == 404
        back = agent.post(f"{LIST}{receipt.pk}/take-back/", follow=True).content.decode()
        assert "gönderilmedi" in back
        assert not Message.objects.filter(key=f"resend:{receipt.pk}").exists()
        assert str(receipt.pk) in page(agent, LIST)
        # Sent again, and too late
        agent.post(again)
        after = clock.now() + timedelta(seconds=30)
        monkeypatch.setattr(clock, "now", lambda: after)
        written = Message.objects.get(key=f"resend:{receipt.pk}")
        actions.send(message_id=written.pk, now=clock.now)
        assert "Yola çıktı" in page(agent, f"{LIST}{receipt.pk}/leaving/")
        late = agent.post(f"{LIST}{receipt.pk}/take-back/", follow=True).content.decode()
        assert "Geç kaldınız" in late
        assert str(receipt.pk) not in page(agent, LIST)

    def test_it_is_given_up_with_a_reason_only(self) -> None:
        _, receipt = lost()
        agent = signed_in("elif")
        give_up = f"{LIST}{receipt.pk}/give-up/"
        assert agent.post(give_up).status_code == 422
        assert not Settlement.objects.exists()
        agent.post(give_up, {"note": "Telefonla söyledim."})
        assert Settlement.objects.get().note == "Telefonla söyledim."
        assert agent.get(f"{LIST}{receipt.pk}/").status_code == 404

    def test_of_a_confidential_case_only_those_few_see_that_there_is_one(self) -> None:
        _, receipt = lost(confidential.opened())
        assert str(receipt.pk) not in page(signed_in("elif"), LIST)
        assert signed_in("elif").get(f"{LIST}{receipt.pk}/").status_code == 404
        assert signed_in("elif").post(f"{LIST}{receipt.pk}/resend/").status_code == 404
        assert str(receipt.pk) in page(signed_in("meral"), LIST)
        opened = page(signed_in("meral"), f"{LIST}{receipt.pk}/")
        assert receipt.body not in opened
        assert receipt.to not in opened.replace(" ", "")

    def test_a_long_list_costs_as_much_as_a_short_one(
        self, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        agent = signed_in("elif")
        for number in (1, 6):
            while queries.undelivered().count() < number:
                lost()
            page(agent, LIST)
            with django_assert_num_queries(QUERIES_OF_LIST):
                page(agent, LIST)


class TestAnswersOfConversations:
    def died(self, *, by: str = "elif") -> tuple[Conversation, Message]:
        """Let an answer leave and come back."""
        _, conversation = taken_in()
        ours = reply(conversation=conversation, text="Ekip yolda.", by=cast.staff(by), at=cast.AT)
        with patch.object(sending, "adapter_for") as other:
            other.return_value.send.side_effect = PermanentFailure("550")
            actions.send(message_id=ours.pk, now=lambda: cast.AT)
        conversation.refresh_from_db()
        return conversation, ours

    def test_it_waits_in_the_list_with_the_words_of_the_conversation(self) -> None:
        conversation, ours = self.died()
        agent = signed_in("elif")
        assert conversation.state == "waiting"
        assert f"{LIST}{ours.pk}/" in page(agent, LIST)
        told = page(agent, f"{LIST}{ours.pk}/")
        assert "Ekip yolda." in told
        assert f"/center/conversations/{conversation.pk}/" in told
        assert "bir yanıt ulaşmadı" in page(agent, "/center/conversations/")
        assert f"{LIST}{ours.pk}/" in page(agent, f"/center/conversations/{conversation.pk}/")

    def test_sent_again_it_is_an_answer_of_the_same_conversation(self) -> None:
        conversation, ours = self.died()
        agent = signed_in("elif")
        agent.post(f"{LIST}{ours.pk}/resend/")
        again = Message.objects.get(key=f"resend:{ours.pk}")
        assert (again.conversation, again.answers, again.author) == (
            conversation,
            ours.answers,
            cast.staff("elif"),
        )
        conversation.refresh_from_db()
        assert (conversation.state, conversation.waiting_since) == ("answered", None)
        assert "bir yanıt ulaşmadı" not in page(agent, "/center/conversations/")
        with patch.object(sending, "adapter_for") as other:
            other.return_value.send.side_effect = PermanentFailure("550")
            actions.send(message_id=again.pk, now=clock.now)
        conversation.refresh_from_db()
        assert conversation.state == "waiting"
        assert f"{LIST}{again.pk}/" in page(agent, LIST)

    def test_taken_back_its_conversation_waits_again(self, settings: Any) -> None:
        settings.SEND_DELAY_SECONDS = 10
        conversation, ours = self.died()
        agent = signed_in("elif")
        agent.post(f"{LIST}{ours.pk}/resend/")
        conversation.refresh_from_db()
        assert conversation.state == "answered"
        agent.post(f"{LIST}{ours.pk}/take-back/")
        conversation.refresh_from_db()
        assert conversation.state == "waiting"
        assert f"{LIST}{ours.pk}/" in page(agent, LIST)

    def test_taken_back_a_conversation_that_is_over_stays_over(self, settings: Any) -> None:
        settings.SEND_DELAY_SECONDS = 10
        conversation, ours = self.died()
        settled = Conversation.CloseReason.SETTLED
        close(conversation=conversation, reason=settled, by=cast.staff("elif"), at=clock.now())
        agent = signed_in("elif")
        agent.post(f"{LIST}{ours.pk}/resend/")
        back = agent.post(f"{LIST}{ours.pk}/take-back/", follow=True)
        assert "gönderilmedi" in back.content.decode()
        conversation.refresh_from_db()
        assert conversation.state == "closed"

    def test_whose_citizen_wrote_meanwhile_waits_on(self) -> None:
        conversation, ours = self.died()
        taken_in(answering(ours, "Hâlâ bekliyorum."), at=cast.AT + HOUR)
        signed_in("elif").post(f"{LIST}{ours.pk}/resend/")
        conversation.refresh_from_db()
        assert conversation.state == "waiting"

    def test_given_up_it_is_off_the_list_and_the_conversation_waits_on(self) -> None:
        conversation, ours = self.died()
        agent = signed_in("elif")
        agent.post(f"{LIST}{ours.pk}/give-up/", {"note": "Telefonla söyledim."})
        assert f"{LIST}{ours.pk}/" not in page(agent, LIST)
        conversation.refresh_from_db()
        assert conversation.state == "waiting"
        assert "ulaşmadı" not in page(agent, "/center/conversations/")

    def test_a_colleagues_conversation_is_taken_over_first(self) -> None:
        conversation, ours = self.died(by="murat")
        agent = signed_in("elif")
        said = agent.post(f"{LIST}{ours.pk}/resend/", follow=True).content.decode()
        assert "devral" in said
        assert not Message.objects.filter(key=f"resend:{ours.pk}").exists()
        agent.post(
            f"/center/conversations/{conversation.pk}/take/", {"from": cast.staff("murat").pk}
        )
        agent.post(f"{LIST}{ours.pk}/resend/")
        assert Message.objects.filter(key=f"resend:{ours.pk}").exists()

    def test_of_a_confidential_conversation_those_few_see_it_and_nobody_its_words(self) -> None:
        conversation, ours = self.died(by="meral")
        link_conversation(
            case=confidential.opened(), conversation=conversation, by=SYSTEM, at=cast.AT
        )
        assert f"{LIST}{ours.pk}/" not in page(signed_in("elif"), LIST)
        assert signed_in("elif").post(f"{LIST}{ours.pk}/resend/").status_code == 404
        meral = signed_in("meral")
        assert "Ekip yolda." not in page(meral, f"{LIST}{ours.pk}/")
        meral.post(f"{LIST}{ours.pk}/resend/")
        again, outside = Message.objects.get(key=f"resend:{ours.pk}"), Outside(None)
        with patch.object(sending, "adapter_for", return_value=outside):
            actions.send(message_id=again.pk, now=clock.now)
        assert "Ekip yolda." in outside.letters[0].body


class TestOfCitizen:
    def test_it_shows_every_message_and_writes_the_look_down(self) -> None:
        case = open_case(Channel.SMS)
        answered(case)
        assert case.reporter
        agent = signed_in("elif")
        told = page(agent, f"/center/citizens/{case.reporter.pk}/messages/")
        assert told.count("<details>") == 2
        assert Message.objects.get(purpose="answer").body.split("\n")[0] in told
        access = AccessLog.objects.get(what="citizen-messages")
        assert (access.user, access.citizen) == (cast.staff("elif"), case.reporter)
        assert f"/center/citizens/{case.reporter.pk}/messages/" in page(
            agent, f"/center/cases/{case.tracking_code}/"
        )

    def test_who_is_kept_apart_is_found_by_those_few_and_without_words(self) -> None:
        case = confidential.opened()
        assert case.reporter
        address = f"/center/citizens/{case.reporter.pk}/messages/"
        assert signed_in("elif").get(address).status_code == 404
        told = page(signed_in("meral"), address)
        assert told.count("<details>") == 1
        assert receipt_of(case).body not in told

    def test_many_messages_cost_as_much_as_few(
        self, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        case = open_case(Channel.SMS)
        assert case.reporter
        agent, address = signed_in("elif"), f"/center/citizens/{case.reporter.pk}/messages/"
        for number in (1, 11):
            while Message.objects.count() < number:
                answered(open_case(Channel.SMS))
            page(agent, address)
            with django_assert_num_queries(QUERIES_OF_CITIZEN):
                assert page(agent, address).count("<details>") == number
