"""The sign-in page has one word for a password, also where the words are those of allauth."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_a_password_is_called_one_thing(client: Client) -> None:
    page = client.get("/accounts/login/", headers={"Accept-Language": "tr"}).content.decode()
    assert "Parola" in page
    assert "Şifre" not in page
    wrong = client.post("/accounts/login/", {"login": "elif", "password": "wrong"})
    assert "Kullanıcı adı veya parola yanlış." in wrong.content.decode()
