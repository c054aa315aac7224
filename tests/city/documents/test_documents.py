"""What the city says is edited as documents: checked, put in force with a reason, never lost."""

from collections.abc import Iterator
from datetime import timedelta
from io import StringIO
from pathlib import Path
from shutil import copytree

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings
from tests import cast

from alo153.accounts.models import Role, RoleGrant
from alo153.accounts.policy import NotPermitted
from alo153.city import actions, queries
from alo153.city.citypack import PackError
from alo153.city.citypack.documents import document
from alo153.city.models import Contact, DocumentVersion
from alo153.core import events
from alo153.core.actor import SYSTEM
from alo153.core.ttl_cache import forget_cached

pytestmark = pytest.mark.django_db
State = DocumentVersion.State
AT = cast.AT
CONTACTS = document("contacts")
FIRST = "Arapça tercüman"
READER = """
[[role]]
key = "reader"
label = { tr = "okur" }
scope = "city"
permissions = ["see_results"]
"""


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    forget_cached()
    yield
    forget_cached()


@pytest.fixture
def files(settings: Settings, tmp_path: Path) -> Path:
    """Kocaeli's files, where a test may change them."""
    copytree(cast.CITIES / "kocaeli", tmp_path / "kocaeli")
    settings.CITIES_DIR = tmp_path
    return tmp_path / "kocaeli"


def text() -> str:
    return queries.document_in_force(CONTACTS).text


def publish(said: str, **facts: object) -> DocumentVersion:
    """Put the contacts in force as Yasin, who administers the city."""
    return actions.publish_document(
        **{
            "kind": "contacts",
            "text": said,
            "reason": "Tercüman değişti.",
            "onto": queries.document_in_force(CONTACTS).number,
            "by": cast.staff("yasin"),
            "at": AT,
            **facts,
        }
    )


def renamed(name: str) -> str:
    return text().replace(FIRST, name)


def names() -> set[str]:
    return set(Contact.objects.filter(retired_at=None).values_list("name", flat=True))


def test_a_document_in_force_is_what_the_city_says() -> None:
    version = publish(renamed("Farsça tercüman"))
    assert (version.number, version.state) == (2, State.IN_FORCE)
    assert "Farsça tercüman" in names()
    assert FIRST not in names()
    first = DocumentVersion.objects.get(kind="contacts", number=1)
    assert (first.saved_by, first.reason, first.state) == (None, "contacts.toml", State.FORMER)
    assert [each.name for each in events.history(version)] == ["document.published"]


def test_who_may_not_edit_documents_changes_none() -> None:
    with pytest.raises(NotPermitted):
        publish(renamed("Farsça tercüman"), by=cast.staff("elif"))
    with pytest.raises(NotPermitted):
        actions.keep_document(kind="contacts", text="", by=cast.staff("hakan"), at=AT)


def test_a_mistake_is_named_with_its_line_and_changes_nothing() -> None:
    with pytest.raises(PackError) as refused:
        publish(text().replace('role = "Tercüman"', 'roll = "Tercüman"', 1))
    assert {each.file for each in refused.value.mistakes} == {"contacts.toml"}
    assert all(each.line for each in refused.value.mistakes)
    assert FIRST in names()


def test_what_another_document_needs_cannot_be_taken_away() -> None:
    units = document("units")
    said = queries.document_in_force(units).text.replace('slug = "isu"', 'slug = "isu-yeni"')
    with pytest.raises(PackError) as refused:
        publish(said, kind="units", onto=queries.document_in_force(units).number)
    assert {each.file for each in refused.value.mistakes} >= {"topics.toml"}


def test_two_administrators_do_not_overwrite_each_other() -> None:
    publish(renamed("Farsça tercüman"))
    with pytest.raises(actions.DocumentChangedSince):
        publish(renamed("Kürtçe tercüman"), onto=1)
    assert "Farsça tercüman" in names()


def test_a_document_comes_in_force_at_its_time() -> None:
    tomorrow = AT + timedelta(days=1)
    publish(renamed("Farsça tercüman"), publish_at=tomorrow)
    actions.publish_due_documents(by=SYSTEM, at=tomorrow - timedelta(minutes=1))
    assert FIRST in names()
    actions.publish_due_documents(by=SYSTEM, at=tomorrow)
    assert "Farsça tercüman" in names()
    with pytest.raises(actions.DocumentTimePassed):
        publish(renamed("Kürtçe tercüman"), publish_at=AT)


def test_a_planned_document_that_fits_no_more_is_refused_and_stays_to_be_read(files: Path) -> None:
    version = publish(renamed("Farsça tercüman"), publish_at=AT + timedelta(days=1))
    (files / "routing.toml").write_text("rule = [")
    actions.publish_due_documents(by=SYSTEM, at=AT + timedelta(days=1))
    version.refresh_from_db()
    assert version.state == State.REFUSED
    assert FIRST in names()


def test_a_planned_document_is_taken_back() -> None:
    version = publish(renamed("Farsça tercüman"), publish_at=AT + timedelta(days=1))
    actions.withdraw_document(kind="contacts", by=cast.staff("yasin"), at=AT)
    actions.publish_due_documents(by=SYSTEM, at=AT + timedelta(days=1))
    version.refresh_from_db()
    assert version.state == State.WITHDRAWN
    assert FIRST in names()


