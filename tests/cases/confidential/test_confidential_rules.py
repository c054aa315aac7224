"""What does not happen to a confidential case: each would be one more reader, or a hint of it."""

from datetime import timedelta

import pytest
from tests import cast
from tests.cases import stories
from tests.cases.life import confidential
from tests.parts.events.consuming import consume

from alo153.accounts.models import User
from alo153.cases import actions, queries
from alo153.cases.fieldwork import queries as fieldwork
from alo153.cases.life import alarms
from alo153.cases.life.results import results
from alo153.cases.models import Case
from alo153.cases.telling import callers
from alo153.cases.together import duplicates
from alo153.cases.together.actions.linking import join
from alo153.cases.together.duplicates import Sketch
from alo153.citizens import queries as citizens_queries
from alo153.citizens.channel import Channel
from alo153.city.models import Topic
from alo153.city.place import Place
from alo153.city.queries import local_time
from alo153.contacts import actions as contacts
from alo153.contacts.about import About
from alo153.contacts.models import Direction, Interaction, Message
from alo153.contacts.queries import about, recent_contacts
from alo153.core import clock
from alo153.notices.models import StaffNotice
from alo153.suggestions import queries as suggestions

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> Case:
    return confidential.opened()


def test_it_goes_with_no_other_and_is_offered_to_nobody(case: Case) -> None:
    other = confidential.opened()
    with pytest.raises(actions.NotOfThisKind):
        join(case=case, lead=other, by=cast.actor("meral"), at=clock.now())
    place = cast.neighborhood("izmit/yahyakaptan")
    for slug in ("kadin-destek", "gida-yardimi"):
        about = Topic.objects.filter(slug=slug).first() or cast.topic("kadin-destek")
        sketch = Sketch(topic=about, place=Place(neighborhood=place), text=confidential.SAID)
        assert duplicates.offers(cast.staff("meral"), sketch, at=clock.now()) == []
        assert duplicates.public_offers(sketch, at=clock.now()) == []


def test_no_other_unit_and_nobody_outside_is_asked(case: Case) -> None:
    at = clock.now()
    with pytest.raises(actions.NotToAsk):
        actions.ask_unit(
            case=case,
            unit=cast.unit("zabita"),
            text="Birlikte gidelim.",
            due_at=at + timedelta(days=1),
            by=cast.staff("meral"),
            at=at,
        )
    with pytest.raises(actions.NotTheirs):
        actions.give_work(
            case=case,
            contractor="Usta",
            words="Kilidi değiştirin.",
            with_photos=False,
            expires_at=at + timedelta(days=1),
            by=cast.staff("sevgi"),
            at=at,
        )


def test_it_is_given_to_nobody_who_may_not_read_it(case: Case) -> None:
    sevgi, cemal = cast.staff("sevgi"), cast.staff("cemal")
    with pytest.raises(actions.NotTheirs):
        actions.assign(case=case, to=cemal, by=sevgi, at=clock.now())
    with pytest.raises(actions.NotTheirs):
        actions.assign(case=case, to=sevgi, by=cemal, at=clock.now())
    actions.assign(case=case, to=sevgi, by=sevgi, at=clock.now())


def test_no_telephone_of_a_crew_keeps_it(case: Case) -> None:
    sevgi = cast.staff("sevgi")
    actions.accept(case=case, by=sevgi, at=clock.now())
    assert list(queries.inbox(sevgi)) == [case]
    assert list(fieldwork.works_of(sevgi)) == []


@pytest.mark.parametrize("clerks", [("sevgi", "meral"), ("meral",)])
def test_only_clerks_are_told_that_it_is_late(case: Case, clerks: tuple[str, ...]) -> None:
    for username in ("cemal", "hakan", "gulay", *clerks):
        cast.staff(username)
    for _ in range(3):
        actions.process_due_clocks(at=clock.now())
    told = User.objects.filter(pk__in=StaffNotice.objects.values("reader"))
    assert set(told.values_list("username", flat=True)) <= set(clerks)
    assert told.exists()
    assert Message.objects.filter(purpose="staff", body__contains="Kadın").count() == 0


def test_alarms_in_its_words_reach_those_who_may_read_it(case: Case) -> None:
    assert case.alarms.count() == 1
    assert alarms.waiting(cast.staff("meral")).count() == 1
    assert alarms.waiting(cast.staff("hakan")).count() == 0


def test_every_message_about_it_says_the_same() -> None:
    confidential.in_work()
    case = confidential.opened()
    answer = confidential.DONE
    actions.accept(case=case, by=cast.staff("sevgi"), at=clock.now())
    actions.answer(case=case, finding=answer, by=cast.staff("sevgi"), at=clock.now())
    actions.approve(case=case, plain_text=confidential.TOLD, by=cast.staff("meral"), at=clock.now())
    mine = about(About.row(case))
    assert sorted(mine.values_list("purpose", flat=True)) == ["answer", "receipt"]
    assert len(set(mine.values_list("body", flat=True))) == 1


def test_its_number_says_nothing_of_it(case: Case) -> None:
    assert not callers.has_open_case(confidential.PHONE)
    assert callers.open_case_of(confidential.PHONE) is None
    assert callers.district_of(confidential.PHONE) is None
    assert queries.tracked(case.tracking_code, confidential.PHONE) == case


def test_the_contact_in_which_it_was_opened_has_neither_topic_nor_note() -> None:
    elif_ = cast.staff("elif")
    at = clock.now()
    talk = contacts.start_interaction(
        channel=Channel.PHONE,
        direction=Direction.INBOUND,
        address=confidential.PHONE,
        by=cast.actor("elif"),
        at=at,
    )
    note = confidential.NOTED
    contacts.write_note(interaction=talk, text=note, by=cast.actor("elif"), at=at)
    case = confidential.opened(interaction=talk)
    kept = Interaction.objects.get()
    assert (kept.topic, kept.note) == (None, "")
    assert case.notes.count() == 1
    assert recent_contacts(elif_, confidential.PHONE) == []
    meral = cast.staff("meral")
    assert recent_contacts(meral, confidential.PHONE) == [kept]
    assert citizens_queries.by_phone(elif_, confidential.PHONE) == []
    assert citizens_queries.by_phone(meral, confidential.PHONE) == [case.reporter]


def test_results_count_it_for_those_who_may_read_it() -> None:
    confidential.objected_to()
    stories.relaying(wish=Channel.NONE)
    consume()
    today = local_time.today(clock.now())
    span = {"since": today - timedelta(days=1), "until": today}
    seen = {
        name: [each.topic for each in results(cast.staff(name), **span)]
        for name in ("meral", "gulay", "cemal")
    }
    assert len(seen["meral"]) == len(seen["gulay"]) + 1
    assert seen["cemal"] == []


def test_nothing_is_learned_from_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suggestions, "FEWEST_CASES", 1)
    confidential.opened()
    cast.open_case()
    assert [topic for _, topic in suggestions.examples()] == ["agac-budama"]
