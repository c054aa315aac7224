"""A moment of contact: what an agent said of it stays, and who may read of it."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from tests import cast

from alo153.citizens.channel import Channel
from alo153.contacts import actions, queries
from alo153.contacts.models import Direction, Disposition, Interaction
from alo153.core.actor import SYSTEM

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 3, 11, 0, tzinfo=UTC)
PHONE = "+905320000101"


def contact() -> Interaction:
    return actions.start_interaction(
        channel=Channel.PHONE, direction=Direction.INBOUND, address=PHONE, by=SYSTEM, at=AT
    )


def test_what_an_agent_said_is_kept_when_the_call_ends() -> None:
    interaction = contact()
    actions.log_silent(interaction=interaction, by=cast.actor("elif"), at=AT)
    actions.end_interaction(
        interaction=interaction, disposition=Disposition.ABANDONED, by=SYSTEM, at=AT
    )
    interaction.refresh_from_db()
    assert interaction.disposition == Disposition.SILENT
    assert interaction.ended_at == AT


@pytest.mark.parametrize("disposition", [Disposition.INFORMATION, Disposition.OUT_OF_SCOPE])
def test_information_names_its_topic_and_out_of_scope_where_to(disposition: Disposition) -> None:
    interaction = contact()
    with pytest.raises(IntegrityError), transaction.atomic():
        actions.dispose(interaction=interaction, disposition=disposition, by=SYSTEM, at=AT)


@pytest.mark.parametrize("username", ["selin", "nurten", "yasin"])
def test_only_the_center_reads_of_contacts(username: str) -> None:
    contact()
    with pytest.raises(PermissionDenied):
        queries.recent_contacts(cast.staff(username), PHONE)


def test_a_withheld_number_has_no_contacts() -> None:
    contact()
    agent = cast.staff("elif")
    assert queries.recent_contacts(agent, "") == []
    assert len(queries.recent_contacts(agent, PHONE)) == 1
