"""The page of channels says of each transport what it declares."""

from tests.architecture import tree

from alo153.channels import registry
from alo153.channels.sms.length import MAX_PARTS
from alo153.channels.transport import Transport
from alo153.citizens.channel import Channel

PAGE = tree.ROOT / "docs/reference/channels.md"


def test_the_page_says_what_each_transport_can_do() -> None:
    page = [line for line in PAGE.read_text().splitlines() if line.startswith("| ")][1:]
    assert page == [_row(transport) for transport in registry.TRANSPORTS]


def _row(transport: Transport) -> str:
    cells = [
        transport.channel,
        transport.name,
        " ".join(f"`{scheme}:`" for scheme in transport.schemes),
        _longest(transport),
        "yes" if transport.drops_repeats else "no",
        _reports(transport),
        _window(transport),
        f"{transport.typing.lasts.total_seconds():.0f} s" if transport.typing else "no",
        _files(transport),
    ]
    return f"| {' | '.join(cells)} |"


_LONG = 10_000


def _longest(transport: Transport) -> str:
    if not transport.excess("ş" * _LONG):
        return "any"
    if transport.channel == Channel.SMS:
        return f"{MAX_PARTS} parts"
    fits = max(count for count in range(_LONG) if not transport.excess("ş" * count))
    return f"{fits} characters"


def _window(transport: Transport) -> str:
    if transport.invitation:
        return "after a first private message"
    if not transport.window:
        return "always"
    hours = f"{transport.window.total_seconds() / 3600:.0f} hours"
    return f"{hours}, then approved words" if transport.takes_templates else hours


def _files(transport: Transport) -> str:
    if not (taken := transport.attaching):
        return "none"
    size = f"{taken.most_bytes // 1024**2} MB"
    return f"{taken.most}, together {size}" if taken.most > 1 else f"one of {size}"


def _reports(transport: Transport) -> str:
    if transport.read_push:
        return "by itself"
    if transport.is_heard:
        return "on its line"
    return "if asked" if transport.ask_reports else "no"
