"""A page of errors takes nobody the telephone, and needs nothing that may be broken itself."""

from collections.abc import Callable
from typing import Any

import pytest
from asgiref.sync import async_to_sync
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import AsyncClient, Client
from tests import cast

from alo153.config.serving.body_limit import UNREAD
from alo153.web.kit.shell import theme
from alo153.web.site import errors

pytestmark = pytest.mark.django_db
BAR = '<alo-softphone id="softphone"'
MENU = 'aria-label="Sayfalar"'
BROKEN = "Bizde bir aksaklık oldu"


@pytest.fixture(autouse=True)
def telephone(settings: Any) -> None:
    settings.PHONE_SOCKET_URL = "wss://phone.example/ws"


def browser(username: str = "elif", **more: Any) -> Client:
    client = Client(**more)
    client.force_login(cast.staff(username))
    return client


def denied(client: Client) -> Any:
    return client.get("/settings/health/")


def not_found(client: Client) -> Any:
    return client.get("/desk/nowhere/")


def unread(client: Client) -> Any:
    return client.get("/desk/?q=%00")


@pytest.mark.parametrize(("step", "status"), [(denied, 403), (not_found, 404), (unread, 400)])
def test_the_bar_stays_where_an_address_leads_nowhere(
    step: Callable[[Client], Any], status: int
) -> None:
    answer = step(browser())
    assert answer.status_code == status
    assert BAR in answer.content.decode()


def test_an_address_that_only_takes_a_form_says_so_in_words(client: Client) -> None:
    case = cast.open_case()
    for who, address in (
        (client, f"/t/{case.link_key}/confirmation/"),
        (browser("selin"), f"/crew/works/{case.tracking_code}/"),
    ):
        answer = who.get(address, headers={"Accept": "text/html"})
        assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")
        assert "Böyle bir sayfa yok" in answer.content.decode()


def test_the_bar_stays_where_a_form_is_too_old() -> None:
    answer = browser(enforce_csrf_checks=True).post("/center/search/", {"q": "su"})
    assert answer.status_code == 403
    page = answer.content.decode()
    assert BAR in page
    assert "data-not-taken" in page  # what was typed is found again, going back


@pytest.mark.parametrize(
    ("status", "words"), [(413, "Bir sayfa toplam 32 MB dosya alır"), (507, "dosya alamıyoruz")]
)
def test_the_bar_stays_where_a_file_is_not_taken(
    status: int, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = AsyncClient()
    client.force_login(cast.staff("elif"))
    scope_of = client._base_scope
    monkeypatch.setattr(client, "_base_scope", lambda **sent: scope_of(**sent) | {UNREAD: status})
    answer = async_to_sync(client.post)("/center/cases/153153153/file/", {"what": "citizen"})
    assert answer.status_code == status
    page = answer.content.decode()
    assert BAR in page
    assert words in page


def test_who_has_no_telephone_keeps_the_menu_and_a_citizen_sees_none() -> None:
    page = not_found(browser("selin")).content.decode()
    assert BAR not in page
    assert MENU in page
    stranger = not_found(Client()).content.decode()
    assert BAR not in stranger
    assert MENU not in stranger


Break = Callable[[Exception], None]


@pytest.fixture
def breaks(monkeypatch: pytest.MonkeyPatch) -> Break:
    """Return a way to let the page that leads people to their work fail."""

    def let(error: Exception) -> None:
        def links(*_given: Any) -> Any:
            raise RuntimeError from error

        monkeypatch.setattr(theme, "staff_links", links)

    return let


def test_the_bar_stays_where_a_page_breaks(breaks: Break) -> None:
    breaks(ValueError())
    answer = browser(raise_request_exception=False).get("/home/")
    assert answer.status_code == 500
    page = answer.content.decode()
    assert BROKEN in page
    assert BAR in page


def test_so_it_is_under_asgi_whose_pages_of_faults_come_from_another_thread(
    breaks: Break, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = list[str]()

    def seen(_request: HttpRequest, template: str, **_more: Any) -> HttpResponse:
        shown.append(template)
        return HttpResponse(status=500)

    monkeypatch.setattr(errors, "page", seen)
    for error in (ValueError(), OperationalError()):
        breaks(error)
        client = AsyncClient(raise_request_exception=False)
        client.force_login(cast.staff("elif"))
        assert async_to_sync(client.get)("/home/").status_code == 500
    assert shown == ["web/errors/broken.html"]


@pytest.mark.parametrize("error", [OperationalError(), InterfaceError()], ids=["query", "line"])
def test_without_the_database_a_page_says_it_and_asks_nothing(
    error: Exception, breaks: Break, monkeypatch: pytest.MonkeyPatch
) -> None:
    breaks(error)
    monkeypatch.setattr(errors, "page", lambda *_given, **_more: 1 / 0)
    answer = browser(raise_request_exception=False).get("/home/")
    assert answer.status_code == 500
    page = answer.content.decode()
    assert BROKEN in page
    assert BAR not in page


def test_where_the_bar_breaks_too_the_words_remain(
    breaks: Break, monkeypatch: pytest.MonkeyPatch
) -> None:
    breaks(ValueError())
    monkeypatch.setattr("alo153.web.kit.telephone.callbar.of", lambda *_given: 1 / 0)
    answer = browser(raise_request_exception=False).get("/home/")
    assert answer.status_code == 500
    page = answer.content.decode()
    assert BROKEN in page
    assert BAR not in page
    assert not_found(browser()).status_code == 404
