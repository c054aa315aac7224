"""Psychologist and infirmary: a wish, a time, a note, and who looked."""

from datetime import UTC, datetime, timedelta

import pytest
from tests import cast
from tests.care import keepers

from alo153.accounts.policy import NotPermitted
from alo153.care import actions, sealing
from alo153.care.models import Room, Suggestion, Visit, VisitNote
from alo153.care.queries import counts, own, room
from alo153.core.keyring import KeyringError
from alo153.core.models import Event
from alo153.notices.models import StaffNotice

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def asked(who: str = "elif", wish: str = "") -> Visit:
    return actions.ask_visit(room=Room.PSYCHOLOGIST, wish=wish, by=cast.staff(who), at=cast.AT)


def planned(who: str = "elif", *, hours: int = 1) -> Visit:
    by = keepers.psychologist()
    begins = cast.AT + hours * HOUR
    return actions.plan(visit=asked(who), begins_at=begins, minutes=45, by=by, at=cast.AT)


def held(who: str, *, hours: int) -> Visit:
    visit = planned(who, hours=hours)
    at = cast.AT + (hours + 1) * HOUR
    actions.write_note(visit=visit, words="Konuşuldu.", by=keepers.psychologist(), at=at)
    visit.refresh_from_db()
    return visit


def test_a_wish_waits_for_a_time_and_what_is_written_later_is_added() -> None:
    first = asked(wish="Uyuyamıyorum.")
    assert asked(wish="Başka.") == first
    assert asked() == first
    ece = keepers.psychologist()
    assert list(room.waiting(ece)) == [first]
    assert room.opened(ece, Visit.objects.get()).wish == "Uyuyamıyorum.\n\nBaşka."
    with pytest.raises(actions.WishTooLong):
        asked(wish="x" * sealing.LONGEST)
    assert room.opened(ece, Visit.objects.get()).wish.endswith("Başka.")
    assert list(room.visits(keepers.nurse())) == []


def test_words_that_follow_a_wish_without_words_are_kept() -> None:
    first = asked()
    assert asked(wish="Uyuyamıyorum.") == first
    assert room.opened(keepers.psychologist(), Visit.objects.get()).wish == "Uyuyamıyorum."


def test_two_people_are_not_seen_at_one_time() -> None:
    planned()
    with pytest.raises(actions.TimeTaken):
        planned("murat")
    assert planned("zeynep", hours=2).state == Visit.State.PLANNED


def test_a_note_is_sealed_and_opened_by_its_room_alone() -> None:
    visit = held("elif", hours=1)
    assert visit.state == Visit.State.HELD
    assert "Konuşuldu" not in VisitNote.objects.get().words
    [(_, words)] = room.opened(keepers.psychologist(), visit).notes
    assert words == "Konuşuldu."
    for other in (keepers.nurse(), cast.staff("hakan"), cast.staff("yasin")):
        with pytest.raises(NotPermitted):
            actions.write_note(visit=visit, words="x", by=other, at=cast.AT)
        assert not room.visits(other).exists()


def test_a_token_that_was_moved_to_another_note_does_not_open() -> None:
    visit = held("elif", hours=1)
    first = VisitNote.objects.get()
    other = VisitNote.objects.create(
        visit=visit, words=first.words, written_by=first.written_by, written_at=cast.AT
    )
    with pytest.raises(KeyringError):
        room.opened(keepers.psychologist(), other.visit)


def test_the_person_reads_who_opened_it() -> None:
    visit = asked()
    actions.look(visit=visit, by=keepers.psychologist(), at=cast.AT)
    assert [look.reader.username for look in own.looks(cast.staff("elif"))] == ["ece"]
    assert not own.looks(cast.staff("murat")).exists()


@pytest.mark.parametrize("takes", [True, False])
def test_a_suggestion_is_gone_once_it_is_answered(takes: bool) -> None:
    before = Event.objects.count()
    elif_ = cast.staff("elif")
    actions.suggest(room=Room.INFIRMARY, person=elif_, by=cast.staff("hakan"))
    [suggestion] = own.suggestions(elif_)
    actions.answer_suggestion(suggestion=suggestion, takes=takes, by=elif_, at=cast.AT)
    assert not Suggestion.objects.exists()
    assert Visit.objects.exists() is takes
    assert not Event.objects.filter(pk__gt=before, name__startswith="care").exists()


