"""baresip, which others wrote, is an agent's telephone: registers, picks up, is heard and hears."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.telephony.programs.baresips import baresip, found
from tests.telephony.programs.switchboards import Center, newcomer, until

from alo153.calls import actions
from alo153.core.clock import now

LOUD = 0.1
pytestmark = pytest.mark.telephony


def test_baresip_registers_picks_up_and_talks(center: Center, tmp_path: Path) -> None:
    program, agent = found(), newcomer("elif")
    account = center.provide(agent)
    port = center.asterisk.telephony.sip_port
    with baresip(program, tmp_path / "baresip", account, port) as phone:
        until(lambda: center.session(agent).reachable, what=phone.log.read_text)
        actions.set_ready(user=agent, at=now())
        until(lambda: center.session(agent).state == "ready")
        center.sipp.call()
        call = center.at("answered", center.rings_at(agent))
        assert center.sound_flows(call)
        until(lambda: phone.loudness() > LOUD, what=lambda: f"heard {phone.loudness()}")
        actions.hang_up(user=agent, at=now())
        call = center.at("ended", call)
        assert (call.outcome, call.ended_by, call.agent) == ("answered", "agent", agent)
