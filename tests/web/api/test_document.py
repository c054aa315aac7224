"""The document of the interface is OpenAPI 3.1, and its page needs no script of its own."""

import re

import pytest
from django.test import Client
from jsonschema_rs import validator_for

from alo153.integrations.scopes import KeyScope
from alo153.web.site.problems import Code

pytestmark = pytest.mark.django_db


def page(language: str) -> str:
    answer = Client().get("/api/v1/docs/", headers={"Accept-Language": language})
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_document_says_what_is_asked_and_what_is_answered() -> None:
    found = Client().get("/api/v1/openapi.json", headers={"Accept-Language": "tr"}).json()
    assert found["openapi"] == "3.1.0"
    opening = found["paths"]["/api/v1/cases"]["post"]
    assert opening["summary"] == "Başvuru aç"
    assert opening["security"] == [{"ByKey": []}]
    problem = opening["responses"]["422"]["content"]
    assert list(problem) == ["application/problem+json"]
    english = Client().get("/api/v1/openapi.json", headers={"Accept-Language": "en"}).json()
    assert english["paths"]["/api/v1/cases"]["post"]["summary"] == "Open an application"


def test_every_schema_of_it_is_one() -> None:
    found = Client().get("/api/v1/openapi.json").json()
    for name in found["components"]["schemas"]:
        whole = {"$ref": f"#/components/schemas/{name}", "components": found["components"]}
        assert validator_for(whole).is_valid({}) in {True, False}


@pytest.mark.parametrize(
    ("language", "words"), [("tr", "Neler ters gidebilir"), ("en", "What may be wrong")]
)
def test_its_page_is_in_the_readers_language(language: str, words: str) -> None:
    text = page(language)
    assert words in text
    for code in Code:
        assert f'id="{code}"' in text
    for scope in KeyScope:
        assert f"<code>{scope}</code>" in text
    assert "POST /api/v1/cases/{code}/answers" in text
    assert "place.lat" in text


def test_its_page_loads_nothing_from_elsewhere_and_runs_nothing_inline() -> None:
    text = page("tr")
    assert re.findall(r"<script(?![^>]*\bsrc=)", text) == []
    assert re.findall(r"(?:src|href)=\"(?:https?:)?//", text) == []
