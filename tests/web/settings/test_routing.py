"""An administrator edits the rules in a draft, tries them on past cases, and puts them in force."""

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests import cast
from tests.cases import stories
from tests.parts.postgresql import pristine
from tests.parts.roles import Role

from alo153.city import actions, queries
from alo153.city.citypack import CityPack, read_pack
from alo153.city.rules.routing import Rule
from alo153.core.actor import SYSTEM
from alo153.core.ttl_cache import forget_cached

HOME = "/settings/routing/"
TREES = Rule(
    position=1,
    topic="agac-budama",
    unit="yol-ve-bakim",
    reason="Budamayı yol ekibi yapar.",
)
FIELDS = {
    "topic": "agac-budama",
    "place": "izmit/yahyakaptan",
    "whose": "metropolitan",
    "unit": "yol-ve-bakim",
    "reason": "Budamayı yol ekibi yapar.",
    "position": "1",
}


@pytest.fixture
def yasin(db: None) -> Client:
    """The browser of Yasin, who administers the municipality."""
    client = Client()
    client.force_login(cast.staff("yasin"))
    return client


def seen(client: Client) -> str:
    page = client.get(HOME).content.decode()
    found = re.search(r'name="seen" value="(\w+)"', page)
    assert found
    return found[1]


def draft() -> list[Rule]:
    kept = queries.rule_draft(cast.staff("yasin"))
    assert kept
    return list(kept.rules)


def in_force() -> list[Rule]:
    version = queries.version_in_force()
    assert version
    return list(queries.rules_of(version))


def test_the_rules_in_force_are_shown_in_words(yasin: Client) -> None:
    page = yasin.get(HOME).content.decode()
    assert "1. sürüm, yürürlükte" in page
    assert "Park, bahçe ve ağaç: bütün konular" in page
    assert "ilçenin belediyesi" in page
    assert "Değişiklik yok" in page


def test_a_rule_is_added_where_it_should_stand_and_shown_as_new(yasin: Client) -> None:
    before = in_force()
    answer = yasin.post(f"{HOME}rules/new/?at=1", {**FIELDS, "seen": seen(yasin)})
    assert answer["Location"] == f"{HOME}#rule-1"
    first, *rest = draft()
    assert (first.neighborhood, first.place, first.district) == (
        "izmit/yahyakaptan",
        "metropolitan",
        None,
    )
    assert [rule.reason for rule in rest] == [rule.reason for rule in before]
    page = yasin.get(HOME).content.decode()
    assert "Yahyakaptan, İzmit" in page or "Yahya Kaptan, İzmit" in page
    assert page.count("routing-added") == 1
    assert in_force() == before


def test_a_rule_without_unit_and_reason_says_what_is_missing_and_loses_nothing(
    yasin: Client,
) -> None:
    bad = {**FIELDS, "unit": "", "reason": "", "position": "", "seen": seen(yasin)}
    answer = yasin.post(f"{HOME}rules/new/", bad)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Başvuruların kime gideceğini seçin." in page
    assert "Nedenini yazın: her başvuruyla birlikte saklanır." in page
    assert '<option value="izmit/yahyakaptan" selected>' in page
    assert queries.rule_draft(cast.staff("yasin")) is None


def test_a_rule_moves_changes_and_goes(yasin: Client) -> None:
    before = in_force()
    answer = yasin.post(f"{HOME}move/", {"rule": "2", "to": "1", "seen": seen(yasin)})
    assert answer["Location"] == f"{HOME}#rule-1"
    assert [rule.reason for rule in draft()[:2]] == [before[1].reason, before[0].reason]
    assert "routing-moved" in yasin.get(HOME).content.decode()
    change = {**FIELDS, "position": "3", "seen": seen(yasin)}
    yasin.post(f"{HOME}rules/1/", change)
    assert draft()[2].reason == FIELDS["reason"]
    assert len(draft()) == len(before)
    yasin.post(f"{HOME}remove/", {"rule": "3", "seen": seen(yasin)})
    assert len(draft()) == len(before) - 1
    assert "routing-removed" in yasin.get(HOME).content.decode()


