"""Who writes a list, who lets it run, and whom it calls."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from tests import cast
from tests.calls.call_lists.lists import (
    AYSE,
    FATMA,
    MEHMET,
    NOTICE,
    approver,
    begun,
    writer,
    written,
)

from alo153.accounts.policy import NotPermitted
from alo153.calls.models import CallList
from alo153.calls.supervision.call_lists import actions, queries
from alo153.calls.supervision.call_lists.actions import ListRefused, NobodyToCall
from alo153.calls.supervision.call_lists.receivers import Receivers, Refusal
from alo153.citizens.channel import Channel
from alo153.contacts import actions as contacts
from alo153.core import events
from alo153.core.actor import SYSTEM
from alo153.core.payloads import Dimensions, dimensions_of

pytestmark = pytest.mark.django_db
LATER = cast.AT + timedelta(hours=1)


def test_one_writes_another_approves_and_it_runs_pauses_and_ends() -> None:
    row = written(AYSE, MEHMET)
    with pytest.raises(ListRefused, match="same_person"):
        actions.approve_list(call_list=row, by=writer(), at=LATER)
    with pytest.raises(ListRefused, match="not_now"):
        actions.begin_list(call_list=row, by=writer(), at=LATER)
    actions.approve_list(call_list=row, by=approver(), at=LATER)
    for verb in (actions.begin_list, actions.pause_list, actions.begin_list, actions.end_list):
        row = verb(call_list=row, by=writer(), at=LATER)
    assert (row.state, row.ended_at) == ("done", LATER)
    with pytest.raises(ListRefused):
        actions.begin_list(call_list=row, by=writer(), at=LATER)
    assert [each.name.removeprefix("call_list.") for each in events.history(row)] == [
        *("written", "approved", "begun", "paused", "begun", "ended")
    ]
    counted = {dimensions_of(each.data) for each in events.history(row)}
    assert counted == {Dimensions(channel="phone", queue=row.queue or None)}


def test_the_database_knows_four_eyes_too() -> None:
    row = written(AYSE)
    ours = CallList.objects.filter(pk=row.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        ours.update(state="running")
    with pytest.raises(IntegrityError), transaction.atomic():
        ours.update(approved_by=row.written_by, approved_at=LATER)


def test_nobody_else_may() -> None:
    row, selin = written(AYSE), cast.staff("selin")
    for verb in (actions.approve_list, actions.begin_list, actions.pause_list, actions.end_list):
        with pytest.raises(NotPermitted):
            verb(call_list=row, by=selin, at=LATER)
    with pytest.raises(NotPermitted):
        actions.write_list(plan=NOTICE, receivers=Receivers((AYSE,)), by=selin, at=LATER)


def test_a_list_of_nobody_is_none() -> None:
    with pytest.raises(NobodyToCall):
        written("telefon")


def test_the_reason_of_an_emergency_stays_in_the_events() -> None:
    row = begun(AYSE, plan=replace(NOTICE, emergency_reason="Fırtına uyarısı"))
    reasons = [each.data.get("emergency_reason") for each in events.history(row)]
    assert reasons == ["Fırtına uyarısı"] * 3


def test_each_refused_line_says_why() -> None:
    contacts.opt_out(channel=Channel.SMS, to=FATMA, by=SYSTEM, at=cast.AT)
    table = f"""Telefon;Ad
"0532 000 01 01";Ayşe
0532 000 01 01;Yine Ayşe
{FATMA},Fatma
hatlı
0900 123 45 67;pahalı
+49 30 1234567
"""
    found = queries.receivers(table)
    assert found.numbers == (AYSE,)
    assert [(each.line, each.why) for each in found.refused] == [
        (3, Refusal.TWICE),
        (4, Refusal.OPTED_OUT),
        (5, Refusal.NOT_A_NUMBER),
        (6, Refusal.NOT_ORDINARY),
        (7, Refusal.NOT_ORDINARY),
    ]
    assert queries.receivers(table, emergency=True).numbers == (AYSE, FATMA)
