"""`manage fetch_mail`: fetch what comes in by e-mail, as long as the process runs."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from alo153.channels.email.fetching import address, program
from alo153.channels.email.fetching.server import Patience


class Command(BaseCommand):
    """A program in addition to web, worker and switchboard; it may be killed at any moment."""

    help = "Fetch the mails of ALO153_IMAP_URL until the process ends."
    requires_system_checks = []

    def handle(self, *_: Any, **__: Any) -> None:
        """Fetch."""
        if not settings.IMAP_URL:
            self.stderr.write("ALO153_IMAP_URL is not set: nothing is fetched.")
            return
        program.run(address.read(settings.IMAP_URL), Patience())
