"""Who is not signed in any more: a page leads to the sign-in, a script is told."""

from http import HTTPStatus
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from tests import cast

from alo153.cases.models import Draft

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "headers",
    [
        {"HX-Request": "true"},
        {"X-Requested-With": "fetch"},
        {"Sec-Fetch-Dest": "empty"},
    ],
)
def test_a_script_never_gets_the_sign_in_page(client: Client, headers: dict[str, str]) -> None:
    answer = client.post(reverse("desk:draft", args=["new:1"]), {"text": "Ağaç"}, headers=headers)
    assert answer.status_code == HTTPStatus.UNAUTHORIZED


def test_after_a_form_the_page_it_stood_on_is_opened(client: Client) -> None:
    address = reverse("unit:note", args=["123456782"])
    page = "http://testserver/unit/cases/123456782/?state=new"
    answer = client.post(address, {"text": "Not"}, headers={"Referer": page})
    assert _next(answer.headers["Location"]) == "/unit/cases/123456782/?state=new"
    answer = client.post(address, headers={"Referer": "https://elsewhere.example/unit/"})
    assert _next(answer.headers["Location"]) == reverse("home")


def test_a_page_of_somebody_else_writes_nothing(client: Client) -> None:
    client.force_login(cast.staff("elif"))
    headers = {"X-Requested-With": "fetch", "X-Signed-In-As": str(cast.staff("zeynep").pk)}
    answer = client.post(reverse("desk:draft", args=["new:1"]), {"text": "Ağaç"}, headers=headers)
    assert answer.status_code == HTTPStatus.UNAUTHORIZED
    assert not Draft.objects.exists()


def _next(location: str) -> str:
    return parse_qs(urlsplit(location).query)["next"][0]
