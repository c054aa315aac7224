"""Every address, every role: whoever may not read confidential cases finds nothing of one."""

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any
from uuid import UUID

import pytest
from django.http import HttpResponseBase, StreamingHttpResponse
from django.test import Client
from django.urls import get_resolver, resolve, reverse
from django.urls.converters import IntConverter, UUIDConverter
from django.urls.resolvers import URLPattern, URLResolver
from tests import cast
from tests.cases import stories
from tests.cases.life import confidential
from tests.parts.postgresql.undone import undone
from tests.parts.roles import Role

from alo153.accounts.actions import enroll
from alo153.accounts.models import User
from alo153.cases.models import Attachment, Case
from alo153.cases.rules import codes
from alo153.core.actor import SYSTEM
from alo153.core.text import fold

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("bare_refusals")]

# With what a city names beside a role the case is theirs; cemal works in the case's own unit
WITHOUT = ("elif", "hakan", "cemal", "nurten", "derya", "yasin", "gulay", "anonymous")
# They belong to the citizen who holds the link, or to the session that wrote the application
BY_LINK = ("portal:link",)


def paths(cases: list[Case]) -> dict[str, str]:
    """Return each address of the program as it would be for these cases, with its name."""
    files = Attachment.objects.filter(case__in=cases).values_list("pk", flat=True)
    numbers = sorted({cases[1].pk, *files})
    return {path: name for case in cases for name, path in _paths(get_resolver(), case, numbers)}


def _paths(
    resolver: URLResolver,
    case: Case,
    numbers: list[int],
    spaces: tuple[str, ...] = (),
    **given: Any,
) -> Iterator[tuple[str, str]]:
    for entry in resolver.url_patterns:
        for chosen in _chosen(entry, case, numbers):
            if isinstance(entry, URLResolver):
                inner = (*spaces, entry.namespace) if entry.namespace else spaces
                yield from _paths(entry, case, numbers, inner, **given, **chosen)
            else:
                name = ":".join((*spaces, entry.name or "?"))
                yield name, reverse(name, kwargs=given | chosen)


def _chosen(
    entry: URLPattern | URLResolver, case: Case, numbers: list[int]
) -> Iterator[dict[str, Any]]:
    known = {"code": case.tracking_code, "link_key": case.link_key, "key": "new:1"}
    known |= {"moved": "cases"}
    names = entry.pattern.regex.groupindex
    kinds = entry.pattern.converters
    fixed = {name: known.get(name, "1") for name in names}
    fixed |= {name: UUID(int=1) for name in names if isinstance(kinds.get(name), UUIDConverter)}
    whole = [name for name in names if isinstance(kinds.get(name), IntConverter)]
    for number in numbers if whole else [0]:
        yield fixed | dict.fromkeys(whole, number)


def said(response: HttpResponseBase) -> str:
    """Return all that went over the line, folded: head, and body as it can be read."""
    if response.has_header("Content-Type") and response["Content-Type"].startswith("text/event"):
        return ""
    body = b"".join(response) if isinstance(response, StreamingHttpResponse) else response.content
    head = " ".join(f"{name} {value}" for name, value in response.items())
    return fold(head + body.decode(errors="replace"))


def leaks(response: HttpResponseBase, cases: list[Case]) -> list[str]:
    """Return what a response tells of the cases."""
    told = said(response)
    shown = [code for each in cases for code in _codes(each)]
    return [each for each in (*map(fold, confidential.WORDS), *shown, "gomecbalik") if each in told]


def _codes(case: Case) -> tuple[str, str]:
    return case.tracking_code, codes.display(case.tracking_code)


def signed_in(client: Client, who: str) -> User | None:
    if who == "anonymous":
        return None
    by = cast.staff(who)
    client.force_login(by)
    return by


def opens(path: str, by: User | None) -> bool:
    """Tell whether somebody reaches the view: `test_permissions.py` proves that others do not."""
    needed = getattr(resolve(path).func, "requires", None)
    if needed is None:
        return True
    return by is not None and (needed == () or any(map(by.may, needed)))


@pytest.fixture
def cases() -> list[Case]:
    """Return confidential cases at every stage, beside one that everybody may know."""
    stories.relaying(full_name="Fatma Çınar")
    return confidential.every_stage()


@pytest.mark.parametrize(
    ("who", "method"),
    [*((who, "get") for who in WITHOUT), *((who, "post") for who in ("hakan", "cemal", "gulay"))],
)
def test_no_address_tells_of_it(client: Client, cases: list[Case], who: str, method: str) -> None:
    by = signed_in(client, who)
    found = {}
    for path, name in paths([cases[1], cases[-1]]).items():
        if name.startswith(BY_LINK) or not opens(path, by):
            continue
        response = _ask(client, method, path)
        told = [each for each in leaks(response, cases) if each not in path]
        about_it = any(case.tracking_code in path for case in cases)
        if told or (about_it and response.status_code == HTTPStatus.OK):
            found[f"{name} {path}"] = told
    assert found == {}


