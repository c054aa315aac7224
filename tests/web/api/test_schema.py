"""What the document permits, and what it forbids, asked by schemathesis: no answer it does not say.

Requests are drawn from the document, and asked of the program itself, without a server.
"""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import uuid4

import httpx
import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from tests.cases import stories
from tests.integrations.keys import made

from alo153.integrations.scopes import KeyScope
from alo153.web.api.v1.document import document

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
EXAMPLES = 20
"""Of each operation, of what is permitted and of what is not: some 15 CPU s together."""


HANDLER = WSGIHandler()


def program(environ: dict[str, Any], start_response: Any) -> Any:
    """Answer as behind a server; httpx does not write the path as WSGI wants it."""
    environ["PATH_INFO"] = environ["PATH_INFO"].encode().decode("latin-1")
    return HANDLER(environ, start_response)


# In the thread of the test, whose transaction holds the key; schemathesis would ask from its own
PROGRAM = httpx.Client(transport=httpx.WSGITransport(program), base_url="http://localhost")


def _schema() -> Any:
    found = schemathesis.openapi.from_dict(document())
    found.config.update(base_url="http://localhost")
    return found


SCHEMA = _schema()
OPERATIONS = {
    f"{each.ok().method.upper()} {each.ok().path}": each.ok()
    for each in SCHEMA.get_all_operations()
}


@pytest.fixture
def one_connection() -> Iterator[None]:
    """Keep the connection of the test's transaction between requests, as Django's client does."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.fixture(name="headers")
def _headers(db: None) -> Mapping[str, str]:
    """A key for everything, so that what is asked reaches what answers it."""
    scopes = KeyScope
    return {"Authorization": f"Bearer {made(*scopes, per_minute=6_000)[1]}"}


def ask(case: Any, headers: Mapping[str, str]) -> httpx.Response:
    asked = case.as_transport_kwargs(headers=headers)
    asked.pop("cookies", None)
    if isinstance(asked.get("data"), bytes | str):
        asked["content"] = asked.pop("data")
    return PROGRAM.request(**asked)


@pytest.mark.usefixtures("quiet", "one_connection")
@pytest.mark.parametrize("mode", GenerationMode)
@pytest.mark.parametrize("name", OPERATIONS)
def test_each_answer_is_one_that_the_document_says(
    name: str, mode: GenerationMode, headers: Mapping[str, str]
) -> None:
    code = stories.pruning().tracking_code

    @settings(
        max_examples=EXAMPLES,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=OPERATIONS[name].as_strategy(generation_mode=mode))
    def check(case: Any) -> None:
        given_headers = dict(headers)
        if mode is GenerationMode.POSITIVE:
            # A case that is there; whatever is drawn is none
            those = {"code": code, "slug": "cimer", "number": 1}
            case.path_parameters = {key: those[key] for key in case.path_parameters or {}}
            given_headers["Idempotency-Key"] = str(uuid4())
        with transaction.atomic():
            answer = ask(case, given_headers)
            transaction.set_rollback(True)
        more = [negative_data_rejection] if mode is GenerationMode.NEGATIVE else []
        case.validate_response(answer, checks=[*CHECKS, *more])

    check()
