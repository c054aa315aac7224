"""`./alo153 prompts`: make the sounds of a city from its `voice.toml`.

A recording by a person wins (`cities/<city>/recordings/<key>.wav`); else the voice of
`ALO153_VOICE` reads the text, and espeak-ng where that fails; without any a short tone replaces it.
Only what changed is made again.
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from alo153.calls import menu_file
from alo153.knowledge import sound
from alo153.knowledge.speech import espeak
from alo153.launch import paths
from alo153.launch.steps import fail, say, step
from alo153.launch.telephony import prompts


def main(words: list[str]) -> int:
    """Make the sounds of a city anew where something changed."""
    asked = _parser().parse_args(words)
    sounds = paths.var() / "asterisk/sounds"
    try:
        with step(f"Announcements of {asked.city}") as line:
            made = prompts.make(asked.city, sounds, line.say)
            line.note = f"{made.made} made, {made.kept} kept, {made.tones} only tones{_spare(made)}"
        _check_menu(asked.city, sounds)
    except (sound.SoundError, ValueError) as reason:
        return fail(str(reason))
    say(f"they lie in {sounds / asked.city}; recordings go to cities/{asked.city}/recordings")
    return 0


def _spare(made: prompts.Made) -> str:
    return f", {made.spare} by {espeak.PROGRAM} for the chosen voice failed" if made.spare else ""


def _check_menu(city: str, sounds: Path) -> None:
    """Raise MenuError with all that is wrong; the switchboard would play a plain welcome."""
    folder = paths.city_files(city)
    if (folder / menu_file.FILE).is_file():
        menu_file.load(folder, sounds=sounds / city)
        say(f"the voice menu in {folder / menu_file.FILE} is right")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="./alo153 prompts", description=__doc__)
    chosen = os.environ.get("ALO153_CITY", "kocaeli")
    parser.add_argument("city", nargs="?", default=chosen, help=f"a folder of cities ({chosen})")
    return parser
