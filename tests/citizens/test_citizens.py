"""Citizens: recognized by number and name, never overwritten; every look is written down."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from tests import cast
from tests.parts.roles import Role

from alo153.accounts.actions import enroll
from alo153.accounts.models import User
from alo153.citizens import actions, queries
from alo153.citizens.models import AccessLog, Citizen, Identity, VouchedIdentity
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


def test_an_access_is_written_down_with_who_and_when() -> None:
    ayse, user = recognize("Ayşe Işık"), staff(Role.SUPERVISOR)
    actions.log_access(user=user, citizen=ayse, what="desk", at=AT, case_id=7)
    row = AccessLog.objects.get()
    assert (row.user, row.citizen, row.what, row.at, row.case_id) == (user, ayse, "desk", AT, 7)
    assert list(queries.accesses_of_case(user, 7)) == [row]


@pytest.mark.parametrize("username", ["selin", "nurten", "yasin"])
def test_only_the_center_finds_citizens(username: str) -> None:
    recognize("Ayşe Işık")
    user = cast.staff(username)
    with pytest.raises(PermissionDenied):
        queries.by_phone(user, PHONE)


def test_agents_do_not_read_the_access_log() -> None:
    recognize("Ayşe Işık")
    with pytest.raises(PermissionDenied):
        queries.accesses_of_number(staff(Role.AGENT), PHONE)


def test_nobody_s_words_become_those_of_one_who_is_vouched_for() -> None:
    theirs = actions.recognize(phone="+905320000109", email="v@example.org", by=CITIZEN, at=AT)
    VouchedIdentity.objects.create(
        citizen=theirs, provider="city", subject_digest="d" * 64, vouched_at=AT
    )
    for by in (CITIZEN, SYSTEM):
        found = actions.recognize(email="v@example.org", by=by, at=AT)
        assert found != theirs, "they may have given anybody's address"
    assert actions.recognize(email="v@example.org", known=theirs, by=CITIZEN, at=AT) == theirs
