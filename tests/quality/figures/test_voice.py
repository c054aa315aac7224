"""What citizens say, beside how many say nothing."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from tests import cast
from tests.quality import made

from alo153.citizens.channel import Channel
from alo153.contacts.actions import rate_interaction
from alo153.core.actor import SYSTEM
from alo153.quality.queries import voice

pytestmark = pytest.mark.django_db
END = cast.AT + timedelta(days=1)


def rated(*ratings: int | None, channel: Channel = Channel.COUNTER) -> None:
    for rating in ratings:
        contact = made.contact(channel=channel)
        if rating is not None:
            rate_interaction(interaction=contact, rating=rating, by=SYSTEM, at=cast.AT)


def test_the_response_rate_and_the_interval_are_beside_the_mean() -> None:
    rated(5, 5, 4, 1, None, None, None, None)
    whole, [row] = voice.heard(cast.staff("derya"), cast.AT, END)
    assert (row.contacts, row.rated, row.response_rate, row.mean) == (8, 4, 0.5, 3.75)
    assert row.top_two is not None
    # Wilson's interval of 3 in 4 (Newcombe 1998, method 3)
    found = (row.top_two.value, round(row.top_two.low, 3), round(row.top_two.high, 3))
    assert found == (0.75, 0.301, 0.954)
    assert whole.ratings == row.ratings


def test_a_channel_without_a_question_lowers_no_response_rate() -> None:
    rated(5, None)
    rated(None, None, channel=Channel.CHAT)
    whole, rows = voice.heard(cast.staff("derya"), cast.AT, END)
    assert ([row.channel for row in rows], whole.contacts) == (["counter"], 2)


def test_nothing_said_is_no_mean() -> None:
    rated(None)
    whole, rows = voice.heard(cast.staff("derya"), cast.AT, END)
    assert (rows, whole.mean, whole.top_two, whole.response_rate) == ([], None, None, None)


def test_agents_do_not_see_it() -> None:
    with pytest.raises(PermissionDenied):
        voice.heard(cast.staff("elif"), cast.AT, END)
