"""An agent's page finds a node that serves when its own is gone."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from pytest_django import Settings
from tests import cast
from tests.journeys.calling import telephone
from tests.journeys.opened import enter
from tests.parts.browser.browsing import OpenPage
from tests.telephony.programs.switchboards import PROMPTS, Switchboard, until, write_prompts

from alo153.calls.endpoints import node_names
from alo153.calls.models import AgentSession, Node
from alo153.core import clock
from alo153.launch.programs.processes import free_port
from alo153.launch.telephony.asterisk import Asterisk
from alo153.switchboard.nodes import records as written

pytestmark = [pytest.mark.journey, pytest.mark.telephony]


@pytest.fixture
def two_named(
    transactional_db: None, asterisk: Asterisk, tmp_path: Path, settings: Settings
) -> Iterator[Switchboard]:
    """Run the node `west`; `east` is named before it, and burns as soon as somebody comes."""
    nodes = f"east=127.0.0.1:{free_port()} west=127.0.0.1:{asterisk.telephony.sip_port}"
    sockets = f"east=ws://localhost:{free_port()}/ws "
    sockets += f"west=ws://localhost:{asterisk.telephony.http_port}/ws"
    settings.NODES = node_names.nodes(nodes, own="west")
    settings.NODE_SOCKETS = node_names.sockets(sockets, among=settings.NODES)
    csp = settings.SECURE_CSP
    allowed = [*csp["connect-src"][:1], *settings.NODE_SOCKETS.values()]
    settings.SECURE_CSP = csp | {"connect-src": allowed}
    write_prompts(asterisk.sounds / PROMPTS)
    program = Switchboard(asterisk, tmp_path)
    try:
        program.start(ALO153_NODE="west", ALO153_NODES=nodes, ALO153_NODE_SOCKETS=sockets)
        yield program
    finally:
        program.stop_if_running()


def test_a_page_whose_node_burns_signs_in_at_another(
    open_page: OpenPage, two_named: Switchboard
) -> None:
    elif_ = cast.staff("elif")
    page = open_page("/theme.css")
    written.beat("east")
    east = Node.objects.filter(name="east")
    east.update(seen_at=clock.now() + timedelta(hours=1))  # it serves, however long a page takes
    enter(page, "elif", "/desk/")
    session = until(lambda: AgentSession.objects.filter(user=elif_).first())
    assert session.node == "east"
    east.delete()
    telephone(page, "registered")
    session.refresh_from_db()
    assert session.node == "west"
    until(lambda: AgentSession.objects.filter(user=elif_, reachable=True).exists())
