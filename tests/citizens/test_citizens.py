"""Citizens: recognized by number and name, never overwritten; every look is written down."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from tests import cast
from tests.parts.roles import Role

from alo153.accounts.actions import enroll
from alo153.accounts.models import User
from alo153.citizens import actions, queries
from alo153.citizens.channel import Channel
from alo153.citizens.models import (
    AccessLog,
    Citizen,
    Direction,
    Disposition,
    Identity,
    Interaction,
)
from alo153.core.actor import CITIZEN, SYSTEM
from alo153.core.models import Event

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 3, 11, 0, tzinfo=UTC)
PHONE = "+905320000101"


def recognize(name: str = "", *, phone: str = PHONE, email: str = "") -> Citizen:
    return actions.recognize(phone=phone, email=email, full_name=name, by=SYSTEM, at=AT)


def staff(*roles: Role) -> User:
    return enroll(
        username="kisi",
        full_name="Elif Yıldız",
        email="",
        roles=roles,
        password="uzun bir parola",
        by=SYSTEM,
        at=AT,
    )


def test_the_same_name_and_number_is_the_same_citizen() -> None:
    ayse = recognize("Ayşe Işık")
    assert recognize("AYSE  ISIK") == ayse
    assert recognize() == ayse
    assert Event.objects.filter(name="citizen.remembered").count() == 1


def test_a_household_shares_a_number() -> None:
    ayse, ibrahim = recognize("Ayşe Işık"), recognize("İbrahim Uğur")
    assert ayse != ibrahim
    assert recognize("Ayşe Işık") == ayse
    agent = staff(Role.AGENT)
    assert queries.by_phone(agent, PHONE) == [ibrahim, ayse]


def test_a_name_is_never_overwritten() -> None:
    ayse = recognize("Ayşe Işık")
    recognize("Ayşe IŞIK")
    recognize("Fatma Çınar")
    assert Citizen.objects.get(pk=ayse.pk).name == "Ayşe Işık"


def test_a_nameless_citizen_gets_the_name_told_later() -> None:
    nameless = recognize()
    assert nameless.name == ""
    assert recognize("Ayşe Işık") == nameless
    assert recognize().name == "Ayşe Işık"


def test_an_address_is_one_whatever_its_case() -> None:
    mehmet = recognize("Mehmet Öztürk", phone="", email="Mehmet@Example.org")
    assert recognize("Mehmet Öztürk", phone="", email="mehmet@example.org") == mehmet


def test_an_address_of_two_lines_is_nobody_s() -> None:
    two = "a@example.org\nBcc: b@example.org"
    for name, phone, email in (
        ("", "", two),
        ("", f"{PHONE}\r\n", ""),
        ("Ayşe\u2028Bcc: b@example.org", PHONE, ""),
    ):
        with pytest.raises(actions.NotOneLine), transaction.atomic():
            recognize(name, phone=phone, email=email)
    with pytest.raises(actions.NotOneLine), transaction.atomic():
        actions.remember_apart(email=two, by=SYSTEM, at=AT)
    assert not Identity.objects.exists()


@pytest.mark.parametrize("name", ["", "Mehmet Öztürk"])
def test_a_stranger_on_the_web_hangs_no_number_on_somebody_s_record(name: str) -> None:
    mehmet = recognize("Mehmet Öztürk", phone="", email="mehmet@example.org")
    stranger = actions.recognize(
        phone=PHONE, email="mehmet@example.org", full_name=name, by=CITIZEN, at=AT
    )
    assert stranger != mehmet
    assert not mehmet.identities.filter(value=PHONE).exists()


def test_who_gives_the_same_on_the_web_again_is_the_same() -> None:
    ways = {"phone": PHONE, "email": "ayse@example.org", "full_name": "Ayşe Işık"}
    first = actions.recognize(**ways, by=CITIZEN, at=AT)
    assert actions.recognize(**ways, by=CITIZEN, at=AT) == first
    assert actions.recognize(phone=PHONE, by=CITIZEN, at=AT) == first


def test_a_second_number_of_the_same_person_is_kept() -> None:
    mehmet = recognize("Mehmet Öztürk", email="mehmet@example.org")
    recognize("Mehmet Öztürk", phone="+905320000104", email="mehmet@example.org")
    values = set(mehmet.identities.values_list("value", flat=True))
    assert values == {PHONE, "+905320000104", "mehmet@example.org"}


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


def test_a_look_is_written_down_with_who_and_when() -> None:
    ayse, user = recognize("Ayşe Işık"), staff(Role.SUPERVISOR)
    actions.log_look(user=user, citizen=ayse, what="desk", at=AT, case_id=7)
    row = AccessLog.objects.get()
    assert (row.user, row.citizen, row.what, row.at, row.case_id) == (user, ayse, "desk", AT, 7)
    assert list(queries.looks(user, ayse)) == [row]


@pytest.mark.parametrize("username", ["selin", "nurten", "yasin"])
def test_only_the_center_finds_citizens(username: str) -> None:
    recognize("Ayşe Işık")
    user = cast.staff(username)
    with pytest.raises(PermissionDenied):
        queries.by_phone(user, PHONE)
    with pytest.raises(PermissionDenied):
        queries.recent_contacts(user, PHONE)


def test_agents_do_not_read_the_log_of_looks() -> None:
    ayse = recognize("Ayşe Işık")
    with pytest.raises(PermissionDenied):
        queries.looks(staff(Role.AGENT), ayse)


def test_a_withheld_number_has_no_contacts() -> None:
    contact()
    agent = staff(Role.AGENT)
    assert queries.recent_contacts(agent, "") == []
    assert len(queries.recent_contacts(agent, PHONE)) == 1
