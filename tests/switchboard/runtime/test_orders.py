"""What pages ask of the switchboard arrives as its events, whatever the verb."""

import pytest
from tests import cast
from tests.accounts import verbs
from tests.accounts.verbs import VERBS as TRIED

from alo153.accounts.actions import set_skills
from alo153.calls import actions
from alo153.calls.models import Command, CommandName
from alo153.core.actor import SYSTEM
from alo153.core.clock import now
from alo153.switchboard.acd.decide import VERBS
from alo153.switchboard.runtime import orders


def test_each_command_is_one_event_but_that_of_an_account_alone() -> None:
    assert set(VERBS) == set(CommandName.values) - {CommandName.PROVISION_GUEST}
    assert len({event for event, _ in VERBS.values()}) == len(VERBS)


@pytest.mark.django_db
def test_what_every_verb_writes_is_read() -> None:
    room, hakan = verbs.room(), cast.staff("hakan")
    for name, (_, attempt) in TRIED.items():
        if name.startswith("calls."):
            attempt(room, hakan)
    set_skills(user=hakan, skills={"water": 2}, by=SYSTEM, at=now())
    actions.sign_out_phone(user=hakan, at=now())
    read = {row.name for row in Command.objects.all() if orders.event_of(row, 5)}
    # A guest's link and a guest's hour begin elsewhere
    assert read == set(VERBS) - {"let_in", "open_seat"}
