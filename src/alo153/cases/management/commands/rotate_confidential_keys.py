"""Seal the words of confidential cases anew with the first key of ALO153_CONFIDENTIAL_KEYS."""

from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from alo153.cases import actions
from alo153.core.keyring import KeyringError


class Command(BaseCommand):
    """Run it after a new key was put in front; may be killed and run again."""

    help = "Seal the words of confidential cases anew with the first key."

    def handle(self, *_: Any, **__: Any) -> None:
        """Print how many of what were sealed anew."""
        done: Counter[str] = Counter()
        try:
            actions.rotate_keys(told=lambda name, count: done.update({name: count}))
        except KeyringError as error:
            raise CommandError(str(error)) from error
        for name, count in sorted(done.items()):
            self.stdout.write(f"{name}: {count}")
        total = sum(done.values())
        self.stdout.write(f"{total} sealed anew; the first key has everything now.")
