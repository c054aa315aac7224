"""Messenger and Instagram: messages and comments are read, echoes of ours are not."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from tests.channels.contract.stand_ins import instagram as instagram_stand_in
from tests.channels.contract.stand_ins import messenger as messenger_stand_in
from tests.channels.social.shapes import (
    AYSE_META,
    PAGE,
    instagram_comment,
    meta,
    meta_message,
    page_comment,
    raw,
)

from alo153.channels.contract import Letter, NotFetched
from alo153.channels.inbound import Inbound, RemoteFile
from alo153.channels.pushes import Delivery, Push, StatusReport
from alo153.channels.readers import read
from alo153.channels.social.instagram.transport import INSTAGRAM
from alo153.channels.social.messenger.transport import MESSENGER
from alo153.channels.transport import Transport

SENT_AT = datetime(2026, 11, 28, 13, 6, tzinfo=UTC)
BOTH = pytest.mark.parametrize(
    ("transport", "kind"), [(MESSENGER, "page"), (INSTAGRAM, "instagram")], ids=["page", "insta"]
)


def pushed(transport: Transport, told: dict[str, Any]) -> Push:
    assert transport.read_push
    return transport.read_push(raw(told))


def taken(transport: Transport, told: dict[str, Any]) -> Inbound:
    [message] = pushed(transport, told).messages
    inbound = read(transport.channel, message.raw)
    assert inbound
    return inbound


@BOTH
class TestMessages:
    def test_somebody_is_known_by_a_name_that_our_account_alone_has(
        self, transport: Transport, kind: str
    ) -> None:
        answered = {"text": "Çukur var.", "reply_to": {"mid": "m_7"}}
        inbound = taken(transport, meta_message(kind, **answered))
        assert (inbound.sender, inbound.to) == (AYSE_META, (PAGE,))
        assert (inbound.text, inbound.comment) == ("Çukur var.", "")
        assert inbound.reference == f"{transport.name}:m_AAA"
        assert inbound.answers == (f"{transport.name}:m_7",)
        assert inbound.sent_at == SENT_AT

    def test_a_photo_is_fetched_from_its_address(self, transport: Transport, kind: str) -> None:
        url = "https://scontent.xx.fbcdn.net/v/t1/photo.jpg?oh=" + "a" * 300
        photo = {"type": "image", "payload": {"url": url}}
        inbound = taken(transport, meta_message(kind, attachments=[photo]))
        assert inbound.remote_files == (RemoteFile(name="", reference=url),)
        assert inbound.complete

    @pytest.mark.parametrize(
        "shared",
        [
            {"type": "fallback", "payload": {"url": "https://e.org/a", "title": "Haber"}},
            {"type": "fallback", "payload": None, "url": "https://e.org/a", "title": "Haber"},
            {
                "type": "template",
                "payload": {
                    "template_type": "generic",
                    "elements": [{"title": "Haber", "item_url": "https://e.org/a"}],
                },
            },
        ],
        ids=["fallback", "older", "template"],
    )
    def test_a_link_that_is_shared_comes_in_as_words(
        self, transport: Transport, kind: str, shared: dict[str, Any]
    ) -> None:
        inbound = taken(transport, meta_message(kind, attachments=[shared]))
        assert (inbound.text, inbound.remote_files) == ("Haber\nhttps://e.org/a", ())
        assert inbound.complete
        typed = {"text": "Bakın: https://e.org/a", "attachments": [shared]}
        assert taken(transport, meta_message(kind, **typed)).text == "Bakın: https://e.org/a\nHaber"

    @pytest.mark.parametrize(
        "odd",
        [
            {"message": "Ayşe"},
            {"message": {"text": "Ayşe"}},
            {"message": {"mid": {"Ayşe": 1}}},
            {"delivery": {"mids": "Ayşe"}},
            {"read": {"mid": ["Ayşe"]}},
            {"postback": {"title": "Ayşe"}},
            "Ayşe",
            None,
        ],
    )
    def test_one_odd_event_keeps_back_none_of_those_beside_it(
        self, transport: Transport, kind: str, odd: Any
    ) -> None:
        told = meta_message(kind)
        [entry] = told["entry"]
        after = meta_message(kind, "m_BBB")["entry"][0]["messaging"]
        entry["messaging"] += [odd, *after]
        told["entry"] += [odd, {"changes": [odd, {"field": "feed", "value": "Ayşe"}]}]
        push = pushed(transport, told)
        names = [f"{transport.name}:m_AAA", f"{transport.name}:m_BBB"]
        assert [each.key for each in push.messages] == names
        assert push.unread
        assert "Ayşe" not in "".join(push.unread)

    def test_what_we_wrote_ourselves_comes_back_and_is_nothing(
        self, transport: Transport, kind: str
    ) -> None:
        for said in ({"text": "Ekip yolda.", "is_echo": True}, {"is_deleted": True}):
            assert pushed(transport, meta_message(kind, **said)) == Push()

    def test_what_arrived_and_what_was_read(self, transport: Transport, kind: str) -> None:
        told = {"mids": ["m_1", "m_2"], "watermark": 1795871160000}
        push = pushed(transport, meta(kind, delivery=told))
        assert [each.reference for each in push.reports] == [
            f"{transport.name}:m_1",
            f"{transport.name}:m_2",
        ]
        assert pushed(transport, meta(kind, read={"mid": "m_1"})).reports == (
            StatusReport(
                reference=f"{transport.name}:m_1", state=Delivery.READ, code="read", at=SENT_AT
            ),
        )
        # A point in time names no message
        assert pushed(transport, meta(kind, read={"watermark": 1795871160000})) == Push()


@pytest.mark.parametrize(
    ("transport", "comment", "name", "who"),
    [
        (MESSENGER, page_comment, "880_1", "Ayşe Işık"),
        (INSTAGRAM, instagram_comment, "17870", "ayseisik"),
    ],
    ids=["page", "insta"],
)
class TestComments:
    def test_a_comment_is_something_that_was_said_in_public(
        self, transport: Transport, comment: Callable[..., dict[str, Any]], name: str, who: str
    ) -> None:
        inbound = taken(transport, comment())
        assert (inbound.comment, inbound.sender, inbound.sender_name) == (name, AYSE_META, who)
        assert inbound.text == "Sokağımızda çukur var!"

    def test_our_own_comments_are_nothing(
        self, transport: Transport, comment: Callable[..., dict[str, Any]], name: str, who: str
    ) -> None:
        ours = {"from": {"id": PAGE, "name": "Kocaeli 153", "username": "kocaeli"}}
        assert pushed(transport, comment(**ours)) == Push()


def test_what_was_changed_or_liked_later_is_no_comment() -> None:
    assert pushed(MESSENGER, page_comment(verb="edited")) == Push()
    assert pushed(MESSENGER, page_comment(item="reaction")) == Push()


@pytest.mark.parametrize(
    ("transport", "stand_in", "below"),
    [(MESSENGER, messenger_stand_in, "comments"), (INSTAGRAM, instagram_stand_in, "replies")],
    ids=["page", "insta"],
)
class TestSending:
    def test_a_comment_is_answered_privately_and_below_it(
        self, transport: Transport, stand_in: Any, below: str
    ) -> None:
        with stand_in.running() as other:
            adapter = transport.open(other.address)
            for is_public in (False, True):
                adapter.send(
                    Letter(
                        id=uuid4(),
                        to=AYSE_META,
                        subject="",
                        body="Size yazdık.",
                        comment="880_1",
                        is_public=is_public,
                    )
                )
            assert other.said() == [("880_1", "Size yazdık."), ("below 880_1", "Size yazdık.")]
            assert other.orders[1].path.endswith(f"/880_1/{below}")

    def test_a_file_is_fetched_without_our_token_and_from_meta_alone(
        self, transport: Transport, stand_in: Any, below: str
    ) -> None:
        assert transport.fetch
        with stand_in.running() as other, stand_in.running() as stranger:
            other.files["/photo.jpg"] = b"a photo"
            there = f"http://{other.server.origin}/photo.jpg"
            assert transport.fetch(other.address, there) == b"a photo"
            for strange in (
                f"http://{stranger.server.origin}/photo.jpg",
                "https://fbcdn.net.evil.example/photo.jpg",
                "http://scontent.fbcdn.net/photo.jpg",
                "https://scontent.fbcdn.net:8443/photo.jpg",
                "file:///etc/passwd",
                "",
            ):
                with pytest.raises(NotFetched):
                    transport.fetch(other.address, strange)
            assert stranger.asked == []
