"""Each permission is declared once, asked for, named in both languages, and on its page."""

import re
from functools import cache

import pytest
from django.utils.translation import override
from tests.architecture import tree

from alo153.accounts.registry import (
    Permission,
    UnknownPermission,
    every_permission,
    named,
    permission,
)

PAGE = tree.ROOT / "docs/reference/permissions.md"
ROW = re.compile(
    r"^\| `([a-z_]+)` \| ([a-z]+) \| (.+) \| (yes)? ?\| (yes)? ?\| (yes)? ?\| ?(.*?) ?\|$",
    re.MULTILINE,
)
IN_TEMPLATE = re.compile(r"\|may:\"(\w+)\"")


@cache
def _declared_in() -> dict[str, str]:
    """Return the capability of each permission, by the folder that declares it."""
    declared = {}
    for path in tree.modules():
        if path.name == "permissions.py":
            for key in re.findall(r"permission\(\s*\"(\w+)\"", path.read_text()):
                declared[key] = path.parent.name
    return declared


def _edition_of(each: Permission) -> str:
    followed = " ".join(f"`{key}`" for key in sorted(each.follows))
    return f"{each.since}, follows {followed}" if each.since else ""


def test_every_capability_is_gathered() -> None:
    assert [each.key for each in every_permission()] == sorted(_declared_in())


def test_the_page_lists_every_permission_as_it_is() -> None:
    # In the words of the code, as all of the documentation; the screens of a city have their own
    with override(None):
        rows = [
            (
                each.key,
                _declared_in()[each.key],
                str(each.label),
                "yes" if each.in_units else "",
                "yes" if each.needed else "",
                "yes" if each.for_guests else "",
                _edition_of(each),
            )
            for each in every_permission()
        ]
    assert ROW.findall(PAGE.read_text()) == rows


@pytest.mark.parametrize("each", every_permission(), ids=lambda each: str(each.key))
def test_a_permission_is_asked_for_and_has_a_label_of_its_own(each: Permission) -> None:
    words = set()
    for language in ("en", "tr"):
        with override(language):
            words.add(str(each.label))
    assert len(words) == 2, "it is not translated"
    sources = [path.read_text() for path in tree.modules() if path.name != "permissions.py"]
    assert any(re.search(rf"\b{each.key.upper()}\b", source) for source in sources)


def test_every_permission_that_a_template_asks_for_is_declared() -> None:
    asked = {key for path in tree.templates() for key in IN_TEMPLATE.findall(path.read_text())}
    assert asked
    for key in asked:
        assert named(key).key == key


def test_no_two_permissions_have_one_name_and_an_unknown_one_is_refused() -> None:
    with pytest.raises(ValueError, match="answer_calls"):
        permission("answer_calls", named("open_case").label)
    with pytest.raises(UnknownPermission):
        named("fly")


def test_no_code_asks_for_a_role_by_its_name() -> None:
    names = re.compile(r"[\"'](unit_staff|unit_manager|secretary_general|confidential_clerk)[\"']")
    sources = [*tree.modules(), *tree.templates()]
    assert [tree.short(path) for path in sources if names.search(path.read_text())] == []
