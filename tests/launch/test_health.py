"""`up` and load balancers learn whether the program can work."""

from unittest.mock import patch

import pytest
from django.db import DatabaseError
from django.test import Client


@pytest.mark.django_db
def test_it_works_while_the_database_answers(client: Client) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok\n")


def test_it_says_so_when_the_database_does_not_answer(client: Client) -> None:
    with patch("alo153.config.serving.health.connection.cursor", side_effect=DatabaseError):
        assert client.get("/healthz").status_code == 503