def test_a_changed_file_comes_in_force_unless_somebody_had_changed_the_document(
    files: Path,
) -> None:
    actions.follow_files(by=SYSTEM, at=AT)
    (files / "contacts.toml").write_text(renamed("Farsça tercüman"))
    actions.follow_files(by=SYSTEM, at=AT)
    assert "Farsça tercüman" in names()
    publish(text().replace("Farsça tercüman", "Kürtçe tercüman"))
    (files / "contacts.toml").write_text(text().replace("Kürtçe tercüman", "Rusça tercüman"))
    actions.follow_files(by=SYSTEM, at=AT)
    assert "Kürtçe tercüman" in names()
    waiting = DocumentVersion.objects.get(kind="contacts", state=State.WAITING)
    assert "Rusça tercüman" in waiting.text


def test_loading_twice_makes_no_second_version(files: Path) -> None:
    actions.follow_files(by=SYSTEM, at=AT)
    actions.follow_files(by=SYSTEM, at=AT)
    assert set(DocumentVersion.objects.values_list("number", flat=True)) == {1}


def test_nobody_locks_themselves_out() -> None:
    roles = document("roles")
    said = queries.document_in_force(roles).text.replace('"edit_city", ', "")
    for publish_at in (None, AT + timedelta(days=1)):
        with pytest.raises(actions.DocumentLocksOut):
            publish_roles(said, publish_at=publish_at)
    publish(renamed("Farsça tercüman"))


def with_reports() -> str:
    """Return the roles, of which that of administrators permits one thing more."""
    said = queries.document_in_force(document("roles")).text
    return said.replace(
        '"connect_systems", "edit_city", ', '"connect_systems", "edit_city", "see_reports", '
    )


def publish_roles(said: str, **facts: object) -> DocumentVersion:
    onto = queries.document_in_force(document("roles")).number
    return publish(said, kind="roles", onto=onto, **facts)


def test_nobody_gives_themselves_permissions_by_the_roles() -> None:
    for publish_at in (None, AT + timedelta(days=1)):
        with pytest.raises(actions.DocumentGivesToOneself) as refused:
            publish_roles(with_reports(), publish_at=publish_at)
        assert [each.key for each in refused.value.gained] == ["see_reports"]
    assert not DocumentVersion.objects.filter(kind="roles", number__gt=1).exists()


def test_roles_of_an_older_program_keep_what_an_upgrade_gave() -> None:
    now = queries.document_in_force(document("roles")).text
    older = now.replace("edition = 25", "").replace('"confirm_staff", ', "")
    older = older.replace('"confirm_staff",\n', "\n")
    assert "confirm_staff" not in older
    publish_roles(older)
    told = StringIO()
    call_command("load_city", "kocaeli", stdout=told)
    held = Role.objects.filter(permissions__contains=["confirm_staff"])
    assert set(held.values_list("key", flat=True)) == {"administrator", "supervisor"}
    assert "role supervisor has confirm_staff as well" in told.getvalue()


def test_roles_of_others_may_grow_and_ones_own_may_shrink() -> None:
    said = queries.document_in_force(document("roles")).text
    publish_roles(said.replace('"set_skills",\n]', "]", 1) + READER)
    assert Role.objects.filter(key="reader", retired_at=None).exists()


def test_what_a_planned_version_would_give_its_publisher_is_asked_again_in_time() -> None:
    said = queries.document_in_force(document("roles")).text
    publish_roles(said + READER)
    more = said + READER.replace('"see_results"', '"see_reports", "see_results"')
    version = publish_roles(more, publish_at=AT + timedelta(days=1))
    yasin = cast.staff("yasin")
    grant = {"user": yasin, "role_id": "reader", "granted_at": AT}
    RoleGrant.objects.create(**grant)
    actions.publish_due_documents(by=SYSTEM, at=AT + timedelta(days=1))
    version.refresh_from_db()
    assert version.state == State.REFUSED
    assert Role.objects.get(key="reader").permissions == ["see_results"]


def test_a_draft_is_kept_and_thrown_away() -> None:
    yasin = cast.staff("yasin")
    actions.keep_document(kind="contacts", text="# a\r\n# b", by=yasin, at=AT)
    assert queries.document_drafts(yasin)["contacts"].text == "# a\n# b"
    with pytest.raises(actions.DocumentTooLong):
        actions.keep_document(kind="contacts", text="#" * 600_000, by=yasin, at=AT)
    actions.discard_document(kind="contacts", by=yasin)
    assert not queries.document_drafts(yasin)


def test_loading_says_which_document_lacks_what_a_new_program_needs() -> None:
    version = publish(renamed("Farsça tercüman"))
    # As if the program of today had asked for less when it was put in force
    lacking = version.text.replace('role = "Tercüman"\n', "", 1)
    assert lacking != version.text
    DocumentVersion.objects.filter(pk=version.pk).update(text=lacking)
    with pytest.raises(CommandError) as refused:
        call_command("load_city")
    said = str(refused.value)
    assert "version 2, saved by Yasin" in said
    assert "/settings/documents/contacts/" in said
