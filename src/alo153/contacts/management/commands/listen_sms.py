"""`manage listen_sms`: hear receipts and messages of an operator, as long as the process runs."""

from typing import Any

from django.core.management.base import BaseCommand

from alo153.channels import adapters
from alo153.channels.sms.smpp.address import account_at
from alo153.citizens.channel import Channel
from alo153.contacts import listening


class Command(BaseCommand):
    """A program in addition to web, worker and switchboard; it may be killed at any moment."""

    help = "Listen to the first operator of ALO153_SMS_URL by SMPP until the process ends."
    requires_system_checks = []

    def handle(self, *_: Any, **__: Any) -> None:
        """Listen."""
        for address, transport in adapters.in_use(Channel.SMS):
            if transport.is_heard:
                listening.run(account_at(address))
        self.stderr.write("ALO153_SMS_URL names no smpp: address, nothing is heard.")
