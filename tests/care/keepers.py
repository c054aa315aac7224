"""Who keeps the rooms: two people with roles of their own, and nothing else."""

from functools import partial

from tests import cast

from alo153.accounts.actions import enroll
from alo153.accounts.models import User
from alo153.core.actor import SYSTEM


def _keeper(role: str, username: str, full_name: str) -> User:
    enroll(
        username=username,
        full_name=full_name,
        email=f"{username}@example.org",
        roles=[role],
        password=cast.PASSWORD,
        by=SYSTEM,
        at=cast.AT,
    )
    return User.objects.get(username=username)


psychologist = partial(_keeper, "psychologist", "ece", "Ece Aydın")
nurse = partial(_keeper, "infirmary", "can", "Can Demir")
