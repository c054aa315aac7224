"""`manage evaluate_suggestions`: how good proposals are, on cases or on a file."""

import csv
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from alo153.core.processes.process_priority import lower_priority
from alo153.suggestions import queries, report
from alo153.suggestions.learning import evaluation, folds, training


class Command(BaseCommand):
    """Train and try in ten folds; nothing is kept."""

    help = "Measure proposals by ten-fold cross-validation on the city's cases or on a CSV file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file and its columns."""
        parser.add_argument("--csv", type=Path, help="a file with a heading; else the cases")
        parser.add_argument("--text", default="text", help="its column of texts")
        parser.add_argument("--label", default="unit", help="its column of what is to be told")
        parser.add_argument("--precision", type=float, default=0.9, metavar="SHARE")
        parser.add_argument(
            "--deals",
            type=int,
            default=1,
            metavar="N",
            help="deal the folds so many times: how much is chance",
        )

    def handle(
        self, *_: Any, csv: Path | None, precision: float, deals: int, **options: Any
    ) -> None:
        """Measure twice: as the texts are, and with almost equal ones kept together."""
        if not training.is_possible():
            raise CommandError("Training needs scipy: install the extra training.")
        examples = _read(csv, options["text"], options["label"]) if csv else queries.examples()
        if len({label for _, label in examples}) == 0:
            raise CommandError("There is nothing to learn from yet.")
        if deals < 1:
            raise CommandError(f"--deals {deals}: give 1 or more.")
        lower_priority()
        texts, labels = [text for text, _ in examples], [label for _, label in examples]
        alike = folds.together(texts)
        self._say(f"{len(texts)} texts, {len(set(labels))} labels, each text by itself:")
        self._say(*report.figures(evaluation.run(texts, labels, folds.singly(texts)), precision))
        tried = evaluation.run(texts, labels, alike)
        self._say("", f"almost equal texts together, {len(set(alike))} groups:")
        self._say(*report.figures(tried, precision), "", *report.labels(tried))
        self._say("", *report.confidences(tried))
        if deals > 1:
            seeds = range(folds.SEED + 1, folds.SEED + deals)
            again = [tried, *(evaluation.run(texts, labels, alike, seed) for seed in seeds)]
            self._say("", f"almost equal texts together, dealt {deals} times:")
            self._say(*report.spread(again))

    def _say(self, *lines: str) -> None:
        for line in lines:
            self.stdout.write(line)


def _read(path: Path, text: str, label: str) -> list[tuple[str, str]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return [(row[text], row[label]) for row in csv.DictReader(file)]
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}.") from error
    except KeyError as error:
        raise CommandError(f"{path} has no column {error}.") from error
