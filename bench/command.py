"""The words of `./alo153 bench`."""

from __future__ import annotations

import argparse
import importlib
import logging
import os
from collections.abc import Callable, Mapping
from functools import partial

import django

from alo153.launch import frontend
from alo153.launch.programs import postgres
from alo153.launch.steps import fail
from alo153.launch.telephony import asterisk
from bench import center
from bench.cases import command as cases
from bench.center import BenchError
from bench.forecast import command as forecast
from bench.frame import BENCHES
from bench.load import Load
from bench.portal import command as portal
from bench.rosters import command as rosters

PHASES = (
    "dial",
    "setup",
    "full-house",
    "full-dial",
    "storm",
    "solver",
    "queue-setup",
    "queue",
)
OTHERS: Mapping[str, Callable[[list[str]], int]] = {
    "cases": cases.main,
    "forecast": forecast.main,
    "portal": portal.main,
    "rosters": rosters.main,
    **{name: partial(each.main, name) for name, each in BENCHES.items()},
}
"""What is measured without telephones; each reads its own words."""
_TOLD = (
    BenchError,
    asterisk.TelephonyError,
    frontend.FrontendError,
    postgres.PostgresError,
)
"""What hinders a bench says so in words, and needs no stack."""


def main(words: list[str]) -> int:
    """Run the bench that is named."""
    own = OTHERS.get(words[0]) if words else None
    try:
        return own(words[1:]) if own else _with_telephones(words)
    except _TOLD as reason:
        return fail(str(reason))


def _with_telephones(words: list[str]) -> int:
    asked = _parser().parse_args(words)
    with center.opened(survey=asked.survey) as ours:
        return _run(ours, asked)


def _run(ours: center.Center, asked: argparse.Namespace) -> int:
    """Import the bench when its database is ready: the agents are made by our own actions."""
    os.environ |= {**ours.environment(), "DJANGO_SETTINGS_MODULE": "alo153.config.settings"}
    django.setup()
    logging.getLogger("httpx").setLevel(logging.WARNING)
    bench = importlib.import_module(f"bench.{asked.bench}")
    return int(bench.run(ours, _load(asked), asked))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="./alo153 bench", description=__doc__)
    parser.add_argument("bench", choices=("calls", "memory", *OTHERS))
    usual = Load()
    for name, what in {
        "agents": "seats",
        "waiting": "callers in the line before the first agent is ready",
        "rate": "arrivals a second afterwards",
        "seconds": "how long they arrive",
        "setup-seconds": "how long calls are set up at 5 a second",
        "talk-seconds": "how long all agents talk while Asterisk is measured",
        "survey": "how long callers stay after the talk for the question how it was",
    }.items():
        standard = getattr(usual, name.replace("-", "_"))
        parser.add_argument(f"--{name}", type=int, default=standard, help=f"{what} ({standard})")
    parser.add_argument("--solver", action="store_true", help="once more beside heavy computing")
    parser.add_argument("--calls", type=int, default=10_000, help="of memory: how many (10000)")
    parser.add_argument("--only", nargs="+", default=(), choices=PHASES, help="these phases alone")
    return parser


def _load(asked: argparse.Namespace) -> Load:
    return Load(
        agents=asked.agents,
        waiting=asked.waiting,
        rate=asked.rate,
        seconds=asked.seconds,
        setup_seconds=asked.setup_seconds,
        talk_seconds=asked.talk_seconds,
        survey=asked.survey,
    )
