"""The log names no secret of an address, no tracking code and no number of a citizen."""

import inspect
import io
import logging
import re
from collections.abc import Iterator
from typing import Any

import pytest
import uvicorn.config
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse
from django.urls.resolvers import RoutePattern
from django.utils.regex_helper import normalize
from procrastinate.contrib.django import app

from alo153.calls.call_words import CallDirection
from alo153.config import secret_routes
from alo153.switchboard.acd.offering.outbound import DialCallBack
from alo153.switchboard.acd.turn.commands import DialCitizen, RingAgent
from alo153.switchboard.acd.turn.events import CallArrived
from alo153.switchboard.acd.turn.facts import CallEntered

PHONE = "+905320000101"
SECRET = "Abcdefgh12345678"
SAMPLES = {"int": "7", "uuid": "5a5b3c1e-0d0f-4a49-8a3e-3a7f0a2f7a11", "slug": "a-step"}
SECRET_NAMES = re.compile(r"token|key|code|secret|password|uidb36")


@pytest.fixture
def said() -> Iterator[io.StringIO]:
    """Return what the program's own handler writes."""
    console = next(h for h in logging.getLogger().handlers if h.get_name() == "console")
    assert isinstance(console, logging.StreamHandler)
    words = io.StringIO()
    # Not setStream: it flushes the one before, which a test's own output may have closed
    before, console.stream = console.stream, words
    yield words
    console.stream = before


def _plain_converter(pattern: Any, name: str) -> str | None:
    converter = pattern.converters.get(name) if isinstance(pattern, RoutePattern) else None
    kind = type(converter).__name__.removesuffix("Converter").lower()
    return kind if kind in SAMPLES else None


