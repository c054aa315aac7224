"""Which addresses send files of a case, and to whom: a petition goes to whoever has the case."""

import io
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from PIL import Image
from tests import cast
from tests.cases.time.deadlines import bring
from tests.parts.roles import Role

from alo153.cases import actions, queries
from alo153.cases.models import Attachment, Case
from alo153.core.clock import now
from alo153.core.files import uploads

pytestmark = pytest.mark.django_db
# Addresses with the number of a file of a case; each is tried below
SERVES: Final = {
    "center:file",
    "unit:file",
    "sub_tasks:file",
    "portal:timeline_file",
    "portal:link_file",
    "portal:contractor_photo",
}
# The files of a draft or a chat, of whom sent them; a document of the whole case; what was said
OTHERS: Final = {
    "portal:photo",
    "center:export",
    # Signatures and cards: tests/web/desk/opening/test_signing
    "desk:personal_file",
    "desk:video_recording",
    "center:message_sound",
    "center:conversation_file",
    "center:conversation_raw",
    "center:reply_file",
    "portal:chat_file",
    # Of posts, which belong to no case: tests/web/center/posts
    "media:picture",
    "portal:post_picture",
    # Of bundles: tests/web/center/test_partners
    "center:partner_take_bundle",
    # Of whoever signed in, no papers: tests/web/portal/own/test_showing
    "portal:own_file",
    "counter:hall_sound",
    # Of articles, which belong to no case: tests/web/center/knowledge
    "center:article_file",
    "center:detach_from_article",
    "portal:answer_file",
    "live:prompt_sound",
    "live:prompt_take_sound",
    # Of another system, as citizens see them and no papers: tests/web/api/test_files
    "api:file",
}


@pytest.fixture(autouse=True)
def elsewhere(settings: Any, tmp_path: Path) -> None:
    backend = "django.core.files.storage.FileSystemStorage"
    options = {"location": tmp_path, "base_url": None}
    settings.STORAGES = settings.STORAGES | {"default": {"BACKEND": backend, "OPTIONS": options}}


def scan(color: str) -> uploads.CheckedFile:
    content = io.BytesIO()
    Image.new("RGB", (8, 8), color).save(content, "JPEG")
    content.seek(0)
    return uploads.check(content)


@pytest.fixture
def petition() -> Case:
    """A petition of Mehmet that Parks has, with two scans, and a photo that everybody may see."""
    case, elif_, selin = bring("petition"), cast.staff("elif"), cast.staff("selin")
    cast.staff("okan")
    for color in ("gray", "white"):
        actions.keep_signed_paper(case=case, file=scan(color), by=elif_, at=now())
    by = cast.actor("selin")
    actions.attach(case=case, file=scan("green"), from_citizen=False, by=by, at=now())
    roads, due = cast.unit("yol-ve-bakim"), now() + timedelta(days=1)
    actions.ask_unit(case=case, unit=roads, text="Yolu kapatın.", due_at=due, by=selin, at=now())
    return case


def browser(username: str = "") -> Client:
    client = Client()
    if username:
        client.force_login(cast.staff(username))
    return client


def opens(client: Client, name: str, *args: object) -> bool:
    return client.get(reverse(name, args=args)).status_code == 200


def papers(case: Case) -> list[Attachment]:
    return list(case.attachments.filter(is_petition=True))


def photo_of(case: Case) -> Attachment:
    return case.attachments.get(is_petition=False)


def test_both_scans_are_papers_and_no_evidence(petition: Case) -> None:
    assert len(papers(petition)) == 2
    assert queries.photos_of_staff(petition) == 1


def test_who_has_the_case_sees_its_papers(petition: Case) -> None:
    code = petition.tracking_code
    for paper in papers(petition):
        assert opens(browser("selin"), "unit:file", code, paper.pk)
        assert opens(browser("elif"), "center:file", code, paper.pk)


@pytest.mark.parametrize("role", [Role.QUALITY, Role.SECRETARY_GENERAL])
def test_who_sees_every_case_and_works_on_none_sees_no_paper(petition: Case, role: Role) -> None:
    cast.with_roles("hakan", role)
    reader, code = browser("hakan"), petition.tracking_code
    page = reader.get(reverse("center:case", args=[code])).content.decode()
    assert opens(reader, "center:file", code, photo_of(petition).pk)
    assert f'"{reverse("center:file", args=[code, photo_of(petition).pk])}"' in page
    for paper in papers(petition):
        assert not opens(reader, "center:file", code, paper.pk)
        assert f'"{reverse("center:file", args=[code, paper.pk])}"' not in page


