"""A provider that lies as it is told: right in all, but for what a test changes."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey
from tests.citizens.vouching.real_provider import CLIENT_ID, CLIENT_SECRET

from alo153.citizens.vouching.oidc import OidcProvider

KEY = RSAKey.generate_key(2048, {"kid": "one", "use": "sig"})
OTHER_KEY = RSAKey.generate_key(2048, {"kid": "one", "use": "sig"})


class StandIn:
    """What it says, and what it was asked."""

    def __init__(self) -> None:
        self.header: dict[str, Any] = {"alg": "RS256", "kid": "one"}
        self.claims: dict[str, Any] = {}
        self.userinfo: dict[str, Any] = {"name": "Ayşe Işık"}
        self.discovery: dict[str, Any] = {}
        self.key: Any = KEY
        # By path: answers instead of what is right
        self.instead: dict[str, Callable[[], tuple[int, bytes]]] = {}
        self.asked: list[tuple[str, str, dict[str, str]]] = []
        self.issuer = ""
        self.token: str | None = None

    def provider(self) -> OidcProvider:
        """Return ours that speaks with it."""
        return OidcProvider(self.issuer, CLIENT_ID, CLIENT_SECRET, "Deneme")

    def say(self, path: str) -> tuple[int, bytes]:
        """Answer."""
        if path in self.instead:
            return self.instead[path]()
        told: dict[str, Callable[[], Mapping[str, Any]]] = {
            "/.well-known/openid-configuration": self._discovery,
            "/keys": lambda: {"keys": [KEY.as_dict(private=False)]},
            "/token": lambda: {"access_token": "bearer", "id_token": self.token or self._token()},
            "/me": lambda: {"sub": "ayse", **self.userinfo},
        }
        return 200, json.dumps(told[path]()).encode()

    def _discovery(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/auth",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "userinfo_endpoint": f"{self.issuer}/me",
            **self.discovery,
        }

    def _token(self) -> str:
        now = int(time.time())
        right = {
            "iss": self.issuer,
            "aud": CLIENT_ID,
            "sub": "ayse",
            "iat": now,
            "exp": now + 300,
            "nonce": self.nonce,
        }
        claims = {name: value for name, value in (right | self.claims).items() if value is not None}
        return jwt.encode(self.header, claims, self.key)

    nonce = ""


@contextmanager
def stand_in() -> Iterator[StandIn]:
    """Run it."""
    one = StandIn()

    class Wire(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            form = dict(parse_qsl(self.rfile.read(length).decode()))
            path = urlsplit(self.path).path
            one.asked.append((path, self.headers.get("Authorization", ""), form))
            status, body = one.say(path)
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_GET

        def log_message(self, *_: Any) -> None:
            """Keep the test's output clean."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Wire)
    one.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield one
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
