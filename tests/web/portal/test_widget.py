"""The city's other sites show the chat in a frame, and nothing else."""

import pytest
from django.test import Client

from alo153.config.environment import read
from alo153.config.variables import SettingError

SITE = "https://www.kocaeli.example"
FRAME = {"Sec-Fetch-Dest": "iframe", "Sec-Fetch-Site": "same-site"}


@pytest.fixture
def site(settings: object) -> None:
    """Let one site show the chat."""
    settings.WIDGET_SITES = [SITE]  # type: ignore[attr-defined]


def may_frame(client: Client, path: str) -> str:
    """Return who may show a page in a frame."""
    headers = client.get(path).headers
    policy = headers["Content-Security-Policy"].split(";")
    (ancestors,) = [each.split(maxsplit=1)[1] for each in policy if "frame-ancestors" in each]
    assert ("X-Frame-Options" in headers) == (ancestors == "'none'")
    return ancestors


@pytest.mark.parametrize("path", ["/widget/", "/chat/", "/chat/left/"])
def test_only_a_named_site_may_show_the_chat(client: Client, path: str, settings: object) -> None:
    assert may_frame(client, path) == "'none'"
    settings.WIDGET_SITES = [SITE]  # type: ignore[attr-defined]
    assert may_frame(client, path) == SITE
    assert "script-src 'self'" in client.get(path).headers["Content-Security-Policy"]


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize("path", ["/", "/apply/", "/track/", "/call/", "/privacy/", "/sign-in/"])
def test_no_other_page_is_shown_in_a_frame(client: Client, path: str) -> None:
    assert may_frame(client, path) == "'none'"


@pytest.mark.usefixtures("site")
def test_in_a_frame_there_is_no_room_for_head_and_foot(client: Client) -> None:
    assert 'class="portal framed"' in client.get("/widget/", headers=FRAME).content.decode()
    assert 'class="portal"' in client.get("/widget/").content.decode()


@pytest.mark.usefixtures("site")
def test_on_another_domain_the_chat_opens_in_a_window_of_its_own(client: Client) -> None:
    elsewhere = FRAME | {"Sec-Fetch-Site": "cross-site"}
    assert 'target="_blank"' in client.get("/widget/", headers=elsewhere).content.decode()
    assert 'target="_blank"' not in client.get("/widget/", headers=FRAME).content.decode()


@pytest.mark.parametrize(
    "sites",
    ["www.kocaeli.example", f"{SITE}/", "http://www.kocaeli.example", f"{SITE} *", "'self'"],
)
def test_what_is_no_site_is_refused_by_the_name_of_its_variable(sites: str) -> None:
    with pytest.raises(SettingError, match="ALO153_WIDGET_SITES"):
        read({"ALO153_DEVELOPMENT": "1", "ALO153_WIDGET_SITES": sites})


def test_sites_are_read() -> None:
    found = read(
        {"ALO153_DEVELOPMENT": "1", "ALO153_WIDGET_SITES": f"{SITE}, http://localhost:8000"}
    )
    assert found.widget_sites == f"{SITE} http://localhost:8000"
