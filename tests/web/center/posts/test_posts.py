"""The pages of the digital media desk: written, previewed, approved, and what came back."""

import re
from datetime import timedelta
from html import unescape
from http import HTTPStatus
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests import cast
from tests.channels.social.shapes import page_comment
from tests.contacts.conversations.social.talks import posted, talk_of
from tests.publishing import posts
from tests.publishing.posts import FACEBOOK, INSTAGRAM, PORTAL, TELEGRAM

from alo153.citizens.channel import Channel
from alo153.city import queries as city
from alo153.core import clock
from alo153.publishing import actions
from alo153.publishing.models import Post, Publication
from alo153.publishing.states import PostState, State

pytestmark = pytest.mark.django_db
NEW = "/posts/new/"


def signed_in(name: str) -> Client:
    client = Client()
    client.force_login(cast.staff(name))
    return client


def typed(*channels: Channel, **more: Any) -> dict[str, Any]:
    chosen = [each.value for each in channels or (PORTAL,)]
    return {"text": posts.TEXT, "channels": chosen, "portal_days": "7"} | more


def photo() -> SimpleUploadedFile:
    return SimpleUploadedFile("IMG_1.jpg", posts.picture().content, "image/jpeg")


def said(answer: Any) -> str:
    """Return the words of a page."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


def write(client: Client, data: dict[str, Any]) -> Any:
    return client.post(NEW, data, follow=True)


def test_a_post_is_written_submitted_and_approved_by_a_colleague() -> None:
    defne, tuna = signed_in("defne"), signed_in("tuna")
    write(defne, typed(picture=photo(), alt_text="Ekip boruyu onarıyor.", submit="1"))
    post = Post.objects.get()
    assert (post.state, post.written_by) == (PostState.SUBMITTED, cast.staff("defne"))
    own = defne.get(f"/posts/{post.pk}/")
    assert "bir çalışma arkadaşınız onaylar" in said(own)
    assert f"/posts/{post.pk}/approve/" not in own.content.decode()
    refused = defne.post(f"/posts/{post.pk}/approve/", {"seen": post.version}, follow=True)
    assert "bir çalışma arkadaşınız onaylar" in said(refused)
    done = tuna.post(f"/posts/{post.pk}/approve/", {"seen": post.version}, follow=True)
    assert "o ana kadar geri alabilirsiniz" in said(done)
    assert posts.place(post, PORTAL).state == State.WAITING


def test_what_a_place_would_not_take_is_said_and_nothing_typed_is_lost() -> None:
    defne = signed_in("defne")
    with posts.opened(INSTAGRAM):
        answer = write(defne, typed(PORTAL, INSTAGRAM, text="u" * 401, submit="1"))
        post = Post.objects.get()
        assert (post.state, post.text) == (PostState.DRAFT, "u" * 401)
        assert "Portal: Çok uzun" in said(answer)
        assert "Instagram: Burada görsel gerekir" in said(answer)
        assert "u" * 401 in answer.content.decode()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"text": " "}, "Herkesin bilmesi gerekeni yazın."),
        ({"planned_at": "2020-01-01T10:00"}, "Bu saat geçti."),
        ({"own_telegram": "Kısaca: su 18'de."}, "Yukarıda bu kanalı seçin"),
        ({"picture": SimpleUploadedFile("a.jpg", b"no picture")}, "Yalnızca fotoğraf"),
        ({"channels": ["telegram"]}, "telegram"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(data: dict[str, Any], words: str) -> None:
    with posts.opened(*[TELEGRAM] if "own_telegram" in data else []):
        answer = write(signed_in("defne"), typed(**data))
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert words in said(answer)
    assert not Post.objects.exists()


def test_a_picture_without_words_for_it_is_kept_as_a_draft() -> None:
    answer = write(signed_in("defne"), typed(picture=photo(), submit="1"))
    assert "Görselde ne olduğunu yazın" in said(answer)
    assert Post.objects.get().picture


def test_the_preview_counts_as_each_place_does_and_keeps_nothing() -> None:
    with posts.opened(TELEGRAM):
        data = typed(PORTAL, TELEGRAM, text="Su geldi. 💧", own_telegram="Kısa", chosen="1")
        answer = signed_in("defne").post("/posts/preview/", data)
    words = said(answer)
    assert "12 / 400" in words
    assert "4 / 1.024" in words
    assert not Post.objects.exists()


def test_x_counts_in_its_own_way_and_the_preview_says_so() -> None:
    link = "https://kocaeli.bel.tr/" + "a" * 400
    with posts.opened(posts.AT_X):
        defne = signed_in("defne")
        fits = defne.post("/posts/preview/", typed(posts.AT_X, text=f"Su: {link}", chosen="1"))
        longer = defne.post("/posts/preview/", typed(posts.AT_X, text="ş" * 281, chosen="1"))
    assert "27 / 280" in said(fits)
    assert "281 / 280" in said(longer)
    assert "Çok uzun" not in said(fits)
    assert "Çok uzun" in said(longer)


def test_what_a_colleague_changed_meanwhile_is_not_written_over() -> None:
    post = posts.written()
    defne, tuna = signed_in("defne"), signed_in("tuna")
    address = f"/posts/{post.pk}/edit/"
    defne.post(address, typed(text="Su geldi.", seen="1"))
    answer = tuna.post(address, typed(text="Eski sözler.", seen="1"))
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    page = answer.content.decode()
    assert "Eski sözler." in page
    [again] = re.findall(r'name="seen" value="(\d+)"', page)
    pressed_again = tuna.post(address, typed(text="Eski sözler.", seen=again))
    assert pressed_again.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert Post.objects.get().text == "Su geldi."


def test_sent_back_with_a_remark_that_its_writer_reads() -> None:
    post = posts.submitted()
    tuna = signed_in("tuna")
    empty = tuna.post(f"/posts/{post.pk}/send-back/", {"seen": "1", "remark": ""})
    assert empty.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    tuna.post(f"/posts/{post.pk}/send-back/", {"seen": "1", "remark": "Saat yanlış."})
    assert "Saat yanlış." in said(signed_in("defne").get(f"/posts/{post.pk}/"))


def test_the_calendar_shows_a_month_and_what_waits_for_its_reader() -> None:
    post = posts.submitted(planned_at=clock.now() + timedelta(hours=1))
    month = f"{city.local(post.shown_at):%Y-%m}"
    for reader, waits in (("tuna", True), ("defne", False)):
        words = said(signed_in(reader).get(f"/posts/?month={month}"))
        assert posts.TEXT[:30] in words
        assert ("Bakmanız gerekenler" in words) is waits
    assert signed_in("tuna").get("/posts/?month=kasım&view=list").status_code == HTTPStatus.OK


def test_nobody_sees_a_picture_before_it_is_approved_and_everybody_after() -> None:
    post = posts.submitted(picture=posts.picture())
    address = f"/pictures/{post.picture_key}.jpg"
    assert Client().get(address).status_code == HTTPStatus.NOT_FOUND
    actions.approve(post=post, seen=1, by=cast.staff("tuna"), at=cast.AT)
    answer = Client().get(address)
    assert (answer.status_code, answer["Content-Type"]) == (HTTPStatus.OK, "image/jpeg")
    assert b"".join(answer.streaming_content)[:2] == b"\xff\xd8"
    assert Client().get("/pictures/nobody-guesses.jpg").status_code == HTTPStatus.NOT_FOUND


def test_a_picture_is_gone_with_the_last_place_where_its_post_stood() -> None:
    with posts.opened(TELEGRAM):
        post = posts.approved(PORTAL, TELEGRAM, picture=posts.picture())
        address = f"/pictures/{post.picture_key}.jpg"
        for channel, left in ((PORTAL, HTTPStatus.OK), (TELEGRAM, HTTPStatus.NOT_FOUND)):
            place = posts.place(post, channel)
            actions.publish(publication_id=place.pk, now=clock.now)
            actions.withdraw(publication=place, by=cast.staff("tuna"), at=clock.now())
            actions.remove(publication_id=place.pk, now=clock.now)
            assert Client().get(address).status_code == left


def test_the_portal_shows_it_with_its_picture() -> None:
    post = posts.approved(picture=posts.picture())
    actions.publish(publication_id=posts.place(post, PORTAL).pk, now=clock.now)
    page = Client().get("/announcements/").content.decode()
    assert posts.TEXT.replace("'", "&#x27;") in page
    assert f'src="/pictures/{post.picture_key}.jpg"' in page
    assert f'alt="{post.alt_text}"' in page


def unclear(post: Post, channel: Channel) -> Publication:
    Publication.objects.filter(post=post, channel=channel).update(
        state=State.UNCLEAR, last_error="telegram no answer"
    )
    return posts.place(post, channel)


def test_of_an_unclear_one_a_person_says_what_is_there() -> None:
    with posts.opened(TELEGRAM):
        post = posts.approved(TELEGRAM)
        unclear(post, TELEGRAM)
        tuna = signed_in("tuna")
        words = said(tuna.get(f"/posts/{post.pk}/"))
        assert "Orada yayında" in words
        assert "Orada yok: vazgeç" in words
        assert "telegram no answer" in words
        place = f"/posts/{post.pk}/places/telegram"
        assert tuna.post(f"{place}/confirm/", follow=True).status_code == HTTPStatus.OK
        assert posts.place(post, TELEGRAM).state == State.PUBLISHED
        assert "Bu paylaşımın durumu değişmiş" in said(tuna.post(f"{place}/repeat/", follow=True))
        assert tuna.post(f"{place}/fly/").status_code == HTTPStatus.NOT_FOUND


def test_what_is_given_up_is_not_said_to_have_stood_there() -> None:
    with posts.opened(TELEGRAM):
        post = posts.approved(TELEGRAM)
        unclear(post, TELEGRAM)
        address = f"/posts/{post.pk}/places/telegram/give-up/"
        assert "vazgeçildi" in said(signed_in("tuna").post(address, follow=True))
    calendar = said(signed_in("tuna").get(f"/posts/?month={city.local(post.shown_at):%Y-%m}"))
    assert "vazgeçildi" in calendar
    assert "kaldırıldı" not in calendar


def test_what_came_back_is_counted_for_all_and_named_for_who_may_read_it() -> None:
    with posts.opened(FACEBOOK):
        post = posts.approved(FACEBOOK)
        Publication.objects.update(
            state=State.PUBLISHED, published_at=cast.AT, reference="101530153015301_880"
        )
        talk = talk_of(posted(FACEBOOK, page_comment("880_1")))
        link = f"/center/conversations/{talk.pk}/"
        for reader, reads in (("hakan", True), ("defne", False)):
            page = signed_in(reader).get(f"/posts/{post.pk}/")
            assert "1 yorum" in said(page)
            assert "1 yazışma" in said(page)
            assert (link in page.content.decode()) is reads
