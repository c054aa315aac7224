"""A node dies between its offer and the answer, or two nodes see the same work: nobody waits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from tests import cast
from tests.cases.life.confirmations import closed, say
from tests.contacts.conversations.chat.chats import begun, said
from tests.counter import visitors
from tests.switchboard.written.in_tables import Switchboard, uses_a_page

from alo153.accounts.models import User
from alo153.calls.call_words import AgentState
from alo153.calls.models import AgentSession
from alo153.cases.actions import accept_objection, decline_objection, take_objection
from alo153.contacts.actions.offering import OfferOver
from alo153.contacts.conversations.actions import take
from alo153.contacts.conversations.offering.actions import accept, decline
from alo153.contacts.models import WorkOffer
from alo153.contacts.offering.offer_outcomes import OfferEnd
from alo153.contacts.queries import offers
from alo153.counter import actions as counter
from alo153.counter import queries as desks
from alo153.switchboard.nodes import records as nodes
from alo153.switchboard.written import records
from alo153.switchboard.written.rules.line import Kind, WorkKey
from alo153.switchboard.written.standing import OFFERS

pytestmark = pytest.mark.django_db
AT, SECOND = cast.AT, timedelta(seconds=1)
OVER = AT + 20 * SECOND
"""The time of an offer made at `AT` is over."""
LOST = OVER + timedelta(minutes=1)


@dataclass(frozen=True)
class Story:
    """How one kind of work comes to wait, and how somebody answers its offer late."""

    kind: Kind
    begins: Callable[[], int]
    late: Callable[[WorkOffer, User], object]
    takes: Callable[[WorkOffer, User], object]

    def asked(self, user: User) -> WorkOffer | None:
        return offers.standing(OFFERS[self.kind].model).filter(agent=user).first()


def objection() -> int:
    case = closed()
    say(case, solved=False, words="Hâlâ karanlık.", at=AT)
    return case.objections.get().pk


def visitor() -> int:
    visitors.sit("hakan", 2, at=AT - timedelta(minutes=1))
    visitors.sit("elif", 3)
    return visitors.take().pk


def calls_next(_: WorkOffer, user: User) -> object:
    session = desks.session_of(user)
    assert session
    return counter.call_next(session=session, by=user, at=LOST + SECOND)


def refuses(*verbs: Callable[..., object]) -> Callable[[WorkOffer, User], None]:
    def answers(offer: WorkOffer, user: User) -> None:
        for verb in verbs:
            with pytest.raises(OfferOver):
                verb(offer_id=offer.pk, by=user, at=LOST + SECOND)

    return answers


def nobody_is_left(offer: WorkOffer, user: User) -> None:
    assert calls_next(offer, user) is None


def by(verb: Callable[..., object]) -> Callable[[WorkOffer, User], object]:
    return lambda offer, user: verb(offer_id=offer.pk, by=user, at=LOST + SECOND)


STORIES = (
    Story(Kind.CONVERSATION, lambda: begun().pk, refuses(accept, decline), by(accept)),
    Story(
        Kind.OBJECTION,
        objection,
        refuses(accept_objection, decline_objection),
        by(accept_objection),
    ),
    Story(Kind.TICKET, visitor, nobody_is_left, calls_next),
)


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.kind.value)
def test_the_node_dies_between_offer_and_answer_and_the_next_agent_gets_it(story: Story) -> None:
    first, next_ = cast.staff("elif"), cast.staff("hakan")
    work = story.begins()
    one, two = Switchboard(first, node="one"), Switchboard(next_, node="two")
    one.turn(AT)
    lost = story.asked(first)
    assert lost
    nodes.leave("one")
    for still_its_own in (AT + SECOND, LOST - SECOND):
        two.turn(still_its_own)
        assert two.line.offers == {}
    two.turn(LOST)
    asked = story.asked(next_)
    assert asked
    assert (asked.work_id, asked.offered_at) == (work, LOST)
    lost.refresh_from_db()
    assert (lost.result, lost.ended_at) == (OfferEnd.WITHDRAWN, LOST)
    story.takes(asked, next_)
    story.late(lost, first)
    asked.refresh_from_db()
    assert asked.result == OfferEnd.ACCEPTED


def test_an_offer_that_another_node_wrote_first_keeps_no_agent_from_the_next() -> None:
    chat = begun()
    one = Switchboard(cast.staff("elif"), node="one")
    two = Switchboard(hakan := cast.staff("hakan"), node="two")
    two.look(AT)
    one.turn(AT)
    two.decide(AT)
    assert list(two.line.offers) == [WorkKey(Kind.CONVERSATION, chat.pk)], "it believes so"
    other = said(token="another-token-that-nobody-guesses").conversation
    assert other
    two.turn(AT + SECOND)
    assert list(two.line.offers) == [WorkKey(Kind.CONVERSATION, other.pk)]
    assert [each.agent for each in two.line.offers.values()] == [hakan.pk]


def test_what_an_absent_agent_left_is_offered_by_one_node() -> None:
    murat, chat = cast.staff("murat"), begun()
    take(conversation=chat, by=murat, at=AT - SECOND)
    AgentSession.objects.create(user=murat, since=AT, state=AgentState.OFFLINE)
    one = Switchboard(cast.staff("elif"), node="one")
    two = Switchboard(cast.staff("hakan"), node="two")
    one.turn(AT)
    two.turn(AT + SECOND)
    assert [len(each.line.offers) for each in (one, two)] == [1, 0]


def test_what_an_agent_has_who_left_a_dead_node_goes_to_somebody_who_is_here() -> None:
    """The node wrote the last state of its agent, and nobody writes that she went."""
    elif_, chat, case = cast.staff("elif"), begun(), closed()
    say(case, solved=False, words="Hâlâ karanlık.", at=AT)
    Switchboard(elif_, node="one")
    two = Switchboard(cast.staff("hakan"), node="two")
    take(conversation=chat, by=elif_, at=AT)
    take_objection(case=case, by=elif_, at=AT)
    two.turn(AT)
    assert two.line.seen.waiting == (), "node one decides about her"
    nodes.leave("one")
    uses_a_page(elif_, AT)
    two.turn(AT + SECOND)
    assert two.line.seen.waiting == (), "she is at a page"
    two.turn(AT + timedelta(minutes=6))
    assert {each.key.kind for each in two.line.seen.waiting} == {Kind.CONVERSATION, Kind.OBJECTION}
    assert [each.agent for each in two.line.seen.waiting] == [elif_.pk, elif_.pk]


@pytest.mark.parametrize("remembered", [AgentState.OFFLINE, AgentState.PAUSED])
def test_who_moved_to_another_node_keeps_what_they_have(remembered: AgentState) -> None:
    """The former node may have missed that she signed out, if it was away at that moment."""
    elif_, chat, case = cast.staff("elif"), begun(), closed()
    say(case, solved=False, words="Hâlâ karanlık.", at=AT)
    one = Switchboard(cast.staff("hakan"), node="one")
    Switchboard(elif_, node="two")
    one.stands(elif_, remembered, AT)
    take(conversation=chat, by=elif_, at=AT)
    take_objection(case=case, by=elif_, at=AT)
    for later in (SECOND, timedelta(minutes=5)):
        one.turn(AT + later)
        assert one.line.seen.waiting == ()
        assert one.line.offers == {}


def test_what_a_stranded_agent_has_is_offered_by_a_node_where_they_once_were() -> None:
    elif_, chat, case = cast.staff("elif"), begun(), closed()
    say(case, solved=False, words="Hâlâ karanlık.", at=AT)
    Switchboard(elif_, node="one")
    two = Switchboard(cast.staff("hakan"), cast.staff("murat"), node="two")
    two.stands(elif_, AgentState.OFFLINE, AT - timedelta(days=1))
    take(conversation=chat, by=elif_, at=AT)
    take_objection(case=case, by=elif_, at=AT)
    nodes.leave("one")
    two.turn(AT + SECOND)
    assert {key.kind for key in two.line.offers} == {Kind.CONVERSATION, Kind.OBJECTION}


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.kind.value)
def test_a_switchboard_that_begins_anew_ends_what_the_one_before_offered(story: Story) -> None:
    story.begins()
    Switchboard(cast.staff("elif")).turn(AT)
    [before] = offers.standing(OFFERS[story.kind].model)
    records.withdraw_all(node="main", at=AT + SECOND)
    before.refresh_from_db()
    assert before.result == OfferEnd.WITHDRAWN
