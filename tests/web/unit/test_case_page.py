"""The unit's page of a case: words and photo first, then one step; all in sight while writing."""

import html
import io
import re
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from PIL import Image
from tests import cast
from tests.cases import stories

from alo153.accounts.models import User
from alo153.cases import actions
from alo153.cases.models import Case, FieldPhoto, FieldReport, RelayAttempt
from alo153.cases.rules.outcomes import Finding, Outcome
from alo153.core.actor import CITIZEN, SYSTEM
from alo153.core.clock import now
from alo153.core.files import uploads

NOTE = "Dal kalın, merdiven gerek."


@pytest.fixture(autouse=True)
def elsewhere(settings: Any, tmp_path: Path) -> None:
    backend = "django.core.files.storage.FileSystemStorage"
    options = {"location": tmp_path, "base_url": None}
    settings.STORAGES = settings.STORAGES | {"default": {"BACKEND": backend, "OPTIONS": options}}


def photo(color: str) -> uploads.CheckedFile:
    content = io.BytesIO()
    Image.new("RGB", (8, 8), color).save(content, "JPEG")
    content.seek(0)
    return uploads.check(content)


def with_photo(case: Case) -> str:
    """Let the citizen send a photo; return its address."""
    kept = actions.attach(case=case, file=photo("red"), from_citizen=True, by=CITIZEN, at=now())
    return reverse("unit:file", args=[case.tracking_code, kept.pk])


def shown(client: Client, name: str, case: Case, **query: str) -> str:
    response = client.get(reverse(name, args=[case.tracking_code]), query)
    return html.unescape(response.content.decode())


def test_words_and_photo_come_before_one_first_step(at_work: Client, case: Case) -> None:
    address = with_photo(case)
    page = shown(at_work, "unit:case", case)
    panel = page[page.index('id="case-panel"') :]
    steps = panel.index("unit-actions")
    assert panel.index(case.text) < panel.index(address) < steps
    assert len(re.findall("btn-primary", panel[steps : panel.index('class="facts"')])) == 1


def test_after_accepting_the_first_step_is_the_answer(
    at_work: Client, case: Case, selin: User
) -> None:
    actions.accept(case=case, by=selin, at=now())
    page = shown(at_work, "unit:case", case)
    first = page[page.index("unit-actions") : page.index("popovertarget")]
    assert "Yanıt yaz" in first
    assert "Kabul et" not in page[page.index("unit-actions") :]


@pytest.mark.parametrize(
    ("name", "query"), [("unit:answer", {"outcome": "done"}), ("unit:ask", {})]
)
def test_photo_place_and_what_the_crew_found_stay_in_sight(
    at_work: Client, case: Case, selin: User, name: str, query: dict[str, str]
) -> None:
    actions.accept(case=case, by=selin, at=now())
    sent = with_photo(case)
    report = actions.report_from_field(
        case=case,
        token=uuid4(),
        found=FieldReport.Found.NEEDS_MORE,
        note=NOTE,
        photos={FieldPhoto.Shows.AFTER: photo("green")},
        by=selin,
        made_at=now(),
        at=now(),
    )
    theirs = report.photos.get().attachment_id
    page = shown(at_work, name, case, **query)
    beside = page[page.index('class="unit-known"') : page.index("</aside>")]
    for part in (case.text, sent, "Çınar Sokak 5", "<alo-map", NOTE, f"/files/{theirs}/"):
        assert part in beside


def test_a_plan_whose_date_has_passed_is_marked_in_the_list_and_says_its_day(
    at_work: Client, selin: User
) -> None:
    case = stories.pruning()
    actions.accept(case=case, by=selin, at=now())
    day = stories.tomorrow()
    plan = Finding(outcome=Outcome.PLANNED, text="Programda.", planned_date=day)
    actions.answer(case=case, finding=plan, by=selin, at=now())
    actions.approve(case=case, plain_text="Programda.", by=cast.staff("murat"), at=now())
    told = RelayAttempt.Result.TOLD
    actions.record_attempt(relay=case.relays.get(), result=told, by=SYSTEM, at=now())
    assert "planlanan tarih geçti" not in at_work.get(reverse("unit:inbox")).content.decode()
    actions.resume_plans(at=now() + timedelta(days=2))
    page = " ".join(shown(at_work, "unit:case", case).split())
    assert page.count("planlanan tarih geçti") == 1
    assert "için planlanmıştı. Tarih geçti: ne yapıldı?" in page
    # One day to keep; the promise of the beginning gave way to the day of the plan
    assert page.count("Son tarih <strong>") == 1
    assert "Vatandaşa başta söylenen tarih" not in page


def test_the_page_fetches_itself_again_with_its_filter(at_work: Client, case: Case) -> None:
    page = shown(at_work, "unit:case", case, show="all")
    address = reverse("unit:case", args=[case.tracking_code])
    again = re.search(r'hx-get="([^"]+)"\s+hx-trigger="alo:left from:body"', page)
    assert again
    assert again[1] == f"{address}?show=all"
