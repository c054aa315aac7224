"""A provider vouches for a citizen; one that is slow, dead or lies vouches for nobody."""

import base64
import hashlib
import logging
import socket
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest
from joserfc.jwk import OctKey
from tests.citizens.vouching.real_provider import (
    CLIENT_ID,
    CLIENT_SECRET,
    NUMBER,
    real_provider,
    sign_in,
)
from tests.citizens.vouching.stand_in import OTHER_KEY, StandIn, stand_in

from alo153.citizens.vouching import asking
from alo153.citizens.vouching.contract import Declined, NotVouched, Unreachable, Untrue, Vouched
from alo153.citizens.vouching.oidc import OidcProvider
from alo153.core.clock import now

pytestmark = pytest.mark.django_db  # a telephone is read by the city's number plan
BACK = "https://153.example/mine/sign-in/with/oidc/back/"


@pytest.fixture
def liar() -> Iterator[StandIn]:
    with stand_in() as one:
        yield one


def came_back(liar: StandIn, **answer: str) -> Vouched:
    """Begin and come back, with an answer that is right but for what is changed."""
    ours = liar.provider()
    begun = ours.begin(back=BACK)
    liar.nonce = begun.kept["nonce"]
    told = {"code": "c", "state": begun.kept["state"], **answer}
    return ours.finish(kept=begun.kept, answer=told, back=BACK, at=now())


def test_a_real_provider_says_who_somebody_is() -> None:
    with real_provider(BACK) as issuer:
        ours = OidcProvider(issuer, CLIENT_ID, CLIENT_SECRET, "Deneme")
        begun = ours.begin(back=BACK)
        answer = sign_in(begun.url, NUMBER, back=BACK)
        found = ours.finish(kept=begun.kept, answer=answer, back=BACK, at=now())
        assert found == Vouched(NUMBER, "Ayşe Işık", "+905320000101")
        with pytest.raises(Untrue):  # its code was used
            ours.finish(kept=begun.kept, answer=answer, back=BACK, at=now())


def test_a_real_provider_refuses_a_verifier_that_is_not_ours() -> None:
    with real_provider(BACK) as issuer:
        ours = OidcProvider(issuer, CLIENT_ID, CLIENT_SECRET, "Deneme")
        begun = ours.begin(back=BACK)
        answer = sign_in(begun.url, NUMBER, back=BACK)
        stolen = {**begun.kept, "verifier": "x" * 43}
        with pytest.raises(Untrue, match="http 400"):
            ours.finish(kept=stolen, answer=answer, back=BACK, at=now())


def test_what_is_asked_names_state_nonce_and_challenge(liar: StandIn) -> None:
    begun = liar.provider().begin(back=BACK)
    asked = dict(parse_qsl(urlsplit(begun.url).query))
    digest = hashlib.sha256(begun.kept["verifier"].encode()).digest()
    assert asked["code_challenge"] == base64.urlsafe_b64encode(digest).decode().rstrip("=")
    assert (asked["code_challenge_method"], asked["response_type"]) == ("S256", "code")
    assert (asked["state"], asked["nonce"]) == (begun.kept["state"], begun.kept["nonce"])
    assert begun.kept["verifier"] not in begun.url
    assert liar.provider().begin(back=BACK).kept["state"] != begun.kept["state"]


def test_an_honest_answer_is_taken_and_the_code_is_exchanged_once(liar: StandIn) -> None:
    assert came_back(liar) == Vouched("ayse", "Ayşe Işık")
    ((_, who, form),) = [each for each in liar.asked if each[0] == "/token"]
    assert base64.b64decode(who.removeprefix("Basic ")) == b"alo153:secret+of+the+test"
    assert (form["code"], form["redirect_uri"]) == ("c", BACK)


@pytest.mark.parametrize(
    "answer",
    [
        {"state": "another"},
        {"state": ""},
        {"code": ""},
        {"code": "x" * 5_000},
        {"iss": "https://another.example"},
    ],
)
def test_an_answer_that_is_not_ours_asks_nothing(liar: StandIn, answer: dict[str, str]) -> None:
    with pytest.raises(Untrue):
        came_back(liar, **answer)
    assert "/token" not in [path for path, _, _ in liar.asked]


def test_a_citizen_who_said_no_is_told_so(liar: StandIn) -> None:
    with pytest.raises(Declined):
        came_back(liar, error="access_denied")


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": "https://another.example"},
        {"aud": "another"},
        {"aud": [CLIENT_ID, "another"], "azp": "another"},
        {"nonce": "another"},
        {"nonce": None},
        {"exp": int(time.time()) - 120},
        {"exp": None},
        {"exp": "soon"},
        {"iat": int(time.time()) - 3_600},
        {"iat": int(time.time()) + 3_600},
        {"iat": None},
        {"sub": ""},
        {"sub": None},
        {"sub": 7},
        {"sub": "x" * 256},
    ],
    ids=",".join,
)
def test_a_statement_that_is_not_about_this_sign_in_is_not_believed(
    liar: StandIn, claims: dict[str, Any]
) -> None:
    liar.claims = claims
    with pytest.raises(Untrue):
        came_back(liar)


def _by_another_key(liar: StandIn) -> None:
    liar.key = OTHER_KEY


def _unsigned(liar: StandIn) -> None:
    liar.token = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJheXNlIn0."


def _by_our_own_secret(liar: StandIn) -> None:
    secret = OctKey.import_key(CLIENT_SECRET)
    liar.header, liar.key = {"alg": "HS256"}, secret


