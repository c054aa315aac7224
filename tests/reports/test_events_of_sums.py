"""Each sum is filled by the event that it is named after, with the time since the opening."""

from __future__ import annotations

import uuid
from datetime import date, datetime, timedelta
from typing import Final

import pytest
from tests import cast
from tests.cases import stories
from tests.cases.life.confirmations import say
from tests.cases.time.deadlines import MONDAY, bring, by_email
from tests.parts.events.consuming import consume
from tests.reports.sums import total
from tests.switchboard.acd.story import Story
from tests.switchboard.record.written import write

from alo153.calls.call_words import CallOutcome, CallParty
from alo153.cases import actions as cases
from alo153.cases.actions import ExternalReference, FormalDetails
from alo153.cases.models import Case, RelayAttempt
from alo153.citizens.channel import Channel
from alo153.city import queries as city
from alo153.city.place import Place
from alo153.contacts import actions as contacts
from alo153.contacts.models import Direction, Interaction
from alo153.core.actor import CITIZEN, SYSTEM
from alo153.reports.actions.rollup.rebuilding import rebuild
from alo153.reports.models import ContactDay, MatterDay
from alo153.switchboard.acd.state.leg_ids import citizen_leg
from alo153.switchboard.acd.state.state import Rules
from alo153.switchboard.acd.turn import events as ev
from alo153.switchboard.acd.turn import facts

pytestmark = pytest.mark.django_db
AT = cast.AT
HOUR: Final = timedelta(hours=1)
DAY: Final = timedelta(days=1)
LATE: Final = ("closed_in_time", "closed_late", "statutory_in_time", "statutory_late")
FIRST, SECOND = (str(uuid.UUID(int=number)) for number in (1, 2))


def ms(time: timedelta) -> int:
    return time // timedelta(milliseconds=1)


def told_after_twelve(step: timedelta) -> Case:
    """Close a case about a container in a park, which the center keeps for one step of time.

    Parks accepts it after 3, answers after 7; Murat approves after 9, and Ayşe is told after 12.
    """
    selin = cast.staff("selin")
    case = cases.open_case(
        application=cases.Application(
            kind="request",
            topic=cast.topic("cop-toplama"),
            place=Place(),
            text="Parktaki konteyner dolu.",
            reporter=stories.reporter("Ayşe Işık"),
            contact_wish=Channel.SMS,
            channel=Channel.PHONE,
        ),
        by=cast.actor("elif"),
        at=AT,
    )
    parks, elif_ = cast.unit("park-ve-bahceler"), cast.staff("elif")
    cases.forward(case=case, to=parks, reason="Parkın içinde.", by=elif_, at=AT + step)
    cases.accept(case=case, by=selin, at=AT + 3 * step)
    cases.answer(case=case, finding=stories.DONE, by=selin, at=AT + 7 * step)
    cases.approve(
        case=case, plain_text="Konteyneri boşalttık.", by=cast.staff("murat"), at=AT + 9 * step
    )
    told = RelayAttempt.Result.TOLD
    relay = case.relays.latest("id")
    cases.record_attempt(relay=relay, result=told, by=SYSTEM, at=AT + 12 * step)
    case.refresh_from_db()
    return case


def closed(case: Case, *, by: str = "selin", approved_by: str = "murat", at: datetime) -> None:
    """Let Parks answer a case and the center tell its citizen."""
    cases.answer(case=case, finding=stories.DONE, by=cast.staff(by), at=at)
    cases.approve(case=case, plain_text="Budadık.", by=cast.staff(approved_by), at=at)
    told = RelayAttempt.Result.TOLD
    cases.record_attempt(relay=case.relays.latest("id"), result=told, by=SYSTEM, at=at)
    case.refresh_from_db()


def asks(*, at: timedelta = timedelta()) -> Interaction:
    """Begin a call of Ayşe that Elif answers."""
    return contacts.start_interaction(
        channel=Channel.PHONE,
        direction=Direction.INBOUND,
        address=cast.phone_of("Ayşe Işık"),
        agent=cast.staff("elif"),
        by=SYSTEM,
        at=AT + at,
    )


def test_each_step_of_a_case_has_its_own_time_since_the_opening() -> None:
    told_after_twelve(HOUR)
    consume()
    parks = MatterDay.objects.filter(unit=cast.unit("park-ve-bahceler").pk)
    steps = ("unit", "action", "answer", "relay")
    times = [total(parks, f"to_{step}", f"to_{step}_ms") for step in steps]
    assert times == [(1, ms(HOUR)), (1, ms(3 * HOUR)), (1, ms(7 * HOUR)), (1, ms(12 * HOUR))]
    names = ("closed", "age_ms", "closed_in_time", "closed_late")
    assert total(parks, *names) == (1, ms(12 * HOUR), 1, 0)


