"""An operator that is spoken to by SMPP: npm's server in a Node of its own."""

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from tests.channels.contract.http_provider import PASSWORD, USER

from alo153.launch import frontend

_PROGRAM: Final = Path(__file__).with_name("smpp_server.mjs")


class Operator:
    """The running server."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self.said: list[dict[str, Any]] = []
        self.port: int = self._listen("port")["port"]

    def _listen(self, word: str) -> dict[str, Any]:
        assert self._process.stdout
        while line := self._process.stdout.readline():
            said: dict[str, Any] = json.loads(line)
            if word in said:
                return said
            self.said.append(said)
        raise AssertionError(f"the operator went away, code {self._process.wait()}")

    def tell(self, **told: Any) -> None:
        """Change its mood or its password, or have it deliver; then all it has heard is in `said`.

        Args:
            told: as `smpp_server.mjs` reads it.
        """
        assert self._process.stdin
        self._process.stdin.write(json.dumps(told) + "\n")
        self._process.stdin.flush()
        self._listen("done")

    def heard(self) -> list[dict[str, Any]]:
        """Return what it took, in order."""
        if self._process.poll() is None:
            self.tell()
        return [said for said in self.said if "message" in said]

    def stop(self) -> None:
        """Go away; a second time does nothing."""
        self._process.kill()
        self._process.wait()


@contextmanager
def operator(*tls: Path) -> Iterator[Operator]:
    """Run it; over TLS with a key and a certificate."""
    frontend.ensure_packages()
    packages = frontend.SOURCE / "package.json"
    command = [frontend.node(), _PROGRAM, packages, USER, PASSWORD, *tls]
    with subprocess.Popen(
        [str(word) for word in command], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        running = Operator(process)
        try:
            yield running
        finally:
            running.stop()
