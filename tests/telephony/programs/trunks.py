"""An Asterisk of its own with lines to the telephone network."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import httpx
from tests.parts.telephone.asterisk import running
from tests.parts.waiting import SECONDS
from tests.telephony.programs.sippers import Sipper

from alo153.launch.telephony.asterisk import Asterisk, Telephony
from alo153.launch.telephony.trunk_config import Trunk
from alo153.switchboard.asterisk.ari.client import AriAddress

QUALIFY = "qualify_frequency = 10"


def trunk_to(provider: Sipper) -> Trunk:
    return Trunk(host=f"127.0.0.1:{provider.port}")


def ari_of(asterisk: Asterisk) -> AriAddress:
    """Return where the ARI of an Asterisk is."""
    telephony = asterisk.telephony
    user, password = telephony.ari_user, telephony.ari_password
    return AriAddress(telephony.ari_url, user, password, timeout=SECONDS)


async def hears(asterisk: Asterisk, channel: str) -> bool:
    """Say whether sound came from the far end of a leg, and could be read."""
    telephony = asterisk.telephony
    auth = (telephony.ari_user, telephony.ari_password)
    async with httpx.AsyncClient(
        base_url=telephony.ari_url, auth=auth, timeout=SECONDS, trust_env=False
    ) as http:
        answer = await http.get(f"/ari/channels/{channel}/rtp_statistics")
    return bool(answer.is_success and answer.json()["rxcount"])


@contextmanager
def on_the_way(
    asterisk: Asterisk, telephony: Telephony, folder: Path, *, asked_for_health: bool = True
) -> Iterator[Asterisk]:
    """Run an Asterisk of its own that knows no telephone of this machine.

    To SIPp each OPTIONS is a call, and a provider of one call takes none after it: who does not
    need them leaves them out.
    """
    ours = replace(
        asterisk, home=folder / "asterisk", telephony=replace(telephony, local_calls=False)
    )
    ours.prepare()
    if not asked_for_health:
        (lines,) = (path for path in ours.home.rglob("*.conf") if QUALIFY in path.read_text())
        lines.write_text(lines.read_text().replace(QUALIFY, "qualify_frequency = 0"))
    with running(ours):
        yield ours
