"""Headers that programs read stay as they are, however long a name in them is.

Python writes what is longer than a line in encoded words, which belong into text alone (RFC 2047,
5): a mail program then finds neither the message that ours answers nor the link of its button.
"""

from email.message import EmailMessage as Built
from email.policy import EmailPolicy, default
from typing import Any, Final

from django.core.mail import EmailMessage

_OF_PROGRAMS: Final = frozenset({"message-id", "in-reply-to", "references", "list-unsubscribe"})


class _WholeNames(EmailPolicy):
    """Breaks such a header between its names only."""

    def fold_binary(self, name: str, value: Any) -> bytes:
        """Return a header as it leaves."""
        if name.lower() not in _OF_PROGRAMS or not value.isascii():
            return super().fold_binary(name, value)
        return f"{name}: {f'{self.linesep} '.join(value.split())}{self.linesep}".encode("ascii")


class Mail(EmailMessage):
    """An e-mail whose headers of programs are whole."""

    def message(self, *, policy: Any = default) -> Built:
        """Build it."""
        kept = {"linesep": policy.linesep, "cte_type": policy.cte_type, "utf8": policy.utf8}
        return super().message(policy=_WholeNames(**kept))
