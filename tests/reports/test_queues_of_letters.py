"""Reports count what is written by the queue in which it waited last."""

from dataclasses import replace

import pytest
from tests import cast
from tests.contacts.conversations.letters import HOUR, LETTER, taken_in
from tests.parts.events.consuming import consume
from tests.reports.sums import total

from alo153.contacts.conversations.actions import hand_on, move
from alo153.reports.models import ContactDay, ContactSums

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_letter_that_was_moved_is_answered_in_its_last_queue() -> None:
    elif_ = cast.staff("elif")
    _, moved = taken_in()
    _, of_water = taken_in(replace(LETTER, sender="can@example.org", to=("su@kocaeli.example",)))
    move(conversation=moved, queue="water", by=elif_, at=cast.AT + HOUR / 2)
    for each in (moved, of_water):
        hand_on(conversation=each, by=elif_, at=cast.AT + HOUR)
    consume()
    by_mail = ContactDay.objects.filter(channel="email")
    assert total(by_mail.filter(queue="water"), "contacts_in", "answered") == (1, 2)
    assert total(by_mail.filter(queue="general"), "contacts_in", "offered") == (1, 0)
    divided = ContactSums.objects.filter(division="queue", key="water", channel="email")
    assert total(divided.filter(is_month=False), "answered") == (2,)
