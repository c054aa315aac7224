"""What waits in writing and how soon it was answered today, by medium."""

from dataclasses import replace
from datetime import timedelta

import pytest
from tests import cast
from tests.contacts.conversations.chat.chats import begun, said
from tests.contacts.conversations.letters import LETTER, taken_in

from alo153.contacts.conversations import stretches
from alo153.contacts.conversations.actions import hand_on, take
from alo153.contacts.conversations.offering.figures import OfMedium, by_medium
from alo153.contacts.offering.media import Media, Medium

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)
MEDIA = Media(
    by_key={
        "chat": Medium(key="chat", target=60),
        "email": Medium(key="email", target=3600),
        "sms": Medium(key="sms"),
    }
)


def test_the_wall_counts_what_waits_and_what_was_answered_in_time() -> None:
    elif_, midnight = cast.staff("elif"), cast.AT - timedelta(hours=10)
    first = begun(at=cast.AT)
    late = said(token="another-token-that-nobody-guesses", at=cast.AT).conversation
    assert late
    _, letter = taken_in(at=cast.AT)
    for each, minutes in ((first, 1), (late, 2)):
        take(conversation=each, by=elif_, at=cast.AT + minutes * MINUTE)
        each.refresh_from_db()
        stretches.answered(each, by=elif_, at=cast.AT + minutes * MINUTE)
    hand_on(conversation=late, by=elif_, at=cast.AT + 2 * MINUTE)
    chat, email, sms = by_medium(MEDIA, midnight=midnight, at=cast.AT + 5 * MINUTE)
    assert chat == OfMedium(
        channel="chat",
        queue="general",
        waiting=1,
        longest_since=cast.AT,
        target=60,
        level=50,
    )
    assert (email.waiting, email.level) == (1, None), "it may still be answered in time"
    assert sms == OfMedium(channel="sms", queue="general")
    later = by_medium(MEDIA, midnight=midnight, at=cast.AT + 90 * MINUTE)
    assert later[1].level == 0
    assert letter.waiting_since == cast.AT


def test_each_queue_of_a_medium_is_counted_by_itself_with_its_own_target() -> None:
    elif_, midnight = cast.staff("elif"), cast.AT - timedelta(hours=10)
    taken_in(at=cast.AT)
    _, water = taken_in(replace(LETTER, sender="can@example.org", to=("su@kocaeli.example",)))
    hand_on(conversation=water, by=elif_, at=cast.AT + 40 * MINUTE)
    media = Media(by_key={"email": Medium(key="email", target=3600, targets={"water": 1800})})
    general, of_water = by_medium(media, midnight=midnight, at=cast.AT + 50 * MINUTE)
    assert (general.queue, general.waiting, general.target, general.level) == (
        "general",
        1,
        3600,
        None,
    )
    assert (of_water.queue, of_water.waiting, of_water.target, of_water.level) == (
        "water",
        0,
        1800,
        0,
    )
