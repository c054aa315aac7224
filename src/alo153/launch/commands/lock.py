"""`./alo153 lock`: write the lock files anew from pyproject.toml."""

from __future__ import annotations

import subprocess

from alo153.launch import bootstrap, paths
from alo153.launch.steps import step

_FLAGS = ["--quiet", "--universal", "--generate-hashes", "--python-version", "3.12"]


def main(words: list[str]) -> int:
    """Resolve all dependencies; `words` go to uv, for example `--upgrade`."""
    with step("requirements.lock") as line:
        uv = bootstrap.find_uv(line)
        source = ["--all-extras", "pyproject.toml", "-o", "requirements.lock"]
        _compile(uv, [*source, *words])
    with step("requirements-uv.lock"):
        _compile(uv, ["-", "-o", "requirements-uv.lock", *words], text="uv>=0.13\n")
    return 0


def _compile(uv: list[str], words: list[str], text: str | None = None) -> None:
    subprocess.run(
        [*uv, "pip", "compile", *_FLAGS, *words],
        cwd=paths.PROJECT,
        input=text,
        text=True,
        check=True,
    )
