"""X: messages and mentions of both of its forms are read, and nothing else."""

from datetime import UTC, datetime
from typing import Any

import pytest
from tests.channels.social.shapes import (
    AYSE_X,
    SENT_AT,
    US_X,
    raw,
    x_account_activity,
    x_event,
    x_mention,
    x_message,
    x_said,
    x_tweet,
)

from alo153.channels.inbound import Inbound, RemoteFile
from alo153.channels.pushes import Delivery, Push, StatusReport, Unreadable
from alo153.channels.readers import read
from alo153.channels.social.x.transport import X
from alo153.citizens.channel import Channel

AT = datetime(2026, 11, 28, 13, 6, tzinfo=UTC)
BOTH = pytest.mark.parametrize(
    "wrapped",
    [
        x_message,
        lambda event: x_account_activity(direct_message_events=[event]),
    ],
    ids=["activity", "account-activity"],
)
SHORT = "https://t.co/5DedenNGo9"
PHOTO = "https://ton.twitter.com/1.1/ton/data/dm/1034828552951160836/1034828533812486145/oP5p.jpg"


def pushed(told: dict[str, Any]) -> Push:
    assert X.read_push
    return X.read_push(raw(told))


def taken(told: dict[str, Any]) -> Inbound:
    [message] = pushed(told).messages
    inbound = read(Channel.X, message.raw)
    assert inbound
    return inbound


@BOTH
class TestMessages:
    def test_somebody_is_known_by_their_number(self, wrapped: Any) -> None:
        inbound = taken(wrapped(x_said()))
        assert (inbound.sender, inbound.sender_name, inbound.to) == (AYSE_X, "Ayşe Işık", (US_X,))
        assert (inbound.text, inbound.comment, inbound.phone) == ("Çukur var.", "", "")
        assert inbound.reference == "x:2080765901528535096"
        assert inbound.sent_at == AT

    def test_what_we_wrote_ourselves_is_told_as_well_and_is_nothing(self, wrapped: Any) -> None:
        assert pushed(wrapped(x_said(by=US_X))) == Push()

    def test_links_are_as_they_were_typed_and_those_of_pictures_are_files(
        self, wrapped: Any
    ) -> None:
        urls = [
            {"url": SHORT, "expanded_url": "https://e.org/a?b=1&c=2"},
            {"url": "https://t.co/photo", "expanded_url": "https://twitter.com/messages/media/1"},
        ]
        media = {"id_str": "1", "media_url_https": PHOTO, "url": "https://t.co/photo"}
        said = {
            "text": f"Su &amp; elektrik yok &lt;3 {SHORT} https://t.co/photo",
            "entities": {"urls": urls},
            "attachment": {"type": "media", "media": media},
        }
        inbound = taken(wrapped(x_said(**said)))
        assert inbound.text == "Su & elektrik yok <3 https://e.org/a?b=1&c=2"
        assert inbound.remote_files == (RemoteFile(name="", reference=PHOTO),)

    def test_a_picture_alone_says_enough(self, wrapped: Any) -> None:
        media = {"media_url_https": PHOTO, "url": "https://t.co/photo"}
        said = {"text": "https://t.co/photo", "attachment": {"type": "media", "media": media}}
        inbound = taken(wrapped(x_said(**said)))
        assert (inbound.text, inbound.complete) == ("", True)

    def test_one_as_long_as_any_is_read_whole(self, wrapped: Any) -> None:
        assert taken(wrapped(x_said(text="&amp;" * 10_000))).text == "&" * 10_000

    @pytest.mark.parametrize(
        "odd",
        [
            {"type": "message_create", "id": "Ayşe"},
            {"type": "message_create", "message_create": {"sender_id": AYSE_X}},
            {"type": "message_create", "message_create": "Ayşe"},
            {"type": "participants_join", "id": "7"},
            "Ayşe",
            None,
        ],
    )
    def test_one_odd_event_keeps_back_none_of_those_beside_it(self, wrapped: Any, odd: Any) -> None:
        told = wrapped(x_said())
        payload = told["data"]["payload"] if "data" in told else told
        payload["direct_message_events"] += [odd, x_said("9")]
        push = pushed(told)
        found = [read(Channel.X, each.raw) for each in push.messages]
        assert [each.reference for each in found if each] == ["x:2080765901528535096", "x:9"]
        assert "Ayşe" not in "".join(push.unread)


