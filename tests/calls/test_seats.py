"""A guest seat from the code to the end: an agent's rights, for the time, and nothing more."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests import cast
from tests.parts.roles import Role
from tests.web.desk.calls.ringing import let_ring, talks

from alo153.accounts.models import User
from alo153.calls.models import Call, Command
from alo153.calls.models.monitoring import GuestSeat
from alo153.calls.permissions import LISTEN_TO_RECORDINGS
from alo153.calls.supervision.guest_seats import actions
from alo153.citizens.permissions import SEE_ACCESS_LOG
from alo153.core import clock, events
from alo153.switchboard.acd.supervision import events as ask
from alo153.switchboard.record.recalling import monitoring
from alo153.switchboard.runtime import orders

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def invite(minutes: float = 0) -> tuple[GuestSeat, str]:
    """Open a seat for an hour from so many minutes ahead on, with Elif beside."""
    begin = clock.now() + timedelta(minutes=minutes)
    invited = actions.Invited(
        full_name="Deniz Aydın", mentor=cast.staff("elif"), from_at=begin, until=begin + HOUR
    )
    return actions.open_seat(invited=invited, language="tr", by=cast.staff("hakan"), at=clock.now())


def end(seat: GuestSeat, later: timedelta = HOUR) -> bool:
    """Do what the worker does every minute, so much later."""
    return bool(actions.end_seats(at=clock.now() + later))


def names(seat: GuestSeat) -> list[str]:
    return [event.name for event in events.history(seat)]


def test_the_guest_is_an_agent_whose_name_carries_the_mentor() -> None:
    seat, code = invite()
    guest = seat.guest
    assert guest.full_name == "Deniz Aydın (konuk, Elif Yıldız eşliğinde)"
    assert guest.roles == {Role.AGENT}
    assert not guest.may(SEE_ACCESS_LOG)
    assert not guest.may(LISTEN_TO_RECORDINGS)
    assert not guest.has_usable_password()
    assert code not in seat.code_digest


def test_the_code_opens_the_seat_once_however_it_is_typed() -> None:
    seat, code = invite()
    taken = actions.take_seat(code=f" {actions.shown(code).lower()} ", at=clock.now())
    assert taken == seat
    with pytest.raises(actions.SeatError):
        actions.take_seat(code=code, at=clock.now())
    command = Command.objects.get(name="open_seat")
    event = orders.event_of(command, 5)
    mentor = cast.staff("elif").pk
    assert event == ask.SeatOpened(at=5, seat=seat.pk, guest=seat.guest_id, mentor=mentor)
    (recalled,) = monitoring.recall_seats()
    assert (recalled.guest, recalled.mentor) == (seat.guest_id, mentor)


@pytest.mark.parametrize("minutes", [30, -61])
def test_a_code_holds_only_in_its_time(minutes: float) -> None:
    _, code = invite(minutes)
    with pytest.raises(actions.SeatError):
        actions.take_seat(code=code, at=clock.now())
    with pytest.raises(actions.SeatError):
        actions.take_seat(code="ABCDEFGHJK", at=clock.now())


def test_the_seat_ends_by_itself_and_the_name_stays() -> None:
    seat, code = invite()
    actions.take_seat(code=code, at=clock.now())
    assert not end(seat, HOUR - timedelta(minutes=1))
    assert end(seat)
    assert not end(seat)
    guest = User.objects.get(pk=seat.guest_id)
    assert (guest.is_active, guest.roles) == (False, frozenset())
    assert names(seat) == ["seat.opened", "seat.taken", "seat.ended"]
    assert Command.objects.filter(name="end_seat").count() == 1
    assert not monitoring.recall_seats()


def test_a_running_call_may_finish_and_be_written_down(monkeypatch: pytest.MonkeyPatch) -> None:
    seat, code = invite()
    actions.take_seat(code=code, at=clock.now())
    call = let_ring()
    talks(call)
    Call.objects.filter(pk=call.pk).update(agent=seat.guest)
    assert not end(seat)
    over = clock.now() + HOUR
    Call.objects.filter(pk=call.pk).update(ended_at=over, outcome="answered", ended_by="citizen")
    assert not end(seat, HOUR + timedelta(minutes=1))
    assert end(seat, HOUR + timedelta(minutes=6))


def test_the_role_ends_by_itself_even_if_no_worker_runs() -> None:
    seat, _ = invite(-200)
    assert User.objects.get(pk=seat.guest_id).roles == frozenset()


@pytest.mark.parametrize("minutes", [-5, 30])
def test_a_supervisor_ends_a_seat_before_its_time(minutes: float) -> None:
    seat, _ = invite(minutes)
    actions.close_seat(seat=seat, by=cast.staff("hakan"), at=clock.now())
    ended = events.history(seat).get(name="seat.ended")
    assert ended.actor_id == cast.staff("hakan").pk
    assert not User.objects.get(pk=seat.guest_id).is_active


def test_a_lost_code_is_given_anew_and_the_old_one_dies() -> None:
    seat, lost = invite()
    code = actions.reissue_code(seat=seat, by=cast.staff("hakan"), at=clock.now())
    with pytest.raises(actions.SeatError):
        actions.take_seat(code=lost, at=clock.now())
    assert actions.take_seat(code=code, at=clock.now()) == seat
    assert names(seat) == ["seat.opened", "seat.code_reissued", "seat.taken"]


def test_a_seat_whose_browser_was_lost_is_taken_again() -> None:
    seat, code = invite()
    actions.take_seat(code=code, at=clock.now())
    code = actions.reissue_code(seat=seat, by=cast.staff("hakan"), at=clock.now())
    assert actions.take_seat(code=code, at=clock.now()) == seat
    assert Command.objects.filter(name="open_seat").count() == 2


def test_a_seat_that_is_over_gets_no_code() -> None:
    seat, _ = invite()
    with pytest.raises(actions.SeatError):
        actions.reissue_code(seat=seat, by=cast.staff("hakan"), at=clock.now() + HOUR)
    actions.close_seat(seat=seat, by=cast.staff("hakan"), at=clock.now())
    with pytest.raises(actions.SeatError):
        actions.reissue_code(seat=seat, by=cast.staff("hakan"), at=clock.now())
