"""SIPp, which calls the Asterisk of the tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.telephony.programs.sippers import Sippers

from alo153.launch.debian import debs
from alo153.launch.telephony.asterisk import Asterisk


@pytest.fixture(scope="session")
def sipp_program() -> Path:
    """The SIPp program; skips with the reason if it cannot be had."""
    reasons: list[str] = []
    program = debs.program("sipp", reasons.append)
    if program is None:
        pytest.skip(f"SIPp: {reasons}")
    return program


@pytest.fixture
def sipp(asterisk: Asterisk, sipp_program: Path, tmp_path: Path) -> Iterator[Sippers]:
    """SIPp against the Asterisk of the tests."""
    sippers = Sippers(sipp_program, asterisk.telephony.sip_port, tmp_path)
    yield sippers
    sippers.stop()
