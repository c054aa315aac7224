"""The unit's inbox: what waits, in order, and a case beside the list."""

import html
import io
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse
from PIL import Image
from tests import cast
from tests.cases import stories
from tests.cases.life.confirmations import closed, say
from tests.cast import AT
from tests.parts.events.consuming import consume
from tests.web.unit.reporter import EMAIL

from alo153.accounts.models import User
from alo153.cases import actions
from alo153.cases.models import Case, Note
from alo153.cases.rules.lifecycle import State
from alo153.citizens.models import AccessLog
from alo153.core.actor import CITIZEN
from alo153.core.clock import now
from alo153.core.files.uploads import check
from alo153.notices import queries as notices

OpenCase = Callable[..., Case]


def page(client: Client, case: Case, **headers: str) -> str:
    response = client.get(reverse("unit:case", args=[case.tracking_code]), headers=headers)
    assert response.status_code == 200
    return html.unescape(response.content.decode())


def listed(client: Client, show: str = "all") -> list[str]:
    response = client.get(reverse("unit:inbox"), {"show": show})
    return [row.tracking_code for row in response.context["inbox"].cases]


def test_what_is_due_first_stands_on_top(at_work: Client, open_case: OpenCase) -> None:
    late, none, early = open_case(), open_case(), open_case()
    for case, due in [(late, AT + timedelta(days=9)), (none, None), (early, AT)]:
        Case.objects.filter(pk=case.pk).update(due_at=due)
    assert listed(at_work) == [c.tracking_code for c in (early, late, none)]


def test_a_row_says_what_where_until_when_and_who(
    at_work: Client, case: Case, nurten: User
) -> None:
    Case.objects.filter(pk=case.pk).update(due_at=AT)
    actions.accept(case=case, by=nurten, at=AT)
    words = at_work.get(reverse("unit:inbox")).content.decode()
    code = case.tracking_code
    assert f"{code[:3]} {code[3:6]} {code[6:]}" in words
    assert case.neighborhood
    row = words[words.index("<main") : words.index("</main>")]
    for part in [case.topic.name, case.neighborhood.name, case.text, "gecikti", "Nurten Aydın"]:
        assert part in row, row


def test_the_list_is_filtered(at_work: Client, open_case: OpenCase, selin: User) -> None:
    mine, waiting = open_case(), open_case()
    actions.accept(case=mine, by=selin, at=AT)
    assert listed(at_work, "mine") == [mine.tracking_code]
    assert listed(at_work, "unaccepted") == [waiting.tracking_code]
    assert len(listed(at_work, "nonsense")) == 2


def test_the_list_costs_the_same_for_any_number_of_rows(
    at_work: Client, open_case: OpenCase, django_assert_num_queries: Callable[..., object]
) -> None:
    for _ in range(5):
        open_case()
    cast.at_hand()
    # session, user with roles; own views, rows, all counts; sub-tasks, alarms, urgent ones;
    # whether the city has a register of addresses
    with django_assert_num_queries(9):  # type: ignore[attr-defined]
        at_work.get(reverse("unit:inbox"))


def test_a_swapped_panel_equals_a_fresh_page(at_work: Client, case: Case) -> None:
    address = reverse("unit:case", args=[case.tracking_code])
    fragment = at_work.get(address, headers={"HX-Target": "case-panel"}).content.decode()
    whole = at_work.get(address).content.decode()
    without_token = fragment.split("csrfmiddlewaretoken")[0].strip()
    assert "<html" not in fragment
    assert without_token in whole


def test_a_hint_fetches_the_list_alone(at_work: Client, case: Case) -> None:
    answer = at_work.get(reverse("unit:inbox"), headers={"HX-Target": "inbox-list"})
    fragment = answer.content.decode()
    assert "<html" not in fragment
    assert f"row-{case.tracking_code}" in fragment


def test_the_page_watches_its_units(at_work: Client, case: Case) -> None:
    assert f'data-live="unit:{case.unit_id}"' in page(at_work, case)


def test_a_case_shows_facts_and_story_but_no_way_to_reach_the_citizen(
    at_work: Client, case: Case, nurten: User
) -> None:
    actions.note(case=case, text="Vinç gerekecek.", by=nurten, at=AT)
    words = page(at_work, case)
    for part in [case.text, "Çınar Sokak 5", "Ayşe Işık", "Vinç gerekecek.", "Nurten Aydın"]:
        assert part in words
    assert "40.76911, 29.97525" in words, "a place is written as maps read it"
    assert case.forwardings.last().reason in words  # type: ignore[union-attr]
    phone = cast.phone_of("Ayşe Işık")
    for secret in [phone, phone[3:], "532 000 01 01", EMAIL]:
        assert secret not in words


def test_every_look_is_written_down(at_work: Client, case: Case, selin: User) -> None:
    page(at_work, case)
    row = AccessLog.objects.get()
    assert (row.user, row.case_id, row.what) == (selin, case.pk, "unit")
    assert row.citizen == case.reporter


PATHS = ["", "accept/", "return/", "answer/", "answer/draft/", "notes/", "files/1/"]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("method", ["get", "post"])
def test_another_units_case_is_answered_like_a_missing_one(
    client: Client, okan: User, case: Case, path: str, method: str
) -> None:
    client.force_login(okan)
    foreign = getattr(client, method)(f"/unit/cases/{case.tracking_code}/{path}")
    missing = getattr(client, method)(f"/unit/cases/123456789/{path}")
    assert foreign.status_code == missing.status_code
    assert foreign.status_code in {404, 405}
    case.refresh_from_db()
    assert case.state == State.FORWARDED
    assert not AccessLog.objects.exists()


