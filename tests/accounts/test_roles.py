"""Roles are the city's data: loaded, changed, retired; who holds one follows at the next page."""

import tomllib
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from tests import cast
from tests.parts.roles import Role

from alo153.accounts.actions import RoleInUse, admit_guest, set_grants, set_roles
from alo153.accounts.backend import Backend
from alo153.accounts.models import Role as RoleRow
from alo153.accounts.models import RoleGrant, User
from alo153.accounts.queries import holding, roles_now
from alo153.accounts.registry import Permission, edition, every_permission, newer_than
from alo153.accounts.roles import Bundle, Grant, Scope, grown
from alo153.calls.permissions import ANSWER_CALLS, SEE_WALL
from alo153.cases.permissions import OPEN_CASE, WORK_ON_UNIT_CASES
from alo153.city.citypack.mistakes import Mistakes
from alo153.city.citypack.roles.lines import USUAL, read_roles
from alo153.city.queries import permissions_in
from alo153.core.actor import SYSTEM
from alo153.core.models import Event

ROLES = {line.bundle.key: line.bundle for line in cast.pack().roles}
# Migrations that give each holder of one permission another one
LATER = (
    *("0003_answer_messages", "0004_connect_systems", "0005_counters", "0006_center_templates"),
    *("0007_open_channels", "0008_partners", "0010_digital_media", "0011_call_lists"),
    *("0014_timetables", "0016_see_machine"),
)
# Those that ask for more than one permission say by themselves what a role gets
LAST = (
    "0012_quality",
    "0013_reports_and_shifts",
    "0015_alarms",
    "0017_articles_and_prompts",
    "0018_care",
    "0019_documents",
    "0023_confirmed_staff",
    "0024_confirm_working_time",
    "0025_file_complaints",
)
# Before it no edition was counted
FIRST_EDITION = 23
ABOVE, BELOW = "cevre-koruma", "deniz-kiyi"


def given(user: User) -> frozenset[Grant]:
    """Return what somebody holds: by the statement of every page, and by rows, which are alike."""
    by_page = Backend().get_user(user.pk)
    assert by_page
    by_rows = User.objects.get(pk=user.pk).grants
    assert by_page.grants == by_rows
    return by_rows


def test_what_grows_is_what_no_grant_permitted_there() -> None:
    def grant(scope: Scope, unit: str = "", role: str = "any") -> Grant:
        may = frozenset({WORK_ON_UNIT_CASES})
        return Grant(role=role, permissions=may, scope=scope, scope_key=unit)

    city, branch = grant(Scope.CITY), grant(Scope.BRANCH, ABOVE)
    unit, other = grant(Scope.UNIT, ABOVE), grant(Scope.UNIT, BELOW)
    for held, after in ((city, unit), (city, branch), (branch, unit), (unit, unit)):
        assert not grown([held], [after])
    for held, after in ((unit, branch), (unit, other), (branch, city), (unit, city)):
        assert grown([held], [after]) == {WORK_ON_UNIT_CASES}


def load(roles: dict[str, Bundle]) -> list[tuple[str, dict[str, object]]]:
    """Make these the roles of the city, and return the events of it."""
    last = Event.objects.order_by("-id").values_list("id", flat=True).first() or 0
    set_roles(roles=list(roles.values()), by=SYSTEM, at=cast.AT)
    told = Event.objects.filter(id__gt=last, name__startswith="role.").order_by("id")
    return list(told.values_list("name", "data"))


def usual(folder: Path) -> list[Bundle]:
    """Return the roles of a city without a file of its own."""
    mistakes = Mistakes()
    found = [line.bundle for line in read_roles(folder, mistakes)]
    assert not mistakes.found
    return found


def test_an_upgrade_gives_the_usual_roles_and_kocaeli_has_them(tmp_path: Path) -> None:
    migration = import_module("alo153.accounts.migrations.0002_roles")
    later = [import_module(f"alo153.accounts.migrations.{name}") for name in (*LATER, *LAST)]
    put_in = [
        Bundle(
            key=key,
            labels=labels,
            permissions=_with(later, permissions.split()),
            scope=Scope(scope),
            idle_minutes=minutes,
            for_guests=key == migration.GUESTS,
        )
        for key, labels, scope, minutes, permissions in migration.ROLES
    ]
    # Of what nobody did before: a desk of a communication center, posts, care, the machine
    later = {Role.COUNTER_STAFF, Role.DIGITAL_MEDIA, Role.IT, "psychologist", "infirmary"}
    now = [bundle for key, bundle in ROLES.items() if key not in later]
    assert usual(tmp_path) == list(ROLES.values())
    assert put_in == now