def _ask(client: Client, method: str, path: str) -> HttpResponseBase:
    with undone():
        response: HttpResponseBase = getattr(client, method)(path)
    return response


def no_search_finds_it(client: Client, cases: list[Case], who: str) -> None:
    place = "unit:search" if who == "cemal" else "center:search"
    for typed in (
        cases[0].tracking_code,
        confidential.NAME,
        confidential.PHONE,
        "0532 999 88 77",
        "zümrütanka",
        "kehribarlı sokak",
        "kadın danışma",
    ):
        response = client.post(reverse(place), {"q": typed}, follow=True)
        told = leaks(response, cases)
        assert [each for each in told if each not in fold(typed)] == [], typed
    filtered = client.post(reverse(place), {"topic": cast.topic("kadin-destek").pk}, follow=True)
    assert leaks(filtered, cases) == []


def a_call_from_their_number_shows_nothing(client: Client, cases: list[Case], who: str) -> None:
    typed = {"number": "0532 999 88 77"}
    for target in ("work", "who", "what"):
        headers = {"HX-Request": "true", "HX-Target": target}
        page = client.post(reverse("desk:whose", args=["new:1"]), typed, headers=headers)
        assert page.status_code == HTTPStatus.OK
        assert leaks(page, cases) == []


def no_table_of_results_counts_it(client: Client, cases: list[Case], who: str) -> None:
    for days in ("30", "90", "365"):
        table = said(client.get(reverse("results"), {"as": "csv", "days": days}))
        assert fold(cases[0].topic.name) not in table
        assert leaks(client.get(reverse("not_ours"), {"days": days}), cases) == []


def the_log_does_not_say_that_there_is_one(client: Client, cases: list[Case], who: str) -> None:
    confidential.explained(cases[0], "sevgi")
    reader = Client()
    reader.force_login(cast.staff("sevgi"))
    reader.get(reverse("unit:case", args=[cases[0].tracking_code]))
    for whom in (cases[0].tracking_code, confidential.PHONE, "sevgi"):
        asked = {"whom": whom, "why": "Denetim"}
        response = client.post(reverse("access_log"), asked, follow=True)
        told = [each for each in leaks(response, cases) if each not in whom]
        assert told == [], whom


# Who has these pages at all
LOOKED_FOR = {
    "elif": (no_search_finds_it, a_call_from_their_number_shows_nothing),
    "hakan": (
        no_search_finds_it,
        a_call_from_their_number_shows_nothing,
        no_table_of_results_counts_it,
        the_log_does_not_say_that_there_is_one,
    ),
    "cemal": (no_search_finds_it, no_table_of_results_counts_it),
    "derya": (no_search_finds_it, no_table_of_results_counts_it),
    "gulay": (no_search_finds_it, no_table_of_results_counts_it),
    "yasin": (the_log_does_not_say_that_there_is_one,),
}


@pytest.mark.parametrize("who", LOOKED_FOR)
def test_whoever_looks_for_it_finds_nothing(client: Client, cases: list[Case], who: str) -> None:
    signed_in(client, who)
    for each in LOOKED_FOR[who]:
        each(client, cases, who)


def test_the_named_find_it(client: Client, cases: list[Case]) -> None:
    signed_in(client, "sevgi")
    inbox = said(client.get(reverse("unit:inbox")))
    assert cases[0].tracking_code in inbox
    signed_in(client, "meral")
    assert said(client.get(reverse("center:list", args=["objections"])))


def test_the_role_alone_shows_no_case(client: Client, cases: list[Case]) -> None:
    alone: User = enroll(
        username="yalin",
        full_name="Yalın Ak",
        email="",
        roles=[Role.CONFIDENTIAL_CLERK],
        password=cast.PASSWORD,
        by=SYSTEM,
        at=cast.AT,
    )
    client.force_login(alone)
    code = cases[0].tracking_code
    asked = [client.get(reverse(name, args=[code])) for name in ("unit:case", "center:case")]
    assert {response.status_code for response in asked} == {HTTPStatus.FORBIDDEN}


def test_whoever_holds_the_link_reads_its_state_alone(client: Client, cases: list[Case]) -> None:
    for case in cases:
        response = client.get(reverse("portal:link", args=[case.link_key]))
        told = said(response)
        assert codes.display(case.tracking_code) in told
        assert [each for each in map(fold, confidential.WORDS) if each in told] == []
        assert [each for each in (case.topic.name, "saglik ve sosyal") if fold(each) in told] == []
