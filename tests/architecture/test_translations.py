"""Every word of the screens is Turkish, by the catalog of its own application."""

import re
import subprocess
from functools import cache
from pathlib import Path

import polib
import pytest
from django.utils.translation.template import templatize
from tests.architecture import tree

from alo153.launch.debian.debs import program

KEYWORDS = ["gettext_noop", "gettext_lazy", "_lazy", "ngettext_lazy:1,2", "npgettext:1c,2,3"]
KEYWORDS += ["pgettext:1c,2", "pgettext_lazy:1c,2", "npgettext_lazy:1c,2,3"]
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}|%%")
# Its words are for the person at the terminal, in English
SPOKEN_IN_ENGLISH = {"launch"}


@cache
def _applications() -> list[Path]:
    folders = {path.parent for path in tree.modules() if path.name == "apps.py"}
    return sorted(folder for folder in folders if folder.name not in SPOKEN_IN_ENGLISH)


@cache
def _application_of(path: Path) -> Path | None:
    return next((folder for folder in path.parents if folder in _applications()), None)


@pytest.fixture(scope="module")
def xgettext() -> Path:
    found = program("xgettext")
    if not found:
        pytest.skip("xgettext cannot be had on this machine")
    return found


def _messages(application: Path, xgettext: Path, scratch: Path) -> polib.POFile:
    """Return what the application says, by the tool that reads programs."""
    sources = [p for p in [*tree.modules(), *tree.templates()] if _application_of(p) == application]
    listed = []
    for number, path in enumerate(sources):
        text = path.read_text()
        copy = scratch / f"{number}.py"
        copy.write_text(text if path.suffix == ".py" else templatize(text, origin=tree.short(path)))
        listed.append(copy.name)
    command = [str(xgettext), "--language=Python", "--from-code=UTF-8", "--output=-"]
    command += [f"--keyword={word}" for word in KEYWORDS]
    ran = subprocess.run([*command, *listed], cwd=scratch, check=True, capture_output=True)
    return polib.pofile(ran.stdout.decode())


def _catalog(application: Path, language: str) -> polib.POFile:
    path = application / "locale" / language / "LC_MESSAGES" / "django.po"
    return polib.pofile(str(path)) if path.is_file() else polib.POFile()


def _key(entry: polib.POEntry) -> tuple[str | None, str]:
    return entry.msgctxt, entry.msgid


def _texts(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) or [entry.msgstr]


@pytest.mark.parametrize("application", _applications(), ids=tree.short)
def test_every_word_is_turkish_and_none_is_left_over(
    application: Path, xgettext: Path, tmp_path: Path
) -> None:
    said = {_key(entry): entry for entry in _messages(application, xgettext, tmp_path)}
    turkish = {_key(entry): entry for entry in _catalog(application, "tr") if not entry.obsolete}
    untranslated = {key[1] for key in said if key not in turkish or not all(_texts(turkish[key]))}
    assert untranslated == set()
    assert {key[1] for key in turkish.keys() - said.keys()} == set(), "no longer said"
    unsure = {entry.msgid for entry in turkish.values() if entry.fuzzy}
    assert unsure == set()
    assert len(turkish) == len(_catalog(application, "tr")), "a word stands there twice"


@pytest.mark.parametrize("application", _applications(), ids=tree.short)
@pytest.mark.parametrize("language", ["tr", "en"])
def test_translations_keep_the_placeholders(application: Path, language: str) -> None:
    broken = {
        entry.msgid
        for entry in _catalog(application, language)
        for text in _texts(entry)
        if set(PLACEHOLDER.findall(text))
        != set(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
    }
    assert broken == set()


@pytest.mark.parametrize("application", _applications(), ids=tree.short)
def test_where_english_words_differ_they_are_whole(application: Path) -> None:
    empty = {e.msgid for e in _catalog(application, "en") if not all(_texts(e))}
    assert empty == set()


def test_the_same_words_are_translated_alike_everywhere() -> None:
    # Django merges the catalogs of all applications: the first one would win for all
    told: dict[tuple[str | None, str], dict[tuple[str, ...], list[str]]] = {}
    for application in _applications():
        for entry in _catalog(application, "tr"):
            if all(_texts(entry)):
                by_text = told.setdefault(_key(entry), {})
                by_text.setdefault(tuple(_texts(entry)), []).append(tree.short(application))
    assert {key[1]: texts for key, texts in told.items() if len(texts) > 1} == {}
