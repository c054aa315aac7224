"""An administrator brings the boundaries of the city: checked, looked at, in force, taken back."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests import cast
from tests.parts.roles import Role

from alo153.cases.life.open_in_places import open_in_places
from alo153.city import actions, queries
from alo153.city.citypack.documents import document
from alo153.city.models import District, Neighborhood
from alo153.city.rules.routing import Rule
from alo153.core import clock
from alo153.core.geo import Point
from alo153.core.ttl_cache import forget_cached

HOME = "/settings/documents/boundaries/"


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    forget_cached()
    yield
    forget_cached()


@pytest.fixture
def yasin(db: None) -> Client:
    """The browser of Yasin, who administers the municipality."""
    client = Client()
    client.force_login(cast.staff("yasin"))
    return client


def area(name: str, west: float, south: float, side: float, **said: str) -> dict[str, Any]:
    east, north = west + side, south + side
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    geometry = {"type": "Polygon", "coordinates": [ring]}
    return {"type": "Feature", "properties": {"name": name, **said}, "geometry": geometry}


def file(*areas: dict[str, Any]) -> SimpleUploadedFile:
    said = {"type": "FeatureCollection", "features": areas}
    return SimpleUploadedFile("sinirlar.geojson", json.dumps(said).encode())


def bring(client: Client, **files: Any) -> Any:
    return client.post(HOME, {"import": "1", "name_in": "name", "district_in": "", **files})


def publish(client: Client) -> Any:
    page = client.get(HOME).content.decode()
    marks = dict(re.findall(r'name="(onto|draft)" value="([^"]*)"', page))
    sent = {"reason": "Harita dairesinin ölçümü.", "publish_at": "", **marks}
    return client.post(f"{HOME}publish/", sent)


def whole(*areas: dict[str, Any], without: str) -> SimpleUploadedFile:
    """A file of the districts of the city: some as given, one left out, the others in the north."""
    named = {each["properties"]["name"] for each in areas} | {without}
    rest = District.objects.filter(retired_at=None).exclude(name__in=named)
    north = [area(each.name, 29.4 + n * 0.05, 40.9, 0.04) for n, each in enumerate(rest)]
    return file(*areas, *north)


def names() -> set[str]:
    rows = Neighborhood.objects.filter(district__slug="izmit", retired_at=None)
    return set(rows.values_list("name", flat=True))


def _izmit() -> dict[str, Any]:
    return file(
        area("Yahyakaptan Mahallesi", 29.94, 40.76, 0.02, ilce="İzmit"),
        area("Yeni Mahalle", 29.96, 40.76, 0.02, ilce="İZMİT"),
    )


def test_what_changes_is_shown_with_open_cases_before_it_holds(yasin: Client) -> None:
    cast.open_case()  # in Yahyakaptan
    before = names()
    near = file(
        area("Kadıköy", 29.94, 40.76, 0.01, ilce="İzmit"),
        area("Yeni Mahalle", 29.96, 40.76, 0.01, ilce="İzmit"),
    )
    assert bring(yasin, neighborhoods=near, district_in="ilce").status_code == 302
    assert names() == before
    page = yasin.get(HOME).content.decode()
    assert "<li>Yeni Mahalle (İzmit)</li>" in page
    assert "<li>Kadıköy (İzmit)</li>" in page
    _, _, row = page.partition('<th scope="row">Yahyakaptan (İzmit)</th>')
    assert 'data-label="Açık başvurular">1<' in row.partition("</tr>")[0]


def test_boundaries_hold_and_can_be_taken_back(yasin: Client) -> None:
    before = names()
    bring(yasin, neighborhoods=_izmit(), district_in="ilce")
    assert publish(yasin).status_code == 302
    assert names() == {"Yahyakaptan", "Yeni Mahalle"}
    there = Neighborhood.objects.get(slug="yahyakaptan", district__slug="izmit")
    assert there.is_surveyed
    assert there.population
    # At the border another center would be as near
    found = queries.neighborhood_at(Point(40.761, 29.9595))
    assert found == there
    assert not District.objects.get(slug="izmit").is_surveyed
    assert yasin.post(f"{HOME}versions/1/").status_code == 302
    assert publish(yasin).status_code == 302
    assert names() == before
    assert not Neighborhood.objects.get(pk=there.pk).is_surveyed


def test_a_merged_district_goes_with_its_neighborhoods_and_the_page_names_them(
    yasin: Client,
) -> None:
    kartepe = Neighborhood.objects.filter(district__slug="kartepe", retired_at=None)
    count = kartepe.count()
    merged = area("İzmit", 29.9, 40.65, 0.2)
    alone = bring(yasin, districts=whole(merged, without="Kartepe"))
    assert "Kartepe: dosyada yok" in alone.content.decode()
    assert "mahalle dosyasını da getirin" in alone.content.decode()
    near = file(area("Yahyakaptan", 29.94, 40.76, 0.02), area("Maşukiye", 30.02, 40.72, 0.02))
    both = bring(yasin, districts=whole(merged, without="Kartepe"), neighborhoods=near)
    assert both.status_code == 302
    page = " ".join(yasin.get(HOME).content.decode().split())
    _, _, dropped = page.partition(f"Kartepe ve onunla birlikte {count} mahallesi kalkıyor:")
    assert " Acısu, Arslanbey," in dropped.partition("</p>")[0]
    assert publish(yasin).status_code == 302
    assert not kartepe.exists()
    assert District.objects.get(slug="kartepe").retired_at
    assert names() == {"Yahyakaptan", "Maşukiye"}


def test_every_fault_is_named_with_its_area_and_nothing_changes(yasin: Client) -> None:
    crossing = area("Eğri", 29.9, 40.7, 0.1)
    ring = crossing["geometry"]["coordinates"][0]
    ring[1], ring[2] = ring[2], ring[1]
    far = area("Ankara", 32.8, 39.9, 0.1)
    answer = bring(yasin, districts=file(crossing, far, area("", 29.9, 40.7, 0.1)))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Alan 1 (Eğri): 40.75000, 29.95000 noktasında kendi kendini kesiyor" in page
    assert "Alan 2 (Ankara): harita sınırlarının dışında" in page
    assert "Alan 3: adı yok" in page
    assert queries.document_drafts(cast.staff("yasin")) == {}


def test_another_projection_is_named(yasin: Client) -> None:
    answer = bring(yasin, districts=file(area("İzmit", 493_000, 4_513_000, 1000)))
    assert "metre: TUREF / TM30 (EPSG:5254)" in answer.content.decode()


def test_what_is_typed_stays_and_a_file_is_asked_for(yasin: Client) -> None:
    answer = bring(yasin, name_in="MAHALLE_AD")
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "En az bir dosya seçin." in page
    assert 'value="MAHALLE_AD"' in page


def test_no_picture_is_taken_for_boundaries(yasin: Client) -> None:
    picture = SimpleUploadedFile("a.geojson", b"\x89PNG\xff\xfe")
    page = bring(yasin, districts=picture).content.decode()
    assert "UTF-8" in page


def test_the_file_can_be_taken_along(yasin: Client) -> None:
    bring(yasin, neighborhoods=_izmit(), district_in="ilce")
    publish(yasin)
    answer = yasin.get(f"{HOME}file/")
    assert answer["Content-Type"].startswith("application/geo+json")
    said = json.loads(answer.content)
    assert [each["properties"]["slug"] for each in said["features"]] == [
        "yahyakaptan",
        "yeni-mahalle",
    ]
    assert queries.document_in_force(document("boundaries")).text == answer.content.decode()


def test_rules_in_force_of_places_that_go_are_counted(yasin: Client) -> None:
    said = {"unit": "park-ve-bahceler", "reason": "Ekip burada.", "topic": "agac-budama"}
    rules = [
        Rule(position=1, neighborhood="izmit/yahyakaptan", **said),
        Rule(position=2, district="izmit", **said),
    ]
    actions.save_rules(rules, reason="Yeni ekip.", by=cast.staff("yasin"), at=clock.now())
    near = file(area("Yeni Mahalle", 29.96, 40.76, 0.02, ilce="İzmit"))
    bring(yasin, neighborhoods=near, district_in="ilce")
    page = yasin.get(HOME).content.decode()
    assert 'Onlar için yönlendirme kuralları</dt><dd class="digits"><strong>1<' in page
    _, _, row = page.partition('<th scope="row">Yahyakaptan (İzmit)</th>')
    assert 'data-label="Yönlendirme kuralları">1<' in row.partition("</tr>")[0]


def test_confidential_applications_count_only_for_their_readers(db: None) -> None:
    cast.open_case()
    cast.open_case(about="kadin-destek")
    yasin = cast.with_roles("yasin", Role.ADMINISTRATOR)
    assert open_in_places(yasin) == {"izmit": 1, "izmit/yahyakaptan": 1}
    clerk = cast.with_roles("derya", Role.ADMINISTRATOR, Role.CONFIDENTIAL_CLERK)
    assert open_in_places(clerk) == {"izmit": 2, "izmit/yahyakaptan": 2}


def test_a_draft_from_before_another_version_takes_no_files(yasin: Client) -> None:
    bring(yasin, neighborhoods=_izmit(), district_in="ilce")
    okan = cast.with_roles("okan", Role.ADMINISTRATOR)
    other = Client()
    other.force_login(okan)
    gebze = file(area("Merkez", 29.43, 40.8, 0.02, ilce="Gebze"))
    bring(other, neighborhoods=gebze, district_in="ilce")
    assert publish(other).status_code == 302
    again = bring(yasin, neighborhoods=_izmit(), district_in="ilce")
    assert again.status_code == 422
    assert "dosyalarınız onun değiştirdiğini geri alırdı" in again.content.decode()
    yasin.post(f"{HOME}discard/")
    assert bring(yasin, neighborhoods=_izmit(), district_in="ilce").status_code == 302
    assert publish(yasin).status_code == 302
    assert Neighborhood.objects.get(district__slug="gebze", retired_at=None).name == "Merkez"


def test_a_wrong_property_is_named_at_its_field_with_those_of_the_file(yasin: Client) -> None:
    areas = [area("", 29.9 + n / 100, 40.7, 0.01, AD=f"Yer {n}") for n in range(50)]
    for each in areas:
        del each["properties"]["name"]
    page = bring(yasin, districts=file(*areas)).content.decode()
    _, _, field = page.partition('name="name_in"')
    assert "hiçbir alanda &quot;name&quot; özelliği yok" in page
    assert "Şunlardan birini seçin: AD" in page
    assert page.count("özelliği yok") == 2, "above the form and at the field, once for 50 areas"
    assert 'aria-invalid="true"' in field.partition(">")[0]


def test_boundaries_that_are_too_long_are_to_be_simplified(
    yasin: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    short = replace(document("boundaries"), longest=100)
    monkeypatch.setattr("alo153.city.actions.documents.document", lambda _kind: short)
    answer = bring(yasin, neighborhoods=_izmit(), district_in="ilce")
    assert answer.status_code == 422
    assert "Çizgilerini sadeleştirin" in answer.content.decode()


def test_a_draft_with_very_many_mistakes_names_the_first_ones(yasin: Client) -> None:
    wrong = file(*(area("İzmit", 29.4 + n / 1000, 40.6, 0.0005, level="x") for n in range(70)))
    said = wrong.read().decode()
    actions.keep_document(kind="boundaries", text=said, by=cast.staff("yasin"), at=clock.now())
    page = yasin.get(HOME).content.decode()
    assert page.count("<li>boundaries.geojson") + page.count("<li>Alan ") == 50
    assert "Ve 20 hata daha." in page