def _addresses(
    entries: list[URLPattern | URLResolver], before: str = "", plain: dict[str, str] | None = None
) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the regular expression of each address and its parameters that hold no secret."""
    for entry in entries:
        names = entry.pattern.regex.groupindex
        kinds = {name: _plain_converter(entry.pattern, name) for name in names}
        known = {**(plain or {}), **{name: kind for name, kind in kinds.items() if kind}}
        whole = before + entry.pattern.regex.pattern.removeprefix("^")
        if isinstance(entry, URLResolver):
            yield from _addresses(entry.url_patterns, whole, known)
        else:
            yield whole.removesuffix(r"\Z"), known


PATTERNS = list(_addresses(get_resolver().url_patterns))


def _example(regex: str, plain: dict[str, str]) -> str:
    template, names = normalize(regex)[0]
    secrets = {name: SECRET for name in names}
    return "/" + template % {**secrets, **{name: SAMPLES[kind] for name, kind in plain.items()}}


def test_no_parameter_that_is_a_secret_is_declared_a_number_or_a_slug() -> None:
    shown = {each for _, plain in PATTERNS for each in plain.items()}
    shown.discard(("key", "int"))  # a row's; a tracking code is a number, too, and stays a secret
    assert not [name for name, _ in shown if SECRET_NAMES.search(name)]
    assert sum(SECRET in _example(*each) for each in PATTERNS) > 40


@pytest.mark.parametrize("way", ["message", "url", "traceback"])
def test_no_address_of_the_program_is_logged_with_its_secret(said: io.StringIO, way: str) -> None:
    logger = logging.getLogger("anything")
    for each in PATTERNS:
        path = _example(*each)
        if way == "message":
            logger.warning("Not Found: %s", path)
        elif way == "url":
            logger.warning("from https://153.example.org%s?next=%s", path, path)
        else:
            try:
                raise ValueError(f"{path} does not open ({path})")
            except ValueError:
                logger.exception("broken")
    log = said.getvalue()
    assert SECRET not in log
    if way == "traceback":
        assert "tests/config/test_logs.py" in log
    else:
        assert SAMPLES["uuid"] in log  # what is no secret helps whoever reads it


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("/t/Abcdefgh12345678", "/t/…"),
        ("/work/Abcdefgh12345678/photos/7/", "/work/…/photos/7/"),
        ("/work/Abcdefgh12345678/photos/7/more/", "/work/…"),
        ("/confidential/482109373/", "/confidential/…/"),
        ("/apply/photos/a b.png/", "/apply/photos/…/"),
        ("/Abcdefgh12345678/", "/…"),
        ("//t/Abcdefgh12345678/", "/t/…/"),
        ("/accounts/password/reset/key/3-abcdef/", "/accounts/password/reset/key/…-…/"),
        ("/static/web/desk.js", "/static/web/desk.js"),
        ("/desk/", "/desk/"),
        ("/", "/"),
    ],
)
def test_a_path_is_shown_as_far_as_it_holds_no_secret(path: str, shown: str) -> None:
    assert secret_routes.mask(path) == shown


@pytest.mark.django_db
def test_a_refused_address_is_logged_without_its_key(client: Client, said: io.StringIO) -> None:
    answers = [
        client.post("/t/Abcdefgh12345678/"),
        client.get("/unit/cases/482109373/no-such-page/"),
        client.get("/work/Abcdefgh 12345678/no such page/"),
        client.get("/nowhere/482109373/"),
    ]
    assert {answer.status_code for answer in answers} <= {403, 404, 405}
    log = said.getvalue()
    assert "/t/…/" in log
    assert "/unit/cases/…" in log
    assert "Abcdefgh" not in log
    assert "12345678" not in log
    assert "482109373" not in log


def test_the_web_server_s_own_words_are_masked_too(said: io.StringIO) -> None:
    """Our settings are read after those of uvicorn and take the place of its handlers."""
    console = next(h for h in logging.getLogger().handlers if h.get_name() == "console")
    assert {"uvicorn", "uvicorn.access"} <= set(uvicorn.config.LOGGING_CONFIG["loggers"])
    assert console in logging.getLogger("uvicorn").handlers
    name, words = "uvicorn.error", '%s - "WebSocket %s" 403'
    args = ("127.0.0.1", f"/t/{SECRET}/?q={SECRET}")
    logger = logging.getLogger(name)  # whatever level another test has set
    console.handle(logger.makeRecord(name, logging.INFO, "", 0, words, args, None))
    assert "/t/…/?…" in said.getvalue()
    assert SECRET not in said.getvalue()


@pytest.mark.parametrize(
    "path",
    [
        f"/WORK/{SECRET}/",
        f"/Work/{SECRET}",
        f"/./work/{SECRET}/",
        f"/static/../work/{SECRET}/",
        f"/x/../t/{SECRET}/",
        f"/static/../nowhere/{SECRET}/",
        f"/%77ork/{SECRET}/",
        f"/static/%2e%2e/t/{SECRET}/",
        f"/.//t//{SECRET}/",
    ],
)
def test_a_detour_to_a_page_hides_its_secret_as_the_straight_way(
    said: io.StringIO, path: str
) -> None:
    logging.getLogger("anything").warning("Not Found: %s", path)
    assert SECRET not in said.getvalue()
    assert SECRET not in secret_routes.mask(path)


@pytest.mark.django_db
def test_a_malformed_request_is_one_line_and_our_own_fault_a_traceback(
    client: Client, said: io.StringIO
) -> None:
    assert client.get("/track/?q=%00").status_code == 400
    assert client.get("/stream/?topics=center").status_code == 403
    part = b"--x\r\nContent-Disposition: form-data\r\n\r\n"
    answer = client.generic("POST", "/track/", part, "multipart/form-data; boundary=")
    assert answer.status_code == 400
    assert len(said.getvalue().splitlines()) == 3
    assert "Traceback" not in said.getvalue()
    try:
        raise ValueError("ours")
    except ValueError:
        logging.getLogger("django.request").exception("broken", extra={"status_code": 500})
    assert "Traceback" in said.getvalue()


@pytest.mark.django_db
def test_a_wrong_host_is_one_line_and_no_error(client: Client, said: io.StringIO) -> None:
    assert client.get("/", headers={"host": "scanner.example"}).status_code == 400
    [line] = said.getvalue().splitlines()
    assert " WARNING django.security.DisallowedHost: " in line


def test_values_in_complaints_of_the_database_and_of_links_are_left_out(said: io.StringIO) -> None:
    logger = logging.getLogger("anything")
    try:
        raise ValueError(f"duplicate key\nDETAIL:  Key (link_key)=({SECRET}) already exists.")
    except ValueError:
        logger.exception("refused")
    try:
        reverse("portal:link_file", args=[SECRET, "no number"])
    except NoReverseMatch:
        logger.exception("no link")
    assert "duplicate key" in said.getvalue()
    assert SECRET not in said.getvalue()


def test_files_and_words_with_a_slash_stay_readable(said: io.StringIO) -> None:
    logging.getLogger("anything").warning("cannot read /etc/alo153/env, and/or %s", "/srv/x/y.wav")
    assert "cannot read /etc/alo153/env, and/or /srv/x/y.wav" in said.getvalue()


def test_arguments_of_jobs_are_keys_of_rows() -> None:
    """The worker logs each job with its arguments, and its table keeps them for days."""
    texts = {
        (name, parameter.name)
        for name, task in app.tasks.items()
        if "procrastinate" not in name  # its own
        for parameter in inspect.signature(task.func).parameters.values()
        if parameter.annotation is not int
    }
    assert texts == {
        ("contacts.send", "message_id"),
        ("contacts.read_arrival", "arrival_id"),
        # A report of a provider: its own name of a message, and words of a few
        ("contacts.note_delivery", "channel"),
        ("contacts.note_delivery", "reference"),
        # Our own name of a message: its key, or nothing
        ("contacts.note_delivery", "ours"),
        # When somebody typed
        ("contacts.tell_typing", "at"),
        ("contacts.note_delivery", "state"),
        ("contacts.note_delivery", "code"),
        ("contacts.note_delivery", "at"),
        ("core.seal", "transaction"),
        ("core.consume", "transaction"),
        ("citizens.seal_access_log", "transaction"),
        ("calls.keep_recording", "call"),
        # Our own name of a recording
        ("calls.fetch_take", "take"),
        # A prompt's name, and what every caller hears
        ("knowledge.speak_prompt", "sound_name"),
        ("knowledge.speak_prompt", "language"),
        ("knowledge.speak_prompt", "text"),
        # The row that the recording had, so that a later one stays
        ("knowledge.speak_prompt", "key"),
        # Whether a receiver that fails is asked again
        ("integrations.deliver", "is_probe"),
        # How much a plan may change: a number
        ("workforce.plan", "calm"),
    }


def test_commands_and_facts_show_no_number_where_they_are_logged() -> None:
    call: dict[str, Any] = {"call": "c", "channel": "x", "number": PHONE}
    shown = [
        RingAgent(call="c", offer="o", agent=1, number=PHONE, seconds=20),
        DialCitizen(call="c", channel="x", agent_leg="a", number=PHONE, seconds=45),
        CallArrived(at=0, called="153", **call),
        DialCallBack(at=0, call="c", agent=1, number=PHONE),
        CallEntered(at=0, direction=CallDirection.IN, **call),
    ]
    assert [one for one in shown if "5320000101" in repr(one)] == []