def _with(migrations: list[Any], permissions: list[str]) -> tuple[str, ...]:
    first, last = migrations[: len(LATER)], migrations[len(LATER) :]
    found = set(permissions)
    for each in first:
        if each.WITH in found:
            found |= {each.GIVEN} if isinstance(each.GIVEN, str) else each.GIVEN
    for each in last:
        found |= each.new(sorted(found))
    return tuple(sorted(found))


@pytest.mark.parametrize("each", newer_than(0), ids=lambda each: str(each.key))
def test_a_newer_permission_follows_what_its_migration_says(each: Permission) -> None:
    (name,) = [name for name in LAST if name.startswith(f"{each.since:04}_")]
    migration = import_module(f"alo153.accounts.migrations.{name}")
    every = {one.key for one in every_permission()}
    assert {key for key in every if each.key in migration.new([key])} == each.follows


def test_every_migration_that_gave_a_permission_since_is_an_edition() -> None:
    every = [one.key for one in every_permission()]
    given = {
        key: int(name[:4])
        for name in LAST
        if int(name[:4]) >= FIRST_EDITION
        for key in import_module(f"alo153.accounts.migrations.{name}").new(every)
    }
    assert given == {each.key: each.since for each in newer_than(0)}


@pytest.mark.parametrize("path", [USUAL, *sorted(cast.CITIES.glob("*/roles.toml"))], ids=str)
def test_the_files_that_come_with_the_program_know_every_permission(path: Path) -> None:
    assert tomllib.loads(path.read_text())["edition"] == edition()


OLDER = """
[[role]]
key = "sef"
label = { tr = "şef" }
scope = "city"
permissions = ["supervise_calls"]

[[role]]
key = "temsilci"
label = { tr = "temsilci" }
scope = "city"
for_guests = true
permissions = ["answer_calls", "supervise_calls"]

[[role]]
key = "plan"
label = { tr = "plan" }
scope = "city"
permissions = ["plan_shifts"]
"""


def older(folder: Path, *, before: str = "", after: str = OLDER) -> dict[str, tuple[str, ...]]:
    """Return what roles permit by a file that was written for an older program."""
    (folder / "roles.toml").write_text(f"{before}\n{after}")
    found = [line.bundle for line in read_roles(folder, Mistakes())]
    return {bundle.key: bundle.permissions for bundle in found}


def test_what_a_file_cannot_know_holds_as_the_upgrade_gave_it(tmp_path: Path) -> None:
    found = older(tmp_path)
    assert found["sef"] == ("confirm_staff", "file_complaints", "supervise_calls")
    assert found["plan"] == ("confirm_working_time", "plan_shifts")
    # A guest's seat is opened by one person alone
    assert found["temsilci"] == ("answer_calls", "supervise_calls")


def test_what_a_file_knows_it_decides(tmp_path: Path) -> None:
    found = older(tmp_path, before="edition = 24")
    assert found["sef"] == ("file_complaints", "supervise_calls")
    assert found["plan"] == ("plan_shifts",)
    assert older(tmp_path, before=f"edition = {edition()}")["sef"] == ("supervise_calls",)
    named = OLDER.replace('"plan_shifts"', '"plan_shifts", "confirm_staff"')
    assert older(tmp_path, after=named)["sef"] == ("file_complaints", "supervise_calls")


@pytest.mark.parametrize("said", ["-1", "true", '"25"', "2.5"])
def test_an_edition_is_a_number(tmp_path: Path, said: str) -> None:
    (tmp_path / "roles.toml").write_text(f"edition = {said}\n{OLDER}")
    mistakes = Mistakes()
    read_roles(tmp_path, mistakes)
    (found,) = [each for each in mistakes.found if each.where == "edition"]
    assert found.line == 1


def test_an_edition_that_the_program_does_not_know_is_refused(tmp_path: Path) -> None:
    (tmp_path / "roles.toml").write_text(f"edition = {edition() + 1}\n{OLDER}")
    mistakes = Mistakes()
    read_roles(tmp_path, mistakes)
    (found,) = [each for each in mistakes.found if each.where == "edition"]
    assert (found.file, found.line) == ("roles.toml", 1)
    assert f"up to edition {edition()}" in str(found.what)


@pytest.mark.django_db
def test_an_upgrade_keeps_everybodys_rights() -> None:
    staff = [cast.staff(name) for name in ("elif", "selin", "nurten", "meral")]
    before = [given(user) for user in staff]
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    MigrationExecutor(connection).migrate([("accounts", "0001_initial")])
    assert "accounts_role" not in connection.introspection.table_names()
    MigrationExecutor(connection).migrate([("accounts", LAST[-1])])
    assert [given(user) for user in staff] == before