def test_a_page_of_before_does_not_take_the_wrong_rule_out(yasin: Client) -> None:
    old = seen(yasin)
    yasin.post(f"{HOME}move/", {"rule": "2", "to": "1", "seen": old})
    kept = draft()
    answer = yasin.post(f"{HOME}remove/", {"rule": "1", "seen": old}, follow=True)
    assert "Taslak bu arada değişti" in answer.content.decode()
    assert draft() == kept


def test_a_dead_rule_and_one_that_nobody_follows_are_shown(yasin: Client) -> None:
    late = Rule(position=99, topic="cop-toplama", unit="yol-ve-bakim", reason="Çok geç.")
    idle = Rule(
        position=1, topic="su-kesintisi", place="district", unit="isu", reason="Yer sorulmaz."
    )
    actions.keep_rules((idle, *in_force(), late), by=cast.staff("yasin"), at=cast.AT)
    page = yasin.get(HOME).content.decode()
    assert "her zaman önce eşleşir." in page
    assert "yerin kime ait olduğuna bağlı değil" in page
    assert "kurala bakılmalı" in page
    assert "Bu birimde henüz kimse çalışmıyor." in page


def test_the_draft_is_put_in_force_with_a_reason(yasin: Client) -> None:
    cast.staff("okan")
    yasin.post(f"{HOME}rules/new/", {**FIELDS, "seen": seen(yasin)})
    form = {"seen": seen(yasin), "onto": "1", "reason": ""}
    answer = yasin.post(f"{HOME}save/", form)
    assert answer.status_code == 422
    assert "Nedenini yazın; sürümle birlikte saklanır." in answer.content.decode()
    answer = yasin.post(f"{HOME}save/", {**form, "reason": "Ekip taşındı."}, follow=True)
    page = answer.content.decode()
    assert "2. sürümü yürürlükte" in page
    assert "Ekip taşındı." in page
    assert queries.rule_draft(cast.staff("yasin")) is None
    assert stories.pruning().unit == cast.unit("yol-ve-bakim")


def brought(client: Client, folder: Path) -> CityPack:
    """Download the city pack and read it."""
    content = client.get("/settings/documents/pack.zip").content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        archive.extractall(folder)
    return read_pack(folder / "kocaeli")


def test_the_pack_takes_saved_rules_to_a_fresh_city(yasin: Client, tmp_path: Path) -> None:
    yasin.post(f"{HOME}rules/new/?at=1", {**FIELDS, "seen": seen(yasin)})
    form = {"seen": seen(yasin), "onto": "1", "reason": "Ekip taşındı."}
    assert yasin.post(f"{HOME}save/", form).status_code == 302
    saved, pack = in_force(), brought(yasin, tmp_path)
    assert saved[0].reason == FIELDS["reason"]
    pristine.clear()
    forget_cached()
    actions.load_city(pack=pack, by=SYSTEM, at=cast.AT)
    assert in_force() == saved
    assert pack.reasons == cast.pack().reasons


def test_the_pack_keeps_the_comments_of_unchanged_rules(yasin: Client, tmp_path: Path) -> None:
    brought(yasin, tmp_path)
    file = cast.CITIES / "kocaeli" / "routing.toml"
    assert (tmp_path / "kocaeli" / "routing.toml").read_text() == file.read_text()


