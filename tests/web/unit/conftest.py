"""Two units of Kocaeli with their people, and cases about a tree."""

from collections.abc import Callable

import pytest
from django.test import Client
from tests import cast
from tests.web.unit.reporter import EMAIL

from alo153.accounts.models import User
from alo153.cases.models import Case


@pytest.fixture
def selin(db: None) -> User:
    return cast.staff("selin")


@pytest.fixture
def nurten(db: None) -> User:
    return cast.staff("nurten")


@pytest.fixture
def okan(db: None) -> User:
    return cast.staff("okan")


@pytest.fixture
def elif_(db: None) -> User:
    return cast.staff("elif")


@pytest.fixture
def open_case(db: None) -> Callable[..., Case]:
    return lambda **given: cast.open_case(email=EMAIL, **given)


@pytest.fixture
def case(open_case: Callable[..., Case]) -> Case:
    return open_case()


@pytest.fixture
def at_work(client: Client, selin: User) -> Client:
    client.force_login(selin)
    return client