@pytest.mark.django_db
def test_loading_the_same_roles_again_changes_nothing() -> None:
    assert [row.bundle for row in roles_now().values()] == list(ROLES.values())
    assert load(ROLES) == []


@pytest.mark.django_db
def test_a_changed_role_is_an_event_and_holds_at_the_next_page() -> None:
    elif_ = cast.staff("elif")
    less = sorted(set(ROLES[Role.AGENT].permissions) - {OPEN_CASE.key} | {SEE_WALL.key})
    changed = replace(
        ROLES[Role.AGENT], permissions=tuple(less), idle_minutes=5, second_factor=True
    )
    ((name, data),) = load(ROLES | {Role.AGENT: changed})
    assert (name, data["role"], data["given"], data["taken"]) == (
        "role.changed",
        "agent",
        ["see_wall"],
        ["open_case"],
    )
    (grant,) = given(elif_)
    assert SEE_WALL in grant.permissions
    assert OPEN_CASE not in grant.permissions
    assert (grant.idle_minutes, grant.second_factor) == (5, True)
    assert elif_ in holding(SEE_WALL)
    assert elif_ not in holding(OPEN_CASE)


@pytest.mark.django_db
def test_open_pages_of_whoever_holds_a_changed_role_ask_anew(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    elif_, _hakan = cast.staff("elif"), cast.staff("hakan")
    closed: list[User] = []
    monkeypatch.setattr("alo153.accounts.actions.roles.close_pages", closed.append)
    load(ROLES)
    assert not closed
    agent = replace(ROLES["agent"], permissions=("answer_calls",))
    load(ROLES | {"agent": agent})
    assert closed == [elif_]
    load({key: role for key, role in ROLES.items() if key != "agent"})
    assert closed == [elif_, elif_]


@pytest.mark.django_db
def test_a_retired_role_permits_nothing_and_is_not_given_until_it_is_named_again() -> None:
    elif_ = cast.staff("elif")
    rest = {key: role for key, role in ROLES.items() if key != Role.AGENT}
    named = rest | {"operator": replace(ROLES[Role.AGENT], key="operator")}
    assert [(name, data["role"]) for name, data in load(named)] == [
        ("role.added", "operator"),
        ("role.retired", "agent"),
    ]
    assert given(elif_) == frozenset()
    assert elif_ not in holding(ANSWER_CALLS)
    with pytest.raises(ValueError, match="agent"):
        set_grants(user=elif_, roles=[Role.AGENT], at=cast.AT)
    guest = admit_guest(
        username="guest-1", full_name="Deniz", expires_at=cast.AT, by=SYSTEM, at=cast.AT
    )
    assert RoleGrant.objects.get(user=guest).role_id == "operator"
    assert ("role.changed", "agent") in [(name, data["role"]) for name, data in load(ROLES)]
    assert ANSWER_CALLS in next(iter(given(elif_))).permissions


@pytest.mark.django_db
def test_a_role_of_units_may_reach_farther_and_never_becomes_one_of_the_city() -> None:
    selin, below = cast.staff("selin"), cast.unit(BELOW)
    selin.role_grants.update(scope_key=ABOVE)
    assert WORK_ON_UNIT_CASES not in permissions_in(User.objects.get(pk=selin.pk), below)
    load(ROLES | {Role.UNIT_STAFF: replace(ROLES[Role.UNIT_STAFF], scope=Scope.BRANCH)})
    assert {grant.scope for grant in given(selin)} == {Scope.BRANCH}
    assert WORK_ON_UNIT_CASES in permissions_in(User.objects.get(pk=selin.pk), below)
    with pytest.raises(RoleInUse, match="unit_staff"):
        load(ROLES | {Role.UNIT_STAFF: replace(ROLES[Role.UNIT_STAFF], scope=Scope.CITY)})


@pytest.mark.django_db
def test_loading_the_city_says_which_role_is_in_use() -> None:
    cast.staff("elif")
    RoleRow.objects.filter(key=Role.AGENT).update(scope=Scope.UNIT)
    with pytest.raises(CommandError, match=r"roles\.toml: role agent, scope: 1 hold it"):
        call_command("load_city", "kocaeli")


@pytest.mark.django_db
def test_what_a_newer_program_dropped_permits_nothing() -> None:
    elif_ = cast.staff("elif")
    RoleRow.objects.filter(key=Role.AGENT).update(permissions=["answer_calls", "fly"])
    (grant,) = given(elif_)
    assert grant.permissions == {ANSWER_CALLS}


@pytest.mark.django_db
def test_a_role_is_called_as_the_reader_speaks() -> None:
    row = roles_now()[Role.UNIT_MANAGER]
    assert row.label == "birim sorumlusu"
    row.labels = {"en": "head"}
    assert row.label == "head"
