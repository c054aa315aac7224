"""The filter of the inbox: what it lets through, where it is kept, and that it names nobody."""

import html
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from tests import cast
from tests.parts.roles import Role

from alo153.accounts.models import User
from alo153.cases import actions
from alo153.cases.models import Case, SavedView
from alo153.cases.rules.outcomes import Finding, Outcome
from alo153.cases.search import inbox
from alo153.cases.search.inbox import Due, Filter, Show, Stage
from alo153.city.actions import join_unit
from alo153.core.actor import SYSTEM
from alo153.core.clock import now

INBOX = reverse("unit:inbox")


@pytest.fixture
def bench(db: None) -> Case:
    return cast.open_case("Parktaki bank kırık, İSTASYON'un yanında.", about="bank-kamelya")


@pytest.fixture
def tree(db: None) -> Case:
    return cast.open_case()


def codes_in(client: Client, query: str = "") -> list[str]:
    response = client.get(f"{INBOX}?{query}")
    return [row.tracking_code for row in response.context["inbox"].cases]


def passing(asker: User, **asked: str) -> list[Case]:
    return list(inbox.listed(asker, Filter(**asked), now()))  # type: ignore[arg-type]


def narrow(client: Client, **fields: str) -> str:
    response = client.post(reverse("unit:narrow"), fields)
    assert response.status_code == 302
    return response.url  # type: ignore[attr-defined, no-any-return]


def test_topic_district_and_kind_narrow_the_list(selin: User, bench: Case, tree: Case) -> None:
    assert passing(selin, topic=tree.topic.slug) == [tree]
    assert set(passing(selin, district="izmit")) == {bench, tree}
    assert passing(selin, district="gebze") == []
    assert set(passing(selin, kind="request")) == {bench, tree}
    assert passing(selin, kind="petition") == []


def test_who_leads_several_units_narrows_the_list_to_one(
    client: Client, nurten: User, bench: Case, tree: Case
) -> None:
    above, below, parks = "cevre-koruma", "deniz-kiyi", "park-ve-bahceler"
    client.force_login(nurten)
    alone = client.get(f"{INBOX}?show=all").content.decode()
    assert "id_filter_unit" not in alone
    unit = cast.unit(above)
    join_unit(user=nurten, unit=unit, roles=[Role.UNIT_MANAGER], by=SYSTEM, at=cast.AT)
    actions.forward(
        case=bench, to=cast.unit(below), reason="Kıyıda.", by=cast.staff("elif"), at=now()
    )
    assert set(codes_in(client, "show=all")) == {bench.tracking_code, tree.tracking_code}
    assert narrow(client, show="all", unit=below) == f"{INBOX}?show=all&unit={below}"
    assert codes_in(client, f"unit={below}") == [bench.tracking_code]
    assert codes_in(client, f"unit={parks}") == [tree.tracking_code]
    assert codes_in(client, "unit=yol-ve-bakim") == codes_in(client, "unit=x") == []
    page = client.get(f"{INBOX}?show=all")
    offered = [value for value, _ in page.context["filter_form"].fields["unit"].choices]
    assert {above, below, parks} < set(offered)
    assert "yol-ve-bakim" not in offered
    rows = html.unescape(page.content.decode()).partition("unit-rows")[2]
    assert cast.unit(below).name in rows


@pytest.mark.parametrize(
    ("due", "hours"),
    [(Due.LATE, -1), (Due.TODAY, 1), (Due.WEEK, 72), (Due.STANDS, None)],
)
def test_the_time_that_is_left_narrows_the_list(
    day_of_the_cast: None, selin: User, tree: Case, bench: Case, due: Due, hours: int | None
) -> None:
    moment = now() + timedelta(hours=hours or 0)
    Case.objects.filter(pk=tree.pk).update(due_at=None if hours is None else moment)
    Case.objects.filter(pk=bench.pk).update(due_at=now() + timedelta(days=60))
    assert passing(selin, due=due) == [tree]


def test_the_state_narrows_the_list(selin: User, tree: Case, bench: Case) -> None:
    actions.accept(case=tree, by=selin, at=now())
    assert passing(selin, stage=Stage.NEW) == [bench]
    assert passing(selin, stage=Stage.ACCEPTED) == [tree]
    finding = Finding(outcome=Outcome.DONE, text="Dallar budandı.")
    actions.answer(case=tree, finding=finding, by=selin, at=now())
    assert passing(selin, stage=Stage.ANSWERED) == [tree]
    assert passing(selin) == [bench]


@pytest.mark.parametrize("words", ["istasyon", "İstasyon BANK", "kirik bank", "izmit çınar bank"])
def test_words_are_found_however_they_are_typed(
    at_work: Client, bench: Case, tree: Case, words: str
) -> None:
    Case.objects.filter(pk=bench.pk).update(address="İzmit, Çınar Sokak 5")
    address = narrow(at_work, words=words)
    assert codes_in(at_work, address.partition("?")[2]) == [bench.tracking_code]


def test_the_code_is_found(selin: User, tree: Case, bench: Case) -> None:
    assert passing(selin, words=tree.tracking_code) == [tree]


def test_the_address_names_the_filter_but_not_the_words(at_work: Client, tree: Case) -> None:
    address = narrow(at_work, words="Ayşe Işık", due="week", show="mine", topic="agac-budama")
    assert address == f"{INBOX}?show=mine&due=week&topic=agac-budama&w=1"
    page = html.unescape(at_work.get(address).content.decode())
    assert 'value="Ayşe Işık"' in page
    assert "Bu süzgece uygun başvuru yok" in page


