"""What citizens say, beside how many say nothing."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from tests import cast
from tests.quality import made

from alo153.citizens.channel import Channel
from alo153.contacts.actions import rate_interaction
from alo153.contacts.models import Interaction
from alo153.core.actor import SYSTEM
from alo153.quality.actions.counting import count_all
from alo153.quality.queries import voice
from alo153.quality.queries.voice import Voice

pytestmark = pytest.mark.django_db
TODAY = cast.AT.date()


def heard() -> tuple[Voice, list[Voice]]:
    """Return what the page of a supervisor shows, once all is counted."""
    count_all()
    return voice.heard(cast.staff("derya"), TODAY, TODAY)


def rated(*ratings: int | None, channel: Channel = Channel.COUNTER) -> None:
    for rating in ratings:
        contact = made.contact(channel=channel)
        if rating is not None:
            rate_interaction(interaction=contact, rating=rating, by=SYSTEM, at=cast.AT)


def test_the_response_rate_and_the_interval_are_beside_the_mean() -> None:
    rated(5, 5, 4, 1, None, None, None, None)
    whole, [row] = heard()
    assert (row.contacts, row.rated, row.response_rate) == (8, 4, 0.5)
    assert row.mean is not None
    # Wilson's interval of 11 points in 16, stretched from 1 to 5
    assert (row.mean.value, row.mean.n) == (3.75, 4)
    assert row.mean.low < 3.75 < row.mean.high
    assert row.top_two is not None
    # Wilson's interval of 3 in 4 (Newcombe 1998, method 3)
    found = (row.top_two.value, round(row.top_two.low, 3), round(row.top_two.high, 3))
    assert found == (0.75, 0.301, 0.954)
    assert whole.ratings == row.ratings


def test_a_channel_without_a_question_lowers_no_response_rate() -> None:
    rated(5, None)
    rated(None, None, channel=Channel.CHAT)
    whole, rows = heard()
    assert ([row.channel for row in rows], whole.contacts) == (["counter"], 2)


def test_who_does_not_answer_is_seen_by_topic_and_by_hour() -> None:
    rated(5, None, None, None)
    pruned = Interaction.objects.order_by("pk")[:2]
    Interaction.objects.filter(pk__in=list(pruned.values_list("pk", flat=True))).update(
        topic=cast.topic("agac-budama")
    )
    later = cast.AT + timedelta(hours=3)
    said = made.contact(at=later)
    rate_interaction(interaction=said, rating=2, by=SYSTEM, at=later)
    rated(None, channel=Channel.CHAT)
    derya = cast.staff("derya")
    count_all()
    topics = voice.by_topic(derya, TODAY, TODAY)
    assert [(name, row.contacts, row.rated) for name, row in topics] == [
        (cast.topic("agac-budama").name, 2, 1),
        ("", 3, 1),
    ]
    hours = voice.by_hour(derya, TODAY, TODAY)
    assert [(hour, row.contacts, row.response_rate) for hour, row in hours] == [
        (10, 4, 0.25),
        (13, 1, 1.0),
    ]


def test_nothing_said_is_no_mean() -> None:
    rated(None)
    whole, rows = heard()
    assert (rows, whole.mean, whole.top_two, whole.response_rate) == ([], None, None, None)


def test_agents_do_not_see_it() -> None:
    for asked in (voice.heard, voice.by_topic, voice.by_hour):
        with pytest.raises(PermissionDenied):
            asked(cast.staff("elif"), TODAY, TODAY)
