"""One's own notices: the count, the list, the way to each, and how one is told."""

import pytest
from django.test import Client
from tests import cast

from alo153.accounts.models import User
from alo153.cases.time.notices import DEADLINE
from alo153.core.actor import SYSTEM
from alo153.notices import actions, queries
from alo153.notices.actions import Told
from alo153.notices.models import StaffNotice
from alo153.notices.registry import Way
from alo153.workforce.telling.shifts import SWAP

pytestmark = pytest.mark.django_db
CHOSEN = {
    "ways_deadline": ["sms"],
    "ways_critical_alarm": ["email", "desktop"],
    "mobile": "0532 000 01 42",
}


@pytest.fixture
def selin() -> User:
    return cast.staff("selin")


@pytest.fixture
def browser(selin: User) -> Client:
    client = Client()
    client.force_login(selin)
    return client


def tell(reader: User, number: int = 1) -> StaffNotice:
    words = Told(title=f"Haber {number}", lines=("Ağaç budama",), path="/unit/")
    actions.give_notice(
        kind=DEADLINE,
        cause=f"x:{number}",
        about=reader,
        words={reader: words},
        by=SYSTEM,
        at=cast.AT,
    )
    return StaffNotice.objects.get(reader=reader, cause=f"x:{number}")


def shown(browser: Client, address: str = "/notices/") -> str:
    return browser.get(address).content.decode()


def test_the_count_says_how_many_are_unread_and_nothing_else(browser: Client, selin: User) -> None:
    assert "Bildirimler" in shown(browser, "/notices/count/")
    tell(selin)
    tell(cast.staff("nurten"))
    page = shown(browser, "/notices/count/")
    assert '<span class="digits">1</span>' in page
    assert "Haber" not in page, "the browser shows what its reader wants it to show"


def test_who_wants_it_on_the_screen_gets_the_words_with_the_count(
    browser: Client, selin: User
) -> None:
    actions.choose_ways(by=selin, ways={DEADLINE: [Way.DESKTOP]}, mobile="", quiet=None, at=cast.AT)
    notice = tell(selin)
    page = shown(browser, "/notices/count/")
    assert 'data-title="Haber 1"' in page
    assert f'data-page="/notices/{notice.pk}/"' in page


def test_whoever_goes_to_what_it_is_about_has_read_it(browser: Client, selin: User) -> None:
    notice = tell(selin)
    assert "okunmadı" in shown(browser)
    answer = browser.get(f"/notices/{notice.pk}/")
    assert (answer.status_code, answer["Location"]) == (302, "/unit/")
    assert "okunmadı" not in shown(browser)
    assert "Haber 1" in shown(browser)


def test_a_notice_of_somebody_else_is_not_there(browser: Client) -> None:
    theirs = tell(cast.staff("nurten"))
    assert browser.get(f"/notices/{theirs.pk}/").status_code == 404
    assert queries.unread(cast.staff("nurten")).exists()
    assert "Haber" not in shown(browser)
    refused = browser.get(f"/stream/?topics=notices:{cast.staff('nurten').pk}")
    assert refused.status_code == 403


def test_all_are_read_at_once_and_older_ones_are_on_the_next_page(
    browser: Client, selin: User
) -> None:
    for number in range(1, 53):
        tell(selin, number)
    page = shown(browser)
    assert "Haber 52<" in page
    assert "Haber 2<" not in page
    oldest = queries.told(selin)[49]
    assert f"?before={oldest.pk}" in page
    actions.read_notices(
        by=selin,
        at=cast.AT,
        keys=queries.told(selin).filter(pk__lt=oldest.pk).values_list("pk", flat=True),
    )
    older = shown(browser, f"/notices/?before={oldest.pk}")
    assert "Haber 2<" in older
    assert "Tümü okundu" in older, "others are unread"
    browser.post("/notices/read-all/")
    assert not queries.unread(selin).exists()


def test_the_ways_are_chosen_and_shown_again(browser: Client, selin: User) -> None:
    answer = browser.post("/notices/ways/", CHOSEN | {"quiet_from": "22:00", "quiet_until": "7:30"})
    assert answer.status_code == 302
    mine = queries.settings_of(selin)
    assert mine.mobile == "+905320000142"
    assert mine.ways_of(DEADLINE) == {Way.SMS}
    assert mine.quiet_hours
    page = shown(browser, "/notices/ways/")
    assert 'value="0532 000 01 42"' in page
    assert 'value="07:30"' in page


def test_only_kinds_that_can_reach_somebody_are_shown_and_the_rest_stays_chosen(
    browser: Client, selin: User
) -> None:
    actions.choose_ways(by=selin, ways={SWAP: [Way.SMS]}, mobile="", quiet=None, at=cast.AT)
    page = shown(browser, "/notices/ways/")
    assert "Bir başvurunun süresi doluyor ya da geçti" in page
    assert 'name="ways_swap"' not in page
    browser.post("/notices/ways/", {"mobile": "", "ways_deadline": "email", "ways_swap": "email"})
    mine = queries.settings_of(selin)
    assert (mine.ways_of(DEADLINE), mine.ways_of(SWAP)) == ({Way.EMAIL}, {Way.SMS})


WRONG = [
    ({"mobile": ""}, "gideceği numarayı yazın"),
    ({"mobile": "0262 318 10 00"}, "SMS yalnızca cep telefonlarına gider."),
    pytest.param({"mobile": "12"}, "id_mobile_error", id="no number"),
    ({"quiet_from": "22:00"}, "İki saati de yazın"),
    ({"quiet_from": "22:00", "quiet_until": "22:00"}, "İlkinden farklı bir saat yazın."),
    pytest.param(
        {"quiet_from": "25:00", "quiet_until": "22:00"}, "id_quiet_from_error", id="no hour"
    ),
]


@pytest.mark.parametrize(("change", "words"), WRONG)
def test_what_is_wrong_is_named_and_nothing_typed_is_lost(
    browser: Client, selin: User, change: dict[str, str], words: str
) -> None:
    answer = browser.post("/notices/ways/", CHOSEN | change)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert words in page
    assert all(f'value="{value}"' in page for value in change.values() if value)
    assert not queries.settings_of(selin).pk


def test_who_has_no_address_cannot_wish_for_e_mail(selin: User) -> None:
    okan = cast.staff("okan")
    client = Client()
    client.force_login(okan)
    form = client.get("/notices/ways/").context["form"]
    assert form["ways_critical_alarm"].initial == ["desktop"], "nor is it ticked for them"
    page = client.post("/notices/ways/", CHOSEN).content.decode()
    assert "E-posta adresiniz kayıtlı değil" in page
