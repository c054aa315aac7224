"""A call to a citizen about a confidential case is as confidential as the case."""

from importlib import import_module
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from pytest_django import Settings
from tests import cast
from tests.calls.media import recorded
from tests.cases.life import confidential

from alo153.calls.call_words import CallDirection
from alo153.calls.media.recordings import queries as recordings
from alo153.calls.media.recordings.spool import Spool
from alo153.calls.models import Call
from alo153.cases.models import Case, Relay
from alo153.cases.telling.calls_about import reference_of
from alo153.contacts.models import Interaction
from alo153.quality.queries import candidates

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> Case:
    return confidential.to_be_told()


@pytest.fixture
def spool(tmp_path: Path, settings: Settings) -> Spool:
    return recorded.settings_for(tmp_path, settings)


def called(spool: Spool, about: Case | Relay) -> Call:
    """Let Meral call the citizen; the call is recorded."""
    return recorded.keep(
        recorded.talk(
            spool,
            to="meral",
            number=confidential.PHONE,
            direction=CallDirection.OUT,
            reference=reference_of(about),
        )
    )


@pytest.fixture
def call(case: Case, spool: Spool) -> Call:
    """Return a call in which the citizen is told the answer."""
    return called(spool, case.relays.get())


def test_its_recording_is_for_people_who_read_confidential_cases(call: Call) -> None:
    listed = {who: list(recordings.listed(cast.staff(who))) for who in ("hakan", "derya")}
    assert listed == {"hakan": [], "derya": []}
    assert call.ended_at
    assert list(recordings.audible(cast.staff("meral"), call.ended_at)) == [call]


def test_so_is_one_about_anything_else_of_the_case(case: Case, spool: Spool) -> None:
    called(spool, case)
    assert list(recordings.listed(cast.staff("hakan"))) == []
    assert list(recordings.listed(cast.staff("derya"))) == []


def test_one_about_an_open_case_is_in_the_list(spool: Spool) -> None:
    call = called(spool, cast.open_case())
    assert list(recordings.listed(cast.staff("hakan"))) == [call]


def test_it_is_not_drawn_for_an_evaluation(call: Call) -> None:
    assert Interaction.objects.filter(call=call, answered_at__isnull=False).exists()
    assert candidates.of_day(cast.AT.date()) == []


def test_the_list_of_contacts_of_the_number_does_not_name_its_topic(case: Case, call: Call) -> None:
    confidential.explained(case, "meral")
    browser = Client()
    browser.force_login(cast.staff("meral"))
    browser.post(f"/desk/cases/{case.tracking_code}/call/", {"result": "told"})
    contact = Interaction.objects.get(call=call)
    assert (contact.disposition, contact.topic) == ("called_back", None)


def test_an_upgrade_links_calls_of_before_and_takes_the_topic_out(case: Case, call: Call) -> None:
    case.interactions.clear()
    contact = Interaction.objects.filter(call=call)
    contact.update(disposition="called_back", topic=case.topic)
    statements = import_module("alo153.cases.migrations.0024_confidential_calls")
    with connection.cursor() as cursor:
        cursor.execute(statements.LINK)
        cursor.execute(statements.UNNAME)
    assert list(case.interactions.all()) == list(contact)
    assert contact.get().topic is None
