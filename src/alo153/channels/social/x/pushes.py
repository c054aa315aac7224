"""Posts of X to our address: messages, mentions and read receipts. Pure.

https://docs.x.com/x-api/activity/event-payloads
https://docs.x.com/x-api/account-activity/introduction
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from alo153.channels.providers import payloads
from alo153.channels.providers.payloads import noted
from alo153.channels.pushes import Delivery, Push, Pushed, StatusReport, Unreadable

NAME: Final = "x"
type Entry = Mapping[str, Any]
_MENTION: Final = "post.mention.create"
# What tells of the account and nothing of a citizen
_OF_ACCOUNT: Final = ("user_event", "replay_job_status", "replay_event")


def read_push(raw: bytes) -> Push:
    """Read what came; of what is neither message, mention nor report it holds nothing.

    Raises:
        Unreadable: it is not in X's shape.
    """
    found = payloads.read(raw)
    if not isinstance(found, dict):
        raise Unreadable("no object")
    unread: list[str] = []
    if "data" in found:
        reports, messages = _activity(payloads.part(found, "data"), unread)
    elif us := payloads.word(found, "for_user_id"):
        reports, messages = _account_activity(found, us, unread)
    elif any(each in found for each in _OF_ACCOUNT):
        return Push()
    else:
        raise Unreadable("no account")
    if len(reports) + len(messages) > payloads.MOST_ROWS:
        raise Unreadable("too many")
    return Push(reports=tuple(reports), messages=tuple(messages), unread=tuple(unread))


def _activity(data: Entry, unread: list[str]) -> tuple[list[StatusReport], list[Pushed]]:
    """Read an event of the X Activity API."""
    us = payloads.word(payloads.part(data, "filter"), "user_id")
    payload = payloads.part(data, "payload")
    if not us:
        raise Unreadable("no account")
    messages = list(_messages(payload, us, unread))
    if data.get("event_type") == _MENTION:
        with noted(unread):
            messages += _mention(payload, payloads.part(data, "includes"), us)
    return list(_reports(payload, us, unread)), messages


def _account_activity(
    found: Entry, us: str, unread: list[str]
) -> tuple[list[StatusReport], list[Pushed]]:
    """Read events of the Account Activity API."""
    messages = list(_messages(found, us, unread))
    for tweet in payloads.objects(found, "tweet_create_events", unread):
        with noted(unread):
            messages += _tweet(tweet, us)
    return list(_reports(found, us, unread)), messages


def _messages(found: Entry, us: str, unread: list[str]) -> Iterator[Pushed]:
    """Give the messages; what we wrote ourselves is told as well."""
    for event in payloads.objects(found, "direct_message_events", unread):
        with noted(unread):
            made = payloads.part(event, "message_create")
            by = payloads.word(made, "sender_id")
            if event.get("type") == "message_create" and by != us:
                kept = {"message": event, "user": _user(found, by)}
                yield Pushed(key=_name(event, "id"), raw=json.dumps(kept).encode())


def _user(found: Entry, number: str) -> Entry:
    """Return what is told of somebody; one of the two forms wraps it."""
    user = payloads.part(payloads.part(found, "users"), number)
    return payloads.part(user, "data") or user


def _mention(post: Entry, includes: Entry, us: str) -> Iterator[Pushed]:
    by = payloads.word(post, "author_id")
    if by == us:
        return
    users = payloads.parts(includes, "users")
    kept = {
        "post": post,
        "user": next((each for each in users if each.get("id") == by), {}),
        "media": payloads.parts(includes, "media"),
    }
    yield Pushed(key=_name(post, "id"), raw=json.dumps(kept).encode())


def _tweet(tweet: Entry, us: str) -> Iterator[Pushed]:
    """Give a post that is meant for us; reposts of our posts are included."""
    by = payloads.word(payloads.part(tweet, "user"), "id_str")
    if by == us or tweet.get("retweeted_status"):
        return
    long = payloads.part(tweet, "extended_tweet")
    told = [payloads.part(each, "entities") for each in (tweet, long)]
    named = [each.get("id_str") for part in told for each in payloads.parts(part, "user_mentions")]
    if us in [*named, tweet.get("in_reply_to_user_id_str")]:
        yield Pushed(key=_name(tweet, "id_str"), raw=json.dumps({"tweet": tweet}).encode())


def _reports(found: Entry, us: str, unread: list[str]) -> Iterator[StatusReport]:
    """Give what was read: X names the last message. Of what only arrived it says nothing."""
    for event in payloads.objects(found, "direct_message_mark_read_events", unread):
        with noted(unread):
            if payloads.word(event, "sender_id") != us:
                yield StatusReport(
                    reference=_name(event, "last_read_event_id"),
                    state=Delivery.READ,
                    code=Delivery.READ.value,
                    at=payloads.seconds(event, "created_timestamp", per_second=1000),
                )


def _name(row: Entry, name: str) -> str:
    return payloads.reference(row, name, of=NAME)
