"""`./alo153 telephone`: Asterisk alone, with our configuration, in the foreground.

For production, where systemd keeps each program running; `up` does the same for one machine.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from typing import NoReturn

from alo153.knowledge import sound
from alo153.knowledge.speech import espeak
from alo153.launch import paths
from alo153.launch.debian import debs
from alo153.launch.programs import child_environment, secrets_file
from alo153.launch.steps import fail, step
from alo153.launch.telephony import asterisk, asterisk_config, prompts
from alo153.launch.telephony.asterisk_config import Telephony


def main(words: list[str]) -> int:
    """Write configuration and announcements, then become Asterisk; SIGTERM ends it."""
    parser = argparse.ArgumentParser(prog="./alo153 telephone", description=__doc__)
    parser.add_argument(
        "--reopen-logs", action="store_true", help="let the one that runs begin new log files"
    )
    parser.add_argument(
        "--fetch",
        action="store_true",
        help="bring Asterisk and the voice of announcements, and start nothing",
    )
    asked = parser.parse_args(words)
    if asked.fetch:
        return _fetch()
    reopens = asked.reopen_logs
    try:
        found = _found() if reopens else _prepared()
    except (asterisk.TelephonyError, sound.SoundError, ValueError) as reason:
        return fail(str(reason))
    if isinstance(found, asterisk.External):
        return fail(f"ALO153_ASTERISK names one that runs already, at {found.url}")
    if isinstance(found, asterisk.Missing):
        return fail(found.reason)
    if reopens:
        found.reopen_logs()
        return 0
    return _become(found)


def _fetch() -> int:
    """Bring what a start needs, with no password: none is made, for an image keeps no secret."""
    with step("Asterisk") as line:
        found = asterisk.ensure(paths.var(), Telephony(ari_password=""), say=line.say)
        speaker = debs.program(espeak.PROGRAM, line.say)
        line.note = getattr(found, "version", "not fetched")
    if isinstance(found, asterisk.Missing):
        return fail(found.reason)
    return 0 if speaker else fail(f"{espeak.PROGRAM} cannot be had")


def _found(
    say: Callable[[str], None] = lambda _: None,
) -> asterisk.Asterisk | asterisk.External | asterisk.Missing:
    known = secrets_file.ensure()
    telephony = asterisk_config.read(
        ari_password=known["ALO153_ARI_PASSWORD"], ami_password=known["ALO153_AMI_PASSWORD"]
    )
    return asterisk.ensure(paths.var(), telephony, say=say)


def _prepared() -> asterisk.Asterisk | asterisk.External | asterisk.Missing:
    with step("Asterisk") as line:
        found = _found(line.say)
        if isinstance(found, asterisk.Asterisk):
            prompts.make(child_environment.city(), found.sounds, line.say)
            found.prepare()
            line.note = f"{found.version} starts"
    return found


def _become(found: asterisk.Asterisk) -> NoReturn:
    command = found.command()
    sys.stdout.flush()
    os.execvpe(command[0], command, found.environment)  # noqa: S606 - no shell wanted
