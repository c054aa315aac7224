"""An administrator brings people in, changes what they may do, and lets them go."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings
from tests import cast
from tests.parts.roles import Role

from alo153.accounts.actions import forget_former_emails
from alo153.accounts.models import User
from alo153.city.actions import join_unit
from alo153.city.models import StaffChange, Unit
from alo153.config.providers import mailers
from alo153.core import clock
from alo153.core.actor import SYSTEM
from alo153.web.settings.people import importing
from alo153.web.settings.people.waiting import MOST_AT_ONCE

HOME = "/settings/people/"
WAITING = f"{HOME}waiting/"
NEW = {
    "username": "derya",
    "full_name": "Derya Ak",
    "email": "derya@example.org",
    "roles": ["agent"],
}


@pytest.fixture
def yasin(db: None) -> Client:
    """The browser of Yasin, who administers the municipality."""
    client = Client()
    client.force_login(cast.staff("yasin"))
    return client


@pytest.fixture
def hakan(db: None) -> Client:
    """The browser of Hakan, who supervises, and confirms what Yasin gives."""
    client = Client()
    client.force_login(cast.staff("hakan"))
    return client


def confirm(client: Client) -> None:
    """Confirm everything that waits."""
    client.post(WAITING, {"change": waiting_keys(), "confirm": "1"})


def waiting_keys() -> list[int]:
    waiting = StaffChange.objects.filter(state=StaffChange.State.WAITING)
    return list(waiting.values_list("pk", flat=True))


def page_of(username: str) -> str:
    return f"{HOME}{User.objects.get(username=username).pk}/"


def test_who_is_brought_in_chooses_a_password_by_the_invitation(
    yasin: Client, hakan: Client
) -> None:
    assert yasin.post(f"{HOME}new/", NEW).status_code == 302
    assert not mail.outbox
    confirm(yasin)
    assert not User.objects.filter(username="derya").exists()
    page = hakan.get(WAITING).content.decode()
    assert "Derya Ak" in page
    assert "müşteri temsilcisi" in page
    confirm(hakan)
    derya = User.objects.get(username="derya")
    assert derya.roles == {"agent"}
    (letter,) = mail.outbox
    assert letter.to == ["derya@example.org"]
    assert "Yasin" in letter.body
    found = re.search(r"https?://[^/]+(/\S+)", letter.body)
    assert found
    theirs = Client()
    form = theirs.get(found[1], follow=True)
    address = form.redirect_chain[-1][0]
    word = "uzun-ve-gizli-153"
    answer = theirs.post(address, {"password1": word, "password2": word})
    assert answer.status_code == 302
    derya.refresh_from_db()
    assert derya.check_password(word)
    assert "derya@example.org" in yasin.get(f"{HOME}?q=derya").content.decode()


def test_a_role_of_a_unit_needs_its_unit(yasin: Client, hakan: Client) -> None:
    answer = yasin.post(f"{HOME}new/", {**NEW, "roles": ["unit_staff"]})
    assert answer.status_code == 422
    assert "Birimi seçin" in answer.content.decode()
    assert "Derya Ak" in answer.content.decode()
    placed = {**NEW, "roles": ["unit_staff"], "units": ["yol-ve-bakim"]}
    assert yasin.post(f"{HOME}new/", placed).status_code == 302
    confirm(hakan)
    assert not User.objects.get(username="derya").permissions


def test_a_name_with_signs_that_nobody_sees_is_refused(yasin: Client) -> None:
    answer = yasin.post(f"{HOME}new/", {**NEW, "full_name": "Derya\u202eKa"})
    assert answer.status_code == 422
    assert "görünmeyen bir karakter" in answer.content.decode()
    assert not StaffChange.objects.exists()


def test_a_taken_name_is_refused(yasin: Client) -> None:
    cast.staff("elif")
    answer = yasin.post(f"{HOME}new/", {**NEW, "username": "elif"})
    assert answer.status_code == 422
    assert not mail.outbox


def test_a_person_is_changed_and_keeps_the_password(yasin: Client, hakan: Client) -> None:
    before = cast.staff("elif").password
    facts = {"full_name": "Elif Yıldız", "email": "elif@example.org", "roles": ["supervisor"]}
    assert yasin.post(page_of("elif"), facts).status_code == 302
    assert "ikinci bir kişinin onayını bekliyor" in yasin.get(page_of("elif")).content.decode()
    confirm(hakan)
    elif_ = User.objects.get(username="elif")
    assert (elif_.full_name, elif_.roles, elif_.password) == ("Elif Yıldız", {"supervisor"}, before)


def test_what_a_colleague_has_changed_since_is_not_taken_back_unseen(yasin: Client) -> None:
    elif_ = cast.with_roles("elif", Role.AGENT, Role.QUALITY)
    page = f"{HOME}{elif_.pk}/"
    opened = re.search(r'name="made_from" value="(\w+)"', yasin.get(page).content.decode())
    assert opened
    cast.with_roles("elif", Role.AGENT)
    typed = {"full_name": "Elif Yıldız Ak", "email": "e@example.org", "roles": ["agent", "quality"]}
    answer = yasin.post(page, typed | {"made_from": opened[1]})
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "bir çalışma arkadaşınız bu hesabı değiştirdi" in shown
    assert "Elif Yıldız Ak" in shown
    assert not StaffChange.objects.exists()
    again = re.search(r'name="made_from" value="(\w+)"', shown)
    assert again
    assert yasin.post(page, typed | {"made_from": again[1]}).status_code == 302
    assert StaffChange.objects.exists(), "a second person looks at the role"


def test_a_new_address_spreads_no_role_to_another_unit(yasin: Client, hakan: Client) -> None:
    placed = {**NEW, "roles": ["unit_staff"], "units": ["yol-ve-bakim"]}
    yasin.post(f"{HOME}new/", placed)
    confirm(hakan)
    derya = User.objects.get(username="derya")
    other = Unit.objects.get(slug="cevre-koruma")
    join_unit(user=derya, unit=other, roles=["unit_manager"], by=SYSTEM, at=cast.AT)

    def held() -> set[tuple[str, str]]:
        grants = User.objects.get(username="derya").grants
        return {(each.role, each.scope_key) for each in grants}

    apart = {("unit_staff", "yol-ve-bakim"), ("unit_manager", "cevre-koruma")}
    assert held() == apart
    facts = {
        "full_name": "Derya Ak",
        "email": "yeni@example.org",
        "roles": ["unit_staff", "unit_manager"],
        "units": ["yol-ve-bakim", "cevre-koruma"],
    }
    assert yasin.post(page_of("derya"), facts).status_code == 302
    confirm(hakan)
    assert User.objects.get(username="derya").email == "yeni@example.org"
    assert held() == apart
    yasin.post(page_of("derya"), {**facts, "units": [*facts["units"], "park-ve-bahceler"]})
    confirm(hakan)
    new = {("unit_staff", "park-ve-bahceler"), ("unit_manager", "park-ve-bahceler")}
    assert held() == apart | new


def test_nobody_changes_their_own_roles_or_lets_themselves_go(yasin: Client) -> None:
    own = page_of("yasin")
    facts = {"full_name": "Yasin", "email": "y@example.org", "roles": ["administrator", "agent"]}
    assert yasin.post(own, facts).status_code == 422
    yasin.post(f"{own}dismiss/")
    assert "> Kaydet" not in " ".join(yasin.get(page_of("yasin")).content.decode().split())
    found = User.objects.get(username="yasin")
    assert found.is_active
    assert found.roles == {"administrator"}


def test_who_leaves_can_sign_in_no_more_and_comes_back_by_the_same_page(
    yasin: Client, hakan: Client
) -> None:
    theirs = Client()
    theirs.force_login(cast.staff("elif"))
    assert yasin.post(f"{page_of('elif')}dismiss/").status_code == 302
    assert theirs.get("/desk/").status_code != 200
    assert "elif" in yasin.get(f"{HOME}?left=1").content.decode()
    facts = {"full_name": "Elif Yıldız", "email": "elif@example.org", "roles": ["agent"]}
    assert yasin.post(page_of("elif"), facts).status_code == 302
    confirm(hakan)
    assert User.objects.get(username="elif").is_active


def test_the_page_of_a_person_says_what_was_given_and_by_whom(yasin: Client, hakan: Client) -> None:
    User.objects.filter(pk=cast.staff("elif").pk).update(email="eski@example.org")
    facts = {"full_name": "Elif Yıldız", "email": "elif@example.org", "roles": ["supervisor"]}
    yasin.post(page_of("elif"), facts)
    confirm(hakan)
    page = " ".join(yasin.get(page_of("elif")).content.decode().split())
    assert "süpervizör (önce: müşteri temsilcisi)" in page
    assert cast.staff("yasin").full_name in page
    assert f"{cast.staff('yasin').full_name} adlı kişinin isteğini onayladı" in page
    assert "E-posta adresi değişti; önceki: eski@example.org" in page
    forget_former_emails(before=clock.now() + timedelta(days=1))
    page = " ".join(yasin.get(page_of("elif")).content.decode().split())
    assert "E-posta adresi değişti; önceki: artık saklanmıyor" in page


def test_what_is_refused_is_not_given(yasin: Client, hakan: Client) -> None:
    yasin.post(f"{HOME}new/", NEW)
    change = StaffChange.objects.get()
    assert "En az bir kişi seçin" in hakan.post(WAITING, follow=True).content.decode()
    hakan.post(WAITING, {"change": [change.pk], "refuse": "1"})
    confirm(hakan)
    assert not User.objects.filter(username="derya").exists()


def test_an_invitation_that_cannot_be_sent_is_told_and_sent_again(
    yasin: Client, hakan: Client, settings: Settings
) -> None:
    works = settings.MAILERS
    # Nothing listens there
    settings.MAILERS = mailers.from_urls("smtp://127.0.0.1:9")
    yasin.post(f"{HOME}new/", NEW)
    confirm(hakan)
    assert "gönderilemedi" in hakan.get(WAITING).content.decode()
    settings.MAILERS = works
    yasin.post(f"{page_of('derya')}invite/")
    assert len(mail.outbox) == 1


TABLE = """username;full_name;email;roles;units
derya;Derya Ak;derya@example.org;agent;
can;Can Su;can@example.org;unit_staff;yol-ve-bakim
"""


def test_a_table_is_checked_and_then_brings_all(yasin: Client, hakan: Client) -> None:
    checked = yasin.post(f"{HOME}bring/", {"text": TABLE})
    assert checked.status_code == 200
    assert not User.objects.filter(username="derya").exists()
    assert yasin.post(f"{HOME}bring/", {"text": TABLE, "enroll": "1"}).status_code == 302
    again = yasin.post(f"{HOME}bring/", {"text": TABLE, "enroll": "1"})
    assert "Kullanıcı adı alınmış" in again.content.decode()
    confirm(hakan)
    assert User.objects.filter(username__in=["derya", "can"]).count() == 2
    assert len(mail.outbox) == 2


def test_a_file_in_another_alphabet_is_refused_before_names_are_broken(yasin: Client) -> None:
    content = TABLE.replace("Derya Ak", "Derya Akış").encode("cp1254")
    sent = {"text": "", "file": SimpleUploadedFile("personel.csv", content), "enroll": "1"}
    answer = yasin.post(f"{HOME}bring/", sent)
    assert answer.status_code == 422
    assert "UTF-8" in answer.content.decode()
    assert not User.objects.filter(username="derya").exists()


def test_each_mistake_of_a_table_is_named_and_nobody_is_brought_in(yasin: Client) -> None:
    cast.staff("elif")
    wrong = TABLE + "elif;Elif;elif@example.org;agent;\nx;Kısa Ad;nobody;pilot;mars\n"
    answer = yasin.post(f"{HOME}bring/", {"text": wrong, "enroll": "1"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Kullanıcı adı alınmış" in page
    assert "pilot" in page
    assert "Derya Ak" in page
    assert not User.objects.filter(username="derya").exists()
    other = yasin.post(f"{HOME}bring/", {"text": "ad,soyad\nDerya,Ak"})
    assert "username,full_name" in other.content.decode()


def test_a_table_of_too_many_is_refused_before_its_rows_are_looked_at(
    yasin: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def looked_at(*_: object) -> None:
        pytest.fail("a row was looked at")

    monkeypatch.setattr(importing, "PersonForm", looked_at)
    row = "derya{};Derya Ak;derya@example.org;agent;"
    lines = [TABLE.splitlines()[0], *(row.format(n) for n in range(importing.MOST + 1))]
    answer = yasin.post(f"{HOME}bring/", {"text": "\n".join(lines)})
    assert answer.status_code == 422
    assert "500" in answer.content.decode()


def test_a_cell_that_never_ends_is_named(yasin: Client) -> None:
    endless = TABLE + 'x;"' + "x" * 140_000
    answer = yasin.post(f"{HOME}bring/", {"text": endless})
    assert answer.status_code == 422
    assert "hücre çok uzun" in answer.content.decode()


def test_a_key_that_no_change_can_have_is_nobodys(hakan: Client) -> None:
    answer = hakan.post(WAITING, {"change": ["9" * 5000], "confirm": "1"}, follow=True)
    assert "En az bir kişi seçin" in answer.content.decode()


def test_the_only_person_who_could_confirm_reads_what_to_do(yasin: Client) -> None:
    User.objects.exclude(username="yasin").update(is_active=False)
    answer = yasin.post(f"{HOME}new/", NEW, follow=True)
    page = answer.content.decode()
    assert "onaylayabilecek başka kimse yok" in page
    assert "haber verildi" not in page


def test_whoever_confirms_a_table_waits_no_longer_for_more_people(
    yasin: Client, hakan: Client
) -> None:
    def queries_of(count: int) -> int:
        """Bring people in up to this number, and return the queries of the page."""
        first = StaffChange.objects.count()
        row = "kisi{};Kişi {};kisi@example.org;unit_staff;yol-ve-bakim"
        lines = [TABLE.splitlines()[0], *(row.format(n, n) for n in range(first, count))]
        yasin.post(f"{HOME}bring/", {"text": "\n".join(lines), "enroll": "1"})
        with CaptureQueriesContext(connection) as seen:
            assert f"Kişi {count - 1}" in hakan.get(WAITING).content.decode()
        return len(seen)

    hakan.get(WAITING)
    few = queries_of(2)
    # Rows of the city that every page keeps for some seconds may be read again
    assert queries_of(MOST_AT_ONCE) < few + 15


def test_a_whole_table_is_confirmed_in_parts_and_nothing_is_lost(
    yasin: Client, hakan: Client
) -> None:
    row = "kisi{0};Kişi {0};kisi@example.org;agent;"
    lines = [TABLE.splitlines()[0], *(row.format(n) for n in range(MOST_AT_ONCE + 3))]
    yasin.post(f"{HOME}bring/", {"text": "\n".join(lines), "enroll": "1"})
    page = hakan.get(WAITING).content.decode()
    assert page.count('name="change"') == MOST_AT_ONCE
    assert f"{MOST_AT_ONCE + 3} kayıttan" in page
    assert hakan.get(f"{WAITING}?page=2").content.decode().count('name="change"') == 3
    everybody = {"change": waiting_keys(), "confirm": "1"}
    answer = hakan.post(WAITING, everybody, follow=True).content.decode()
    assert f"Bir seferde en çok {MOST_AT_ONCE}" in answer
    assert len(mail.outbox) == MOST_AT_ONCE
    assert len(waiting_keys()) == 3
    confirm(hakan)
    assert len(mail.outbox) == MOST_AT_ONCE + 3
    assert waiting_keys() == []
