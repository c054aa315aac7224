"""A telephone that Asterisk cannot record is reported: it would stay up in silence."""

import asyncio
from typing import cast

import pytest

from alo153.switchboard.acd.supervision.commands import RecordLeg
from alo153.switchboard.acd.supervision.events import PromptRecorded
from alo153.switchboard.asterisk.ami.recorder import Recorder
from alo153.switchboard.asterisk.ari.client import AriAddress, AriClient
from alo153.switchboard.asterisk.ari.execute import Line, Telephone

ORDER = RecordLeg(call="prompt-t", channel="supervisor-prompt-t")


async def answered(status: str) -> object:
    """Order a recording from an Asterisk that answers every request with this status."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while (await reader.readline()).strip():
            pass
        length = "Connection: close\r\nContent-Length: 2\r\n\r\n{}"
        writer.write(f"HTTP/1.1 {status}\r\n{length}".encode())
        writer.close()

    async with await asyncio.start_server(serve, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        address = AriAddress(f"http://127.0.0.1:{port}", "somebody", "", timeout=2)
        async with AriClient(address) as ari:
            line = Line(city="short", number="153", dial=())
            return await Telephone(ari, line, cast("Recorder", None)).run(ORDER)


@pytest.mark.parametrize("status", ["404 Not Found", "400 Bad Request", "500 Server Error"])
def test_a_recording_that_does_not_begin_is_reported(status: str) -> None:
    report = asyncio.run(answered(status))
    assert isinstance(report, PromptRecorded)
    assert (report.take, report.kept) == ("t", False)


def test_a_recording_that_begins_is_not() -> None:
    assert asyncio.run(answered("201 Created")) is None