def _by_a_key_nobody_published(liar: StandIn) -> None:
    liar.header = {"alg": "RS256", "kid": "two"}


def _no_token(liar: StandIn) -> None:
    liar.instead["/token"] = lambda: (200, b'{"access_token": "bearer"}')


def _another_subject(liar: StandIn) -> None:
    liar.userinfo = {"sub": "mehmet"}


def _another_issuer(liar: StandIn) -> None:
    liar.discovery = {"issuer": "https://another.example"}


def _no_keys(liar: StandIn) -> None:
    liar.instead["/keys"] = lambda: (200, b'{"keys": "none"}')


def _keys_that_are_none(liar: StandIn) -> None:
    liar.instead["/keys"] = lambda: (200, b'{"keys": [{"kty": "RSA"}, 7, {"kty": "oct"}]}')


def _elsewhere(liar: StandIn) -> None:
    liar.discovery = {"token_endpoint": "ftp://127.0.0.1/token"}


@pytest.mark.parametrize(
    "lie",
    [
        _by_another_key,
        _unsigned,
        _by_our_own_secret,
        _by_a_key_nobody_published,
        _no_token,
        _another_subject,
        _another_issuer,
        _no_keys,
        _keys_that_are_none,
        _elsewhere,
    ],
)
def test_a_lie_is_found(liar: StandIn, lie: Callable[[StandIn], None]) -> None:
    lie(liar)
    with pytest.raises(Untrue):
        came_back(liar)


def test_an_issuer_with_tls_is_never_asked_without_it() -> None:
    ours = OidcProvider("https://id.example", CLIENT_ID, CLIENT_SECRET, "Deneme")
    with pytest.raises(Untrue):
        ours._endpoint({"token_endpoint": "http://id.example/token"}, "token_endpoint")


@pytest.mark.parametrize(
    ("path", "status", "body", "kind"),
    [
        ("/token", 500, b"", Unreachable),
        ("/token", 429, b"", Unreachable),
        ("/token", 400, b'{"error": "invalid_grant"}', Untrue),
        ("/token", 302, b"", Untrue),
        ("/token", 200, b"<html>", Untrue),
        ("/token", 200, b"[]", Untrue),
        ("/token", 200, b"[" * 60_000, Untrue),
        ("/me", 200, b"x" * 70_000, Untrue),
        ("/.well-known/openid-configuration", 503, b"", Unreachable),
    ],
)
def test_whatever_it_answers_is_one_of_three_failures(
    liar: StandIn, path: str, status: int, body: bytes, kind: type[NotVouched]
) -> None:
    liar.instead[path] = lambda: (status, body)
    with pytest.raises(kind):
        came_back(liar)


def test_a_dead_one_is_unreachable() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        dead = f"http://127.0.0.1:{taken.getsockname()[1]}"
        with pytest.raises(Unreachable):
            OidcProvider(dead, CLIENT_ID, CLIENT_SECRET, "Deneme").begin(back=BACK)


def test_a_slow_one_is_left(liar: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "_TIMEOUT", httpx.Timeout(0.05))
    go_on = threading.Event()
    liar.instead["/token"] = lambda: (200 if go_on.wait(5) else 504, b"{}")
    with pytest.raises(Unreachable):
        came_back(liar)
    go_on.set()


def test_one_that_drips_is_left(liar: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "SECONDS", -1)
    with pytest.raises(Unreachable, match="without end"):
        came_back(liar)


def test_one_that_hangs_holds_few_pages(liar: StandIn) -> None:
    held = [asking.CITIZENS.acquire(blocking=False) for _ in range(asking.MOST_AT_ONCE)]
    try:
        with pytest.raises(Unreachable, match="too many wait"):
            liar.provider().begin(back=BACK)
    finally:
        for _ in filter(None, held):
            asking.CITIZENS.release()
    liar.provider().begin(back=BACK)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({"phone_number": "+905320000101", "phone_number_verified": True}, "+905320000101"),
        ({"phone_number": "+905320000101", "phone_number_verified": "true"}, ""),
        ({"phone_number": "+905320000101"}, ""),
        ({"phone_number": "153", "phone_number_verified": True}, ""),
        ({"phone_number": ["x"], "phone_number_verified": True}, ""),
    ],
)
def test_only_a_verified_telephone_is_taken(
    liar: StandIn, told: dict[str, Any], expected: str
) -> None:
    liar.userinfo = told
    assert came_back(liar).phone == expected


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({"name": " Ayşe \n Işık "}, "Ayşe Işık"),
        ({"given_name": "Ayşe", "family_name": "Işık"}, "Ayşe Işık"),
        ({"name": "x" * 121}, ""),
        ({"name": "a\x00b"}, ""),
        ({"name": {"tr": "Ayşe"}}, ""),
    ],
)
def test_a_name_is_one_line_that_can_be_kept(
    liar: StandIn, told: dict[str, Any], expected: str
) -> None:
    liar.userinfo = told
    assert came_back(liar).full_name == expected


def test_no_failure_says_what_came(liar: StandIn, caplog: pytest.LogCaptureFixture) -> None:
    liar.claims = {"nonce": NUMBER, "sub": NUMBER}
    with caplog.at_level(logging.INFO), pytest.raises(Untrue) as failed:
        came_back(liar)
    assert NUMBER not in f"{failed.value.code} {failed.value.__cause__} {caplog.text}"
