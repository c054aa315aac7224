"""Every path, method and parameter we use is in the description of the installed Asterisk."""

import asyncio
import inspect
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import RawTestServer

from alo153.launch import paths
from alo153.launch.telephony import asterisk as launch
from alo153.launch.telephony.asterisk import Asterisk, Telephony
from alo153.switchboard.asterisk.ari import commands, events
from alo153.switchboard.asterisk.ari.client import AriAddress, AriClient

pytestmark = pytest.mark.telephony


@pytest.fixture(scope="module")
def described() -> dict[str, Any]:
    """Read the Swagger files of the Asterisk that the program would start."""
    found = launch.ensure(paths.var(), Telephony(ari_password="x"), env={})
    if not isinstance(found, Asterisk):
        pytest.skip(f"Asterisk: {found}")
    files = {path.stem: json.loads(path.read_text()) for path in found.swagger.glob("*.json")}
    return {name: file for name, file in files.items() if name != "resources"}


@dataclass(frozen=True)
class Sent:
    """A request as Asterisk would see it."""

    method: str
    path: str
    query: frozenset[str]
    has_body: bool


class Recorder:
    """A server that notes requests and answers each with 404."""

    def __init__(self) -> None:
        self.requests: list[Sent] = []

    async def answer(self, request: web.BaseRequest) -> web.Response:
        names, body = frozenset(request.query), bool(await request.read())
        self.requests.append(Sent(request.method, request.path, names, body))
        return web.Response(status=404)


def ari_of(server: RawTestServer) -> AriClient:
    return AriClient(AriAddress(str(server.make_url("/")), "u", "p"))


def every_command(ari: AriClient) -> Iterator[tuple[str, Any]]:
    """Give each command of each resource, with a call that uses all its parameters."""
    for resource in vars(ari).values():
        if type(resource).__module__ != commands.__name__:
            continue
        for name, method in inspect.getmembers(resource, inspect.iscoroutinefunction):
            if not name.startswith("_"):
                yield f"{type(resource).__name__}.{name}", method


def sample(parameter: inspect.Parameter) -> Any:
    text = str(parameter.annotation)
    if "Mapping" in text:
        return {"name": "value"}
    if "Sequence" in text:
        return ["sound:a", "sound:b"]
    return 1 if "int" in text else "x"


async def request_of(method: Any, recorder: Recorder) -> Sent:
    parameters = inspect.signature(method).parameters.values()
    named = {p.name: sample(p) for p in parameters if p.kind is p.KEYWORD_ONLY}
    placed = [sample(p) for p in parameters if p.kind is not p.KEYWORD_ONLY]
    try:
        await method(*placed, **named)
    except TypeError:
        assert recorder.requests, method  # a list was expected; what counts was sent
    return recorder.requests.pop()


def operation_for(request: Sent, described: dict[str, Any]) -> dict[str, Any] | None:
    path = request.path.removeprefix("/ari")
    for file in described.values():
        for api in sorted(file["apis"], key=lambda api: api["path"].count("{")):
            pattern = re.sub(r"\{\w+\}", "[^/]+", api["path"])
            if not re.fullmatch(pattern, path):
                continue
            for operation in api["operations"]:
                if operation["httpMethod"] == request.method:
                    return dict(operation)
    return None


def complaints(request: Sent, operation: dict[str, Any]) -> list[str]:
    parameters = operation.get("parameters", [])
    queries = {p["name"]: p for p in parameters if p["paramType"] == "query"}
    bodies = {p["name"] for p in parameters if p["paramType"] == "body"}
    sent = request.query
    found = [f"unknown parameter {name}" for name in sent - set(queries)]
    required = {name for name, p in queries.items() if p.get("required")}
    found += [f"missing parameter {name}" for name in required - sent]
    if request.has_body and not bodies:
        found.append("a body that is not expected")
    return found


def test_every_command_is_described(described: dict[str, Any]) -> None:
    async def scene() -> list[str]:
        found, recorder = [], Recorder()
        async with RawTestServer(recorder.answer) as server, ari_of(server) as ari:
            for name, method in every_command(ari):
                request = await request_of(method, recorder)
                operation = operation_for(request, described)
                if operation is None:
                    found.append(f"{name}: no {request.method} {request.path}")
                else:
                    found += [f"{name}: {each}" for each in complaints(request, operation)]
            await ari.ping()
        assert operation_for(recorder.requests.pop(), described)
        return found

    assert asyncio.run(scene()) == []


def test_every_event_is_described(described: dict[str, Any]) -> None:
    models = described["events"]["models"]
    assert set(events.READERS) <= set(models)


def test_every_field_of_an_object_is_described(described: dict[str, Any]) -> None:
    fields = {
        "channels": ("Channel", {"id", "name", "state", "caller", "connected", "dialplan"}),
        "bridges": ("Bridge", {"id", "bridge_type", "technology", "name", "channels"}),
        "playbacks": ("Playback", {"id", "state", "target_uri"}),
        "recordings": ("LiveRecording", {"name", "state", "target_uri"}),
        "endpoints": ("Endpoint", {"technology", "resource", "channel_ids"}),
    }
    for file, (model, names) in fields.items():
        properties = described[file]["models"][model]["properties"]
        required = {name for name, each in properties.items() if each.get("required")}
        assert names <= required, model
