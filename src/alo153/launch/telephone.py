"""`./alo153 telephone`: Asterisk alone, with our configuration, in the foreground.

For production, where systemd keeps each program running; `up` does the same for one machine.
"""

from __future__ import annotations

import argparse
import os
import sys
from typing import NoReturn

from alo153.core import sound
from alo153.launch import asterisk, asterisk_config, keys, paths, prompts, surroundings
from alo153.launch.steps import fail, step


def main(words: list[str]) -> int:
    """Write configuration and announcements, then become Asterisk; SIGTERM ends it."""
    argparse.ArgumentParser(prog="./alo153 telephone", description=__doc__).parse_args(words)
    try:
        found = _prepared()
    except (asterisk.TelephonyError, sound.SoundError) as reason:
        return fail(str(reason))
    if isinstance(found, asterisk.External):
        return fail(f"ALO153_ASTERISK names one that runs already, at {found.url}")
    if isinstance(found, asterisk.Missing):
        return fail(found.reason)
    return _become(found)


def _prepared() -> asterisk.Asterisk | asterisk.External | asterisk.Missing:
    known = keys.ensure()
    telephony = asterisk_config.read(
        ari_password=known["ALO153_ARI_PASSWORD"], ami_password=known["ALO153_AMI_PASSWORD"]
    )
    with step("Asterisk") as line:
        found = asterisk.ensure(paths.var(), telephony, say=line.say)
        if isinstance(found, asterisk.Asterisk):
            prompts.make(surroundings.city(), found.sounds, line.say)
            found.prepare()
            line.note = f"{found.version} starts"
    return found


def _become(found: asterisk.Asterisk) -> NoReturn:
    command = found.command()
    sys.stdout.flush()
    os.execvpe(command[0], command, found.environment)  # noqa: S606 - no shell wanted
