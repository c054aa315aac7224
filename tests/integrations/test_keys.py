"""A key opens what it was made for, until it is revoked or over, and not too often."""

from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st
from tests import cast
from tests.cases import stories
from tests.cases.life import confidential
from tests.integrations.keys import DAY, made, waiting
from tests.parts.roles import Role

from alo153.accounts.permissions import SET_SKILLS
from alo153.cases import actions, queries
from alo153.cases.actions import NotTheirs
from alo153.cases.models import Case
from alo153.citizens.permissions import READ_CONFIDENTIAL
from alo153.core import events
from alo153.core.clock import now
from alo153.core.models import Event
from alo153.integrations import key_text
from alo153.integrations.actions import (
    LONGEST,
    KeyRefused,
    OwnKey,
    Refusal,
    TooOften,
    admit,
    confirm_key,
    make_key,
    revoke_key,
)
from alo153.integrations.models import ApiKey, ConnectedSystem
from alo153.integrations.scopes import OF_UNITS, KeyScope, grants_of
from alo153.integrations.webhooks import queries as webhooks
from alo153.integrations.webhooks.actions import subscribe
from alo153.notices.models import StaffNotice

ADDRESS = "192.0.2.7"


def refused(text: str, *, at_minutes: int = 0) -> Refusal:
    """Ask by a key, and return why it opens nothing."""
    with pytest.raises(KeyRefused) as refusal:
        admit(text=text, address=ADDRESS, at=now() + timedelta(minutes=at_minutes))
    return refusal.value.why


def told(key: ApiKey) -> list[str]:
    """Return what happened to a key."""
    return [event.name for event in events.history(key)]


@pytest.mark.django_db
def test_a_key_opens_and_only_its_digest_is_kept() -> None:
    key, text = made(KeyScope.OPEN_CASES)
    admitted = admit(text=text, address=ADDRESS, at=now())
    assert (admitted, admitted.account.full_name) == (key, "Park iş emri")
    secret = text.split("_", 2)[2]
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(k)::text FROM integrations_apikey k")
        stored = cursor.fetchone()[0]
        cursor.execute("SELECT string_agg(data::text, '') FROM core_event")
        said = cursor.fetchone()[0]
    assert key_text.digest(text) in stored
    assert secret not in stored
    assert secret not in said


@pytest.mark.django_db
def test_what_opens_nothing_says_why_and_is_told_once_in_five_minutes() -> None:
    key, text = made(KeyScope.OPEN_CASES, lives=timedelta(hours=1))
    wrong = key_text.new_key(key.prefix)
    assert refused("Bearer") == refused(key_text.new_key(key_text.new_prefix())) == "unknown"
    assert [refused(wrong), refused(wrong), refused(wrong, at_minutes=6)] == ["wrong"] * 3
    assert refused(text, at_minutes=61) == "expired"
    revoke_key(key=key, by=cast.staff("yasin"), at=now())
    revoke_key(key=key, by=cast.staff("yasin"), at=now())
    assert refused(text) == "revoked"
    assert told(key) == [
        "api_key.made",
        *["api_key.refused"] * 3,
        "api_key.revoked",
    ]
    said = Event.objects.filter(name="api_key.refused").values_list("data__why", flat=True)
    assert list(said.order_by("id")) == ["wrong", "wrong", "expired"]


@pytest.mark.django_db
def test_a_key_opens_once_a_second_administrator_has_confirmed_it() -> None:
    key, text = waiting(KeyScope.OPEN_CASES)
    yasin, other = cast.staff("yasin"), cast.with_roles("hakan", Role.ADMINISTRATOR)
    assert refused(text) == "waiting"
    with pytest.raises(OwnKey):
        confirm_key(key=key, by=yasin, at=now())
    with pytest.raises(IntegrityError), transaction.atomic():
        ApiKey.objects.filter(pk=key.pk).update(confirmed_by=yasin, confirmed_at=now())
    assert refused(text) == "waiting"
    for _ in range(2):
        confirm_key(key=key, by=other, at=now())
    assert admit(text=text, address=ADDRESS, at=now()) == key
    assert told(key) == ["api_key.made", "api_key.refused", "api_key.confirmed"]
    actors = [(each.name, each.actor_id) for each in events.history(key)]
    assert ("api_key.made", yasin.pk) in actors
    assert ("api_key.confirmed", other.pk) in actors


@pytest.mark.django_db
def test_a_key_that_was_taken_back_is_confirmed_no_more() -> None:
    key, text = waiting(KeyScope.OPEN_CASES)
    revoke_key(key=key, by=cast.staff("yasin"), at=now())
    confirm_key(key=key, by=cast.with_roles("hakan", Role.ADMINISTRATOR), at=now())
    assert refused(text) == "revoked"
    assert told(key)[:2] == ["api_key.made", "api_key.revoked"]


@pytest.mark.django_db
def test_nothing_is_sent_for_a_key_that_waits() -> None:
    key, _ = waiting(KeyScope.READ_UNIT_CASES)
    subscription = subscribe(
        key=key,
        url="https://systems.example/",
        kinds=["case.opened"],
        by=cast.staff("yasin"),
        at=now(),
    )
    assert not webhooks.living().exists()
    assert not webhooks.is_living(subscription, now())
    confirm_key(key=key, by=cast.with_roles("hakan", Role.ADMINISTRATOR), at=now())
    assert webhooks.living().get() == subscription


