"""A citizen asks in writing on the portal: no account, plain forms, nothing typed is lost."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings as configured
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings
from tests import cast
from tests.contacts.conversations.letters import taken_in
from tests.knowledge.announcing import announce
from tests.web.portal.proving import work

from alo153.contacts.conversations.actions import close, reply
from alo153.contacts.models import Chat, Conversation, Interaction, Message
from alo153.core import clock
from alo153.core.files import uploads

pytestmark = pytest.mark.django_db
QUESTION = "Su ne zaman gelecek?"


def say(client: Client, text: str = QUESTION, **other: Any) -> Any:
    return client.post("/chat/", {"text": text, "key": str(uuid4()), **other})


def page(client: Client) -> str:
    return str(client.get("/chat/").content.decode())


def answered(text: str = "Saat 18.00'de.") -> Message:
    conversation = Conversation.objects.get()
    return reply(conversation=conversation, text=text, by=cast.staff("elif"), at=clock.now())


def test_the_start_page_leads_to_it(client: Client) -> None:
    assert 'href="/chat/"' in client.get("/").content.decode()
    asked = page(client)
    assert "Bize yazın" in asked
    assert "data-live" not in asked
    assert not Chat.objects.exists()


def test_what_is_announced_is_read_before_anybody_is_asked(client: Client) -> None:
    announce("Ana boru patladı, saat 18.00'de onarılacak.", "izmit")
    announce("Yalnız masada", on_portal=False)
    begun = unescape(page(client))
    assert "Ana boru patladı, saat 18.00'de onarılacak." in begun
    assert "Yalnız masada" not in begun
    say(client, "Mezarlıkta ağaç devrildi")
    assert "Ana boru" not in page(client), "whoever talks with us reads the talk"


def test_a_talk_survives_reloads_and_works_with_plain_forms(client: Client) -> None:
    client.get("/chat/")
    begun = say(client)
    assert (begun.status_code, begun.url) == (302, "/chat/#end")
    shown = page(client)
    assert QUESTION in shown
    assert "gönderildi" in shown
    answered()
    assert "Saat 18.00" in page(client)
    say(client, "Teşekkürler")
    assert Message.objects.count() == 3
    assert Conversation.objects.count() == 1


def test_the_browser_holds_the_token_and_no_address_does(client: Client) -> None:
    client.get("/chat/")
    cookie = client.cookies[configured.CHAT_COOKIE_NAME]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    say(client)
    assert cookie.value not in page(client)


def test_a_second_press_is_no_second_message(client: Client) -> None:
    client.get("/chat/")
    key = str(uuid4())
    for _ in range(2):
        client.post("/chat/", {"text": QUESTION, "key": key})
    assert Message.objects.count() == 1


def test_the_page_of_another_browser_shows_nothing(client: Client) -> None:
    say(client)
    stranger = Client()
    assert QUESTION not in page(stranger)
    stranger.cookies[configured.CHAT_COOKIE_NAME] = "somebody-guesses"
    assert QUESTION not in page(stranger)


def test_what_is_wrong_names_its_field_and_loses_nothing(client: Client) -> None:
    empty = say(client, "   ")
    assert empty.status_code == 422
    assert "Mesajınız: Lütfen mesajınızı yazın." in empty.content.decode()
    say(client)
    words = "ş" * 2005
    long = say(client, words)
    assert "5 karakter kısaltın" in long.content.decode()
    assert words in long.content.decode()
    # A name that is none is no reason to refuse anybody's words
    assert client.post("/chat/", {"text": "Merhaba", "key": "x"}).status_code == 302


def test_with_script_only_the_field_comes_back(client: Client) -> None:
    by_script = {"HTTP_HX_REQUEST": "true", "HTTP_HX_TARGET": "chat-form"}
    begun = client.post("/chat/", {"text": QUESTION}, **by_script)  # type: ignore[arg-type]
    assert begun.headers["HX-Redirect"] == "/chat/"
    taken = client.post("/chat/", {"text": "Bir de"}, **by_script)  # type: ignore[arg-type]
    assert (taken.status_code, taken.content) == (204, b"")
    wrong = client.post("/chat/", {"text": ""}, **by_script)  # type: ignore[arg-type]
    assert wrong.status_code == 422
    assert "<html" not in wrong.content.decode()


def test_a_hint_fetches_what_was_said_alone(client: Client) -> None:
    headers = {"HX-Request": "true", "HX-Target": "chat-log"}
    assert client.get("/chat/", headers=headers).headers["HX-Redirect"] == "/chat/"
    say(client)
    answered()
    log = client.get("/chat/", headers=headers).content.decode()
    assert 'role="log"' not in log
    assert "Saat 18.00" in log
    assert "<form" not in log
    assert Chat.objects.get().read_at is not None


def test_an_answer_that_was_taken_back_is_gone_from_the_page(client: Client) -> None:
    say(client)
    message = answered("Yanlış yanıt.")
    agent = Client()
    agent.force_login(cast.staff("elif"))
    talk = f"/center/conversations/{message.conversation_id}"
    assert "Yanlış yanıt." in page(client)
    agent.post(f"{talk}/replies/{message.pk}/take-back/")
    shown = page(client)
    assert "Yanlış yanıt." not in shown
    assert "Bu yanıt geri alındı." in shown
    at_desk = agent.get(f"{talk}/").content.decode()
    assert "Yanlış yanıt.</textarea>" in at_desk
    assert "geri alındı" in at_desk


def test_the_desk_offers_for_ten_seconds_to_take_an_answer_back(
    client: Client, settings: Settings
) -> None:
    settings.SEND_DELAY_SECONDS = 10
    say(client)
    agent = Client()
    agent.force_login(cast.staff("elif"))
    talk = f"/center/conversations/{Conversation.objects.get().pk}/"
    agent.post(f"{talk}reply/", {"text": "Saat 18.00'de."})
    shown = agent.get(talk).content.decode()
    assert "Vatandaş görüyor." in shown
    assert "Gönder: canlı yazışma" in shown  # the next answer waits for nothing
    assert "gördü" not in shown
    page(client)
    assert "gördü" in agent.get(talk).content.decode()
    settings.SEND_DELAY_SECONDS = 0
    assert "Vatandaş görüyor." not in agent.get(talk).content.decode()


def test_chats_stand_before_letters_that_wait_longer(client: Client) -> None:
    taken_in()
    say(client)
    agent = Client()
    agent.force_login(cast.staff("elif"))
    listed = agent.get("/center/conversations/").content.decode()
    assert 0 < listed.index("portaldaki vatandaş") < listed.index("Ayşe Işık")


def test_who_ends_it_leaves_nothing_on_the_device(client: Client) -> None:
    say(client)
    left = client.post("/chat/leave/", follow=True)
    assert "Yazışma bitti" in left.content.decode()
    assert QUESTION not in page(client)
    assert Conversation.objects.get().state == "closed"


def test_what_the_center_ended_can_go_on(client: Client) -> None:
    say(client)
    agent = Client()
    agent.force_login(cast.staff("elif"))
    agent.post(f"/center/conversations/{Conversation.objects.get().pk}/close/")
    assert "Yazışmayı bitirdik." in page(client)
    say(client, "Bir şey daha")
    assert Conversation.objects.get().state == "waiting"


def test_after_an_answer_the_end_of_a_chat_asks_how_it_was(client: Client) -> None:
    say(client)
    answered()
    assert "/feedback/" not in page(client)
    elif_, talk = cast.staff("elif"), Conversation.objects.get()
    close(conversation=talk, reason=talk.CloseReason.SETTLED, by=elif_, at=clock.now())
    link = re.search(r'href="(/feedback/[^"]+)"', page(client))
    assert link is not None
    client.post(link[1], {"rating": "4"})
    assert Interaction.objects.get().rating == 4
    assert "/feedback/" not in page(client), "it was said"


def test_who_ends_a_chat_that_was_answered_is_asked_how_it_was(client: Client) -> None:
    say(client)
    answered()
    left = client.post("/chat/leave/", follow=True)
    assert "/feedback/" in left.content.decode()
    say(client, "Yeni soru")
    unanswered = client.post("/chat/leave/", follow=True)
    assert "/feedback/" not in unanswered.content.decode()
    assert "/feedback/" not in client.get("/chat/left/?contact=1.x.y").content.decode()


def test_words_of_danger_are_answered_at_once(client: Client) -> None:
    say(client, "Evde gaz kokusu var")
    assert "Tehlikede olan biri var mı?" in page(client)


def test_a_photo_is_checked_by_its_content_and_shown_to_its_sender(
    client: Client, photo: Callable[[], SimpleUploadedFile]
) -> None:
    say(client, "", photo=photo())
    [address] = re.findall(r'src="(/chat/files/\d+/)"', page(client))
    assert client.get(address).headers["Content-Type"] == "image/jpeg"
    assert Client().get(address).status_code == 404
    bad = say(client, "Bir de bu", photo=SimpleUploadedFile("x.jpg", b"<html>", "image/jpeg"))
    assert bad.status_code == 422
    assert "Bir de bu</textarea>" in bad.content.decode()
    assert Message.objects.count() == 1


def test_several_go_at_once_and_the_wrong_one_is_named(
    client: Client, photo: Callable[[], SimpleUploadedFile]
) -> None:
    assert "multiple" in page(client)
    say(client, "İki yer", photo=[photo(), photo()])
    assert len(re.findall(r'src="(/chat/files/\d+/)"', page(client))) == 2
    bad = SimpleUploadedFile("oyun.exe", b"MZ", "image/jpeg")
    refused = say(client, "Biri bozuk", photo=[photo(), bad])
    assert refused.status_code == 422
    assert "oyun.exe: " in refused.content.decode()
    assert "Biri bozuk</textarea>" in refused.content.decode()
    many = say(client, "Çok", photo=[photo() for _ in range(6)])
    assert "Bir mesajla en çok 5 dosya" in many.content.decode()
    assert Message.objects.count() == 1


def test_each_of_several_is_counted(
    client: Client, photo: Callable[[], SimpleUploadedFile], settings: Settings
) -> None:
    settings.ACCOUNT_RATE_LIMITS = {**configured.ACCOUNT_RATE_LIMITS, "upload": "2/h/ip"}
    assert say(client, photo=[photo(), photo(), photo()]).status_code == 429


def test_a_photo_is_counted_before_anybody_looks_at_it(
    client: Client,
    photo: Callable[[], SimpleUploadedFile],
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settings.ACCOUNT_RATE_LIMITS = {**configured.ACCOUNT_RATE_LIMITS, "upload": "1/h/ip"}
    assert say(client, photo=photo()).status_code == 302
    with monkeypatch.context() as nobody_looks:
        nobody_looks.setattr(uploads, "check", lambda _: pytest.fail("somebody has looked"))
        refused = say(client, "Bir de bu", photo=photo())
    assert refused.status_code == 429
    assert "çok sayıda kişi" in refused.content.decode()
    assert "Bir de bu</textarea>" in refused.content.decode()
    assert say(client, "Yalnız yazı").status_code == 302
    assert work(client).status_code == 204
    assert say(client, photo=photo()).status_code == 302


def test_so_many_chats_begin_from_one_address(client: Client) -> None:
    for _ in range(20):
        assert say(Client()).status_code == 302
    refused = say(client)
    assert refused.status_code == 429
    assert "çok sayıda kişi" in refused.content.decode()
    assert QUESTION in refused.content.decode()
    assert work(client).status_code == 204
    assert say(client).status_code == 302
    # Who has begun writes on, whoever else is behind this address
    assert say(client, "Bir de").status_code == 302


def leave_address(client: Client, address: str) -> Any:
    return client.post("/chat/address/", {"address": address})


def test_who_leaves_gives_a_mobile_or_an_e_mail(client: Client) -> None:
    assert leave_address(client, "0532 000 01 01").url == "/chat/"  # there is no chat yet
    say(client)
    for wrong, why in (
        ("", "E-posta adresi ya da cep telefonu numarası yazın."),
        ("ayse@", "eçerli bir e-posta"),
        ("0262 321 12 34", "cep telefonu numarası gerekiyor"),
        ("abc", "Telefon numaras"),
    ):
        refused = leave_address(client, wrong)
        assert refused.status_code == 422
        assert why in refused.content.decode()
        assert wrong in refused.content.decode()
    leave_address(client, "0532 000 01 01")
    assert "Görmediğiniz yanıtı buraya göndeririz: 0532 000 01 01<" in page(client)
    leave_address(client, "Ayse@Example.org")
    assert "ayse@example.org" in page(client)
    agent = Client()
    agent.force_login(cast.staff("elif"))
    at_desk = agent.get(f"/center/conversations/{Conversation.objects.get().pk}/").content.decode()
    assert "ayse@example.org" in at_desk
    for _ in range(5):
        last = leave_address(client, "0532 000 01 02")
    assert last.status_code == 422
    assert "Çok sayıda deneme yapıldı." in last.content.decode()


def test_with_script_an_address_is_kept_and_the_rest_of_the_page_stays(client: Client) -> None:
    headers = {"HX-Request": "true"}

    def left(address: str) -> Any:
        return client.post("/chat/address/", {"address": address}, headers=headers)

    assert left("0532 000 01 01").headers["HX-Redirect"] == "/chat/"  # there is no chat yet
    say(client)
    wrong, kept = left("abc"), left("0532 000 01 01")
    assert (wrong.status_code, kept.status_code) == (422, 200)
    assert "Telefon numaras" in wrong.content.decode()
    assert "buraya göndeririz: 0532 000 01 01<" in kept.content.decode()
    for answer in (wrong, kept):
        shown = answer.content.decode()
        assert shown.count('id="chat-away"') == page(client).count('id="chat-away"') == 1
        assert "<textarea" not in shown
