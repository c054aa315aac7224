"""WhatsApp's messages and statuses are read by its documentation, with a number and without."""

import json
from typing import Any
from uuid import uuid4

import pytest
from tests.channels.contract.other_side import Mood
from tests.channels.contract.stand_ins import whatsapp as stand_in
from tests.channels.social.shapes import (
    AYSE_NUMBER,
    AYSE_USER,
    raw,
    whatsapp,
    whatsapp_message,
    whatsapp_status,
)

from alo153.channels.contract import (
    Letter,
    LetterFile,
    NotFetched,
    PermanentFailure,
    Template,
    TemporaryFailure,
)
from alo153.channels.inbound import Inbound
from alo153.channels.pushes import Delivery, Unreadable
from alo153.channels.social.whatsapp.messages import read
from alo153.channels.social.whatsapp.pushes import read_push
from alo153.channels.social.whatsapp.transport import WHATSAPP

NEW_USER = "TR.99999999999999999999"


def taken(told: dict[str, Any]) -> Inbound:
    [message] = read_push(raw(told)).messages
    inbound = read(message.raw)
    assert inbound
    return inbound


def test_somebody_is_known_by_the_name_that_our_account_has_for_them() -> None:
    inbound = taken(whatsapp_message())
    assert (inbound.sender, inbound.sender_name) == (AYSE_USER, "Ayşe Işık")
    assert (inbound.phone, inbound.former_senders) == ("+905320000101", (AYSE_NUMBER,))
    assert (inbound.text, inbound.reference) == ("Çukur var.", "whatsapp:wamid.AAA")


def test_a_telephone_number_is_optional() -> None:
    inbound = taken(whatsapp_message(number=""))
    assert (inbound.sender, inbound.phone, inbound.former_senders) == (AYSE_USER, "", ())


def test_as_it_was_before_user_names() -> None:
    inbound = taken(whatsapp_message(user=""))
    assert (inbound.sender, inbound.phone) == (AYSE_NUMBER, "+905320000101")


def test_of_several_people_in_one_post_each_has_their_own_name() -> None:
    both = whatsapp_message()
    value = both["entry"][0]["changes"][0]["value"]
    other = {"profile": {"name": "Mehmet Demir"}, "user_id": NEW_USER}
    value["contacts"].insert(0, other)
    value["messages"].append(value["messages"][0] | {"id": "wamid.B", "from_user_id": NEW_USER})
    names = [read(each.raw) for each in read_push(raw(both)).messages]
    assert [each.sender_name for each in names if each] == ["Ayşe Işık", "Mehmet Demir"]


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ({"type": "image", "image": {"id": "77", "caption": "Burada"}}, "Burada"),
        (
            {"type": "location", "location": {"latitude": 40.7, "longitude": 29.9, "name": "Park"}},
            "geo:40.700000,29.900000\nPark",
        ),
        ({"type": "button", "button": {"text": "Evet", "payload": "1"}}, "Evet"),
        (
            {
                "type": "interactive",
                "interactive": {"type": "list_reply", "list_reply": {"id": "1", "title": "Su"}},
            },
            "Su",
        ),
        (
            {
                "type": "contacts",
                "contacts": [
                    {"name": {"formatted_name": "Muhtar"}, "phones": [{"phone": "0262 318 10 00"}]}
                ],
            },
            "Muhtar 0262 318 10 00",
        ),
        ({"type": "reaction", "reaction": {"message_id": "wamid.1", "emoji": "👍"}}, "👍"),
    ],
    ids=["photo", "place", "button", "choice", "contact", "reaction"],
)
def test_whatever_somebody_says_is_words(said: dict[str, Any], text: str) -> None:
    assert taken(whatsapp_message(**said)).text == text


def test_what_is_not_known_here_is_shown_as_it_came() -> None:
    odd = taken(whatsapp_message(type="unsupported", errors=[{"code": 131051}]))
    assert (odd.text, odd.complete) == ("", False)


def test_somebody_has_another_name_or_number() -> None:
    system = {"body": "changed", "type": "user_changed_user_id", "user_id": NEW_USER}
    change = taken(whatsapp_message(type="system", system=system))
    assert (change.sender, change.is_notice) == (NEW_USER, True)
    assert change.former_senders == (AYSE_USER, AYSE_NUMBER)
    number = {"body": "changed", "type": "user_changed_number", "wa_id": "905320000999"}
    assert taken(whatsapp_message(type="system", system=number, user="")).sender == "905320000999"
    assert taken(whatsapp_message(type="system", system=number)).sender == AYSE_USER


@pytest.mark.parametrize(
    ("status", "state"),
    [
        ("delivered", Delivery.DELIVERED),
        ("read", Delivery.READ),
        ("failed", Delivery.REJECTED),
    ],
)
def test_what_became_of_a_message(status: str, state: Delivery) -> None:
    told = whatsapp_status("wamid.1", status, errors=[{"code": 131026, "title": "no"}])
    [report] = read_push(raw(told)).reports
    assert (report.reference, report.state) == ("whatsapp:wamid.1", state)
    assert report.code == f"{status} 131026"