@pytest.mark.django_db
def test_a_key_asks_as_often_as_it_may_and_again_in_the_next_minute() -> None:
    key, text = made(KeyScope.OPEN_CASES, per_minute=3)
    at = now().replace(second=20)
    for _ in range(3):
        admit(text=text, address=ADDRESS, at=at)
    with pytest.raises(TooOften) as refusal:
        admit(text=text, address=ADDRESS, at=at)
    assert refusal.value.seconds == 40
    # A process whose clock is behind does not begin the minute before anew
    after = at + timedelta(minutes=1)
    admit(text=text, address=ADDRESS, at=after)
    for _ in range(2):
        admit(text=text, address=ADDRESS, at=at)
    with pytest.raises(TooOften):
        admit(text=text, address=ADDRESS, at=after)
    assert "api_key.refused" in told(key)


@pytest.mark.django_db(transaction=True)
def test_eight_at_once_are_counted_each() -> None:
    _, text = made(KeyScope.OPEN_CASES, per_minute=20)
    at = now()

    def ask(_: int) -> bool:
        try:
            admit(text=text, address=ADDRESS, at=at)
        except TooOften:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(8) as threads:
        assert sum(threads.map(ask, range(32))) == 20


@pytest.mark.django_db
def test_systems_of_one_name_are_one_and_nobody_signs_in_as_it() -> None:
    first, _ = made(KeyScope.OPEN_CASES, system="İSU  arıza")
    second, _ = made(KeyScope.OPEN_CASES, system=" İSU arıza")
    assert first.system == second.system == ConnectedSystem.objects.get()
    user = first.system.user
    assert not user.has_usable_password()
    assert not user.role_grants.exists()


@pytest.mark.django_db
def test_a_key_that_cannot_be_is_not_made() -> None:
    for scopes, units, lives in (
        ([], [], DAY),
        ([KeyScope.OPEN_CASES], ["fen-isleri"], DAY),
        ([KeyScope.ADD_NOTES], [], DAY),
        ([KeyScope.OPEN_CASES], [], -DAY),
        ([KeyScope.OPEN_CASES], [], LONGEST + DAY),
    ):
        with pytest.raises(ValueError, match="a key"):
            make_key(
                system="İSU",
                scopes=scopes,
                units=units,
                per_minute=1,
                expires_at=now() + lives,
                by=cast.staff("yasin"),
                at=now(),
            )
    key, _ = made(KeyScope.READ_UNIT_CASES)
    for change in ({"units": []}, {"scopes": []}, {"per_minute": 0}, {"revoked_at": now()}):
        with pytest.raises(IntegrityError), transaction.atomic():
            ApiKey.objects.filter(pk=key.pk).update(**change)


@pytest.fixture(name="case")
def _case(db: None) -> Case:
    """A case of Park ve Bahçeler."""
    return stories.pruning()


def seen_by(*scopes: KeyScope, units: Collection[str] = ("park-ve-bahceler",)) -> list[Case]:
    key, _ = made(*scopes, units=units)
    return list(queries.visible_to(key.account))


def test_a_key_sees_what_it_may_and_nothing_else(case: Case) -> None:
    assert confidential.opened().confidential
    assert seen_by(KeyScope.READ_EVERY_CASE) == [case]
    assert seen_by(KeyScope.READ_UNIT_CASES) == [case]
    assert seen_by(KeyScope.READ_UNIT_CASES, units=["yol-ve-bakim"]) == []
    assert seen_by(KeyScope.OPEN_CASES) == []


def test_who_only_reads_a_unit_does_nothing_to_its_cases(case: Case) -> None:
    reader, _ = made(KeyScope.READ_UNIT_CASES)
    worker, _ = made(KeyScope.ANSWER_CASES)
    with pytest.raises(NotTheirs):
        actions.accept(case=case, by=reader.account, at=now())
    with pytest.raises(NotTheirs):
        actions.return_not_ours(case=case, reason="Bizim değil.", by=reader.account, at=now())
    with pytest.raises(NotTheirs):
        actions.note(case=case, text="Not.", by=reader.account, at=now())
    actions.accept(case=case, by=worker.account, at=now())
    assert case.state == "accepted"


@given(scopes=st.sets(st.sampled_from(KeyScope)), units=st.sets(st.sampled_from(["a", "b"])))
def test_no_key_gives_more_than_cases_to_see_open_and_work_on(
    scopes: set[KeyScope], units: set[str]
) -> None:
    grants = grants_of([*scopes, "of-a-newer-program"], units)
    permissions = {each for grant in grants for each in grant.permissions}
    assert not {READ_CONFIDENTIAL, SET_SKILLS} & permissions
    assert {each.key for each in permissions} <= {
        *("open_case", "see_every_case", "see_unit_cases", "work_on_unit_cases")
    }
    for grant in grants:
        if not grant.scope_key:
            assert all(not each.in_units for each in grant.permissions)
    # Two permit nothing by themselves: one reads more of what is read, one subscribes its own key
    those = scopes - {KeyScope.READ_FILES, KeyScope.MANAGE_WEBHOOKS}
    assert bool(permissions) == bool(those - OF_UNITS or (those and units))


@pytest.mark.django_db
def test_whoever_else_connects_systems_is_told_that_a_key_waits_for_them() -> None:
    yasin, other = cast.staff("yasin"), cast.with_roles("hakan", Role.ADMINISTRATOR)
    key, _text = waiting(KeyScope.READ_UNIT_CASES, by=yasin)
    (notice,) = StaffNotice.objects.filter(cause=f"api_key:{key.pk}")
    assert (notice.reader, notice.path) == (other, "/settings/systems/")
    assert notice.title == "Park iş emri için oluşturulan anahtar onayınızı bekliyor"
    assert yasin.full_name in notice.text
