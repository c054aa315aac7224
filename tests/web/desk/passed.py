"""What was offered to somebody of the cast and not taken."""

from datetime import datetime, timedelta

from tests import cast
from tests.contacts.asked import ask
from tests.contacts.conversations.chat.chats import begun
from tests.web.desk.calls.ringing import NOW, let_ring

from alo153.calls.call_words import OfferResult
from alo153.contacts.conversations.offering import actions
from alo153.contacts.models import ConversationOffer
from alo153.contacts.offering.offer_outcomes import OfferEnd
from alo153.switchboard.acd.turn import facts
from alo153.switchboard.record import records


def ring(to: str, result: OfferResult) -> None:
    """Let a call ring at somebody, with this end."""
    call = str(let_ring(to=to).pk)
    records.write(
        facts.OfferEnded(
            at=NOW + 25, call=call, offer=f"{call}.1", agent=cast.staff(to).pk, result=result
        )
    )


def write(to: str, result: OfferEnd, *, at: datetime = cast.AT) -> ConversationOffer:
    """Offer a chat to somebody, with this end."""
    user, chat = cast.staff(to), begun()
    ask(actions.OFFERS, chat.pk, user, among=3, in_hand=1, at=at)
    made = ConversationOffer.objects.get(conversation=chat, offered_at=at)
    if result == OfferEnd.DECLINED:
        actions.decline(offer_id=made.pk, by=user, at=at + timedelta(seconds=4))
        return made
    actions.OFFERS.end(
        work=chat.pk,
        agent_id=user.pk,
        offered_at=at,
        result=result,
        at=at + timedelta(seconds=20),
    )
    return made
