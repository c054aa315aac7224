"""The log as objects: whatever is done, it names no citizen, no number, no key and no visitor."""

import io
import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests import cast
from tests.web.addresses import OURS
from tests.web.site import world
from tests.web.site.malformed import FORM
from tests.web.site.raw_requests import ask

from alo153.config.logs import JsonFormatter

STREAMS = {"stream", "counter:hall_stream"}


@pytest.fixture
def said() -> Iterator[io.StringIO]:
    """Return what the program's own handler writes as JSON, from DEBUG of ours on."""
    root, words = logging.getLogger(), io.StringIO()
    console = next(each for each in root.handlers if each.get_name() == "console")
    assert isinstance(console, logging.StreamHandler)
    handler = logging.StreamHandler(words)
    handler.setFormatter(JsonFormatter())
    for each in console.filters:
        handler.addFilter(each)
    root.addHandler(handler)
    yield words
    root.removeHandler(handler)


def test_a_line_is_one_object_with_a_masked_message(said: io.StringIO) -> None:
    try:
        raise ValueError("line one\nline two")
    except ValueError:
        logging.getLogger("alo153.a").exception("asked for %s", "/track/abcdefgh12345678/")
    (line,) = said.getvalue().splitlines()
    found = json.loads(line)
    assert found.keys() == {"time", "level", "logger", "process", "message"}
    assert (found["level"], found["logger"]) == ("ERROR", "alo153.a")
    assert "abcdefgh12345678" not in line
    assert "line two" in found["message"]
    assert found["time"].endswith("+00:00")


@pytest.mark.django_db
def test_a_walk_through_every_page_leaves_no_person_in_the_log(
    said: io.StringIO, tmp_path: Path
) -> None:
    paths = set()
    with world.made(tmp_path) as here:
        for address in OURS:
            if address.name not in STREAMS:
                visitor = here.visitor(address)
                path = visitor.path(address)
                paths.add(path.decode())
                ask(visitor.asks(path, method="GET"))
                ask(visitor.asks(path, content=(FORM, b"full_name=Nobody")))
    log = said.getvalue()
    assert len(paths) > 150
    people = [*cast.pack().citizens, *cast.pack().staff]
    private = {person.full_name for person in people} | {person.email for person in people}
    private |= {each.phone for each in cast.pack().citizens}
    private |= {each.phone.removeprefix("+90") for each in cast.pack().citizens}
    found = {word for word in private if word and word in log}
    assert found == set()
    assert all(json.loads(line)["logger"] for line in log.splitlines())
