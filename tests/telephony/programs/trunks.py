"""An Asterisk of its own with lines to the telephone network."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from tests.parts.telephone.asterisk import running
from tests.telephony.programs.sippers import Sipper

from alo153.launch.telephony.asterisk import Asterisk, Telephony
from alo153.launch.telephony.trunk_config import Trunk

QUALIFY = "qualify_frequency = 10"


def trunk_to(provider: Sipper) -> Trunk:
    return Trunk(host=f"127.0.0.1:{provider.port}")


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
