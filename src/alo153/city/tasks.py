"""Background jobs for the city's documents, and for accounts of staff."""

from datetime import timedelta
from typing import Final

from alo153.accounts import actions as accounts
from alo153.city import actions
from alo153.city.queries import files
from alo153.core import clock
from alo153.core.actor import SYSTEM
from alo153.core.jobs import periodic


@periodic(name="city.follow_documents", cron="* * * * *")
def follow_documents() -> None:
    """Write what administrators put in force where programs of this machine read it."""
    files.follow_documents()


@periodic(name="city.publish_documents", cron="* * * * *")
def publish_documents() -> None:
    """Put documents in force whose time has come."""
    actions.publish_due_documents(by=SYSTEM, at=clock.now())


STAFF_WORDS_KEPT: Final = timedelta(days=180)
"""Time enough to ask about a refused account or an address that was changed, and no longer."""


@periodic(name="city.forget_staff_words", cron="57 2 * * *")
def forget_staff_words() -> None:
    """End what waits for too long; forget what nobody needs any more, every night."""
    now = clock.now()
    actions.lapse_staff_changes(at=now)
    before = now - STAFF_WORDS_KEPT
    actions.forget_staff_changes(before=before)
    accounts.forget_former_emails(before=before)