def test_nobody_answers_the_suggestion_of_somebody_else() -> None:
    actions.suggest(room=Room.INFIRMARY, person=cast.staff("elif"), by=cast.staff("hakan"))
    suggestion = Suggestion.objects.get()
    actions.answer_suggestion(suggestion=suggestion, takes=True, by=cast.staff("murat"), at=cast.AT)
    assert Suggestion.objects.exists()
    assert not Visit.objects.exists()


def test_a_visit_is_cancelled_by_its_person_and_not_by_another() -> None:
    visit = planned()
    actions.cancel_visit(visit=visit, by=cast.staff("murat"))
    visit.refresh_from_db()
    assert visit.state == Visit.State.PLANNED
    actions.cancel_visit(visit=visit, by=cast.staff("elif"))
    visit.refresh_from_db()
    assert visit.state == Visit.State.CANCELLED


def test_the_room_moves_and_cancels_a_visit_and_the_person_is_told() -> None:
    visit, ece = planned(), keepers.psychologist()
    moved = actions.plan(visit=visit, begins_at=cast.AT + 9 * HOUR, minutes=30, by=ece, at=cast.AT)
    assert moved.begins_at == cast.AT + 9 * HOUR
    for other in (keepers.nurse(), cast.staff("hakan"), cast.staff("elif")):
        with pytest.raises(NotPermitted):
            actions.call_off(visit=visit, by=other, at=cast.AT)
    actions.call_off(visit=visit, by=ece, at=cast.AT)
    visit.refresh_from_db()
    assert visit.state == Visit.State.CANCELLED
    with pytest.raises(actions.VisitOver):
        actions.call_off(visit=visit, by=ece, at=cast.AT)
    assert StaffNotice.objects.filter(reader=cast.staff("elif"), kind="own_page").count() == 3


def test_a_notice_of_a_visit_says_neither_room_nor_keeper() -> None:
    planned()
    [told] = StaffNotice.objects.filter(kind="own_page")
    said = f"{told.title} {told.text} {told.path} {told.cause} {told.about_type}".lower()
    assert not any(word in said for word in ("psiko", "psych", "visit", "görüşme", "ece"))
    [event] = Event.objects.filter(name="notice.given")
    assert event.actor_id is None
    assert "care" not in str(event.data)


def test_a_cancelled_visit_gets_no_time_by_a_page_of_before() -> None:
    visit = asked()
    actions.cancel_visit(visit=visit, by=cast.staff("elif"))
    with pytest.raises(actions.VisitOver):
        actions.plan(
            visit=visit, begins_at=cast.AT, minutes=45, by=keepers.psychologist(), at=cast.AT
        )
    visit.refresh_from_db()
    assert visit.state == Visit.State.CANCELLED


def test_planners_read_that_somebody_is_unavailable_and_nothing_else() -> None:
    planned()
    [found] = counts.unavailable(cast.AT, cast.AT + 3 * HOUR)
    assert (found.name, found.begins_at) == ("Elif Yıldız", cast.AT + HOUR)
    assert set(vars(found)) == {"name", "begins_at", "ends_at"}


def test_counts_begin_with_five_people() -> None:
    gulay, new_year = cast.staff("gulay"), datetime(2026, 12, 31, 21, tzinfo=UTC)
    people = ("elif", "murat", "zeynep", "selin", "hakan")
    for number, who in enumerate(people[:4]):
        held(who, hours=2 * number)
    held("elif", hours=10)
    assert [row.people for row in counts.by_quarter(gulay, new_year)] == [None]
    held("hakan", hours=12)
    [row] = counts.by_quarter(gulay, new_year)
    assert (row.room, row.people) == (Room.PSYCHOLOGIST, 5)


def test_a_quarter_is_counted_once_it_is_over_by_the_clock_of_the_city() -> None:
    """A count that grows on the day on which somebody is unavailable would name them."""
    gulay, new_year = cast.staff("gulay"), datetime(2026, 12, 31, 21, tzinfo=UTC)
    for number, who in enumerate(("elif", "murat", "zeynep", "selin", "hakan")):
        held(who, hours=2 * number)
    assert counts.by_quarter(gulay, new_year - timedelta(seconds=1)) == []
    [row] = counts.by_quarter(gulay, new_year)
    assert row.people == 5