def test_two_administrators_do_not_overwrite_each_other(yasin: Client) -> None:
    yasin.post(f"{HOME}rules/new/", {**FIELDS, "seen": seen(yasin)})
    other = (replace(TREES, reason="Başkası"), *in_force())
    another = cast.with_roles("hakan", Role.ADMINISTRATOR)
    actions.save_rules(other, reason="önce ben", by=another, at=cast.AT)
    form = {"seen": seen(yasin), "onto": "1", "reason": "Ekip taşındı."}
    answer = yasin.post(f"{HOME}save/", form)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Bu arada başka kurallar yürürlüğe girdi." in page
    assert 'value="Ekip taşındı."' in page
    assert 'name="onto" value="2"' in page
    yasin.post(f"{HOME}save/", {**form, "onto": "2"})
    assert in_force()[0].reason == FIELDS["reason"]


def test_a_draft_is_thrown_away(yasin: Client) -> None:
    yasin.post(f"{HOME}rules/new/", {**FIELDS, "seen": seen(yasin)})
    answer = yasin.post(f"{HOME}discard/", follow=True)
    assert "Taslak silindi" in answer.content.decode()
    assert queries.rule_draft(cast.staff("yasin")) is None


def test_an_earlier_version_is_compared_and_taken_up(yasin: Client) -> None:
    first = in_force()
    actions.save_rules((TREES, *first), reason="deneme", by=cast.staff("yasin"), at=cast.AT)
    page = yasin.get(f"{HOME}versions/1/").content.decode()
    assert "Yürürlükteki 2. sürüme göre 1 fark." in page
    assert "routing-removed" in page
    yasin.post(f"{HOME}versions/1/")
    assert draft() == first
    assert yasin.get(f"{HOME}versions/9/").status_code == 404


def test_the_files_rules_wait_and_say_so(yasin: Client) -> None:
    actions.save_rules((TREES, *in_force()), reason="deneme", by=cast.staff("yasin"), at=cast.AT)
    pack = replace(cast.pack(), rules=cast.pack().rules[1:])
    actions.load_city(pack=pack, by=SYSTEM, at=cast.AT)
    page = yasin.get(HOME).content.decode()
    assert "3. sürüm olarak bekliyor" in page


def test_a_simulation_says_how_many_would_have_gone_elsewhere_and_hides_what_may_not_be_seen(
    yasin: Client,
) -> None:
    case = stories.answered()
    stories.pruning(layer="district")
    yasin.post(f"{HOME}rules/new/", {**FIELDS, "place": "", "seen": seen(yasin)})
    page = yasin.get(f"{HOME}simulation/").content.decode()
    assert "2 başvurudan <strong>1</strong> tanesi başka yere giderdi." in page
    assert "Park ve Bahçeler Dairesi Başkanlığı → " in page
    assert case.tracking_code not in page.replace(" ", "")
    table = yasin.get(f"{HOME}simulation/?as=csv&last=10000").content.decode()
    assert table.splitlines()[1].endswith(";1;0;1")
    assert "Ağaç budama" in table


def test_the_address_of_before_0_2_leads_to_the_simulation(yasin: Client) -> None:
    moved = yasin.get(f"{HOME}trial/?last=10000")
    assert moved.headers["Location"] == f"{HOME}simulation/?last=10000"


def test_numbers_that_are_none_find_nothing(yasin: Client) -> None:
    assert yasin.post(f"{HOME}move/", {"rule": "x", "to": "1"}).status_code == 404
    assert yasin.post(f"{HOME}remove/", {"rule": "²"}).status_code == 404
    assert yasin.get(f"{HOME}rules/99/").status_code == 404
    assert yasin.get(f"{HOME}rules/new/?at=zwei").status_code == 200
    assert yasin.get(f"{HOME}simulation/?last=5").status_code == 200


def test_the_pages_ask_the_database_a_fixed_number_of_times(
    yasin: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(12):
        stories.pruning()
    yasin.post(f"{HOME}rules/new/", {**FIELDS, "place": "", "seen": seen(yasin)})
    with django_assert_max_num_queries(18):
        yasin.get(HOME)
    with django_assert_max_num_queries(16):
        yasin.get(f"{HOME}simulation/")
    with django_assert_max_num_queries(12):
        yasin.get(f"{HOME}rules/1/")
