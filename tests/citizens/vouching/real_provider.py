"""A real provider of identities (npm's oidc-provider), and a browser that signs in there."""

import json
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final
from urllib.parse import urljoin

import httpx
from tests.parts.waiting import SECONDS

from alo153.launch import frontend

_PROGRAM: Final = Path(__file__).with_name("oidc_server.mjs")
CLIENT_ID, CLIENT_SECRET = "alo153", "secret of the test"
NUMBER: Final = "10000000146"
"""By what the provider knows Ayşe: her identity number, as some do."""
ACCOUNTS: Final[dict[str, dict[str, Any]]] = {
    NUMBER: {
        "sub": NUMBER,
        "name": "Ayşe Işık",
        "identity_number": NUMBER,
        "birthdate": "1990-01-01",
        "phone_number": "+905320000101",
        "phone_number_verified": True,
    },
    "mehmet": {"sub": "mehmet", "name": "Mehmet Işık"},
    "elif": {
        "sub": "elif",
        "name": "Elif Kaya",
        "email": "elif@kent.example",
        "email_verified": True,
    },
}


@contextmanager
def real_provider(back: str) -> Iterator[str]:
    """Run it and give its issuer; visitors come back to one address alone."""
    frontend.ensure_packages()
    given = {
        "accounts": ACCOUNTS,
        "clientId": CLIENT_ID,
        "clientSecret": CLIENT_SECRET,
        "redirectUri": back,
    }
    packages = frontend.SOURCE / "package.json"
    command = [str(frontend.node()), str(_PROGRAM), str(packages), json.dumps(given)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            yield str(json.loads(process.stdout.readline())["issuer"])
        finally:
            process.kill()


def sign_in(url: str, login: str, *, back: str) -> dict[str, str]:
    """Sign in at the provider as a browser does; return what it says in the address back."""
    with httpx.Client(timeout=SECONDS) as browser:
        answer = browser.get(url)
        while True:
            if answer.is_redirect:
                there = urljoin(str(answer.url), answer.headers["Location"])
                if there.startswith(back):
                    return dict(httpx.URL(there).params)
                answer = browser.get(there)
                continue
            answer = browser.post(_form(answer), data=_fields(answer.text, login))


def _form(page: httpx.Response) -> str:
    found = re.search(r'<form[^>]*action="([^"]+)"', page.text)
    assert found, page.text
    return urljoin(str(page.url), found[1])


def _fields(page: str, login: str) -> dict[str, str]:
    found = re.search(r'name="prompt" value="(\w+)"', page)
    assert found, page
    fields = {"prompt": found[1]}
    return {**fields, "login": login, "password": "x"} if found[1] == "login" else fields