def test_a_case_that_is_closed_after_its_time_counts_as_late_on_the_day_of_the_closing() -> None:
    # Five working days are over on the seventh day
    told_after_twelve(DAY)
    consume()
    closed = MatterDay.objects.filter(closed__gt=0)
    names = ("closed", "age_ms", "closed_in_time", "closed_late")
    assert total(closed, *names) == (1, ms(12 * DAY), 0, 1)
    assert closed.get().day == date(2026, 12, 6)


@pytest.mark.parametrize(
    ("kind", "days", "counted"),
    [
        ("information", 7, (1, 0, 1, 0)),
        ("information", 40, (0, 1, 0, 1)),
        ("request", 40, (0, 1, 0, 0)),
    ],
)
def test_a_closing_after_the_time_of_a_law_is_counted_apart(
    kind: str, days: int, counted: tuple[int, ...]
) -> None:
    closed(bring(kind), at=MONDAY + days * DAY)
    consume()
    assert total(MatterDay.objects.all(), *LATE) == counted


def test_after_the_day_of_another_body_the_law_may_still_be_kept() -> None:
    cimer = ExternalReference(
        number="2600124", arrived_date=date(2026, 10, 30), due_date=date(2026, 11, 13)
    )
    case = bring("cimer", formal=FormalDetails(), external=cimer)
    closed(case, at=MONDAY + 15 * DAY)
    consume()
    assert total(MatterDay.objects.all(), *LATE) == (0, 1, 1, 0)


def test_a_time_that_ran_out_before_the_kind_was_put_right_is_not_the_time_of_the_law() -> None:
    """Ten working days of the topic are over on the 16th, fifteen of the law on the 23rd."""
    in_time, late = bring("request"), bring("request")
    for case, days in ((in_time, 18), (late, 22)):
        cases.reclassify(
            case=case,
            kind=city.kind("information"),
            topic=case.topic,
            place=case.place,
            reason="Bilgi istiyor.",
            by=cast.staff("elif"),
            at=MONDAY + 15 * DAY,
        )
        closed(case, at=MONDAY + days * DAY)
    consume()
    assert total(MatterDay.objects.all(), *LATE) == (0, 2, 1, 1)


def test_an_interim_answer_keeps_the_law_which_sets_no_time_for_the_result() -> None:
    petition = bring("petition")
    cases.tell_interim(
        case=petition,
        reason="Keşif yapıldı.",
        delivery=by_email(petition),
        by=cast.staff("elif"),
        at=MONDAY + 20 * DAY,
    )
    closed(petition, at=MONDAY + 80 * DAY)
    consume()
    assert total(MatterDay.objects.all(), *LATE) == (0, 1, 1, 0)


def test_what_follows_an_objection_is_no_time_of_the_law() -> None:
    case, elif_ = bring("information"), cast.staff("elif")
    closed(case, at=MONDAY + 7 * DAY)
    again = MONDAY + 8 * DAY
    say(case, solved=False, words="Liste eksik.", at=again)
    parks = cast.unit("park-ve-bahceler")
    cases.forward(case=case, to=parks, reason="Eksik.", by=elif_, at=again)
    closed(case, by="nurten", approved_by="elif", at=MONDAY + 60 * DAY)
    consume()
    assert total(MatterDay.objects.all(), *LATE) == (1, 1, 1, 0)


def test_an_open_case_is_overdue_from_the_word_to_its_manager_until_it_is_closed() -> None:
    case = bring("information")
    selin, elif_, parks = cast.staff("selin"), cast.staff("elif"), cast.unit("park-ve-bahceler")
    cast.staff("nurten")
    # Due on 23 November: the unit is reminded, then the manager told, then the top
    for days in (17, 23, 29):
        cases.process_due_clocks(at=MONDAY + days * DAY)
    consume()
    there = MatterDay.objects.filter(unit=parks.pk)
    assert total(there, "overdue_entered", "overdue_left") == (1, 0)
    assert there.get(overdue_entered=1).day == date(2026, 11, 25)
    returned = MONDAY + 30 * DAY
    cases.return_not_ours(case=case, reason="Bizim değil.", by=selin, at=returned)
    consume()
    center = MatterDay.objects.filter(unit=0)
    assert total(there, "overdue_entered", "overdue_left") == (1, 1)
    assert total(center, "overdue_entered", "overdue_left") == (1, 0)
    cases.forward(case=case, to=parks, reason="Sizin.", by=elif_, at=returned)
    closed(case, at=MONDAY + 33 * DAY)
    consume()
    assert total(there, "overdue_entered", "overdue_left") == (2, 2)
    rebuild()
    assert total(there, "overdue_entered", "overdue_left") == (2, 2)
    assert total(center, "overdue_entered", "overdue_left") == (1, 1)


