"""Housekeeping of the pages: what visitors left half-typed does not stay."""

from datetime import timedelta
from importlib import import_module
from typing import Final

from django.conf import settings

from alo153.accounts import actions
from alo153.core import clock
from alo153.core.jobs import periodic
from alo153.web.portal import staging

# No session lives longer than half a day
_SIGN_INS_KEPT: Final = timedelta(days=2)


@periodic(name="web.sweep", cron="17 * * * *")
def sweep() -> None:
    """Delete expired sessions and the photos of applications never sent, every hour.

    A session of the portal holds what was typed but not sent: personal data of somebody who
    changed their mind.
    """
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    actions.forget_sign_ins(before=clock.now() - _SIGN_INS_KEPT)
    staging.sweep(clock.now())
