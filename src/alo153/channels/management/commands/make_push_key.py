"""`manage make_push_key`: make the key by which push services of browsers know us."""

from typing import Any

from django.core.management.base import BaseCommand

from alo153.channels.push import vapid


class Command(BaseCommand):
    """Writes the line of the environment, and keeps nothing."""

    help = "Make ALO153_PUSH_KEY. With another key every browser subscribes anew."
    requires_system_checks = []

    def handle(self, *_: Any, **__: Any) -> None:
        """Write it."""
        self.stdout.write(f"ALO153_PUSH_KEY={vapid.make()}")
