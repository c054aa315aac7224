"""The sign-in page has one word for a password, also where the words are those of allauth."""

import pytest
from django.template.loader import render_to_string
from django.test import Client

pytestmark = pytest.mark.django_db


def test_a_password_is_called_one_thing(client: Client) -> None:
    page = client.get("/accounts/login/", headers={"Accept-Language": "tr"}).content.decode()
    assert "Parola" in page
    assert "Şifre" not in page
    wrong = client.post("/accounts/login/", {"login": "elif", "password": "wrong"})
    assert "Kullanıcı adı veya parola yanlış." in wrong.content.decode()


def test_what_is_wrong_with_a_field_that_allauth_draws_is_read_with_it() -> None:
    attrs = {"id": "id_code", "name": "code", "type": "text", "errors": "Yanlış."}
    shown = {"attrs": attrs, "slots": {"label": ["Kod"]}}
    page = render_to_string("allauth/elements/field.html", shown)
    assert 'id="id_code" aria-invalid="true" aria-describedby="id_code_error"' in " ".join(
        page.split()
    )
    assert 'class="field-error" id="id_code_error"' in " ".join(page.split())
