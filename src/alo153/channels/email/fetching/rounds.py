"""One round: every mail of the folder becomes an arrival, and is put aside after that."""

import logging
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Final

from alo153.channels import queries
from alo153.channels.actions import keep_mail, note_mailbox
from alo153.channels.email.fetching.server import Listed, Mailbox
from alo153.channels.email.fetching.trouble import Trouble, TroubleError
from alo153.channels.inbound import MailKey

AT_ONCE: Final = 50
MOST_TRIES: Final = 3
"""Of fetching a mail: one at which the server or its library fails does not stop the rest."""

log = logging.getLogger(__name__)


class Rounds:
    """Goes through a folder again and again, and remembers which mails could not be fetched."""

    def __init__(self, name: str, now: Callable[[], datetime]) -> None:
        self._name = name
        self._now = now
        self._tries = Counter[MailKey]()
        self._trouble: Trouble | None = None

    def go(self, mailbox: Mailbox) -> Trouble | None:
        """Keep what is there and put it aside; returns what is wrong with some of it.

        Raises:
            TroubleError: it cannot continue.
        """
        trouble: Trouble | None = None
        past = 0
        while mails := (listing := mailbox.listing(past=past, most=AT_ONCE)).mails:
            kept = self._keep(mailbox, listing.validity, mails)
            if left := [mail for mail in mails if mail not in kept and not mail.is_deleted]:
                log.error("%s: %s mails could not be fetched and stay there", self._name, len(left))
                trouble = Trouble.MAILS
            past += len(mails) - len(kept)
            try:
                mailbox.put_aside(kept)
            except TroubleError as error:
                if error.trouble is not Trouble.MOVING:
                    raise
                past, trouble = past + len(kept), error.trouble
            self._note(trouble or self._trouble)
        self._trouble = trouble
        self._note(trouble)
        return trouble

    def _note(self, trouble: Trouble | None) -> None:
        """Note after each part that the server answers: a full mailbox takes many minutes."""
        note_mailbox(name=self._name, trouble=trouble or "", at=self._now())

    def _keep(self, mailbox: Mailbox, validity: int, mails: Sequence[Listed]) -> Sequence[Listed]:
        """Return the mails that are arrivals now, or were before."""
        keys = {MailKey(self._name, validity, mail.uid): mail for mail in mails}
        known = queries.mails_kept(keys)
        return [
            mail
            for key, mail in keys.items()
            if key in known or (not mail.is_deleted and self._fetch(mailbox, key, mail))
        ]

    def _fetch(self, mailbox: Mailbox, key: MailKey, mail: Listed) -> bool:
        """Say whether a mail need not stay: it is kept, or somebody has removed it."""
        if self._tries[key] >= MOST_TRIES:
            return False
        self._tries[key] += 1  # the line may be lost with it
        fetched = mailbox.fetch(mail)
        if fetched:
            keep_mail(key=key, raw=fetched.raw, is_whole=fetched.is_whole, at=self._now())
        del self._tries[key]
        return True
