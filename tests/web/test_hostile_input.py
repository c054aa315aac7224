"""What no person types, in every address and every parameter: never a broken page."""

import re
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client
from tests import cast
from tests.web.addresses import OURS

from alo153 import web

NUL = "\x00"
ENDLESS = "9" * 5000
HOSTILE = [NUL, f"a{NUL}b", ENDLESS, "-1", "٣٤", "' OR 1=1 --", "1e999", "nan"]
READ = re.compile(r"(?:GET|POST)(?:\.get(?:list)?\(|\[)\s*\"(\w+)\"|\.cleaned_data\[\"(\w+)\"\]")


def _parameters() -> set[str]:
    """Find the parameters that our views read by name."""
    source = "\n".join(p.read_text() for p in Path(web.__file__).parent.rglob("*.py"))
    return {name for pair in READ.findall(source) for name in pair if name}


@pytest.mark.django_db
@pytest.mark.parametrize("value", HOSTILE, ids=lambda value: ascii(value[:12]))
@pytest.mark.parametrize("who", ["hakan", "selin", ""])
def test_no_parameter_breaks_a_page(client: Client, who: str, value: str) -> None:
    cast.city()
    if who:
        client.force_login(cast.staff(who))
    given = {name: value for name in _parameters() if name != "topics"}
    broken = {}
    for address in OURS:
        for method in ("get", "post"):
            try:
                with transaction.atomic():
                    status = getattr(client, method)(address.path, given).status_code
                    transaction.set_rollback(True)
            except Exception as error:
                status = repr(error)
            if not isinstance(status, int) or status >= 500:
                broken[f"{method} {address.name}"] = status
    assert broken == {}


@pytest.mark.django_db
def test_no_address_breaks_on_a_letter_that_is_none(client: Client) -> None:
    cast.city()
    for path in ("/t/a%00b/", "/track/%00/", "/apply/%00/", "/t/%ff%fe/"):
        assert client.get(path).status_code in {400, 404}


@pytest.mark.django_db
def test_only_our_own_pages_may_ask_for_camera_and_microphone(client: Client) -> None:
    cast.city()
    policy = client.get("/").headers["Permissions-Policy"]
    assert "camera=(self)" in policy
    assert "usb=()" in policy
