"""What somebody had in hand who works here no more, or answers no more, is offered to others."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests import cast
from tests.cases.life.confirmations import closed, say
from tests.contacts.conversations.letters import LETTER, answering, taken_in
from tests.switchboard.written.in_tables import Switchboard

from alo153.accounts.actions import set_grants
from alo153.accounts.models import User
from alo153.cases.actions import take_objection
from alo153.city.actions import staffing
from alo153.contacts.conversations.actions import reply, take
from alo153.contacts.conversations.offering.actions import accept
from alo153.contacts.conversations.offering.queries import offered_to
from alo153.contacts.models import Conversation
from alo153.switchboard.written.rules.line import Kind

pytestmark = pytest.mark.django_db
AT, HOUR = cast.AT, timedelta(hours=1)


@pytest.fixture(name="elif_")
def _elif() -> User:
    """Elif, who answers messages and has never been at the telephone."""
    return cast.staff("elif")


def test_a_letter_of_a_dismissed_agent_is_offered_and_taken_over(elif_: User) -> None:
    _, letter = taken_in()
    take(conversation=letter, by=elif_, at=AT)
    hakan = cast.staff("hakan")
    center = Switchboard(hakan)
    center.turn(AT + HOUR)
    assert center.line.seen.waiting == (), "she never had a telephone: she keeps it"
    staffing.let_go(elif_, at=AT + 2 * HOUR)
    center.turn(AT + 2 * HOUR)
    offer = offered_to(hakan, AT + 2 * HOUR)
    assert offer
    assert (offer.conversation, offer.before) == (letter, elif_)
    accept(offer_id=offer.pk, by=hakan, at=AT + 2 * HOUR)
    letter.refresh_from_db()
    assert letter.assignee == hakan


def test_a_citizen_who_writes_to_a_dismissed_agent_again_is_heard(elif_: User) -> None:
    _, letter = taken_in()
    answer = reply(conversation=letter, text="Ekip yolda.", by=elif_, at=AT)
    staffing.let_go(elif_, at=AT + HOUR)
    _, again = taken_in(answering(answer, "Kimse gelmedi."), at=AT + 2 * HOUR)
    assert (again, again.state) == (letter, Conversation.State.WAITING)
    center = Switchboard(cast.staff("hakan"))
    center.turn(AT + 2 * HOUR)
    assert [key.row for key in center.line.offers] == [letter.pk]


def test_an_agent_who_may_answer_no_more_keeps_nothing_though_the_telephone_is_ready(
    elif_: User,
) -> None:
    _, letter = taken_in(LETTER)
    take(conversation=letter, by=elif_, at=AT)
    center = Switchboard(elif_, cast.staff("hakan"))
    set_grants(user=elif_, roles=[], at=AT)
    center.turn(AT + HOUR)
    [offer] = center.line.offers.values()
    assert (offer.work.agent, offer.agent) == (elif_.pk, cast.staff("hakan").pk)


def test_an_objection_of_a_dismissed_agent_is_offered(elif_: User) -> None:
    case = closed()
    say(case, solved=False, words="Hâlâ karanlık.", at=AT)
    take_objection(case=case, by=elif_, at=AT)
    center = Switchboard(cast.staff("hakan"), cast.staff("murat"))
    center.turn(AT + HOUR)
    assert center.line.seen.waiting == ()
    staffing.let_go(elif_, at=AT + HOUR)
    center.turn(AT + HOUR)
    assert [key.kind for key in center.line.offers] == [Kind.OBJECTION]
