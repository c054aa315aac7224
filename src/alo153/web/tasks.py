"""Housekeeping of the pages: what visitors left half-typed does not stay."""

from importlib import import_module

from django.conf import settings

from alo153.core import clock
from alo153.core.jobs import periodic
from alo153.web.portal import staging


@periodic(name="web.sweep", cron="17 * * * *")
def sweep() -> None:
    """Delete expired sessions and the photos of applications never sent, every hour.

    A session of the portal holds what was typed but not sent: personal data of somebody who
    changed their mind.
    """
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    staging.sweep(clock.now())
