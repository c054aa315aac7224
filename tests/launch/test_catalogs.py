"""Catalogs are compiled without gettext, and only when their text changed."""

import gettext
import os
from pathlib import Path

import pluggy
import pytest

from alo153.launch import catalogs
from alo153.launch.testing.plugins import compiling

TEXT = (
    'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Call"\nmsgstr "{}"\n'
)


def catalog(package: Path, word: str) -> Path:
    folder = package / "web/desk/locale/tr/LC_MESSAGES"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "django.po").write_text(TEXT.format(word))
    return folder / "django.po"


def spoken(source: Path) -> str:
    with source.with_suffix(".mo").open("rb") as handle:
        return gettext.GNUTranslations(handle).gettext("Call")


def test_a_changed_catalog_is_compiled_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catalogs, "PACKAGE", tmp_path)
    source = catalog(tmp_path, "Çağrı")
    assert catalogs.compile_changed() == 1
    assert spoken(source) == "Çağrı"
    assert catalogs.compile_changed() == 0
    later = source.with_suffix(".mo").stat().st_mtime + 1
    os.utime(catalog(tmp_path, "Ara"), (later, later))
    assert catalogs.compile_changed() == 1
    assert spoken(source) == "Ara"


def test_catalogs_are_compiled_before_django_is_set_up(pytestconfig: pytest.Config) -> None:
    """A wrapper runs before all that are none; pytest-django sets it up in the same hook."""
    hook = pytestconfig.pluginmanager.hook.pytest_load_initial_conftests
    ours = [each for each in hook.get_hookimpls() if each.plugin is compiling]
    assert [each.wrapper for each in ours] == [True]
    assert not any(each.wrapper or each.hookwrapper for each in _of(hook, "pytest_django"))


def _of(hook: pluggy.HookCaller, package: str) -> list[pluggy.HookImpl]:
    found = [each for each in hook.get_hookimpls() if each.function.__module__.startswith(package)]
    assert found
    return found
