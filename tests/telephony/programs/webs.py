"""The real web process beside a center, and somebody who works with its pages."""

from __future__ import annotations

import os
from pathlib import Path

import httpx
from tests.parts.processes import programs
from tests.parts.waiting import COLD_SECONDS, SECONDS, until

from alo153.launch.programs.processes import free_port

PASSWORD = "a-long-password"


class Web:
    """The program that serves the pages, in a process of its own."""

    def __init__(self, database_url: str, folder: Path, *, cold: bool) -> None:
        self._cold = cold
        self.port = free_port()
        self.url = f"http://localhost:{self.port}"
        self._database_url = database_url
        self._log = folder / "web.log"

    def start(self) -> None:
        """Start it and wait until it answers."""
        environment = {
            **os.environ,
            "DATABASE_URL": self._database_url,
            "ALO153_PUBLIC_URL": self.url,
        }
        self._process = programs.begin(
            "uvicorn",
            "alo153.config.asgi:application",
            "--port",
            str(self.port),
            environment=environment,
            log=self._log,
            cold=self._cold,
        )
        until(self.answers, COLD_SECONDS, self._log.read_text)

    def answers(self) -> bool:
        """Say whether it serves, with its database."""
        try:
            return httpx.get(f"{self.url}/healthz", trust_env=False).status_code == 200
        except httpx.TransportError:
            return False

    def kill(self) -> None:
        """End it at once, whatever it does."""
        self._process.kill()
        self._process.wait()


class Desk:
    """The pages of an agent, without a browser: they are asked for and pressed by HTTP."""

    def __init__(self, web: Web) -> None:
        self._http = httpx.Client(
            base_url=web.url, trust_env=False, follow_redirects=True, timeout=SECONDS
        )

    def sign_in(self, username: str) -> None:
        """Sign in with the password that everybody in these tests has."""
        self._http.get("/accounts/login/").raise_for_status()
        answer = self._post("/accounts/login/", login=username, password=PASSWORD)
        assert "/accounts/login/" not in str(answer.url), "the password was refused"

    def press(self, verb: str) -> None:
        """Press a key of the call bar. Raises httpx.TransportError when nobody is there."""
        self._post(f"/desk/phone/{verb}/").raise_for_status()

    def _post(self, path: str, **fields: str) -> httpx.Response:
        token = self._http.cookies.get("csrftoken", "")
        return self._http.post(path, data={**fields, "csrfmiddlewaretoken": token})
