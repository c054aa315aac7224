"""Who signed in by telephone sees what is theirs; a household what goes to that telephone."""

import pytest
from pytest_django import DjangoAssertNumQueries
from tests import cast
from tests.cases import stories
from tests.cases.life import confidential
from tests.cases.life.confirmations import closed, planned, say

from alo153.cases import actions
from alo153.cases.life import own_cases
from alo153.cases.models import Case
from alo153.citizens.actions import recognize, recognize_vouched
from alo153.citizens.channel import Channel
from alo153.citizens.models import Citizen
from alo153.citizens.signed_in import SignedIn
from alo153.citizens.vouching.contract import Vouched
from alo153.city.place import Place
from alo153.core.actor import CITIZEN
from alo153.core.clock import now

pytestmark = pytest.mark.django_db
PHONE = cast.phone_of("Ayşe Işık")
AYSE = SignedIn(PHONE)


def opened(
    full_name: str = "Ayşe Işık",
    wish: Channel = Channel.SMS,
    phone: str = PHONE,
    citizen: Citizen | None = None,
    email: str = "",
) -> Case:
    """Open a case on the web for somebody who gives Ayşe's number."""
    return actions.open_case(
        application=actions.Application(
            kind="request",
            topic=cast.topic("agac-budama"),
            place=Place(district=cast.district("izmit")),
            text="Dallar pencereme değiyor.",
            reporter=actions.Reporter(
                full_name=full_name, phone=phone, email=email, citizen=citizen
            ),
            contact_wish=wish,
            channel=Channel.WEB,
        ),
        by=CITIZEN,
        at=now(),
    )


def shown(asker: SignedIn = AYSE) -> list[Case]:
    return [own.case for own in own_cases.of(asker)]


def words_of(case: Case) -> str:
    return next(own.words for own in own_cases.of(AYSE) if own.case == case)


def test_the_one_who_has_a_number_sees_all_of_theirs_newest_first() -> None:
    first, second = opened(), opened(wish=Channel.NONE)
    opened("İbrahim Uğur", phone=cast.phone_of("İbrahim Uğur"))
    assert shown() == [second, first]
    assert own_cases.one(AYSE, first.pk) == first


def test_a_shared_telephone_shows_what_its_messages_open_anyway() -> None:
    goes_there = opened()
    others = [opened(wish=wish) for wish in (Channel.PHONE, Channel.NONE)]
    assert set(shown()) == {goes_there, *others}
    husbands = opened("Mehmet Işık", wish=Channel.PHONE)
    assert shown() == [goes_there]
    assert all(own_cases.one(AYSE, case.pk) is None for case in (*others, husbands))


def test_whoever_gave_a_victims_e_mail_with_their_own_number_sees_nothing_of_the_victim() -> None:
    strangers, victims = "+905329990000", "fatma@example.org"
    own = opened("", phone=strangers, email=victims)
    hers = opened("", phone="", email=victims, wish=Channel.EMAIL)
    assert hers.reporter == own.reporter
    assert shown(SignedIn(strangers)) == [own]
    assert own_cases.one(SignedIn(strangers), hers.pk) is None


def test_another_number_of_the_same_citizen_opens_nothing_of_this_one() -> None:
    both, other = opened(), "+905329990000"
    recognize(phone=other, full_name="Fatma Çınar", by=CITIZEN, at=now())
    assert shown(SignedIn(other)) == []
    assert own_cases.one(SignedIn(other), both.pk) is None


def test_a_confidential_case_is_not_there_and_does_not_make_a_household() -> None:
    secret = confidential.opened()
    owner = SignedIn(confidential.PHONE)
    assert shown(owner) == []
    assert own_cases.one(owner, secret.pk) is None
    plain = opened("Nilüfer", wish=Channel.PHONE, phone=confidential.PHONE)
    assert shown(owner) == [plain]


def test_a_number_that_somebody_vouched_for_gave_shows_what_goes_there_and_no_more() -> None:
    known = recognize_vouched(provider="edevlet", vouched=Vouched("a", "Ayşe Işık"), at=now())
    sisters = "+905329990000"
    goes_there = opened(phone=sisters, citizen=known)
    elsewhere = opened(citizen=known, wish=Channel.PHONE)
    assert shown(SignedIn(sisters)) == [goes_there]
    assert shown(SignedIn(citizen=known.pk)) == [elsewhere, goes_there]


def test_a_confidential_case_of_a_record_from_before_they_were_apart_is_not_there() -> None:
    secret = confidential.opened()
    Citizen.objects.filter(pk=secret.reporter_id).update(apart=False)
    assert shown(SignedIn(confidential.PHONE)) == []


def test_what_asks_something_stands_on_top() -> None:
    asked, answered_one, newest = opened(), closed(), opened()
    selin = cast.staff("selin")
    actions.accept(case=asked, by=selin, at=now())
    actions.ask(case=asked, text="Hangi pencere?", by=selin, at=now())
    found = own_cases.of(AYSE)
    assert [own.case for own in found] == [answered_one, asked, newest]
    assert [(own.question, own.asks_whether_solved) for own in found] == [
        ("", True),
        ("Hangi pencere?", False),
        ("", False),
    ]


def test_each_state_is_said_in_plain_words() -> None:
    case = stories.pruning()
    assert words_of(case) == "Şu birime ilettik: Park ve Bahçeler Dairesi Başkanlığı."
    selin, murat = cast.staff("selin"), cast.staff("murat")
    actions.accept(case=case, by=selin, at=now())
    assert words_of(case) == "İlgilenen birim: Park ve Bahçeler Dairesi Başkanlığı."
    actions.answer(case=case, finding=stories.DONE, by=selin, at=now())
    assert words_of(case) == "Birimin yanıtı geldi, kontrol ediyoruz."
    actions.approve(case=case, plain_text="Budadık.", by=murat, at=now())
    assert words_of(case) == "Yanıtınız hazır."


def test_a_case_on_hold_says_so() -> None:
    case, selin = stories.pruning(), cast.staff("selin")
    actions.accept(case=case, by=selin, at=now())
    actions.ask(case=case, text="Hangi ağaç?", by=selin, at=now())
    assert words_of(case).endswith("Şu anda beklemede.")


def test_the_end_says_what_the_citizen_said_of_it() -> None:
    case = closed()
    assert words_of(case) == "Sonuçlandı."
    say(case, solved=False, words="Dallar duruyor.")
    assert words_of(case).startswith("Çözülmediğini söylediniz.")
    solved = closed()
    say(solved, solved=True)
    assert words_of(solved) == "Çözüldüğünü söylediniz. Teşekkür ederiz."


def test_a_plan_says_its_day_and_asks_nothing_yet() -> None:
    case = planned()
    own = next(own for own in own_cases.of(AYSE) if own.case == case)
    assert own.words.endswith("için programa aldık.")
    assert not own.asks


def test_a_report_that_goes_with_another_says_where_that_one_is() -> None:
    lead, report = stories.pruning(full_name="İbrahim Uğur"), stories.pruning()
    actions.join(case=report, lead=lead, by=cast.actor("elif"), at=now())
    actions.accept(case=lead, by=cast.staff("selin"), at=now())
    assert words_of(report) == "İlgilenen birim: Park ve Bahçeler Dairesi Başkanlığı."


def test_fifty_cases_cost_the_queries_of_one(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(3):
        opened()
    with django_assert_num_queries(4):
        list(own_cases.of(AYSE))