def test_a_unit_that_does_a_part_sees_the_photo_and_no_paper(petition: Case) -> None:
    okan, part, photo = browser("okan"), petition.sub_tasks.get(), photo_of(petition)
    page = okan.get(reverse("sub_tasks:sub_task", args=[part.pk])).content.decode()
    assert opens(okan, "sub_tasks:file", part.pk, photo.pk)
    assert f"/files/{photo.pk}/" in page
    for paper in papers(petition):
        assert f"/files/{paper.pk}/" not in page
        assert not opens(okan, "sub_tasks:file", part.pk, paper.pk)
        assert not opens(okan, "unit:file", petition.tracking_code, paper.pk)
        assert not opens(okan, "center:file", petition.tracking_code, paper.pk)


def test_a_contractor_sees_the_photo_and_no_paper(petition: Case) -> None:
    token = actions.give_work(
        case=petition,
        contractor="Yeşil Budama",
        words="Çınarı budayın.",
        with_photos=True,
        expires_at=now() + timedelta(days=7),
        by=cast.staff("selin"),
        at=now(),
    )
    outside, photo = browser(), photo_of(petition)
    page = outside.get(reverse("portal:contractor", args=[token])).content.decode()
    assert opens(outside, "portal:contractor_photo", token, photo.pk)
    for paper in papers(petition):
        assert f"/photos/{paper.pk}/" not in page
        assert not opens(outside, "portal:contractor_photo", token, paper.pk)


def test_whoever_holds_the_telephone_sees_no_paper(petition: Case) -> None:
    citizen = browser()
    asked = {"code": petition.tracking_code, "phone": cast.phone_of("Mehmet Öztürk")}
    assert citizen.post(reverse("portal:track"), asked).status_code == 302
    for paper in papers(petition):
        assert not opens(citizen, "portal:link_file", petition.link_key, paper.pk)
        assert not opens(citizen, "portal:timeline_file", paper.pk)


def test_when_the_case_goes_on_its_papers_go_with_it(petition: Case) -> None:
    elif_, roads = cast.staff("elif"), cast.unit("yol-ve-bakim")
    actions.forward(case=petition, to=roads, reason="Yol.", by=elif_, at=now())
    for paper in papers(petition):
        assert not opens(browser("selin"), "unit:file", petition.tracking_code, paper.pk)
        assert opens(browser("okan"), "unit:file", petition.tracking_code, paper.pk)


@pytest.mark.parametrize("username", ["", "okan", "cemal", "yasin"])
def test_nobody_else_sees_a_file(petition: Case, username: str) -> None:
    client, number = browser(username), papers(petition)[0].pk
    code, part = petition.tracking_code, petition.sub_tasks.get().pk
    for name, args in (
        ("center:file", (code, number)),
        ("unit:file", (code, number)),
        ("sub_tasks:file", (part, number)),
        ("portal:timeline_file", (number,)),
        ("portal:link_file", ("erfunden", number)),
        ("portal:contractor_photo", ("erfunden", number)),
    ):
        assert not opens(client, name, *args)


def names(resolver: URLResolver, spaces: tuple[str, ...] = ()) -> dict[str, URLPattern]:
    found: dict[str, URLPattern] = {}
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            inner = (*spaces, entry.namespace) if entry.namespace else spaces
            found |= names(entry, inner)
        else:
            found[":".join((*spaces, entry.name or "?"))] = entry
    return found


def test_no_other_address_sends_a_file_of_a_case() -> None:
    """What ends like a file, or whose view says that it answers with one, is in a list above."""
    sends = {
        name
        for name, entry in names(get_resolver()).items()
        if {"FileResponse", "bytes"} & set(_answers(entry)) or "/files/" in str(entry.pattern)
    }
    assert sends - OTHERS == SERVES


def _answers(entry: URLPattern) -> list[str]:
    view = entry.callback
    while hasattr(view, "__wrapped__"):
        view = view.__wrapped__
    answer = getattr(view, "__annotations__", {}).get("return", "")
    return [getattr(answer, "__name__", str(answer))]
