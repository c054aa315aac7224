"""An agent opens an application from what somebody wrote; its citizen is told in the same talk."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from tests import cast
from tests.channels.social.shapes import AYSE_TELEGRAM, telegram
from tests.contacts.conversations.letters import (
    AYSE,
    HOUR,
    answering,
    came,
    photo,
    sms,
    taken_in,
)
from tests.contacts.conversations.social.talks import posted, talk_of
from tests.web.desk.records import record

from alo153.cases.models import Attachment, Case
from alo153.channels.inbound import Inbound, InboundFile
from alo153.citizens.actions import recognize, verify_identity
from alo153.citizens.channel import Channel
from alo153.citizens.models import Citizen
from alo153.contacts.conversations.actions import make_confidential, name_address, take
from alo153.contacts.models import Conversation, Interaction, Message
from alo153.core.actor import CITIZEN, SYSTEM

pytestmark = pytest.mark.django_db
State = Conversation.State
WITH_FILES = Inbound(
    reference="<iki@posta.example.org>",
    sender=AYSE,
    sender_name="Ayşe Işık",
    to=("153@kocaeli.bel.tr",),
    subject="Sokağımızda çukur var",
    text="Merhaba, fotoğrafı ekte.",
    new_text="Merhaba, fotoğrafı ekte.",
    files=(photo(), photo("imza.png"), InboundFile(name="a.doc", content_type="", content=b"x")),
)


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, settings: Any) -> None:
    files = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": files}


def page_of(agent: Client, conversation: Conversation) -> str:
    answer = agent.get(f"/desk/conversations/{conversation.pk}/application/")
    assert answer.status_code == 200
    return answer.content.decode()


def opened(agent: Client, conversation: Conversation, **more: str) -> Any:
    typed = record(contact_wish="email", email=AYSE, phone="", channel="email") | more
    return agent.post(f"/desk/work/letter:{conversation.pk}/case/", typed)


def test_the_record_begins_with_the_letter_and_an_unknown_sender_costs_no_record(
    agent: Client,
) -> None:
    _, conversation = taken_in()
    shown = page_of(agent, conversation)
    words = "Sokağımızda çukur var\nMerhaba,\nsokağımızda büyük bir çukur var.</textarea>"
    assert words in shown.replace("\r\n", "\n")
    assert f'value="{AYSE}"' in shown
    assert 'value="Ayşe Işık"' in shown
    assert "Adı gönderenin kendisi yazdı; doğrulanmadı." in shown
    assert not Citizen.objects.exists()


def test_who_is_verified_is_filled_in_with_all_that_is_known(agent: Client) -> None:
    citizen = recognize(
        phone="+905320000101", email=AYSE, full_name="Ayşe Işık Demir", by=SYSTEM, at=cast.AT
    )
    verify_identity(kind=Channel.EMAIL, value=AYSE, by=CITIZEN, at=cast.AT)
    _, conversation = taken_in()
    assert conversation.citizen == citizen
    shown = page_of(agent, conversation)
    assert 'value="Ayşe Işık Demir"' in shown
    assert 'value="0532 000 01 01"' in shown


def test_the_case_has_its_files_its_talk_and_a_receipt_in_the_same_thread(agent: Client) -> None:
    message, conversation = taken_in(WITH_FILES)
    kept, left, _ = message.files.all()
    assert "a.doc" in page_of(agent, conversation)
    answer = opened(agent, conversation, **{f"file_{kept.pk}": "on"})
    case = Case.objects.get()
    assert answer.url == f"/desk/work/letter:{conversation.pk}/case/{case.tracking_code}/"
    assert (case.channel, case.contact and case.contact.value) == ("email", AYSE)
    [attached] = Attachment.objects.all()
    assert (attached.from_citizen, attached.content_type) == (True, "image/jpeg")
    assert left.pk != kept.pk
    assert case.conversations.get().conversation == conversation
    receipt = Message.objects.get(purpose="receipt")
    code = f"{case.tracking_code[:3]} {case.tracking_code[3:6]} {case.tracking_code[6:]}"
    assert receipt.subject == f"Re: Sokağımızda çukur var · {code}"
    assert (receipt.conversation, receipt.answers, receipt.author) == (conversation, message, None)
    conversation.refresh_from_db()
    assert (conversation.state, conversation.assignee) == (State.ANSWERED, cast.staff("elif"))
    shown = agent.get(answer.url).content.decode()
    assert "Yazışmaya dön" in shown
    assert "Kodu söyleyin" not in shown


def test_whoever_answers_the_receipt_goes_on_with_the_same_talk(agent: Client) -> None:
    _, conversation = taken_in()
    opened(agent, conversation)
    receipt = Message.objects.get(purpose="receipt")
    Message.objects.filter(pk=receipt.pk).update(state="sent", sent_at=cast.AT)
    _, same = taken_in(answering(receipt, "Direk numarası 12."), at=cast.AT + HOUR)
    assert (same, same.state) == (conversation, State.WAITING)
    # Another application begins with what is in none yet
    shown = page_of(agent, conversation)
    assert "Direk numarası 12.</textarea>" in shown


def test_an_sms_becomes_an_application_whose_receipt_is_an_sms(agent: Client) -> None:
    _, conversation = taken_in(sms("Sokakta su yok"), channel=Channel.SMS)
    assert "Sokakta su yok</textarea>" in page_of(agent, conversation)
    opened(agent, conversation, contact_wish="sms", phone="0532 000 01 01", channel="sms", email="")
    case = Case.objects.get()
    receipt = Message.objects.get(purpose="receipt")
    assert (case.channel, receipt.channel, receipt.subject) == ("sms", "sms", "")
    assert receipt.conversation == conversation


def test_a_second_press_opens_no_second_case(agent: Client) -> None:
    message, conversation = taken_in(WITH_FILES)
    token = {"form_token": "0d8f9a52-35d6-4e5c-9dcb-b1dd6a2b7f11"}
    token |= {f"file_{file.pk}": "on" for file in message.files.all()[:2]}
    first, second = (opened(agent, conversation, **token) for _ in range(2))
    assert first.url == second.url
    assert Case.objects.count() == 1
    assert Attachment.objects.count() == 2
    assert Message.objects.filter(purpose="receipt").count() == 1


def test_bad_input_names_the_field_and_loses_nothing(agent: Client) -> None:
    message, conversation = taken_in(WITH_FILES)
    [kept, *_] = message.files.all()
    answer = opened(
        agent,
        conversation,
        topic="",
        topic_text="",
        text="Çok yazdım.",
        **{f"file_{kept.pk}": "on"},
    )
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "Listeden bir konu seçin." in shown
    assert "Çok yazdım.</textarea>" in shown
    assert shown.count("checked") == 1
    assert not Case.objects.exists()


def test_what_was_typed_is_there_again_and_a_file_left_out_stays_out(agent: Client) -> None:
    _, conversation = taken_in(WITH_FILES)
    assert page_of(agent, conversation).count("checked") == 2
    address = f"/desk/drafts/letter:{conversation.pk}/"
    agent.post(address, record(text="Yarım", email="", full_name=""))
    shown = page_of(agent, conversation)
    assert "Yarım</textarea>" in shown
    assert 'value="Ayşe Işık"' not in shown
    assert "checked" not in shown
    opened(agent, conversation)
    assert "Yarım" not in page_of(agent, conversation)


def test_a_letter_that_a_colleague_has_is_not_opened_over_their_head(agent: Client) -> None:
    _, conversation = taken_in()
    take(conversation=conversation, by=cast.staff("murat"), at=cast.AT)
    assert "Başvuru aç veya sonucu kaydet" not in talk(agent, conversation)
    answer = opened(agent, conversation, text="Yazdıklarım.")
    assert answer.status_code == 409
    shown = answer.content.decode()
    assert "Bu yazışma bir çalışma arkadaşınızda." in shown
    assert "Yazdıklarım.</textarea>" in shown
    assert not Case.objects.exists()


def test_the_talk_leads_to_its_application(agent: Client) -> None:
    _, conversation = taken_in()
    shown = talk(agent, conversation)
    assert f"/desk/conversations/{conversation.pk}/application/" in shown
    assert 'data-key="F4"' in shown


def test_an_anonymous_application_is_tied_to_no_talk(agent: Client) -> None:
    _, conversation = taken_in()
    opened(agent, conversation, kind="tip_off", anonymous="on")
    case = Case.objects.get()
    assert (case.reporter, case.conversations.count()) == (None, 0)
    assert not Message.objects.filter(purpose="receipt").exists()
    conversation.refresh_from_db()
    assert conversation.state == State.ANSWERED


def test_a_confidential_one_shuts_its_talk_and_says_so(agent: Client) -> None:
    cast.topic("kadin-destek")
    _, conversation = taken_in(WITH_FILES)
    answer = opened(agent, conversation, topic="kadin-destek", topic_text="")
    case = Case.objects.get()
    assert answer.url == f"/desk/work/new:1/case/{case.tracking_code}/"
    assert "Bu başvuru gizlidir." in agent.get(answer.url).content.decode()
    assert agent.get(f"/desk/conversations/{conversation.pk}/application/").status_code == 404
    receipt = Message.objects.get(purpose="receipt")
    assert receipt.conversation == conversation
    assert "çukur" not in receipt.subject


def test_nobody_opens_an_application_from_what_they_may_not_read(agent: Client) -> None:
    _, conversation = taken_in()
    make_confidential(conversation=conversation, at=cast.AT)
    assert opened(agent, conversation).status_code == 404
    assert agent.get("/desk/conversations/999999/application/").status_code == 404
    unit = Client()
    unit.force_login(cast.staff("selin"))
    assert unit.get(f"/desk/conversations/{conversation.pk}/application/").status_code == 403


def test_a_long_letter_fills_the_record_as_far_as_it_goes(agent: Client) -> None:
    came(Inbound(reference="", sender=AYSE, text="a" * 9_000, new_text="a" * 9_000))
    shown = page_of(agent, Conversation.objects.get())
    assert "a" * 4_999 + "…</textarea>" in shown


def talk(agent: Client, conversation: Conversation) -> str:
    return agent.get(f"/center/conversations/{conversation.pk}/").content.decode()


def test_a_letter_about_what_is_open_already_is_tied_to_it(agent: Client) -> None:
    _, conversation = taken_in()
    opened(agent, conversation)
    case = Case.objects.get()
    _, other = taken_in(Inbound(reference="", sender=AYSE, text="Ne oldu?", new_text="Ne oldu?"))
    answer = agent.post(f"/desk/work/letter:{other.pk}/about/{case.tracking_code}/")
    assert answer.status_code == 302
    assert case.conversations.filter(conversation=other).exists()


def test_the_contact_of_the_letter_came_to_the_case(agent: Client) -> None:
    _, conversation = taken_in()
    opened(agent, conversation)
    case = Case.objects.get()
    [contact] = Interaction.objects.all()
    assert case.interactions.get() == contact
    assert (contact.disposition, contact.citizen) == ("case", case.reporter)
    assert (contact.agent, contact.ended_at is not None) == (cast.staff("elif"), True)
    assert "yeni başvuru ya da başvuru sorgusu" in talk(agent, conversation)


def test_information_is_logged_with_its_topic_and_the_letter_is_answered_next(
    agent: Client,
) -> None:
    _, conversation = taken_in()
    topic = cast.topic("planli-su-kesintisi")
    typed = record(topic=topic.slug, topic_text=topic.name, channel="email")
    answer = agent.post(f"/desk/work/letter:{conversation.pk}/information/", typed)
    assert answer.url == f"/center/conversations/{conversation.pk}/"
    contact = Interaction.objects.get()
    assert (contact.disposition, contact.topic, contact.ended_at) == ("information", topic, None)
    assert topic.name in talk(agent, conversation)


def test_what_is_not_ours_says_where_they_were_sent(agent: Client) -> None:
    _, conversation = taken_in()
    unit = cast.outside_body()
    typed = record(redirected_to=unit.slug, channel="email")
    agent.post(f"/desk/work/letter:{conversation.pk}/out-of-scope/", typed)
    contact = Interaction.objects.get()
    assert (contact.disposition, contact.redirected_to) == ("out_of_scope", unit)


def test_whoever_wrote_on_a_social_channel_hears_where_they_gave_a_number(agent: Client) -> None:
    talk = talk_of(posted(Channel.TELEGRAM, telegram()))
    shown = page_of(agent, talk)
    assert "Çukur var.</textarea>" in shown
    assert f">{AYSE_TELEGRAM}<" not in shown
    typed = record(contact_wish="none", phone="", channel="telegram")
    assert agent.post(f"/desk/work/letter:{talk.pk}/case/", typed).status_code == 302
    assert Case.objects.get().channel == "telegram"
    elif_, phone = cast.staff("elif"), "+905320000101"
    name_address(conversation=talk, channel=Channel.SMS, address=phone, by=elif_, at=cast.AT)
    assert "0532 000 01 01" in page_of(agent, talk)
