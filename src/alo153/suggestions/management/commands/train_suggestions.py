"""`manage train_suggestions`: learn from the city's own cases which words mean which topic."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from alo153.core.actor import SYSTEM
from alo153.core.clock import now
from alo153.core.processes.process_priority import lower_priority
from alo153.suggestions import actions, queries, report
from alo153.suggestions.learning import training


class Command(BaseCommand):
    """Train, try on cases held out, keep the model: from then on it proposes."""

    help = "Learn topics from the city's own cases; the new model proposes from then on."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take how often it must be right to speak."""
        parser.add_argument("--precision", type=float, default=0.9, metavar="SHARE")

    def handle(self, *_: Any, precision: float, **__: Any) -> None:
        """Learn, and say how well."""
        if not 0 < precision <= 1:
            raise CommandError(f"--precision {precision}: give a share between 0 and 1, like 0.9.")
        if not training.is_possible():
            raise CommandError("Training needs scipy: install the extra training.")
        examples = queries.examples()
        lower_priority()
        try:
            learned = actions.learn(examples)
        except actions.TooFew as few:
            raise CommandError(
                f"{len(examples)} cases are too few: at least {actions.FEWEST} of two topics or "
                f"more are needed, counting topics with {queries.FEWEST_CASES} cases and more."
            ) from few
        kept = actions.keep(learned=learned, precision=precision, by=SYSTEM, at=now())
        self.stdout.write(f"Model {kept.pk} of {kept.cases} cases, {len(kept.labels)} topics:")
        for line in report.figures(learned.evaluation, precision):
            self.stdout.write(line)