def test_a_case_and_the_list_keep_the_filter(at_work: Client, tree: Case) -> None:
    page = html.unescape(at_work.get(f"{INBOX}?show=unaccepted&kind=request").content.decode())
    assert f"/unit/cases/{tree.tracking_code}/?show=unaccepted&kind=request" in page
    accept = reverse("unit:accept", args=[tree.tracking_code])
    response = at_work.post(f"{accept}?show=unaccepted&kind=request")
    assert response.url.endswith("/?show=unaccepted&kind=request")  # type: ignore[attr-defined]


@pytest.mark.parametrize("query", ["due=never&stage=x&show=y&page=z", "page=99999", "view=x"])
def test_a_filter_that_does_not_exist_asks_nothing(at_work: Client, tree: Case, query: str) -> None:
    assert at_work.get(f"{INBOX}?{query}").status_code == 200


def test_counts_stand_beside_whose_cases_they_are(selin: User, tree: Case, bench: Case) -> None:
    actions.accept(case=tree, by=selin, at=now())
    counts = inbox.counted(selin, Filter(), now())
    assert counts == {Show.ALL: 2, Show.MINE: 1, Show.UNACCEPTED: 1}


def test_what_opens_by_itself_is_prepared_and_shows_the_same(
    selin: User, okan: User, elif_: User, tree: Case, bench: Case
) -> None:
    cast.open_case("Çukur var", about="yol-cukuru")
    actions.accept(case=tree, by=selin, at=now())
    join_unit(user=okan, unit=tree.unit, roles=[Role.UNIT_STAFF], by=SYSTEM, at=cast.AT)
    both = cast.staff("okan")
    for asker in (selin, both, cast.staff("sevgi"), elif_):
        for show in Show:
            rows = inbox.first(asker, show, 9)
            assert rows == list(inbox.listed(asker, Filter(show=show), now()))
            assert inbox.counted(asker, Filter(), now())[show] == len(rows)
            # All are requests: narrowed, and asked by the queryset
            assert inbox.counted(asker, Filter(kind="request"), now())[show] == len(rows)
    assert len(inbox.first(both, Show.ALL, 9)) == 3
    assert [row.people for row in inbox.first(selin, Show.MINE, 1)] == [1]  # type: ignore[attr-defined]


def test_a_long_list_has_pages(
    at_work: Client, tree: Case, bench: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("alo153.web.unit.inbox.lists.PAGE", 1)
    first, second = codes_in(at_work, "show=all"), codes_in(at_work, "show=all&page=2")
    assert {*first, *second} == {tree.tracking_code, bench.tracking_code}
    assert "page=2" in at_work.get(INBOX).content.decode()


def save(client: Client, query: str, **fields: str) -> str:
    response = client.post(f"{reverse('unit:save_view')}?{query}", fields)
    assert response.status_code == 302
    return response.url  # type: ignore[attr-defined, no-any-return]


def test_a_view_is_kept_under_its_name_with_its_words(
    at_work: Client, tree: Case, bench: Case
) -> None:
    query = narrow(at_work, words="bank", show="unaccepted").partition("?")[2]
    address = save(at_work, query, name="Banklar")
    narrow(at_work, words="")
    assert codes_in(at_work, address.partition("?")[2]) == [bench.tracking_code]
    assert "Banklar" in at_work.get(INBOX).content.decode()


def test_the_view_that_opens_first_does_and_all_is_one_step_away(
    at_work: Client, selin: User, tree: Case, bench: Case
) -> None:
    actions.accept(case=tree, by=selin, at=now())
    save(at_work, "show=mine", name="Benim", is_default="on")
    save(at_work, "show=unaccepted", name="Yeni", is_default="on")
    assert codes_in(at_work) == [bench.tracking_code]
    assert SavedView.objects.get(is_default=True).name == "Yeni"
    assert len(codes_in(at_work, "show=all")) == 2


def test_a_view_needs_a_name_and_one_of_the_same_name_is_replaced(at_work: Client) -> None:
    response = at_work.post(reverse("unit:save_view"), {"name": " "})
    assert response.status_code == 422
    assert "Görünüme bir ad verin" in response.content.decode()
    save(at_work, "show=mine", name="Benim")
    save(at_work, "show=all", name="Benim")
    assert SavedView.objects.get().filters["show"] == "all"


def test_a_view_is_one_persons(at_work: Client, client: Client, nurten: User) -> None:
    save(at_work, "show=mine", name="Benim")
    view = SavedView.objects.get()
    client.force_login(nurten)
    client.post(reverse("unit:drop_view", args=[view.pk]))
    assert client.get(f"{INBOX}?view={view.pk}").context["chosen"].view is None
    assert SavedView.objects.count() == 1


def test_a_view_is_forgotten_and_its_filter_stays(at_work: Client, tree: Case) -> None:
    query = save(at_work, "show=mine&due=late", name="Benim").partition("?")[2]
    drop = reverse("unit:drop_view", args=[SavedView.objects.get().pk])
    response = at_work.post(f"{drop}?{query}")
    assert response.url == f"{INBOX}?show=mine&due=late"  # type: ignore[attr-defined]
    assert not SavedView.objects.exists()


def test_the_filtered_list_costs_the_same_for_any_number_of_rows(
    at_work: Client, tree: Case, bench: Case, django_assert_num_queries: Callable[..., object]
) -> None:
    at_work.get(INBOX)
    narrow(at_work, words="bank")
    with django_assert_num_queries(8):  # type: ignore[attr-defined]
        at_work.get(f"{INBOX}?show=all&topic=agac-budama&due=week&w=1")