@pytest.mark.parametrize("odd", [{"text": {"body": "Ayşe"}}, {"id": ["Ayşe"]}, "Ayşe", None])
def test_one_odd_event_keeps_back_none_of_those_beside_it(odd: Any) -> None:
    told = whatsapp_message()
    [change] = told["entry"][0]["changes"]
    more = whatsapp_message("wamid.BBB")["entry"][0]["changes"][0]["value"]
    change["value"]["messages"] += [odd, *more["messages"]]
    change["value"]["contacts"] += [odd]
    status = {"id": "wamid.1", "status": "read", "timestamp": "1"}
    change["value"]["statuses"] = [{"status": "read", "id": {"Ayşe": 1}}, status]
    told["entry"][0]["changes"] += [odd, {"field": "messages", "value": "Ayşe"}]
    push = read_push(raw(told))
    assert [each.key for each in push.messages] == ["whatsapp:wamid.AAA", "whatsapp:wamid.BBB"]
    assert [each.reference for each in push.reports] == ["whatsapp:wamid.1"]
    assert push.unread
    assert "Ayşe" not in "".join(push.unread)


def test_steps_on_the_way_and_other_news_are_neither() -> None:
    push = read_push(raw(whatsapp_status("wamid.1", "sent")))
    assert (push.reports, push.messages) == ((), ())
    other = whatsapp_message()
    other["entry"][0]["changes"][0]["field"] = "account_update"
    assert read_push(raw(other)).messages == ()
    with pytest.raises(Unreadable):
        read_push(raw(whatsapp({}) | {"object": "page"}))


class TestSending:
    TEMPLATE = Template(name="basvuru_sonucu", language="tr", values=("Ayşe Hanım", "482109373"))

    def sent(self, **changes: Any) -> dict[str, Any]:
        letter: dict[str, Any] = {"to": stand_in.TO, "subject": "", "body": "Ekip yolda."}
        with stand_in.running() as other:
            WHATSAPP.open(other.address).send(Letter(id=uuid4(), **letter | changes))
            [order] = other.orders
        found: dict[str, Any] = json.loads(order.body)
        return found

    def test_whoever_has_a_number_is_written_to_by_it_and_others_by_their_name(self) -> None:
        assert self.sent()["recipient"] == stand_in.TO
        assert "to" not in self.sent()
        assert self.sent(to=AYSE_NUMBER)["to"] == AYSE_NUMBER

    def test_approved_words_go_with_what_fills_their_gaps(self) -> None:
        order = self.sent(template=self.TEMPLATE)
        assert order["type"] == "template"
        assert "text" not in order
        [body] = order["template"]["components"]
        assert [each["text"] for each in body["parameters"]] == ["Ayşe Hanım", "482109373"]

    def test_what_is_not_approved_is_refused_for_good(self) -> None:
        other = Template(name="baska", language="tr")
        with pytest.raises(PermanentFailure, match="132001"):
            self.sent(template=other)


class TestFiles:
    def test_its_address_is_asked_for_and_the_file_fetched_with_our_token(self) -> None:
        assert WHATSAPP.fetch
        with stand_in.running() as other:
            other.files["77"] = b"a photo"
            assert WHATSAPP.fetch(other.address, "77") == b"a photo"

    def test_our_token_goes_to_nobody_but_meta(self) -> None:
        assert WHATSAPP.fetch
        with stand_in.running() as other, stand_in.running() as stranger:
            other.files["77"] = b"a photo"
            other.file_origin = f"http://{stranger.server.origin}"
            with pytest.raises(NotFetched, match="strange address"):
                WHATSAPP.fetch(other.address, "77")
            assert stranger.asked == []

    @pytest.mark.parametrize("reference", ["../me", "77?fields=a", "", "77/../88"])
    def test_a_reference_is_a_number(self, reference: str) -> None:
        assert WHATSAPP.fetch
        with stand_in.running() as other:
            with pytest.raises(NotFetched):
                WHATSAPP.fetch(other.address, reference)
            assert other.asked == []

    def test_one_that_is_gone_is_not_asked_for_again(self) -> None:
        assert WHATSAPP.fetch
        with stand_in.running() as other, pytest.raises(NotFetched) as problem:
            WHATSAPP.fetch(other.address, "78")
        assert not problem.value.temporary


def with_file(content_type: str, *, words: str = "Ekte.") -> Letter:
    file = LetterFile(name="Işık planı.pdf", content_type=content_type, content=b"%PDF\r\n\x00")
    return Letter(id=uuid4(), to=stand_in.TO, subject="", body=words, files=(file,))


@pytest.mark.parametrize(
    ("content_type", "kind"), [("image/jpeg", "image"), ("application/pdf", "document")]
)
def test_a_file_is_handed_over_and_named_by_one_message(content_type: str, kind: str) -> None:
    with stand_in.running() as other:
        WHATSAPP.open(other.address).send(with_file(content_type))
        [(number, (name, content))] = other.uploads.items()
        order = json.loads(other.orders[-1].body)
    assert (name, content) == ("Işık planı.pdf", b"%PDF\r\n\x00")
    assert (order["type"], order[kind]["id"], order[kind]["caption"]) == (kind, number, "Ekte.")
    assert order[kind].get("filename", name) == name


def test_a_file_that_cannot_be_handed_over_is_tried_again_and_nothing_was_said() -> None:
    with stand_in.running() as other:
        other.be(Mood.CUT)
        with pytest.raises(TemporaryFailure):
            WHATSAPP.open(other.address).send(with_file("image/jpeg"))
        assert other.orders == []


def test_words_too_long_for_a_file_do_not_leave() -> None:
    with stand_in.running() as other:
        with pytest.raises(PermanentFailure):
            WHATSAPP.open(other.address).send(with_file("image/jpeg", words="ş" * 1025))
        assert (other.uploads, other.orders) == ({}, [])