def test_an_agent_has_no_inbox(client: Client, elif_: User) -> None:
    client.force_login(elif_)
    assert client.get(reverse("unit:inbox")).status_code == 403


def test_who_is_not_signed_in_goes_to_the_sign_in_page(client: Client, case: Case) -> None:
    address = reverse("unit:case", args=[case.tracking_code])
    response = client.get(address)
    assert response.status_code == 302
    assert f"next={address}" in response.url
    assert isinstance(response.wsgi_request.user, AnonymousUser)


def test_accepting_takes_the_case(at_work: Client, case: Case, selin: User) -> None:
    response = at_work.post(reverse("unit:accept", args=[case.tracking_code]), follow=True)
    case.refresh_from_db()
    assert (case.state, case.accepted_by) == (State.ACCEPTED, selin)
    assert "Başvuru artık sizde." in response.content.decode()


def test_a_colleague_was_faster(at_work: Client, case: Case, nurten: User) -> None:
    actions.accept(case=case, by=nurten, at=AT)
    response = at_work.post(reverse("unit:accept", args=[case.tracking_code]), follow=True)
    case.refresh_from_db()
    assert case.accepted_by == nurten
    assert "Bu başvuru bu arada" in response.content.decode()


def test_not_ours_asks_for_the_reason(at_work: Client, case: Case) -> None:
    address = reverse("unit:return", args=[case.tracking_code])
    assert at_work.get(address).status_code == 200
    response = at_work.post(address, {"reason": "  "})
    assert response.status_code == 422
    assert "Neden sizin olmadığını yazın" in response.content.decode()
    case.refresh_from_db()
    assert case.state == State.FORWARDED


def test_not_ours_gives_the_case_back_to_the_center(at_work: Client, case: Case) -> None:
    address = reverse("unit:return", args=[case.tracking_code])
    response = at_work.post(address, {"reason": "Yol Bakım'ın işi."}, follow=True)
    case.refresh_from_db()
    assert (case.state, case.unit) == (State.AT_CENTER, None)
    last = case.forwardings.last()
    assert last
    assert last.reason == "Yol Bakım'ın işi."
    assert response.redirect_chain[-1][0] == reverse("unit:inbox")
    assert page_status(at_work, case) == 404


def page_status(client: Client, case: Case) -> int:
    return client.get(reverse("unit:case", args=[case.tracking_code])).status_code


def test_a_note_is_for_colleagues(at_work: Client, case: Case, selin: User) -> None:
    address = reverse("unit:note", args=[case.tracking_code])
    at_work.post(address, {"text": "Yarın bakarız."})
    note = Note.objects.get()
    assert (note.text, note.by_user) == ("Yarın bakarız.", selin)
    empty = at_work.post(address, {"text": ""})
    assert empty.status_code == 422
    assert "Önce notu yazın." in empty.content.decode()


def test_the_citizens_photo_is_shown(at_work: Client, case: Case, settings, tmp_path) -> None:  # type: ignore[no-untyped-def]
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path, "base_url": None},
        }
    }
    photo = io.BytesIO()
    Image.new("RGB", (8, 8)).save(photo, "PNG")
    photo.seek(0)
    attached = actions.attach(case=case, file=check(photo), from_citizen=True, by=CITIZEN, at=AT)
    address = reverse("unit:file", args=[case.tracking_code, attached.pk])
    assert address in page(at_work, case)
    response = at_work.get(address)
    assert response["Content-Type"] == "image/jpeg"
    assert b"".join(response.streaming_content).startswith(b"\xff\xd8")


def test_the_address_of_before_leads_here(at_work: Client) -> None:
    moved = at_work.get("/units/cases/482109373/?show=all")
    assert (moved.status_code, moved["Location"]) == (301, "/unit/cases/482109373/?show=all")


@pytest.mark.usefixtures("day_of_the_cast")
def test_a_stopped_time_is_marked_and_going_on_is_the_first_step(
    at_work: Client, case: Case, selin: User
) -> None:
    actions.accept(case=case, by=selin, at=now())
    running = page(at_work, case)
    steps = running[running.index('id="case-actions"') : running.index('id="case-clocks"')]
    assert 'value="resume"' not in steps
    actions.pause(case=case, reason="Vinç bekleniyor.", by=selin, at=now())
    shown = page(at_work, case)
    head = shown[shown.index('id="case-line"') :]
    head = head[: head.index("</header>")]
    assert "süre duruyor" in head
    row = shown[shown.index(f'id="row-{case.tracking_code}"') :]
    assert "süre duruyor" in row[: row.index("</a>")]
    steps = shown[shown.index('id="case-actions"') : shown.index('id="case-clocks"')]
    first = steps[steps.index("btn-primary") : steps.index("unit-more-button")]
    assert 'value="resume"' in first
    assert 'value="resume"' not in steps[steps.index("unit-more-button") :]
    assert reverse("unit:answer", args=[case.tracking_code]) in steps


def test_a_returned_objection_is_marked_in_the_list(at_work: Client, selin: User) -> None:
    case = closed()
    say(case, solved=False, words="Dallar hâlâ lambayı kapatıyor.")
    hakan, parks = cast.staff("hakan"), cast.unit("park-ve-bahceler")
    actions.forward(case=case, to=parks, reason="Yeniden bakın.", by=hakan, at=now())
    shown = html.unescape(at_work.get(reverse("unit:inbox")).content.decode())
    row = shown[shown.index(f'id="row-{case.tracking_code}"') :]
    assert "itiraz" in row[: row.index("</a>")]


def test_notices_of_a_case_are_read_when_it_is_opened(at_work: Client, selin: User) -> None:
    case = stories.pruning()
    consume()
    assert notices.unread(selin).count() == 1
    page(at_work, case)
    assert notices.unread(selin).count() == 0
