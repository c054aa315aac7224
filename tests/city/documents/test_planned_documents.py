"""A planned document that does not come in force says so, and holds up no other one."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from tests import cast
from tests.parts.roles import Role

from alo153.accounts.models import User
from alo153.city import actions, queries
from alo153.city.actions import documents
from alo153.city.citypack import CityPack
from alo153.city.citypack.documents import document, entries
from alo153.city.models import City, Contact, DocumentVersion
from alo153.core import events
from alo153.core.actor import SYSTEM
from alo153.core.ttl_cache import forget_cached
from alo153.notices.models import StaffNotice

pytestmark = pytest.mark.django_db
State = DocumentVersion.State
AT = cast.AT
TOMORROW = AT + timedelta(days=1)
FIRST = "Arapça tercüman"


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    forget_cached()
    yield
    forget_cached()


def text(kind: str) -> str:
    return queries.document_in_force(document(kind)).text


def plan(kind: str, said: str, by: User) -> DocumentVersion:
    return actions.publish_document(
        kind=kind,
        text=said,
        reason="Deneme.",
        onto=queries.document_in_force(document(kind)).number,
        publish_at=TOMORROW,
        by=by,
        at=AT,
    )


def contacts(by: User) -> DocumentVersion:
    return plan("contacts", text("contacts").replace(FIRST, "Farsça tercüman"), by)


def why(version: DocumentVersion) -> str:
    version.refresh_from_db()
    assert version.state == State.REFUSED
    assert events.history(version).last()
    said = queries.why_refused(version)
    assert said
    return said.cause


def fail_for(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Let the program fail where a contact of this name would come in force."""
    load = documents.load_city

    def broken(*, pack: CityPack, **facts: object) -> City:
        if any(each.name == name for each in pack.contacts):
            raise ZeroDivisionError
        return load(pack=pack, **facts)  # type: ignore[arg-type]

    monkeypatch.setattr(documents, "load_city", broken)


def test_an_unexpected_error_in_one_document_holds_up_no_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    yasin = cast.staff("yasin")
    first = contacts(yasin)
    second = plan("alarms", text("alarms") + "\n# yeni\n", yasin)
    fail_for(monkeypatch, "Farsça tercüman")
    actions.publish_due_documents(by=SYSTEM, at=TOMORROW)
    assert why(first) == "error"
    second.refresh_from_db()
    assert second.state == State.IN_FORCE
    assert Contact.objects.filter(name=FIRST, retired_at=None).exists()


def test_the_author_and_all_who_edit_documents_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    okan = cast.with_roles("okan", Role.ADMINISTRATOR)
    yasin = cast.staff("yasin")
    contacts(okan)
    fail_for(monkeypatch, "Farsça tercüman")
    actions.publish_due_documents(by=SYSTEM, at=TOMORROW)
    told = StaffNotice.objects.filter(kind="document_refused")
    assert {each.reader for each in told} == {okan, yasin}
    assert "contacts.toml" in told[0].title
    assert told[0].path == "/settings/documents/contacts/"


def test_what_a_dismissed_person_planned_does_not_come_in_force() -> None:
    okan = cast.with_roles("okan", Role.ADMINISTRATOR)
    version = contacts(okan)
    actions.dismiss_person(user=okan, by=cast.staff("yasin"), at=AT)
    actions.publish_due_documents(by=SYSTEM, at=TOMORROW)
    assert why(version) == "author_left"
    assert Contact.objects.filter(name=FIRST, retired_at=None).exists()
    told = StaffNotice.objects.filter(kind="document_refused")
    assert {each.reader.username for each in told} == {"yasin"}


def test_nobody_moves_a_unit_below_their_own() -> None:
    said = entries.put("units", text("units"), "yol-ve-bakim", {"parent": "park-ve-bahceler"})
    manager = cast.with_roles(
        "yasin", Role.ADMINISTRATOR, Role.UNIT_MANAGER, unit="park-ve-bahceler"
    )
    with pytest.raises(actions.DocumentGivesToOneself) as refused:
        plan("units", said, manager)
    assert "work_on_unit_cases" in [each.key for each in refused.value.gained]
    planned = plan("units", said, cast.with_roles("okan", Role.ADMINISTRATOR))
    assert planned.state == State.SCHEDULED


def test_a_role_given_since_counts_for_a_planned_unit() -> None:
    said = entries.put("units", text("units"), "yol-ve-bakim", {"parent": "park-ve-bahceler"})
    version = plan("units", said, cast.staff("yasin"))
    cast.with_roles("yasin", Role.ADMINISTRATOR, Role.UNIT_MANAGER, unit="park-ve-bahceler")
    actions.publish_due_documents(by=SYSTEM, at=TOMORROW)
    assert why(version) == "gains"
