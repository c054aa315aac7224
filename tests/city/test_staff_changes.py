"""What one person gives to a member of staff holds when a second one confirms it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import cast
from tests.parts.roles import Role

from alo153.accounts.actions import admit_guest, note_sign_in
from alo153.accounts.models import FormerEmail, User
from alo153.accounts.policy import NotPermitted
from alo153.city import actions, queries
from alo153.city.actions.staff_changes import CHANGES_WAIT
from alo153.city.actions.staffing import Person
from alo153.city.models import StaffChange
from alo153.city.tasks import STAFF_WORDS_KEPT, forget_staff_words
from alo153.contacts.models import Message
from alo153.core import clock, events
from alo153.core.actor import SYSTEM
from alo153.notices.models import StaffNotice

pytestmark = pytest.mark.django_db
AT = cast.AT
State = StaffChange.State
DERYA = Person(
    username="derya-ak",
    full_name="Derya Ak",
    email="derya.ak@example.org",
    roles=["agent"],
    units=[],
)


@pytest.fixture
def yasin() -> User:
    """Yasin, who administers the municipality."""
    return cast.staff("yasin")


@pytest.fixture
def hakan() -> User:
    """Hakan, who supervises and confirms."""
    return cast.staff("hakan")


def known(username: str, **other: object) -> Person:
    """Return somebody as they are, but for what a test changes."""
    user = cast.staff(username)
    person = Person(
        username=username,
        full_name=user.full_name,
        email=user.email,
        roles=sorted(user.roles),
        units=[cast.unit(each.scope_key) for each in user.grants if each.scope_key],
    )
    return replace(person, **other)  # type: ignore[arg-type]


def asked(person: Person, by: User) -> StaffChange:
    change = actions.change_person(person=person, by=by, at=AT)
    assert change is not None
    return change


def test_an_account_is_made_when_somebody_else_confirms_it(yasin: User, hakan: User) -> None:
    change = actions.admit_person(person=DERYA, by=yasin, at=AT)
    assert not User.objects.filter(username="derya-ak").exists()
    told = StaffNotice.objects.filter(kind="staff_change_waits")
    assert {each.reader for each in told} == {hakan}
    user = actions.confirm_staff_change(change=change, by=hakan, at=AT)
    assert user.roles == {"agent"}
    change.refresh_from_db()
    assert (change.state, change.user, change.decided_by) == (State.CONFIRMED, user, hakan)


def test_nobody_confirms_what_they_asked_for(yasin: User) -> None:
    administrator = replace(DERYA, roles=["administrator"])
    change = actions.admit_person(person=administrator, by=yasin, at=AT)
    with pytest.raises(actions.OwnStaffChange):
        actions.confirm_staff_change(change=change, by=yasin, at=AT)
    with pytest.raises(NotPermitted):
        actions.confirm_staff_change(change=change, by=cast.staff("elif"), at=AT)
    assert not User.objects.filter(username="derya-ak").exists()


def test_nobody_confirms_what_they_are_given(yasin: User, hakan: User) -> None:
    change = asked(known("hakan", roles=["supervisor", "confidential_clerk"]), yasin)
    with pytest.raises(actions.Oneself):
        actions.confirm_staff_change(change=change, by=hakan, at=AT)
    assert "confidential_clerk" not in User.objects.get(username="hakan").roles


def test_a_role_more_waits_and_a_role_less_does_not(yasin: User, hakan: User) -> None:
    cast.with_roles("elif", Role.AGENT, Role.QUALITY)
    change = asked(known("elif", roles=["agent", "quality", "supervisor"]), yasin)
    assert User.objects.get(username="elif").roles == {"agent", "quality"}
    assert actions.change_person(person=known("elif", roles=["agent"]), by=yasin, at=AT) is None
    assert User.objects.get(username="elif").roles == {"agent"}
    with pytest.raises(actions.StaffChangeDecided):
        actions.confirm_staff_change(change=change, by=hakan, at=AT)


def test_a_guest_is_given_no_role_besides(yasin: User) -> None:
    until = AT + timedelta(hours=1)
    guest = admit_guest(username="guest-1", full_name="Deniz", expires_at=until, by=SYSTEM, at=AT)
    more = replace(DERYA, username=guest.username, roles=["agent", "supervisor"])
    with pytest.raises(User.DoesNotExist):
        actions.change_person(person=more, by=yasin, at=AT)
    with pytest.raises(actions.NameTaken):
        actions.admit_person(person=more, by=yasin, at=AT)


def test_another_unit_waits(yasin: User) -> None:
    units = [cast.unit("park-ve-bahceler"), cast.unit("yol-ve-bakim")]
    change = asked(known("selin", units=units), yasin)
    assert change.units == ["park-ve-bahceler", "yol-ve-bakim"]
    held = {each.scope_key for each in User.objects.get(username="selin").grants}
    assert held == {"park-ve-bahceler"}


def test_the_address_of_somebody_else_is_not_taken_over(yasin: User, hakan: User) -> None:
    elif_, before = cast.staff("elif"), "elif@example.org"
    User.objects.filter(pk=elif_.pk).update(email=before)
    note_sign_in(
        user=elif_, session_key="hers", address="10.0.0.1", browser="", methods=[], by=SYSTEM, at=AT
    )
    change = asked(known("elif", email="yasin.private@example.org"), yasin)
    elif_.refresh_from_db()
    assert elif_.email == before
    actions.confirm_staff_change(change=change, by=hakan, at=AT)
    elif_.refresh_from_db()
    assert elif_.email == "yasin.private@example.org"
    assert not elif_.sign_ins.exists()
    assert FormerEmail.objects.get(user=elif_).email == before
    names = [each.name for each in events.history(elif_)]
    assert "staff.email_changed" in names
    letter = Message.objects.get(to=before)
    assert "Yasin" in letter.body
    assert "elif" in letter.body


def test_who_comes_back_waits(yasin: User, hakan: User) -> None:
    person = known("elif")
    actions.dismiss_person(user=cast.staff("elif"), by=yasin, at=AT)
    change = asked(person, yasin)
    assert not User.objects.get(username="elif").is_active
    actions.confirm_staff_change(change=change, by=hakan, at=AT)
    assert User.objects.get(username="elif").roles == {"agent"}


def test_what_a_person_asked_who_has_left_is_not_confirmed(yasin: User, hakan: User) -> None:
    change = actions.admit_person(person=DERYA, by=yasin, at=AT)
    other = cast.with_roles("okan", Role.ADMINISTRATOR)
    actions.dismiss_person(user=yasin, by=other, at=AT)
    with pytest.raises(actions.StaffChangeOutdated):
        actions.confirm_staff_change(change=change, by=hakan, at=AT)
    change.refresh_from_db()
    assert change.state == State.WAITING


def test_a_name_that_waits_is_taken(yasin: User) -> None:
    actions.admit_person(person=DERYA, by=yasin, at=AT)
    with pytest.raises(actions.NameTaken):
        actions.admit_person(person=DERYA, by=yasin, at=AT)
    assert "derya-ak" in queries.names_taken()


def test_who_asked_is_told_of_a_refusal_and_may_take_it_back(yasin: User, hakan: User) -> None:
    change = actions.admit_person(person=DERYA, by=yasin, at=AT)
    actions.refuse_staff_change(change=change, by=hakan, at=AT)
    told = StaffNotice.objects.get(kind="staff_change_refused")
    assert told.reader == yasin
    assert "Derya Ak" in told.title
    again = actions.admit_person(person=DERYA, by=yasin, at=AT)
    actions.refuse_staff_change(change=again, by=yasin, at=AT)
    assert StaffNotice.objects.filter(kind="staff_change_refused").count() == 1


def test_what_nobody_needs_any_more_is_forgotten_in_time(
    yasin: User, hakan: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    User.objects.filter(pk=cast.staff("elif").pk).update(email="elif@example.org")
    given = asked(known("elif", email="elif@elsewhere.example"), yasin)
    actions.confirm_staff_change(change=given, by=hakan, at=AT)
    refused = actions.admit_person(person=DERYA, by=yasin, at=AT)
    actions.refuse_staff_change(change=refused, by=hakan, at=AT)
    waits = actions.admit_person(person=DERYA, by=yasin, at=AT)

    monkeypatch.setattr(clock, "now", lambda: AT + STAFF_WORDS_KEPT)
    forget_staff_words()
    assert set(StaffChange.objects.all()) == {given, refused, waits}
    assert FormerEmail.objects.exists()

    monkeypatch.setattr(clock, "now", lambda: AT + STAFF_WORDS_KEPT + timedelta(seconds=1))
    forget_staff_words()
    assert set(StaffChange.objects.all()) == {given, waits}
    assert not FormerEmail.objects.exists()
    given.refresh_from_db()
    assert (given.email, given.requested_by, given.decided_by) == ("", yasin, hakan)
    waits.refresh_from_db()
    assert waits.email == DERYA.email


def test_what_nobody_decides_about_lapses_and_its_author_is_told(
    yasin: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    change = actions.admit_person(person=DERYA, by=yasin, at=AT)
    monkeypatch.setattr(clock, "now", lambda: AT + CHANGES_WAIT)
    forget_staff_words()
    change.refresh_from_db()
    assert change.state == State.WAITING

    monkeypatch.setattr(clock, "now", lambda: AT + CHANGES_WAIT + timedelta(seconds=1))
    forget_staff_words()
    change.refresh_from_db()
    assert (change.state, change.decided_by) == (State.LAPSED, None)
    told = StaffNotice.objects.get(kind="staff_change_refused")
    assert told.reader == yasin
    assert "Derya Ak" in told.title
    actions.admit_person(person=DERYA, by=yasin, at=AT)

    monkeypatch.setattr(clock, "now", lambda: AT + CHANGES_WAIT + 2 * STAFF_WORDS_KEPT)
    forget_staff_words()
    assert not StaffChange.objects.filter(pk=change.pk).exists()


def test_a_dismissal_overtakes_what_waits(yasin: User) -> None:
    change = asked(known("elif", roles=["agent", "supervisor"]), yasin)
    actions.dismiss_person(user=cast.staff("elif"), by=yasin, at=AT)
    change.refresh_from_db()
    assert change.state == State.OVERTAKEN


def test_whoever_decides_holds_the_account_before_its_change(yasin: User, hakan: User) -> None:
    def held(do: Callable[[], object]) -> list[str]:
        """Return the tables whose rows are held, in this order."""
        with CaptureQueriesContext(connection) as seen:
            do()
        told = [each["sql"] for each in seen if "FOR UPDATE" in each["sql"]]
        return [sql.partition('FROM "')[2].partition('"')[0] for sql in told][:2]

    order = ["accounts_user", "city_staffchange"]
    change = asked(known("elif", email="elif@elsewhere.example"), yasin)
    assert held(lambda: actions.confirm_staff_change(change=change, by=hakan, at=AT)) == order
    elif_ = cast.staff("elif")
    assert held(lambda: actions.dismiss_person(user=elif_, by=yasin, at=AT)) == order
