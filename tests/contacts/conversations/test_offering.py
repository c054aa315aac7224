"""An agent is asked to take a conversation: it is taken once, and nobody is asked in vain."""

from datetime import datetime, timedelta

import pytest
from tests import cast
from tests.contacts.asked import ask
from tests.contacts.conversations.chat.chats import begun, said
from tests.contacts.conversations.letters import taken_in

from alo153.accounts.models import User
from alo153.accounts.policy import NotPermitted
from alo153.contacts.actions.offering import OfferOver
from alo153.contacts.conversations.actions import close, give_back, reply, take
from alo153.contacts.conversations.offering import queries
from alo153.contacts.conversations.offering.actions import OFFERS, accept, decline
from alo153.contacts.models import Conversation, ConversationOffer
from alo153.contacts.offering.offer_outcomes import OfferEnd
from alo153.contacts.queries import offers
from alo153.core.models import Event

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)
LATER = cast.AT + SECOND
LONG_AGO = cast.AT - timedelta(hours=1)


@pytest.fixture(name="elif_")
def _elif() -> User:
    return cast.staff("elif")


def offered(
    conversation: Conversation,
    agent: User,
    *,
    before: User | None = None,
    at: datetime = cast.AT,
) -> ConversationOffer | None:
    ask(OFFERS, conversation.pk, agent, before=before, among=2, in_hand=1, at=at)
    return queries.offered_to(agent, at)


def test_an_offer_is_taken_with_its_conversation(elif_: User) -> None:
    chat = begun()
    asked = offered(chat, elif_)
    assert asked
    accept(offer_id=asked.pk, by=elif_, at=cast.AT + SECOND)
    chat.refresh_from_db()
    asked.refresh_from_db()
    assert (chat.assignee, asked.result) == (elif_, OfferEnd.ACCEPTED)
    assert queries.offered_to(elif_, cast.AT + SECOND) is None
    told = Event.objects.filter(name__startswith="conversation.offer").order_by("pk")
    assert [each.name for each in told] == ["conversation.offered", "conversation.offer_ended"]
    assert told[0].data["in_hand"] == 1


def test_it_is_taken_by_whom_it_was_offered_and_once(elif_: User) -> None:
    asked, other = offered(begun(), elif_), cast.staff("murat")
    assert asked
    with pytest.raises(OfferOver):
        accept(offer_id=asked.pk, by=other, at=cast.AT)
    accept(offer_id=asked.pk, by=elif_, at=cast.AT)
    for verb in (accept, decline):
        with pytest.raises(OfferOver):
            verb(offer_id=asked.pk, by=elif_, at=cast.AT)


def test_whoever_may_not_answer_takes_nothing() -> None:
    stranger = cast.staff("okan")
    asked = offered(begun(), stranger)
    assert asked
    with pytest.raises(NotPermitted):
        accept(offer_id=asked.pk, by=stranger, at=cast.AT)


def test_nobody_is_asked_for_what_is_taken_answered_or_offered_already(elif_: User) -> None:
    other = cast.staff("murat")
    (_, taken), answered = taken_in(), begun()
    asked = said(token="another-token-that-nobody-guesses").conversation
    assert asked
    take(conversation=taken, by=other, at=cast.AT)
    reply(conversation=answered, text="Bugün gelecek.", by=other, at=cast.AT)
    assert offered(taken, elif_) is None
    assert offered(answered, elif_) is None
    assert offered(asked, other)
    assert offered(asked, elif_) is None


def test_what_is_told_twice_is_written_once(elif_: User) -> None:
    chat = begun()
    offered(chat, elif_)
    for _ in range(2):
        OFFERS.end(
            work=chat.pk,
            agent_id=elif_.pk,
            offered_at=cast.AT,
            result=OfferEnd.NO_ANSWER,
            at=cast.AT + 20 * SECOND,
        )
    assert offered(chat, elif_) is None, "the same offer comes no second time"
    assert Event.objects.filter(name="conversation.offer_ended").count() == 1
    missed = offers.last_missed(ConversationOffer, elif_)
    assert missed
    assert missed.conversation == chat


def test_an_offer_whose_time_is_over_is_shown_to_nobody_but_may_be_taken(elif_: User) -> None:
    chat = begun()
    asked = offered(chat, elif_)
    assert asked
    late = asked.until + SECOND
    assert queries.offered_to(elif_, late) is None
    accept(offer_id=asked.pk, by=elif_, at=late)
    chat.refresh_from_db()
    assert chat.assignee == elif_


def test_what_a_colleague_took_or_ended_by_hand_is_not_taken_from_them(elif_: User) -> None:
    murat, chat, (_, letter) = cast.staff("murat"), begun(), taken_in()
    asked = [offered(each, elif_, at=at) for each, at in ((chat, cast.AT), (letter, LATER))]
    for each in (chat, letter):
        take(conversation=each, by=murat, at=LATER)
    close(conversation=letter, reason=Conversation.CloseReason.SETTLED, by=murat, at=LATER)
    for offer in asked:
        assert offer
        with pytest.raises(OfferOver):
            accept(offer_id=offer.pk, by=elif_, at=LATER + SECOND)
        decline(offer_id=offer.pk, by=elif_, at=LATER + SECOND)
    for each in (chat, letter):
        each.refresh_from_db()
    assert (chat.assignee, letter.assignee) == (murat, None)


def test_what_one_took_by_hand_before_one_accepted_it_is_accepted(elif_: User) -> None:
    asked = offered(chat := begun(), elif_)
    assert asked
    take(conversation=chat, by=elif_, at=cast.AT)
    accept(offer_id=asked.pk, by=elif_, at=cast.AT + SECOND)
    asked.refresh_from_db()
    assert asked.result == OfferEnd.ACCEPTED


def test_what_was_given_back_to_all_meanwhile_may_be_taken(elif_: User) -> None:
    murat, chat = cast.staff("murat"), begun()
    take(conversation=chat, by=murat, at=cast.AT)
    asked = offered(chat, elif_, before=murat)
    assert asked
    give_back(conversation=chat, by=murat, at=LATER)
    accept(offer_id=asked.pk, by=elif_, at=LATER + SECOND)
    chat.refresh_from_db()
    assert chat.assignee == elif_


def test_whoever_takes_over_knows_from_whom(elif_: User) -> None:
    gone, chat = cast.staff("murat"), begun()
    take(conversation=chat, by=gone, at=cast.AT)
    asked = offered(chat, elif_, before=gone)
    assert asked
    accept(offer_id=asked.pk, by=elif_, at=cast.AT)
    chat.refresh_from_db()
    assert chat.assignee == elif_
    found = queries.before(chat, elif_)
    assert found
    assert found.before == gone


def test_what_is_in_hand_is_what_waits_and_chats_that_are_lively(elif_: User) -> None:
    chat, (_, letter) = begun(), taken_in()
    for each in (chat, letter):
        take(conversation=each, by=elif_, at=cast.AT)
        reply(conversation=each, text="Bugün gelecek.", by=elif_, at=cast.AT)
    assert queries.in_hand(elif_, lively_since=LONG_AGO) == [chat]
    assert queries.in_hand(elif_, lively_since=cast.AT) == []
    assert queries.hands([elif_.pk], lively_since=LONG_AGO) == {elif_.pk: {"chat": 1}}
    close(conversation=chat, reason=Conversation.CloseReason.SETTLED, by=elif_, at=cast.AT + SECOND)
    assert queries.in_hand(elif_, lively_since=LONG_AGO) == []
