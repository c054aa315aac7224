"""What visitors left half-typed is swept."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session

from alo153.core.clock import now
from alo153.web.tasks import sweep

pytestmark = pytest.mark.django_db


def test_expired_sessions_go_and_living_ones_stay() -> None:
    for key, days in (("old", -1), ("new", 1)):
        Session.objects.create(
            session_key=key, session_data="", expire_date=now() + timedelta(days=days)
        )
    sweep()
    assert [session.session_key for session in Session.objects.all()] == ["new"]
