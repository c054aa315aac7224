"""One POST a message to a page or an account; a comment is answered privately, and once in public.

https://developers.facebook.com/docs/messenger-platform/reference/send-api
https://developers.facebook.com/docs/instagram-platform/private-replies
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from alo153.channels.contract import Letter, NotFetched, PermanentFailure, Sent
from alo153.channels.social.accounts import Account
from alo153.channels.social.meta import graph
from alo153.channels.social.meta.naming import name_in

_COMMENT: Final = re.compile(r"[\w-]{1,150}", re.ASCII)


@dataclass(frozen=True, kw_only=True)
class MetaAdapter:
    """Messages of a page or an account. It drops no repeats, so a lost answer stays unclear.

    Args:
        of: begins its codes and references.
        public: where an answer below a comment is posted, after the comment's name.
        more: what a message to a person says next to its words.
        excess: about how many characters too long a text is.
        echoes: whether what we name a message by comes back in its echo.
    """

    account: Account
    of: str
    public: str
    more: Mapping[str, Any]
    excess: Callable[[str], int]
    echoes: bool = False

    def send(self, letter: Letter) -> Sent:
        """Post the letter.

        Raises:
            NotSent: refused, not reachable, or no answer came back.
        """
        if self.excess(letter.body):
            raise PermanentFailure(f"{self.of} too long")
        if letter.comment and not _COMMENT.fullmatch(letter.comment):
            raise PermanentFailure(f"{self.of} no comment")
        if letter.is_public:
            return self._said(f"{letter.comment}/{self.public}", {"message": letter.body}, "id")
        to = {"comment_id": letter.comment} if letter.comment else {"id": letter.to}
        said = {"text": letter.body} | ({"metadata": str(letter.id)} if self.echoes else {})
        order = {"recipient": to, "message": said, **self.more}
        return self._said(f"{self.account.name}/messages", order, "message_id")

    def _said(self, path: str, order: dict[str, Any], name: str) -> Sent:
        told = graph.post(self.account, path, order, of=self.of)
        return Sent(f"{self.of}:{name_in(told, name, of=self.of)}")


def tell_typing(account: Account, to: str, *, of: str) -> None:
    """Show that one of us types, for 20 seconds; a message takes it away.

    https://developers.facebook.com/docs/messenger-platform/send-messages/sender-actions

    Raises:
        NotSent: refused, not reachable, or no answer came back.
    """
    order = {"recipient": {"id": to}, "sender_action": "typing_on"}
    graph.post(account, f"{account.name}/messages", order, of=of)


def fetch(account: Account, reference: str) -> bytes:
    """Fetch a file of a message: its address is that of the message, and opens it to anybody.

    Raises:
        NotFetched: see there.
    """
    if not reference:
        raise NotFetched("no file")
    return graph.fetch(account, reference)
