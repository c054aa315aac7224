"""What somebody had who left goes on; what is in the hand of somebody who is here stays there."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests import cast
from tests.contacts.conversations.chat.chats import begun, said
from tests.switchboard.written.in_tables import Switchboard

from alo153.calls.call_words import AgentState
from alo153.calls.models import AgentSession
from alo153.contacts.conversations.actions import take

pytestmark = pytest.mark.django_db
AT, HOUR = cast.AT, timedelta(hours=1)


def test_what_is_taken_by_hand_after_signing_out_of_the_telephone_stays_in_that_hand() -> None:
    elif_, left = cast.staff("elif"), begun()
    taken = said(token="another-token-that-nobody-guesses").conversation
    assert taken
    take(conversation=left, by=elif_, at=AT - HOUR)
    AgentSession.objects.create(user=elif_, since=AT, state=AgentState.OFFLINE)
    take(conversation=taken, by=elif_, at=AT + HOUR)
    center = Switchboard(cast.staff("hakan"))
    center.turn(AT + 2 * HOUR)
    assert [each.key.row for each in center.line.seen.waiting] == [left.pk]
    assert [key.row for key in center.line.offers] == [left.pk]
