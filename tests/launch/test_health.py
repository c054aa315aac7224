"""`up` and load balancers learn whether the program can work."""

import tomllib
from unittest.mock import patch

import pytest
from django.db import DatabaseError
from django.test import Client

from alo153 import VERSION
from alo153.launch import paths


@pytest.mark.django_db
def test_it_works_while_the_database_answers(client: Client) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok\n")


def test_it_says_so_when_the_database_does_not_answer(client: Client) -> None:
    with patch("alo153.config.serving.health.connection.cursor", side_effect=DatabaseError):
        assert client.get("/healthz").status_code == 503


def test_the_version_on_the_page_of_health_is_that_of_the_project() -> None:
    project = tomllib.loads((paths.PROJECT / "pyproject.toml").read_text())["project"]
    assert project["version"] == VERSION
