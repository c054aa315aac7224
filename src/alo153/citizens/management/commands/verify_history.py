"""`manage verify_history`: is anything of what was written down still as it was?"""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from alo153.citizens import access_log
from alo153.core.history.sealing import queries
from alo153.core.models import Seal


class Command(BaseCommand):
    """Read every event and every seal, and compare the hashes."""

    help = "Check all events against their seals; ends with 1 and names the first that is broken."
    # They read every page's module, for which this command has no use
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take where to begin, and a seal that somebody kept elsewhere."""
        parser.add_argument("--after", type=int, default=0, metavar="NUMBER", help="begin there")
        parser.add_argument(
            "--known",
            action="append",
            default=[],
            metavar="NUMBER:HASH",
            help="a seal that was noted outside this system; may be given several times",
        )

    def handle(self, *_: Any, after: int, known: list[str], **__: Any) -> None:
        """Check, and say how much was read."""
        noted = dict(_noted(each) for each in known)
        seals = events = 0
        try:
            for seal, holds in queries.walk(after=after):
                if not holds or noted.pop(seal.pk, seal.hash) != seal.hash:
                    raise CommandError(_words_for(seal))
                seals, events = seals + 1, events + seal.events
        except Seal.DoesNotExist:
            raise CommandError(f"There is no seal {after}.") from None
        if noted:
            raise CommandError(f"No such seal is here: {', '.join(map(str, sorted(noted)))}.")
        head = queries.head()
        self.stdout.write(f"{seals} seals over {events} events hold; the newest: {head or 'none'}")
        self.stdout.write(f"{_verified_access_log()} accesses to records are as they were sealed")


def _verified_access_log() -> int:
    checked = 0
    for sealed, holds in access_log.walk():
        if not holds:
            raise CommandError(f"Accesses {sealed.after + 1} to {sealed.last} changed.")
        checked += sealed.entries
    return checked


def _noted(given: str) -> tuple[int, str]:
    number, colon, value = given.partition(":")
    if not (colon and number.isdigit() and value):
        raise CommandError(f"--known {given}: write NUMBER:HASH, as /verify/seals.csv gives them.")
    return int(number), value.strip().lower()


def _words_for(seal: Seal) -> str:
    return (
        f"Broken at seal {seal.pk} of {seal.at:%Y-%m-%d %H:%M} UTC: events {seal.after_event + 1} "
        f"to {seal.last_event}, or the seal itself, are not what was sealed then."
    )
