"""Everybody tries every verb: it is refused for want of a right exactly where the policy says so.

The policy, the actions, and a table written by hand (`tests/cases/policy/rights.py`) agree about
each person of the cast, those with several roles too. `tests/cases/lives.py` tries any state of a
case, `tests/web/test_policy.py` the addresses.
"""

from copy import deepcopy

import pytest
from django.db import transaction
from tests import cast
from tests.cases.policy import rights
from tests.cases.policy.rights import ASKS, EVERY, OF_SUB_TASK, WANT_OF_RIGHT, Room

from alo153.accounts.models import User
from alo153.accounts.policy import NotPermitted
from alo153.accounts.registry import Permission
from alo153.cases.actions import NotTheirs
from alo153.cases.policy.permitted import RULES
from alo153.cases.policy.standing import may
from alo153.cases.rules.verbs import Verb
from alo153.core.models import Event


def test_every_verb_says_what_it_asks_and_every_rule_is_asked() -> None:
    assert set(ASKS) == set(EVERY)
    # Of a confidential case alone, which has tests of its own
    assert set(RULES) - set(ASKS.values()) == {Verb.EXPLAIN}


def allowed(verb: str, room: Room, by: User) -> bool:
    """Tell what the policy says."""
    asks = ASKS[verb]
    if isinstance(asks, Permission):
        return by.may(asks)
    unit = room.task.unit if asks in OF_SUB_TASK else None
    return may(by, asks, room.case, unit)


def refused(verb: str, room: Room, by: User) -> bool:
    """Try a verb, and undo it; tell whether it was refused for want of a right."""
    with transaction.atomic():
        before = Event.objects.count()
        try:
            EVERY[verb](deepcopy(room), by)
        except NotTheirs as why:
            assert Event.objects.count() == before, f"{verb} was refused and changed something"
            return why.why in WANT_OF_RIGHT
        except NotPermitted:
            assert Event.objects.count() == before, f"{verb} was refused and changed something"
            return True
        except Exception:
            return False  # the state of the case or its facts refuse, not a right
        finally:
            transaction.set_rollback(True)
    return False


@pytest.mark.django_db
@pytest.mark.parametrize("name", cast.everybody())
def test_who_is_refused_is_whom_the_policy_refuses(name: str) -> None:
    room, by = rights.room(), cast.anybody(name)
    found = {verb: not refused(verb, room, by) for verb in EVERY}
    assert found == {verb: allowed(verb, room, by) for verb in EVERY}
    assert found == {verb: rights.expected(verb, by) for verb in EVERY}
