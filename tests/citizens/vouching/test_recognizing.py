"""One person by two ways is one citizen only by what is verified; nothing else said is kept."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from tests import cast
from tests.citizens.vouching.real_provider import NUMBER

from alo153.citizens.actions import recognize, recognize_vouched
from alo153.citizens.actions.erasing import ErasureReason, erase_person
from alo153.citizens.models import Citizen, Identity, Person, VouchedIdentity
from alo153.citizens.vouching.contract import Vouched
from alo153.core.actor import CITIZEN, SYSTEM
from alo153.core.models import Event

pytestmark = pytest.mark.django_db
PHONE = cast.phone_of("Ayşe Işık")
AYSE = Vouched(NUMBER, "Ayşe Işık", PHONE)


def vouched(who: Vouched = AYSE, provider: str = "oidc") -> Citizen:
    return recognize_vouched(provider=provider, vouched=who, at=cast.AT)


def test_somebody_new_has_a_verified_name_and_telephone() -> None:
    citizen = vouched()
    person = Person.objects.get(citizen=citizen)
    assert (person.full_name, person.name_verified_at) == ("Ayşe Işık", cast.AT)
    identity = Identity.objects.get(citizen=citizen)
    assert (identity.value, identity.verified_at) == (PHONE, cast.AT)
    assert Event.objects.filter(name="citizen.vouched_for").count() == 1


def test_the_second_time_it_is_the_same_citizen_with_the_name_of_now() -> None:
    first = vouched()
    married = vouched(Vouched(NUMBER, "Ayşe Işık Demir"))
    assert first.pk == married.pk
    assert married.name == "Ayşe Işık Demir"
    assert VouchedIdentity.objects.count() == 1


def test_who_called_before_with_this_name_and_number_is_the_same() -> None:
    known = cast.citizen("Ayşe Işık")
    assert vouched().pk == known.pk
    assert Identity.objects.get(citizen=known, value=PHONE).verified_at == cast.AT


@pytest.mark.parametrize(
    "who",
    [
        Vouched(NUMBER, "Mehmet Işık", PHONE),
        Vouched(NUMBER, "Ayşe Işık"),
        Vouched(NUMBER, "", PHONE),
        Vouched(NUMBER, "Ayşe Işık", "+905329990000"),
    ],
)
def test_the_name_or_the_number_alone_makes_nobody_theirs(who: Vouched) -> None:
    known = cast.citizen("Ayşe Işık")
    assert vouched(who).pk != known.pk
    assert known.name == "Ayşe Işık"


def test_of_two_who_would_fit_it_is_none() -> None:
    recognize(phone=PHONE, full_name="Ayşe Işık", by=SYSTEM, at=cast.AT)
    other = Citizen.objects.create(created_at=cast.AT, language="tr")
    Person.objects.create(citizen=other, full_name="AYŞE IŞIK")
    Identity.objects.create(citizen=other, kind="phone", value=PHONE)
    assert vouched().pk not in {other.pk, Citizen.objects.earliest("pk").pk}


def test_two_people_of_one_provider_are_never_one_citizen() -> None:
    first = vouched()
    twin = vouched(Vouched("another number", "Ayşe Işık", PHONE))
    assert first.pk != twin.pk
    with pytest.raises(IntegrityError), transaction.atomic():
        VouchedIdentity.objects.create(
            citizen=first, provider="oidc", subject_digest="x", vouched_at=cast.AT
        )


def test_two_providers_may_vouch_for_one_citizen() -> None:
    assert vouched().pk == vouched(Vouched("e", "Ayşe Işık", PHONE), "edevlet").pk


def test_somebody_kept_apart_is_nobody_known() -> None:
    apart = Citizen.objects.create(created_at=cast.AT, language="tr", apart=True)
    Person.objects.create(citizen=apart, full_name="Ayşe Işık")
    Identity.objects.create(citizen=apart, kind="phone", value=PHONE)
    assert vouched().pk != apart.pk


def test_no_row_holds_the_identity_number() -> None:
    vouched()
    with connection.cursor() as cursor:
        for model in (Citizen, Person, Identity, VouchedIdentity, Event):
            cursor.execute(f"SELECT to_jsonb(t)::text FROM {model._meta.db_table} t")
            assert not any(NUMBER in row for (row,) in cursor.fetchall()), model


def test_whoever_is_erased_is_vouched_for_no_more() -> None:
    citizen = vouched()
    at = cast.AT + timedelta(days=1)
    erase_person(citizen=citizen, reason=ErasureReason.REQUEST, by=CITIZEN, at=at)
    assert not VouchedIdentity.objects.exists()
    assert vouched().pk != citizen.pk
