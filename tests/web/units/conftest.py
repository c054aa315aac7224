"""Two units of Kocaeli with their people, and cases about a tree."""

from collections.abc import Callable

import pytest
from django.test import Client
from tests import cast

from alo153.accounts.models import User
from alo153.cases import actions
from alo153.cases.models import Case, ContactWish, Kind
from alo153.citizens.models import Channel
from alo153.core.actor import SYSTEM

AT = cast.AT
EMAIL = "ayse@example.org"


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
def open_case(elif_: User) -> Callable[..., Case]:
    def open_one(text: str = "Ağaç yolun üstüne devrildi.") -> Case:
        place = cast.neighborhood("izmit/yahyakaptan")
        case = actions.open_case(
            kind=Kind.REQUEST,
            topic=cast.topic("agac-budama"),
            where=actions.Where(
                district=place.district,
                neighborhood=place,
                address="Çınar Sokak 5",
                place_layer="metropolitan",
                lat=40.76,
                lon=29.92,
            ),
            text=text,
            reporter=actions.Reporter(
                full_name="Ayşe Işık", phone=cast.phone_of("Ayşe Işık"), email=EMAIL
            ),
            contact_wish=ContactWish.SMS,
            channel=Channel.PHONE,
            by=SYSTEM,
            at=AT,
        )
        assert case.unit == cast.unit("park-ve-bahceler")
        return case

    return open_one


@pytest.fixture
def case(open_case: Callable[..., Case]) -> Case:
    return open_case()


@pytest.fixture
def at_work(client: Client, selin: User) -> Client:
    client.force_login(selin)
    return client