class TestMentions:
    @pytest.mark.parametrize(
        "told", [x_mention(), x_account_activity(tweet_create_events=[x_tweet()])]
    )
    def test_a_mention_is_something_that_was_said_in_public(self, told: Any) -> None:
        inbound = taken(told)
        assert (inbound.comment, inbound.sender) == ("2080765813578191303", AYSE_X)
        assert inbound.sender_name == "Ayşe Işık"
        assert inbound.text == "@kocaeli153 Sokağımızda çukur var!"
        assert (inbound.sent_at, inbound.post) == (AT, "")

    def test_both_forms_of_one_post_have_one_key(self) -> None:
        [one] = pushed(x_mention()).messages
        [other] = pushed(x_account_activity(tweet_create_events=[x_tweet()])).messages
        assert one.key == other.key

    def test_an_answer_below_a_post_of_ours_names_it(self) -> None:
        referenced = [{"type": "quoted", "id": "5"}, {"type": "replied_to", "id": "77"}]
        assert taken(x_mention(referenced_tweets=referenced)).post == "77"
        answer = x_tweet(
            entities={"user_mentions": []},
            in_reply_to_user_id_str=US_X,
            in_reply_to_status_id_str="77",
        )
        assert taken(x_account_activity(tweet_create_events=[answer])).post == "77"

    def test_a_long_one_is_read_whole(self) -> None:
        note = {"text": "ş" * 9_000}
        assert taken(x_mention(note_tweet=note)).text == "ş" * 9_000
        long = {"full_text": "ş" * 9_000, "entities": {"user_mentions": [{"id_str": US_X}]}}
        tweet = x_tweet(text="ş…", entities={"user_mentions": []}, extended_tweet=long)
        assert taken(x_account_activity(tweet_create_events=[tweet])).text == "ş" * 9_000

    def test_its_pictures_are_fetched(self) -> None:
        url = "https://pbs.twimg.com/media/A2OXIUcCUAAXj9k.png"
        told = x_mention()
        told["data"]["includes"]["media"] = [{"media_key": "3_1", "type": "photo", "url": url}]
        tweet = x_tweet(extended_entities={"media": [{"media_url_https": url, "url": SHORT}]})
        for each in (told, x_account_activity(tweet_create_events=[tweet])):
            assert taken(each).remote_files == (RemoteFile(name="", reference=url),)

    @pytest.mark.parametrize(
        "tweet",
        [
            x_tweet(user={"id_str": US_X}),
            x_tweet(retweeted_status={"id_str": "5"}),
            x_tweet(entities={"user_mentions": [{"id_str": "5"}]}),
        ],
        ids=["ours", "repeated", "not-for-us"],
    )
    def test_what_is_not_meant_for_us_is_nothing(self, tweet: dict[str, Any]) -> None:
        assert pushed(x_account_activity(tweet_create_events=[tweet])) == Push()

    def test_our_own_mention_of_ourselves_is_nothing(self) -> None:
        assert pushed(x_mention(author_id=US_X)) == Push()


def test_what_was_read_names_a_message_and_of_what_only_arrived_nothing_is_said() -> None:
    event = {"created_timestamp": str(SENT_AT * 1000), "sender_id": AYSE_X}
    event |= {"target": {"recipient_id": US_X}, "last_read_event_id": "963085315333238788"}
    report = StatusReport(reference="x:963085315333238788", state=Delivery.READ, code="read", at=AT)
    named = {"direct_message_mark_read_events": [event]}
    for told in (x_account_activity(**named), x_event("dm.read", named)):
        assert pushed(told).reports == (report,)
    ours = [event | {"sender_id": US_X}]
    assert pushed(x_account_activity(direct_message_mark_read_events=ours)) == Push()


def test_what_tells_of_the_account_is_taken_and_nothing() -> None:
    revoke = {"user_event": {"revoke": {"source": {"user_id": US_X}}}}
    for told in (revoke, x_account_activity(favorite_events=[{"id": "1"}])):
        assert pushed(told) == Push()
    assert pushed(x_event("like.create", {"id": "1"})) == Push()


@pytest.mark.parametrize("told", [[], {}, {"data": []}, {"data": {"payload": {}}}])
def test_what_is_not_in_its_shape_is_refused(told: Any) -> None:
    with pytest.raises(Unreadable):
        pushed(told)