def test_a_citizen_who_is_content_confirms_on_the_day_on_which_they_say_so() -> None:
    say(told_after_twelve(HOUR), solved=True, at=AT + DAY)
    consume()
    next_day = MatterDay.objects.filter(day=date(2026, 11, 25))
    assert total(next_day, "confirmed", "unsolved", "unsaid", "closed") == (1, 0, 0, 0)


def test_the_citizen_who_asks_for_the_state_of_a_case_is_a_status_question() -> None:
    case, elif_ = cast.open_case(), cast.staff("elif")
    question = asks(at=DAY)
    cases.link_interaction(case=case, interaction=question, by=elif_, at=AT + DAY)
    consume()
    assert total(MatterDay.objects.filter(day=date(2026, 11, 25)), "asked_about") == (1,)
    assert total(MatterDay.objects.all(), "opened", "asked_about") == (1, 1)


def test_the_same_matter_again_counts_for_the_unit_that_closed_it() -> None:
    case = cast.open_case(wish=Channel.NONE)
    selin, murat = cast.staff("selin"), cast.staff("murat")
    cases.answer(case=case, finding=stories.DONE, by=selin, at=AT + HOUR)
    cases.approve(case=case, plain_text="Budadık.", by=murat, at=AT + 2 * HOUR)
    cast.open_case("Dal yine düştü.", of="Mehmet Öztürk", wish=Channel.NONE, at=AT + 3 * DAY)
    assert cases.count_recontacts(at=AT + 3 * DAY + HOUR) == 1
    consume()
    parks = MatterDay.objects.filter(unit=cast.unit("park-ve-bahceler").pk)
    assert total(parks.filter(day=date(2026, 11, 27)), "opened", "contacted_again") == (1, 1)
    assert total(parks, "opened", "contacted_again") == (2, 1)


@pytest.mark.parametrize(("days", "counted"), [(2, (2, 1, 1)), (8, (2, 0, 1)), (31, (2, 0, 0))])
def test_who_asks_again_within_seven_days_counts_within_both_limits(
    days: int, counted: tuple[int, ...]
) -> None:
    topic, by = cast.topic("agac-budama"), cast.actor("elif")
    for later in (timedelta(), days * DAY):
        contact = asks(at=later)
        contacts.log_information(interaction=contact, topic=topic, by=by, at=AT + later)
    consume()
    names = ("informed", "informed_again_7", "informed_again_30")
    assert total(MatterDay.objects.filter(topic=topic.pk), *names) == counted


def test_ratings_are_added_up() -> None:
    for rating in (5, 2):
        contacts.rate_interaction(interaction=asks(), rating=rating, by=CITIZEN, at=AT + HOUR)
    consume()
    days = ContactDay.objects.filter(agent=cast.staff("elif").pk)
    assert total(days, "ratings", "rating_sum") == (2, 7)


@pytest.mark.parametrize("reached", [True, False])
def test_a_kept_place_is_no_answer_and_no_abandon_and_may_be_reached(reached: bool) -> None:
    elif_, at = cast.staff("elif"), AT.timestamp()
    story = Story(Rules(retries=0))
    story.arrive(FIRST, at, "05320000103")
    story.tell(ev.CallerKnown(at=at, call=FIRST, call_back="+905320000103"))
    story.speech_ends(FIRST, at + 5)
    story.tell(ev.KeyPressed(at=at + 20, call=FIRST, key="1"))
    story.speech_ends(FIRST, at + 25)
    story.ready(elif_.pk, at + 60)
    story.tell(ev.OfferAnswered(at=at + 62, offer=f"{FIRST}.1"))
    leg = citizen_leg(FIRST)
    if reached:
        story.tell(ev.CitizenAnswered(at=at + 70, call=FIRST, channel=leg))
        story.tell(ev.CallerHungUp(at=at + 130, call=FIRST, channel=leg))
    else:
        busy = CallOutcome.BUSY
        story.tell(ev.CitizenNotReached(at=at + 70, call=FIRST, channel=leg, outcome=busy))
    write(story)
    consume()
    names = ("kept", "kept_reached", "offered", "answered", "abandoned")
    assert total(ContactDay.objects.all(), *names) == (1, int(reached), 0, 0, 0)


def test_a_call_that_ends_in_the_menu_was_served_or_hung_up() -> None:
    at = AT.timestamp()
    story = Story()
    story.arrive(FIRST, at)
    story.told.append(
        facts.CallEnded(
            at=at + 30,
            call=FIRST,
            outcome=CallOutcome.SELF_SERVED,
            by=CallParty.CITIZEN,
            waited_seconds=0.0,
            agent=None,
        )
    )
    story.arrive(SECOND, at + 60)
    story.tell(ev.CallerHungUp(at=at + 70, call=SECOND))
    write(story)
    consume()
    names = ("calls_in", "in_menu", "hung_up_in_menu", "to_self_served", "to_abandoned", "offered")
    assert total(ContactDay.objects.all(), *names) == (2, 2, 1, 1, 1, 0)
