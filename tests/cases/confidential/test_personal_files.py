"""A signature stays with its case; the scan of a card goes, and nobody sees it by the way."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as installed
from django.core.files.storage import FileSystemStorage
from django.core.management import call_command
from django.db import DatabaseError
from tests import cast
from tests.cases import stories
from tests.cases.life.confidential import NEW
from tests.cases.life.confirmations import say
from tests.parts.roles import Role

from alo153.accounts.models import User
from alo153.cases import actions
from alo153.cases.confidential.actions.erasing import erase_words
from alo153.cases.events.life import CaseVisitorSigned
from alo153.cases.life import personal_files, receipts
from alo153.cases.life.actions import personal_files as verbs
from alo153.cases.models import Attachment, Case, PersonalFile, RelayAttempt
from alo153.cases.telling import shown_files, timeline
from alo153.citizens.channel import Channel
from alo153.citizens.models import AccessLog
from alo153.city.models import City
from alo153.core import events
from alo153.core.clock import now
from alo153.core.files.uploads import CheckedFile

pytestmark = pytest.mark.django_db
PICTURE = CheckedFile(b"\xff\xd8 a signature", "image/jpeg")
CARD = CheckedFile(b"\xff\xd8 a card", "image/jpeg")
SHARPER = CheckedFile(b"\xff\xd8 sharper", "image/jpeg")
SCREEN, WHY = PersonalFile.Way.SCREEN, PersonalFile.Purpose.APPLICANT


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    backend = "django.core.files.storage.FileSystemStorage"
    options = {"location": tmp_path, "base_url": None}
    settings.STORAGES = settings.STORAGES | {"default": {"BACKEND": backend, "OPTIONS": options}}
    return tmp_path


def clerk() -> User:
    """Return somebody who reads what is confidential."""
    return cast.with_roles("hakan", Role.SUPERVISOR, Role.CONFIDENTIAL_CLERK)


def visitor() -> Case:
    """Return what was opened for somebody who came to a counter."""
    return cast.open_case(channel=Channel.COUNTER)


def close(case: Case) -> None:
    """Tell the citizen the answer that waits: that closes the case."""
    actions.record_attempt(
        relay=case.relays.get(),
        result=RelayAttempt.Result.TOLD,
        by_user=cast.staff("elif"),
        by=cast.actor("elif"),
        at=now(),
    )


def sign(case: Case) -> PersonalFile:
    by = cast.staff("elif")
    return actions.keep_signature(case=case, file=PICTURE, way=SCREEN, by=by, at=now())


def scan(case: Case, file: CheckedFile = CARD) -> PersonalFile:
    return actions.keep_identity_scan(
        case=case, file=file, purpose=WHY, by=cast.staff("elif"), at=now()
    )


def kept_in(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in folder.rglob("*") if path.is_file()]


def test_a_signature_is_sealed_and_stands_below_the_words_that_were_signed(folder: Path) -> None:
    case = visitor()
    sign(case)
    (content,) = kept_in(folder)
    assert b"a signature" not in content
    said = events.history(case, CaseVisitorSigned).get()
    assert said.data["application"] == receipts.of_application(case)
    _, shown = personal_files.open_file(cast.staff("elif"), case, "signature", at=now())
    assert shown.read() == PICTURE.content
    assert not AccessLog.objects.filter(what=personal_files.LOOKED).exists()


def test_nobody_puts_another_signature_in_its_place(folder: Path) -> None:
    case = visitor()
    sign(case)
    with pytest.raises(actions.SignedAlready):
        sign(case)
    assert len(kept_in(folder)) == 1


def test_neither_is_a_file_of_the_case() -> None:
    case = visitor()
    sign(case)
    scan(case)
    assert shown_files.public_files(case) == []
    assert not Attachment.objects.filter(case=case).exists()


def test_the_citizen_reads_that_they_signed_and_nothing_of_the_card() -> None:
    case = visitor()
    stood = timeline.where_it_stands(case).name
    sign(case)
    scan(case)
    names = [step.name for step in timeline.for_citizen(case)]
    assert "case.visitor_signed" in names
    assert "case.identity_scanned" not in names
    assert timeline.where_it_stands(case).name == stood
    told = {step.name: step.detail for step in timeline.for_staff(case)}
    assert told["case.identity_scanned"] == "başvuruyu bu kişinin yapması gerekiyor"


def test_a_card_is_seen_by_whoever_may_and_each_look_is_written_down() -> None:
    case = visitor()
    scan(case)
    with pytest.raises(PersonalFile.DoesNotExist):
        personal_files.open_file(cast.staff("elif"), case, "identity", at=now())
    looker = clerk()
    for _ in range(2):
        _, shown = personal_files.open_file(looker, case, "identity", at=now())
        assert shown.read() == CARD.content
    looks = AccessLog.objects.filter(what=personal_files.LOOKED)
    assert [(look.user, look.case_id, look.citizen) for look in looks] == [
        (looker, case.pk, case.reporter)
    ] * 2
    assert looks[0].reason == "başvuruyu bu kişinin yapması gerekiyor"


def test_a_better_scan_takes_the_place_of_the_first(
    folder: Path, django_capture_on_commit_callbacks: Any
) -> None:
    case = visitor()
    scan(case)
    with django_capture_on_commit_callbacks(execute=True):
        scan(case, SHARPER)
        assert len(kept_in(folder)) == 2, "the first stays until the second is safe"
    assert len(kept_in(folder)) == 1
    _, shown = personal_files.open_file(clerk(), case, "identity", at=now())
    assert shown.read() == SHARPER.content


@pytest.mark.parametrize("keep", [sign, lambda case: scan(case, SHARPER)], ids=["sign", "scan"])
def test_what_fails_leaves_the_first_file_and_none_of_its_own(
    folder: Path, monkeypatch: pytest.MonkeyPatch, keep: Callable[[Case], object]
) -> None:
    case = visitor()
    scan(case)
    before = kept_in(folder)
    monkeypatch.setattr(verbs, "tell", _refused)
    with pytest.raises(DatabaseError):
        keep(case)
    assert kept_in(folder) == before
    _, shown = personal_files.open_file(clerk(), case, "identity", at=now())
    assert shown.read() == CARD.content


def test_a_first_file_that_cannot_be_deleted_is_logged_and_the_second_stays(
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    django_capture_on_commit_callbacks: Any,
) -> None:
    case = visitor()
    name = scan(case).file.name
    monkeypatch.setattr(FileSystemStorage, "delete", _broken)
    with django_capture_on_commit_callbacks(execute=True):
        scan(case, SHARPER)
    assert f"file {name} is left behind: PermissionError" in caplog.text
    assert "Ayşe" not in caplog.text
    _, shown = personal_files.open_file(clerk(), case, "identity", at=now())
    assert shown.read() == SHARPER.content


@pytest.mark.parametrize("keep", [sign, scan])
def test_only_who_came_to_a_counter_signs_or_shows_a_card(
    folder: Path, keep: Callable[[Case], object]
) -> None:
    with pytest.raises(actions.NotAtCounter):
        keep(cast.open_case())
    assert kept_in(folder) == []


def test_what_is_closed_is_not_signed_any_more(folder: Path) -> None:
    case = stories.relaying(channel=Channel.COUNTER)
    close(case)
    with pytest.raises(actions.CaseOver):
        sign(case)
    assert kept_in(folder) == []


def test_a_card_goes_after_the_days_of_the_city_and_not_before(folder: Path) -> None:
    City.objects.update(identity_scan_days=7)
    case = visitor()
    sign(case)
    kept = scan(case)
    assert kept.delete_at == kept.at + timedelta(days=7)
    assert actions.delete_due_identity_scans(at=kept.at + timedelta(days=6)) == 0
    assert actions.delete_due_identity_scans(at=kept.at + timedelta(days=7)) == 1
    assert [each.kind for each in PersonalFile.objects.all()] == ["signature"]
    assert len(kept_in(folder)) == 1
    assert timeline.for_staff(case)[-1].name == "case.identity_deleted"


def test_a_card_goes_with_the_closing_of_its_case() -> None:
    case = stories.relaying(channel=Channel.COUNTER)
    scan(case)
    close(case)
    assert actions.delete_due_identity_scans(at=now()) == 1
    with pytest.raises(actions.CaseOver):
        scan(case)


def test_a_card_goes_even_if_its_case_opens_again_before_the_worker_comes(folder: Path) -> None:
    case = stories.relaying(channel=Channel.COUNTER)
    sign(case)
    scan(case)
    close(case)
    case.refresh_from_db()
    say(case, solved=False, words="Dallar duruyor.")
    case.refresh_from_db()
    assert case.is_open
    assert actions.delete_due_identity_scans(at=now()) == 1
    assert [each.kind for each in PersonalFile.objects.all()] == ["signature"]
    assert len(kept_in(folder)) == 1


def test_one_card_that_cannot_be_deleted_stops_no_other(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    first = scan(visitor())
    second = scan(cast.open_case(of="Mehmet Öztürk", channel=Channel.COUNTER))
    due = max(first.delete_at or now(), second.delete_at or now())
    with monkeypatch.context() as broken:
        delete = FileSystemStorage.delete

        def one_is_broken(storage: FileSystemStorage, name: str) -> None:
            if name == first.file.name:
                raise PermissionError(13, "Ayşe Işık", name)
            delete(storage, name)

        broken.setattr(FileSystemStorage, "delete", one_is_broken)
        assert actions.delete_due_identity_scans(at=due) == 1
    assert [each.pk for each in PersonalFile.objects.all()] == [first.pk]
    assert f"scan of a card {first.pk} is not deleted: PermissionError" in caplog.text
    assert "Ayşe" not in caplog.text
    assert actions.delete_due_identity_scans(at=due) == 1


def test_whoever_is_killed_after_the_file_went_finds_the_row_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    case = visitor()
    kept = scan(case)
    with monkeypatch.context() as killed:
        killed.setattr(PersonalFile, "delete", _killed)
        with pytest.raises(KeyboardInterrupt):
            actions.delete_due_identity_scans(at=kept.delete_at or now())
    assert actions.delete_due_identity_scans(at=kept.delete_at or now()) == 1
    assert not PersonalFile.objects.exists()


def _refused(*_args: object, **_facts: object) -> None:
    raise DatabaseError


def _broken(_storage: FileSystemStorage, name: str) -> None:
    raise PermissionError(13, "Ayşe Işık", name)


def _killed(_self: PersonalFile) -> None:
    raise KeyboardInterrupt


def test_staff_delete_a_card_that_has_served(folder: Path) -> None:
    case = visitor()
    scan(case)
    actions.delete_identity_scan(case=case, by=cast.staff("elif"), at=now())
    assert kept_in(folder) == []


def test_a_new_key_opens_what_was_kept_before(settings: Any) -> None:
    case = visitor()
    sign(case)
    settings.CONFIDENTIAL_KEYS = f"{NEW},{installed.CONFIDENTIAL_KEYS}"
    call_command("rotate_confidential_keys")
    settings.CONFIDENTIAL_KEYS = NEW
    _, shown = personal_files.open_file(cast.staff("elif"), case, "signature", at=now())
    assert shown.read() == PICTURE.content


def test_both_go_when_the_citizen_is_erased(folder: Path) -> None:
    case = stories.pruning(channel=Channel.COUNTER)
    sign(case)
    scan(case)
    assert erase_words(cases=[case.pk], word="silindi") >= 2
    assert kept_in(folder) == []


def test_a_card_that_cannot_be_deleted_by_hand_is_due_and_goes_with_the_next_run(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case, at = visitor(), now()
    scan(case)
    with monkeypatch.context() as broken:
        broken.setattr(FileSystemStorage, "delete", _broken)
        with pytest.raises(actions.ScanNotDeleted):
            actions.delete_identity_scan(case=case, by=cast.staff("elif"), at=at)
    assert PersonalFile.objects.get().delete_at == at
    assert len(kept_in(folder)) == 1
    assert actions.delete_due_identity_scans(at=at) == 1
    assert kept_in(folder) == []


def test_cards_that_failed_are_tried_after_all_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first = scan(visitor())
    second = scan(cast.open_case(of="Mehmet Öztürk", channel=Channel.COUNTER))
    due = max(first.delete_at or now(), second.delete_at or now())
    monkeypatch.setattr(verbs, "MOST_AT_ONCE", 1)
    with monkeypatch.context() as broken:
        broken.setattr(FileSystemStorage, "delete", _broken)
        assert actions.delete_due_identity_scans(at=due) == 0
    assert actions.delete_due_identity_scans(at=due) == 1
    assert [each.pk for each in PersonalFile.objects.all()] == [first.pk]
    assert actions.delete_due_identity_scans(at=due) == 1


def test_what_a_kill_left_without_a_row_is_swept_and_nothing_else(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = visitor()
    sign(case)
    with monkeypatch.context() as killed:
        killed.setattr(PersonalFile, "save", _killed)
        with pytest.raises(KeyboardInterrupt):
            scan(case)
    assert len(kept_in(folder)) == 2
    assert actions.sweep_personal_files(at=now()) == 0, "its transaction may go on"
    assert actions.sweep_personal_files(at=now() + timedelta(days=1, minutes=1)) == 1
    _, shown = personal_files.open_file(cast.staff("elif"), case, "signature", at=now())
    assert shown.read() == PICTURE.content
    assert len(kept_in(folder)) == 1


def test_a_sweep_of_nothing_is_none(folder: Path) -> None:
    assert kept_in(folder) == []
    assert actions.sweep_personal_files(at=now()) == 0
