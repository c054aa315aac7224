"""`manage load_timetable`: load a GTFS file, and publish it if asked."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from alo153.city import queries as city
from alo153.core.actor import SYSTEM
from alo153.core.clock import now
from alo153.transport import actions


class Command(BaseCommand):
    """Load a timetable of public transport; its faults are named by file and line."""

    help = "Load a timetable of public transport (GTFS)."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Accept the file, and whether it is published."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--topic", default="", help="count answers at the desk under it (slug)")
        parser.add_argument("--publish", action="store_true", help="answer questions from it")

    def handle(self, *_: Any, file: Path, topic: str, publish: bool, **__: Any) -> None:
        """Load, and publish if asked."""
        try:
            content = file.read_bytes()
        except OSError as error:
            raise CommandError(str(error)) from error
        counted = city.topics_now().get(topic)
        if topic and counted is None:
            raise CommandError(f"the city has no topic {topic!r}")
        feed = actions.load_timetable(
            content=content, name=file.name, topic=counted, by=SYSTEM, at=now()
        )
        if feed.faults:
            for each in feed.faults:
                self.stderr.write("{file}:{line}: {kind} {field} {value}".format(**each))
            raise CommandError(f"version {feed.number} has {len(feed.faults)} faults")
        if publish:
            actions.publish_timetable(feed=feed, by=SYSTEM, at=now())
        said = f"version {feed.number}: {feed.lines} lines, {feed.stops} stops"
        self.stdout.write(f"{said}, {feed.first_date} to {feed.last_date}")
