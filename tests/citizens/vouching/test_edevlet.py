"""e-Devlet says who somebody is; what we send there is read by its rules."""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from tests.channels.contract.http_server import HttpServer, Request, http_server
from tests.citizens.vouching.real_provider import NUMBER

from alo153.citizens.vouching.contract import Declined, Unreachable, Untrue, Vouched
from alo153.citizens.vouching.edevlet import EdevletProvider
from alo153.core.clock import now

BACK = "https://153.example/mine/sign-in/with/edevlet/back/"
BASE = "/OAuth2AuthorizationServer"


class Server:
    """Refuses what e-Devlet would refuse: another shape, secret, code or token."""

    def __init__(self) -> None:
        self.who: dict[str, Any] = {"kimlikNo": NUMBER, "ad": "AYŞE", "soyad": "IŞIK"}
        self.result = "EDV09.000"
        self.instead: tuple[int, bytes] | None = None
        self.http: HttpServer

    def program(self, request: Request) -> tuple[int, bytes]:
        if self.instead:
            return self.instead
        form = dict(parse_qsl(request.body.decode(), strict_parsing=True))
        if request.path == f"{BASE}/AccessTokenController":
            return self._token(form)
        assert request.path == f"{BASE}/AuthenticationController"
        right = {"accessToken": "t", "clientId": "153", "resourceId": "1", "kapsam": "Ad-Soyad"}
        if form != right:
            return 200, b'{"sonucKodu": "EDV09.001"}'
        said = {"sonucKodu": self.result, "kullaniciBilgileri": self.who}
        return 200, json.dumps(said).encode()

    def _token(self, form: dict[str, str]) -> tuple[int, bytes]:
        right = {
            "grant_type": "authorization_code",
            "client_id": "153",
            "client_secret": "gizli",
            "code": "c",
            "redirect_uri": BACK,
        }
        return (200, b'{"access_token": "t"}') if form == right else (400, b"{}")

    def provider(self, secret: str = "gizli") -> EdevletProvider:
        return EdevletProvider(f"http://{self.http.origin}{BASE}", "153", secret)


@pytest.fixture
def server() -> Iterator[Server]:
    one = Server()
    with http_server(one.program) as one.http:
        yield one


def came_back(ours: EdevletProvider, **answer: str) -> Vouched:
    begun = ours.begin(back=BACK)
    told = {"code": "c", "state": begun.kept["state"], **answer}
    return ours.finish(kept=begun.kept, answer=told, back=BACK, at=now())


def test_it_says_name_and_number(server: Server) -> None:
    assert came_back(server.provider()) == Vouched(NUMBER, "AYŞE IŞIK")


def test_the_visitor_is_sent_with_all_that_it_wants(server: Server) -> None:
    begun = server.provider().begin(back=BACK)
    there = urlsplit(begun.url)
    assert there.path == f"{BASE}/AuthorizationController"
    assert dict(parse_qsl(there.query)) == {
        "response_type": "code",
        "client_id": "153",
        "state": begun.kept["state"],
        "scope": "Kimlik-Dogrula",
        "redirect_uri": BACK,
    }
    assert "gizli" not in begun.url


@pytest.mark.parametrize("answer", [{"state": "another"}, {"code": ""}, {"code": "x" * 5_000}])
def test_an_answer_that_is_not_ours_is_not_believed(server: Server, answer: dict[str, str]) -> None:
    with pytest.raises(Untrue):
        came_back(server.provider(), **answer)


def test_a_code_or_a_secret_that_is_wrong_signs_nobody_in(server: Server) -> None:
    with pytest.raises(Untrue, match="http 400"):
        came_back(server.provider(), code="another")
    with pytest.raises(Untrue, match="http 400"):
        came_back(server.provider("another"))


def test_a_citizen_who_said_no_is_told_so(server: Server) -> None:
    with pytest.raises(Declined):
        came_back(server.provider(), error="access_denied")


def test_its_own_refusal_is_named_and_nothing_else_of_what_it_says(server: Server) -> None:
    server.result = "EDV09.002"
    with pytest.raises(Untrue, match=r"result EDV09\.002"):
        came_back(server.provider())
    server.result = f"EDV09.000 {NUMBER}"
    with pytest.raises(Untrue) as failed:
        came_back(server.provider())
    assert failed.value.code == "result"


@pytest.mark.parametrize("number", ["10000000147", "", None, 10000000146, "1" * 11])
def test_a_number_that_can_be_nobody_s_is_not_believed(server: Server, number: object) -> None:
    server.who["kimlikNo"] = number
    with pytest.raises(Untrue, match="identity number"):
        came_back(server.provider())


@pytest.mark.parametrize("who", [None, [], "AYŞE"])
def test_an_answer_without_anybody_is_not_believed(server: Server, who: Any) -> None:
    server.who = who
    with pytest.raises(Untrue):
        came_back(server.provider())


def test_one_that_is_broken_or_dead_is_unreachable(server: Server) -> None:
    server.instead = (503, b"")
    with pytest.raises(Unreachable):
        came_back(server.provider())
    server.http.stop()
    with pytest.raises(Unreachable):
        came_back(server.provider())
