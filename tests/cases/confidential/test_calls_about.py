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
from tests.quality import made

from alo153.calls.call_words import CallDirection
from alo153.calls.media.recordings import queries as recordings
from alo153.calls.media.recordings.spool import Spool
from alo153.calls.models import Call
from alo153.cases.models import Case
from alo153.cases.telling.calls_about import reference_of
from alo153.city import numbers
from alo153.contacts.models import Interaction
from alo153.quality import actions as quality
from alo153.quality.models import ContactFeedback
from alo153.quality.queries import candidates

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> Case:
    return confidential.to_be_told()


@pytest.fixture
def spool(tmp_path: Path, settings: Settings) -> Spool:
    return recorded.settings_for(tmp_path, settings)


def called(spool: Spool, reference: str) -> Call:
    """Let Meral call the citizen; the call is recorded."""
    return recorded.keep(
        recorded.talk(
            spool,
            to="meral",
            number=confidential.PHONE,
            direction=CallDirection.OUT,
            reference=reference,
        )
    )


@pytest.fixture
def call(case: Case, spool: Spool) -> Call:
    """Return a call in which the citizen is told the answer."""
    return called(spool, reference_of(case.relays.get()))


def test_its_recording_is_for_people_who_read_confidential_cases(call: Call) -> None:
    listed = {who: list(recordings.listed(cast.staff(who))) for who in ("hakan", "derya")}
    assert listed == {"hakan": [], "derya": []}
    assert call.ended_at
    assert list(recordings.audible(cast.staff("meral"), call.ended_at)) == [call]


def test_so_is_one_about_anything_else_of_the_case(case: Case, spool: Spool) -> None:
    called(spool, reference_of(case))
    assert list(recordings.listed(cast.staff("hakan"))) == []
    assert list(recordings.listed(cast.staff("derya"))) == []


def rated_low(case: Case) -> ContactFeedback:
    """Let the citizen say that a contact about the case was poor, and wish a call."""
    contact = made.contact()
    case.interactions.add(contact)
    return quality.give_feedback(
        interaction=contact,
        rating=1,
        words="Kimse dinlemedi.",
        number=numbers.parse(confidential.PHONE),
        at=cast.AT,
    )


def test_so_is_the_call_back_after_a_low_rating(case: Case, spool: Spool) -> None:
    call = called(spool, quality.reference_of(rated_low(case)))
    assert list(recordings.listed(cast.staff("hakan"))) == []
    assert list(recordings.listed(cast.staff("derya"))) == []
    assert call.ended_at
    assert list(recordings.audible(cast.staff("meral"), call.ended_at)) == [call]
    contacts = [each.key for each in candidates.of_day(cast.AT.date())]
    assert call.interaction_id not in contacts


def test_a_call_back_about_an_open_case_is_in_the_list(spool: Spool) -> None:
    call = called(spool, quality.reference_of(rated_low(cast.open_case())))
    assert list(recordings.listed(cast.staff("hakan"))) == [call]


def test_one_about_an_open_case_is_in_the_list(spool: Spool) -> None:
    call = called(spool, reference_of(cast.open_case()))
    assert list(recordings.listed(cast.staff("hakan"))) == [call]


def test_it_is_not_drawn_for_an_evaluation(call: Call) -> None:
    assert Interaction.objects.filter(call=call, answered_at__isnull=False).exists()
    assert candidates.of_day(cast.AT.date()) == []


def test_the_list_of_contacts_of_the_number_does_not_name_its_topic(case: Case, call: Call) -> None:
    confidential.explained(case, "meral")
    browser = Client()
    browser.force_login(cast.staff("meral"))
    browser.post(f"/center/cases/{case.tracking_code}/call/", {"result": "told"})
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
