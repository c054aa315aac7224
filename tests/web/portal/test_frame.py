"""What every page has: the city's colors, the chosen look, errors in plain words, areas."""

import pytest
from django.test import Client, RequestFactory
from django.views.defaults import server_error
from pytest_django import DjangoAssertNumQueries
from tests import cast

from alo153.core.ttl_cache import forget_cached


def test_the_colors_are_the_city_s(client: Client) -> None:
    response = client.get("/theme.css")
    assert response.headers["Content-Type"].startswith("text/css")
    assert f"--city-accent:{cast.city().accent};" in response.content.decode()


def test_what_is_no_color_stays_out_of_the_stylesheet(client: Client) -> None:
    city = cast.city()
    city.accent = "red;}*"
    city.save()
    forget_cached()
    assert "red" not in client.get("/theme.css").content.decode()
    forget_cached()


@pytest.mark.parametrize(("look", "sheets"), [("auto", 1), ("dark", 1), ("light", 0)])
def test_a_look_is_chosen_without_script(client: Client, look: str, sheets: int) -> None:
    response = client.post("/theme/", {"theme": look, "next": "/track/"})
    assert response.headers["Location"] == "/track/"
    page = client.get("/track/").content.decode()
    assert f'data-theme="{look}"' in page
    assert page.count("alo153/dark.css") == sheets
    assert ("prefers-color-scheme" in page) == (look == "auto")


def test_the_way_back_never_leaves_the_site(client: Client) -> None:
    response = client.post("/theme/", {"theme": "dark", "next": "https://evil.example/"})
    assert response.headers["Location"] == "/"


def test_a_missing_page_says_so_in_turkish(client: Client) -> None:
    response = client.get("/no-such-page/")
    assert response.status_code == 404
    assert "Böyle bir sayfa yok" in response.content.decode()


def test_a_page_that_may_not_be_opened_says_so(client: Client) -> None:
    client.force_login(cast.staff("selin"))
    response = client.get("/desk/")
    assert response.status_code == 403
    assert "Bu sayfayı açamazsınız" in response.content.decode()


def test_an_old_form_says_what_to_do() -> None:
    response = Client(enforce_csrf_checks=True).post("/track/", {})
    assert response.status_code == 403
    assert "yeniden gönderin" in response.content.decode()


def test_a_broken_page_needs_nothing_to_say_so(client: Client, rf: RequestFactory) -> None:
    page = server_error(rf.get("/")).content.decode()
    assert "Bizde bir aksaklık oldu" in page


@pytest.mark.parametrize(
    ("username", "leads_to"), [("elif", "/desk/"), ("selin", "/unit/"), ("hakan", "/desk/")]
)
def test_signing_in_leads_to_one_s_work(client: Client, username: str, leads_to: str) -> None:
    cast.staff(username)
    answers = {"login": username, "password": cast.PASSWORD}
    response = client.post("/accounts/login/", answers, follow=True)
    assert response.redirect_chain[-1][0] == leads_to


def test_no_page_may_run_a_script_of_its_own(client: Client) -> None:
    policy = client.get("/").headers["Content-Security-Policy"]
    assert "script-src 'self';" in policy
    assert "style-src 'self';" in policy


def test_areas_are_public_and_small(client: Client) -> None:
    response = client.get("/places/areas.json", headers={"Accept-Encoding": "gzip"})
    assert response.headers["Content-Encoding"] == "gzip"
    assert len(response.content) < 60_000
    assert len(client.get("/places/areas.json").json()["features"]) == 12
    assert client.get("/places/areas.json?district=izmit").json()["features"]
    assert client.get("/places/areas.json?district=nowhere").status_code == 404


def test_areas_are_made_once_for_all_who_ask(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.get("/places/areas.json?district=izmit")
    with django_assert_num_queries(0):
        answers = [client.get(f"/places/areas.json?district=izmit&x={x}") for x in range(20)]
    for answer in answers:
        assert answer.status_code == 200
        assert answer.headers["Cache-Control"] == "public, max-age=3600"
        assert "Cookie" not in answer.headers["Vary"], "one copy for everybody"


def test_the_gallery_shows_every_component(client: Client) -> None:
    page = client.get("/gallery/").content.decode()
    assert "id_name_error" in page
    assert page.count('class="icon"') > 60


@pytest.mark.parametrize("path", ["/", "/track/", "/call/", "/verify/", "/privacy/"])
def test_a_short_number_dials_when_it_is_touched(client: Client, path: str) -> None:
    page = client.get(path).content.decode()
    assert '<a class="dial" href="tel:112">112</a>' in page
    assert '<a class="dial" href="tel:153">153</a>' in page
