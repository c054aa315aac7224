"""Background jobs for sign-in codes and the access log."""

from alo153.citizens import actions
from alo153.citizens.actions import sealing_access_log
from alo153.citizens.actions.signing_in import KEPT
from alo153.core import clock
from alo153.core.history import horizon
from alo153.core.jobs import job, periodic


@periodic(name="citizens.mark_access_log", cron="* * * * *")
def mark_access_log() -> None:
    """Note how far the access log has come, and seal it some seconds later."""
    # Before the mark: what is older has a smaller transaction number
    newest = sealing_access_log.newest_entry()
    seal_access_log.defer(up_to=newest, transaction=horizon.mark().transaction, wait_seconds=5)


@periodic(name="citizens.forget_codes", cron="27 * * * *")
def forget_codes() -> None:
    """Delete sign-in codes that count in no limit any more."""
    actions.forget_codes(before=clock.now() - KEPT)


@job(name="citizens.seal_access_log")
def seal_access_log(up_to: int, transaction: str) -> None:
    """Seal the access log up to a mark."""
    sealing_access_log.seal_access_log(up_to=up_to, before_transaction=transaction, at=clock.now())
