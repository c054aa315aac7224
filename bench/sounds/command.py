"""The words of `./alo153 bench sound`."""

from __future__ import annotations

import argparse
import importlib
import os
import tempfile
from pathlib import Path

import django


def main(words: list[str]) -> int:
    """Measure the sound of many hours of talks, as the worker does."""
    asked = _parser().parse_args(words)
    os.environ.setdefault("ALO153_DEVELOPMENT", "1")
    os.environ["DJANGO_SETTINGS_MODULE"] = "alo153.config.settings"
    django.setup()
    bench = importlib.import_module("bench.sounds.bench")
    with tempfile.TemporaryDirectory(prefix="alo153-sound-") as folder:
        lines = bench.run(hours=asked.hours, minutes=asked.minutes, folder=Path(folder))
    print(*lines, sep="\n", flush=True)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="./alo153 bench sound", description=__doc__)
    parser.add_argument("--hours", type=float, default=100.0, help="of recordings (100)")
    parser.add_argument("--minutes", type=float, default=4.0, help="of a talk (4)")
    return parser
