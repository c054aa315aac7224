"""Staff hear the news of applications that concern them, and each says of which."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from tests import cast
from tests.cases import stories
from tests.cases.life import confidential
from tests.cases.life.confirmations import closed, say
from tests.parts.events.consuming import consume

from alo153.accounts.models import User
from alo153.accounts.queries import holding
from alo153.cases import actions
from alo153.cases.models import RelayAttempt
from alo153.cases.permissions import WORK_ON_UNIT_CASES
from alo153.cases.rules import codes
from alo153.cases.rules.outcomes import Finding, Outcome
from alo153.cases.telling.staff import kinds
from alo153.cases.telling.staff.kinds import NEW_CASE
from alo153.citizens.channel import Channel
from alo153.citizens.permissions import READ_CONFIDENTIAL
from alo153.city.queries import holding_in
from alo153.contacts.models import Message
from alo153.core.actor import CITIZEN, SYSTEM
from alo153.core.clock import now
from alo153.notices import queries
from alo153.notices.actions import choose_ways
from alo153.notices.models import StaffNotice
from alo153.notices.registry import NoticeKind, Way

pytestmark = pytest.mark.django_db


@pytest.fixture
def selin() -> User:
    return cast.staff("selin")


@pytest.fixture
def nurten() -> User:
    return cast.staff("nurten")


def heard(reader: User) -> list[str]:
    """Let the worker tell what happened; return the kinds this person was told, oldest first."""
    consume()
    told = [notice.kind for notice in queries.told(reader).order_by("id")]
    assert set(told) <= {kind.key for kind in queries.kinds_for(reader)}, "each can be chosen"
    return told


def choose(reader: User, kind: NoticeKind, *ways: Way) -> None:
    choose_ways(by=reader, ways={kind: ways}, mobile="", quiet=None, at=now())


def test_a_unit_hears_of_a_new_case_in_its_list_and_gets_no_message(selin: User) -> None:
    case = stories.pruning()
    assert heard(selin) == ["new_case"]
    notice = queries.told(selin).get()
    assert (
        notice.title == f"Biriminize yeni geldi: {codes.display(case.tracking_code)} kodlu başvuru"
    )
    assert notice.path == f"/unit/cases/{case.tracking_code}/"
    assert case.text not in notice.text
    assert not Message.objects.filter(purpose="staff").exists()
    assert heard(selin) == ["new_case"], "once"


def test_what_was_taken_before_the_news_is_no_news(selin: User, nurten: User) -> None:
    case = stories.pruning()
    actions.accept(case=case, by=selin, at=now())
    assert heard(nurten) == []


def test_work_that_somebody_gives_me_reaches_me_and_not_who_gave_it(
    selin: User, nurten: User
) -> None:
    case = stories.pruning()
    actions.assign(case=case, to=selin, by=nurten, at=now())
    assert heard(selin) == ["work_given"]
    assert heard(nurten) == []
    assert Message.objects.get(purpose="staff").to == selin.email
    actions.assign(case=case, to=nurten, by=nurten, at=now())
    assert heard(nurten) == [], "nobody is told what they did themselves"


def test_a_changed_topic_is_told_to_who_works_on_it(selin: User, nurten: User) -> None:
    case = stories.pruning()
    actions.accept(case=case, by=selin, at=now())
    actions.reclassify(
        case=case,
        kind=case.kind,
        topic=case.topic,
        place=replace(case.place, address="Çınar Sokak 9"),
        reason="Yeri yanlıştı.",
        by=cast.staff("elif"),
        at=now(),
    )
    assert heard(selin) == ["reclassified"]
    assert heard(nurten) == []


def test_the_answer_of_a_citizen_reaches_who_asked(selin: User, nurten: User) -> None:
    case = stories.pruning()
    actions.accept(case=case, by=selin, at=now())
    actions.ask(case=case, text="Hangi ağaç?", by=selin, at=now())
    actions.reply(case=case, text="Köşedeki.", channel=Channel.WEB, by=CITIZEN, at=now())
    assert heard(selin) == ["citizen_answered"]
    assert heard(nurten) == []


def test_an_objection_reaches_those_who_decide_and_then_the_unit(selin: User) -> None:
    hakan, murat = cast.staff("hakan"), cast.staff("murat")
    case = closed()
    say(case, solved=False, words="Dallar hâlâ lambayı kapatıyor.")
    assert heard(hakan) == ["objection"]
    assert heard(murat) == [], "who approved the answer does not decide"
    parks = cast.unit("park-ve-bahceler")
    actions.forward(case=case, to=parks, reason="Yeniden bakın.", by=hakan, at=now())
    assert heard(selin)[-1] == "objection"


def test_a_plan_whose_date_has_passed_comes_back_with_a_notice(selin: User) -> None:
    case = stories.pruning()
    actions.accept(case=case, by=selin, at=now())
    finding = Finding(outcome=Outcome.PLANNED, text="Programda.", planned_date=stories.tomorrow())
    actions.answer(case=case, finding=finding, by=selin, at=now())
    actions.approve(case=case, plain_text="Programda.", by=cast.staff("murat"), at=now())
    told = RelayAttempt.Result.TOLD
    actions.record_attempt(relay=case.relays.get(), result=told, by=SYSTEM, at=now())
    assert actions.resume_plans(at=now() + timedelta(days=2)) == 1
    assert heard(selin) == ["plan_back"]


def test_each_can_be_chosen_and_none_is_none(selin: User, nurten: User) -> None:
    choose(selin, NEW_CASE)
    choose(nurten, NEW_CASE, Way.EMAIL)
    stories.pruning()
    assert heard(selin) == []
    assert heard(nurten) == ["new_case"]
    assert Message.objects.get(purpose="staff").to == nurten.email


def test_of_a_confidential_case_its_readers_hear_and_not_about_what_it_is() -> None:
    case = confidential.opened(days_ago=0)
    assert case.unit
    team = holding_in(case.unit, WORK_ON_UNIT_CASES)
    consume()
    notices = list(StaffNotice.objects.all())
    assert {notice.reader for notice in notices} <= set(team) | set(holding(READ_CONFIDENTIAL))
    assert all(notice.reader.may(READ_CONFIDENTIAL) for notice in notices)
    assert all(case.topic.name not in notice.text for notice in notices)


OF_STAFF = [each for each in vars(kinds).values() if isinstance(each, NoticeKind)]


@pytest.mark.parametrize("kind", OF_STAFF, ids=lambda kind: kind.key)
def test_each_of_them_is_chosen_on_the_ways_page_and_shown_again(
    kind: NoticeKind, selin: User
) -> None:
    client, name = Client(), f"ways_{kind.key}"
    client.force_login(selin)
    client.post("/notices/ways/", {"mobile": "", name: "desktop"})
    assert client.get("/notices/ways/").context["form"][name].initial == ["desktop"]
    assert queries.settings_of(selin).ways_of(kind) == {Way.DESKTOP}
    others = {each for each in OF_STAFF if each != kind}
    assert all(not queries.settings_of(selin).ways_of(each) for each in others)


def test_the_ways_page_offers_to_leave_out_news_but_no_deadline(selin: User) -> None:
    client = Client()
    client.force_login(selin)
    form = client.get("/notices/ways/").context["form"]
    assert "list" in dict(form["ways_new_case"].field.choices)
    assert "list" not in dict(form["ways_deadline"].field.choices)
    client.post("/notices/ways/", {"mobile": ""})
    stories.pruning()
    assert heard(selin) == []


def test_a_contractors_report_reaches_who_works_on_the_case(selin: User, nurten: User) -> None:
    case = stories.pruning()
    actions.accept(case=case, by=selin, at=now())
    token = actions.give_work(
        case=case,
        contractor="Yeşil Peyzaj A.Ş.",
        words="Dalları budayın.",
        with_photos=False,
        expires_at=now() + timedelta(days=7),
        by=selin,
        at=now(),
    )
    link = actions.open_work(token=token, at=now())
    actions.report_work(link=link, note="Dallar budandı.", photo=None, at=now())
    assert heard(selin) == ["contractor_reported"]
    assert heard(nurten) == []
