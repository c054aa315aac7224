"""The folder of sounds, and the machine that reads into it."""

from pathlib import Path

import pytest
from pytest_django import Settings

from alo153.knowledge.speech import espeak
from alo153.launch.debian import debs


@pytest.fixture
def sounds(tmp_path: Path, settings: Settings) -> Path:
    """Return an empty folder of sounds, and the programs of this machine."""
    program = debs.program(espeak.PROGRAM)
    assert program is not None, "espeak-ng cannot be had"
    settings.SOUNDS_DIR, settings.PROGRAMS_DIR = tmp_path, program.parent
    return tmp_path / "kocaeli"
