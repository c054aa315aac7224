"""What a crew reports from the spot: kept once, whatever the line did, and never lost."""

import io
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from PIL import Image
from tests import cast

from alo153.accounts.models import User
from alo153.cases import actions, queries
from alo153.cases.actions import NotTheirs
from alo153.cases.fieldwork import queries as fieldwork
from alo153.cases.models import Case, FieldPhoto, FieldReport
from alo153.cases.rules.outcomes import Finding, Outcome
from alo153.cases.telling.timeline import for_staff
from alo153.core import events
from alo153.core.files.uploads import CheckedFile, check

pytestmark = pytest.mark.django_db
AT = cast.AT


@pytest.fixture(autouse=True)
def elsewhere(settings: Any, tmp_path: Path) -> None:
    backend = "django.core.files.storage.FileSystemStorage"
    options = {"location": tmp_path, "base_url": None}
    settings.STORAGES = settings.STORAGES | {"default": {"BACKEND": backend, "OPTIONS": options}}


@pytest.fixture
def selin() -> User:
    return cast.staff("selin")


@pytest.fixture
def case(selin: User) -> Case:
    opened = cast.open_case()
    actions.accept(case=opened, by=selin, at=AT)
    return opened


def photo(color: str) -> CheckedFile:
    content = io.BytesIO()
    Image.new("RGB", (8, 8), color).save(content, "PNG")
    content.seek(0)
    return check(content)


def report(case: Case, by: User, token: UUID, **facts: Any) -> FieldReport:
    said = {
        "found": FieldReport.Found.DONE,
        "note": "Dallar budandı.",
        "photos": {
            FieldPhoto.Shows.BEFORE: photo("red"),
            FieldPhoto.Shows.AFTER: photo("green"),
        },
        "made_at": AT + timedelta(hours=1),
        "at": AT + timedelta(hours=3),
    }
    return actions.report_from_field(case=case, by=by, token=token, **(said | facts))


def test_a_report_is_kept_with_its_photos_and_told(case: Case, selin: User) -> None:
    kept = report(case, selin, uuid4())
    assert [each.shows for each in kept.photos.order_by("pk")] == ["before", "after"]
    assert kept.made_at == AT + timedelta(hours=1)
    assert queries.photos_of_staff(case) == 2
    step = for_staff(case)[-1]
    assert step.name == "case.field_reported"
    assert "Dallar budandı." in step.detail
    assert fieldwork.works_of(selin).get().reported


def test_a_report_that_arrives_twice_is_kept_once(case: Case, selin: User) -> None:
    token = uuid4()
    first, again = report(case, selin, token), report(case, selin, token, note="anders")
    assert first == again
    assert FieldPhoto.objects.count() == 2
    assert events.history(case).filter(name="case.field_reported").count() == 1


def test_a_report_that_comes_late_is_kept_too(case: Case, selin: User) -> None:
    finding = Finding(outcome=Outcome.DONE, text="Dallar budandı.")
    actions.answer(case=case, finding=finding, by=selin, at=AT)
    assert report(case, selin, uuid4()).case_id == case.pk


def test_a_telephone_with_a_wrong_clock_reports_nothing_from_the_future_or_before_the_case(
    case: Case, selin: User
) -> None:
    kept = report(case, selin, uuid4(), made_at=AT + timedelta(days=99))
    assert kept.made_at == kept.at
    kept = report(case, selin, uuid4(), made_at=AT - timedelta(days=20_000))
    assert kept.made_at == case.opened_at


def test_another_unit_and_another_person_report_nothing(case: Case, selin: User) -> None:
    with pytest.raises(NotTheirs):
        report(case, cast.staff("okan"), uuid4())
    token = uuid4()
    report(case, selin, token)
    with pytest.raises(NotTheirs):
        report(case, cast.staff("nurten"), token)
    with pytest.raises(NotTheirs):
        report(cast.open_case(), selin, token)


def test_works_are_what_one_has_in_hand(case: Case, selin: User) -> None:
    cast.open_case()
    assert list(fieldwork.works_of(selin)) == [case]
    assert list(fieldwork.works_of(cast.staff("nurten"))) == []
