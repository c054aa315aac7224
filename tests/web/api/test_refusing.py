"""Without the right key nothing opens, and what is refused is said to a program."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from tests import cast
from tests.cases import stories
from tests.core.files.sent import photo
from tests.integrations.keys import made
from tests.web.addresses import OURS
from tests.web.api.asking import System

from alo153.config.logs import MaskingFormatter
from alo153.core.clock import now
from alo153.core.models import Event
from alo153.integrations.actions import revoke_key
from alo153.integrations.models import ApiKey
from alo153.integrations.scopes import KeyScope
from alo153.web.api.v1.interface import api

pytestmark = pytest.mark.django_db
BODIES: dict[str, dict[str, Any]] = {
    "/cases": {"topic": "agac-budama", "text": "Dal kırıldı."},
    "/partners/{slug}/applications": {
        "number": "26-1",
        "arrived": f"{now() - timedelta(days=30):%Y-%m-%d}",
        "topic": "agac-budama",
        "text": "Dal kırıldı.",
    },
    "/cases/{code}/notes": {"text": "Not."},
    "/cases/{code}/acceptance": {},
    "/cases/{code}/returns": {"reason": "Bizim değil."},
    "/cases/{code}/answers": {"outcome": "done", "text": "Budadık."},
    "/webhooks": {"url": "https://systems.example/", "kinds": ["case.closed"]},
    "/webhooks/{number}": {"kinds": ["case.closed"]},
    "/webhooks/{number}/secret": {},
}
# Which key opens what, written by hand: the second opinion
READERS = {KeyScope.READ_EVERY_CASE, KeyScope.READ_UNIT_CASES}
WORKERS = {KeyScope.ANSWER_CASES}
FILES = {KeyScope.READ_FILES}
HOOKS = {KeyScope.MANAGE_WEBHOOKS}
OPENS: dict[str, set[KeyScope]] = {
    "GET /topics": set(KeyScope),
    "GET /kinds": set(KeyScope),
    "GET /units": set(KeyScope),
    "GET /districts": set(KeyScope),
    "GET /cases": READERS,
    "GET /cases/{code}": READERS,
    "GET /cases/{code}/timeline": READERS,
    "GET /changes": READERS,
    "POST /cases": {KeyScope.OPEN_CASES},
    "POST /partners/{slug}/applications": {KeyScope.BRING_PARTNER_CASES},
    "POST /cases/{code}/notes": {KeyScope.ADD_NOTES},
    "POST /cases/{code}/acceptance": WORKERS,
    "POST /cases/{code}/returns": WORKERS,
    "POST /cases/{code}/answers": WORKERS,
    "GET /cases/{code}/files": FILES,
    "GET /cases/{code}/files/{number}": FILES,
    "POST /cases/{code}/files": {KeyScope.OPEN_CASES},
    "GET /webhooks": HOOKS,
    "POST /webhooks": HOOKS,
    "PATCH /webhooks/{number}": HOOKS,
    "DELETE /webhooks/{number}": HOOKS,
    "POST /webhooks/{number}/secret": HOOKS,
    "GET /webhooks/{number}/deliveries": HOOKS,
}
# Whoever has nothing besides sees no case, also none that somebody else opened
BLIND = {KeyScope.READ_FILES, KeyScope.OPEN_CASES}
OWN, FOREIGN = "park-ve-bahceler", "yol-ve-bakim"


def operations() -> set[str]:
    return {
        f"{method.upper()} {path.removeprefix('/api/v1')}"
        for path, methods in api.get_openapi_schema()["paths"].items()
        for method in methods
    }


def ask(system: System, operation: str, code: str) -> Any:
    method, path = operation.split()
    here = path.format(code=code, slug="cimer", number=10**15)
    if operation == "POST /cases/{code}/files":
        return system.send(here, photo())
    match method:
        case "GET":
            return system.get(here)
        case "DELETE":
            return system.delete(here)
        case "PATCH":
            return system.patch(here, BODIES[path])
    return system.post(here, BODIES[path])


def test_every_operation_is_in_the_table() -> None:
    assert operations() == set(OPENS)


@pytest.mark.parametrize("scope", KeyScope)
@pytest.mark.parametrize("unit", [OWN, FOREIGN])
def test_a_key_opens_what_it_is_for_and_no_case_of_others(scope: KeyScope, unit: str) -> None:
    system = System(key=made(scope, units=[unit])[1])
    sees = (unit == OWN or scope == KeyScope.READ_EVERY_CASE) and scope not in BLIND
    for operation, scopes in OPENS.items():
        case = stories.pruning()
        answer = ask(system, operation, case.tracking_code)
        if scope not in scopes:
            assert answer.status_code == 403, operation
        elif "{number}" in operation or ("{code}" in operation and not sees):
            assert answer.status_code == 404, operation
        else:
            assert answer.status_code in {200, 201}, operation
        case.refresh_from_db()
        if not (sees and scope in scopes and operation.startswith("POST /cases/{code}/")):
            assert case.state == "forwarded"


def test_no_case_that_is_not_theirs_is_changed_by_any_key_of_all_scopes() -> None:
    system = System(key=made(*(set(KeyScope) - READERS), units=[FOREIGN])[1])
    case = stories.pruning()
    before = Event.objects.filter(subject_id=str(case.pk)).count()
    for operation in OPENS:
        if "{code}" in operation:
            assert ask(system, operation, case.tracking_code).status_code in {403, 404}
    assert Event.objects.filter(subject_id=str(case.pk)).count() == before


def test_without_a_key_or_with_a_session_nothing_opens() -> None:
    staff = Client()
    staff.force_login(cast.staff("hakan"))
    for browser in (Client(), staff):
        for operation in OPENS:
            method, path = operation.split()
            here = f"/api/v1{path.format(code='1', slug='cimer', number=1)}"
            answer = getattr(browser, method.lower())(here)
            assert answer.status_code == 401, operation
            assert answer["WWW-Authenticate"] == "Bearer"
            assert answer.json()["type"] == "/api/v1/docs/#key-refused"


def test_a_key_that_is_over_says_so() -> None:
    key, text = made(KeyScope.OPEN_CASES)
    system = System(key=text)
    revoke_key(key=key, by=cast.staff("yasin"), at=now())
    answer = system.get("/topics")
    assert (answer.status_code, answer.json()["detail"]) == (401, "Bu API anahtarı iptal edildi.")
    ApiKey.objects.update(revoked_at=None, revoked_by=None, made_at=now() - timedelta(days=9))
    ApiKey.objects.update(expires_at=now() - timedelta(days=1))
    assert system.get("/topics").json()["detail"] == "Bu API anahtarının süresi doldu."
    assert System(key="x").get("/topics").json()["detail"] == "Böyle bir API anahtarı yok."


def test_who_asks_too_often_waits() -> None:
    system = System(key=made(KeyScope.OPEN_CASES, per_minute=2)[1])
    # The minute may turn once meanwhile
    answers = [system.get("/topics") for _ in range(6)]
    late = next(answer for answer in answers if answer.status_code != 200)
    assert late.status_code == 429
    assert 0 < int(late["Retry-After"]) <= 60


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("get", "/api/", 404),
        ("get", "/api/v2/cases", 404),
        ("post", "/api/v1/nothing", 404),
        ("delete", "/api/v1/cases", 405),
        ("put", "/api/v1/topics", 405),
        ("post", "/api/v1/docs/", 405),
    ],
)
@pytest.mark.parametrize("accept", ["*/*", "application/json", "text/html"])
def test_where_nothing_is_a_program_reads_a_problem(
    method: str, path: str, status: int, accept: str
) -> None:
    answer = getattr(Client(), method)(path, headers={"Accept": accept})
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    assert answer.json()["status"] == status


def test_what_breaks_is_a_problem_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    system = System(key=made(KeyScope.OPEN_CASES)[1])

    def broken(*_: Any) -> None:
        raise RuntimeError("secret")

    monkeypatch.setattr("alo153.city.queries.topics_now", broken)
    answer = system.get("/topics")
    assert (answer.status_code, answer["Content-Type"]) == (500, "application/problem+json")
    assert "secret" not in answer.content.decode()


def test_a_key_stands_in_no_line_of_the_log(caplog: pytest.LogCaptureFixture) -> None:
    text = made(KeyScope.OPEN_CASES)[1]
    system = System(key=text)
    system.post("/cases", {"topic": "yok"})
    System(key=text + "x").get("/topics")
    system.get(f"/cases/{text}")
    line = MaskingFormatter("{levelname} {message}", style="{")
    said = [line.format(record) for record in caplog.records]
    assert any("/api/v1/cases/" in each for each in said)
    assert text.split("_", 2)[2] not in "".join(said)


def test_the_pages_of_the_interface_are_among_ours() -> None:
    names = {address.name for address in OURS if address.path.startswith("/api/")}
    assert {"api_docs", "api_document", "api_nowhere"} <= names
