"""One POST a message, or a post below another one.

https://docs.x.com/x-api/direct-messages/manage/integrate
https://docs.x.com/x-api/posts/manage-tweets/integrate
"""

import re
from dataclasses import dataclass
from typing import Final

from alo153.channels.contract import Letter, NotFetched, PermanentFailure, Sent
from alo153.channels.social.x import length, orders
from alo153.channels.social.x.account import XAccount
from alo153.channels.social.x.orders import NAME

_NUMBER: Final = re.compile(r"\d{1,19}", re.ASCII)


@dataclass(frozen=True)
class XAdapter:
    """Messages of the city's account. X drops no repeats, so a lost answer stays unclear."""

    account: XAccount

    def send(self, letter: Letter) -> Sent:
        """Post the letter.

        Raises:
            NotSent: refused, not reachable, or no answer came back.
        """
        return self._below(letter) if letter.is_public else self._to(letter)

    def _to(self, letter: Letter) -> Sent:
        if length.excess(letter.body):
            raise PermanentFailure("x too long")
        if not _NUMBER.fullmatch(letter.to):
            raise PermanentFailure("x no number", wrong_address=True)
        path = f"dm_conversations/with/{letter.to}/messages"
        told = orders.post(self.account, path, {"text": letter.body})
        return Sent(f"{NAME}:{orders.name_in(told, 'dm_event_id')}")

    def _below(self, letter: Letter) -> Sent:
        if length.weighted(letter.body) > length.LONGEST_POST:
            raise PermanentFailure("x too long")
        if not _NUMBER.fullmatch(letter.comment):
            raise PermanentFailure("x no comment")
        order = {"text": letter.body, "reply": {"in_reply_to_tweet_id": letter.comment}}
        told = orders.post(self.account, "tweets", order)
        return Sent(f"{NAME}:{orders.name_in(told, 'id')}")


def fetch(account: XAccount, reference: str) -> bytes:
    """Fetch a file of a message.

    Raises:
        NotFetched: see there.
    """
    if not reference:
        raise NotFetched("no file")
    return orders.fetch(account, reference)
