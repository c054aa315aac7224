"""A story of the call engine, and the agent in it."""

from datetime import UTC, datetime

import pytest
from tests.parts.roles import Role
from tests.switchboard.acd.story import Story

from alo153.accounts.actions import enroll
from alo153.accounts.models import User
from alo153.core.actor import SYSTEM


@pytest.fixture
def elif_() -> User:
    return enroll(
        username="elif",
        full_name="Elif Yıldız",
        email="",
        roles=[Role.AGENT],
        password="a-long-password",
        by=SYSTEM,
        at=datetime(2026, 1, 1, tzinfo=UTC),
    )


@pytest.fixture
def story() -> Story:
    return Story()
