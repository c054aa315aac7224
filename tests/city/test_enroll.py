"""Real staff are enrolled from the terminal; mistakes name the argument."""

import sys
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from tests import cast
from tests.parts.roles import Role

from alo153.accounts.models import User
from alo153.city.management.commands import enroll
from alo153.core.models import Event

pytestmark = pytest.mark.django_db
GOOD = {
    "--name": "Ayten Işık",
    "--email": "ayten@example.org",
    "--role": "unit_staff",
    "--unit": "park-ve-bahceler",
}


def run(*more: str, username: str = "ayten", **other: str | None) -> str:
    """Run the command; `other` replaces arguments, None leaves one out."""
    given = GOOD | {f"--{name}": value for name, value in other.items()}
    words = [word for pair in given.items() if pair[1] is not None for word in pair]
    out = StringIO()
    call_command("enroll", username, *words, *more, stdout=out)
    return out.getvalue()


def test_a_random_password_is_shown_once_and_works() -> None:
    shown = run("--random-password").strip().rpartition(" ")[2]
    user = User.objects.get(username="ayten")
    assert user.check_password(shown)
    assert (user.full_name, user.email) == ("Ayten Işık", "ayten@example.org")
    assert user.roles == {Role.UNIT_STAFF}
    names = Event.objects.filter(name__startswith="staff.").values_list("name", flat=True)
    assert list(names.order_by("id")) == ["staff.enrolled", "staff.joined_unit"]


def test_the_password_is_asked_for_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter(["uzun-bir-parola", "uzun-bir-parola"])
    _at_a_terminal(monkeypatch, lambda _: next(answers))
    assert "uzun-bir-parola" not in run()
    assert User.objects.get(username="ayten").check_password("uzun-bir-parola")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (["uzun-bir-parola", "uzun-bir-parol"], "aynı değil"),
        (["kisa", "kisa"], "kısa"),
    ],
)
def test_a_wrong_password_changes_nothing(
    monkeypatch: pytest.MonkeyPatch, typed: list[str], words: str
) -> None:
    answers = iter(typed)
    _at_a_terminal(monkeypatch, lambda _: next(answers))
    with pytest.raises(CommandError, match=words):
        run()
    assert not User.objects.filter(username="ayten").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"username": "Ayten Işık"}, "username: 2 ile 60"),
        ({"name": "  "}, "--name: "),
        ({"email": "ayten"}, "--email: ayten"),
        ({"role": "boss"}, "--role: boss .* agent, supervisor"),
        ({"unit": "park-ve-bahcler"}, "--unit: .* Şunu mu .* park-ve-bahceler"),
        ({"unit": None}, "--unit: birimi yazın; .* unit_staff, unit_manager"),
        ({"role": "agent"}, "--unit: yalnızca şu roller"),
    ],
)
def test_a_mistake_names_the_argument(arguments: dict[str, Any], words: str) -> None:
    with pytest.raises(CommandError, match=words):
        run("--random-password", **arguments)
    assert not User.objects.exists()


def test_without_a_terminal_it_says_what_to_add(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", StringIO())
    with pytest.raises(CommandError, match="--random-password"):
        run()


def test_a_colleague_is_not_overwritten_by_a_slip() -> None:
    cast.staff("selin")
    with pytest.raises(CommandError, match=r"Selin Koç .* --update"):
        run("--random-password", username="selin")
    assert User.objects.get(username="selin").check_password(cast.PASSWORD)


def test_an_update_gives_exactly_the_roles_and_units_named() -> None:
    selin = cast.staff("selin")
    run("--random-password", "--update", username="selin", role="unit_manager", unit="yol-ve-bakim")
    again = User.objects.get(pk=selin.pk)
    assert again.roles == {Role.UNIT_MANAGER}
    found = again.role_grants.values_list("role", "scope", "scope_key")
    assert list(found) == [("unit_manager", "branch", "yol-ve-bakim")]


def test_nobody_is_updated_who_is_not_there() -> None:
    with pytest.raises(CommandError, match="ayten adında kimse yok"):
        run("--random-password", "--update")


def _at_a_terminal(monkeypatch: pytest.MonkeyPatch, ask: Any) -> None:
    monkeypatch.setattr(enroll, "getpass", ask)
    terminal = StringIO()
    monkeypatch.setattr(terminal, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(sys, "stdin", terminal)
