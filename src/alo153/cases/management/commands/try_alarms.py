"""`manage try_alarms`: what the words of alarms.toml would have heard, and what came of them."""

from argparse import ArgumentParser
from collections import defaultdict
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from alo153.cases.life.alarm_simulation import judgments
from alo153.cases.models import Case
from alo153.cases.rules import codes
from alo153.city.citypack import PackError, read_pack
from alo153.city.citypack.alarms import watches_of
from alo153.city.rules.alarms import heard

_SHOWN = 10


class Command(BaseCommand):
    """Listen to the latest cases with the present files; nothing is loaded or written."""

    help = "Try the alarm words of a city on its latest cases."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the city, and how many cases."""
        parser.add_argument("city", nargs="?", default=settings.CITY, help="folder below cities/")
        parser.add_argument("--cases", type=int, default=10_000, metavar="N")

    def handle(self, *_: Any, city: str, cases: int, **__: Any) -> None:
        """Say for each alarm how many it would have heard, in which cases, and what people said.

        It prints tracking codes, no words: cases are read on their pages.
        """
        try:
            pack = read_pack(Path(settings.CITIES_DIR) / city)
        except PackError as error:
            raise CommandError(str(error)) from error
        watches = watches_of(pack)
        latest = Case.objects.filter(confidential=False).order_by("-pk")
        found: defaultdict[str, list[str]] = defaultdict(list)
        for code, text in latest.values_list("tracking_code", "text")[: max(cases, 0)]:
            for alarm in heard(text, watches):
                found[alarm.slug].append(codes.display(code))
        judged = judgments()
        for line in pack.alarms:
            hits = found[line.slug]
            confirmed, dismissed = judged.get(line.slug, (0, 0))
            self.stdout.write(
                f"{line.name}: {len(hits)} heard; called urgent {confirmed} times, no alarm "
                f"{dismissed} times"
            )
            if hits:
                more = ", ..." if len(hits) > _SHOWN else ""
                self.stdout.write(f"  {', '.join(hits[:_SHOWN])}{more}")
