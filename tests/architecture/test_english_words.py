"""Citizens and staff read the English of an American city hall."""

import re
from pathlib import Path

import polib
import pytest
from tests.architecture import tree

WEB = tree.SOURCE / "web"
PORTAL = WEB / "portal"
# Speaks to those who write programs
API = WEB / "api"
STAFF = sorted(
    path.parents[3]
    for path in tree.SOURCE.rglob("locale/tr/LC_MESSAGES/django.po")
    if path.parents[3] not in {PORTAL, API}
)
# What was said by a translator of Turkish, or in Britain
REPLACED = re.compile(
    r"\bapplications?\b|\bapply\b|\btelephones?\b|\brubbish\b|\bshall\b|\bstands?\b|\bSMS\b"
    r"|\be-mail\b|conclude|municipal|\bthe unit\b|\bone of us\b|\bat the moment\b|\bany more\b",
    re.IGNORECASE,
)
# The names of things: in sentences of staff the rest may stay
REPLACED_NAMES = re.compile(
    r"\bcitizens?\b|\bapplications?\b|\bapplicants?\b|\btelephones?\b|\brubbish\b|\bSMS\b|\be-mails?\b|municipal"
    r"|(?<!--)\bunits?\b(?!\.toml)",
    re.IGNORECASE,
)
# Filled in, or written by a machine
NAMES_OF_VALUES = re.compile(r"%\(\w+\)[sd]|\{\w*\}|<[^>]*>")


def _own(application: Path) -> set[str]:
    return {entry.msgid for entry in _entries(application)}


def _entries(application: Path) -> polib.POFile | list[polib.POEntry]:
    own = application / "locale/en/LC_MESSAGES/django.po"
    return polib.pofile(str(own)) if own.is_file() else []


def _english(application: Path) -> dict[str, str]:
    """Return what is read in English of each text of an application, by its msgid."""
    said = polib.pofile(str(application / "locale/tr/LC_MESSAGES/django.po"))
    words = {(e.msgctxt, e.msgid): e for e in _entries(application)}
    read = {}
    for entry in said:
        found = words.get((entry.msgctxt, entry.msgid))
        texts = (
            [found.msgstr, *found.msgstr_plural.values()]
            if found
            else [entry.msgid, entry.msgid_plural]
        )
        read[entry.msgid] = " ".join(texts)
    return read


@pytest.mark.parametrize("text", _english(PORTAL).values())
def test_a_citizen_reads_the_words_of_city_hall(text: str) -> None:
    assert not REPLACED.search(text)


@pytest.mark.parametrize("application", STAFF, ids=tree.short)
def test_staff_read_the_words_of_city_hall(application: Path) -> None:
    read = {text: NAMES_OF_VALUES.sub("", text) for text in _english(application).values()}
    assert [text for text, words in read.items() if REPLACED_NAMES.search(words)] == []


def test_no_english_word_is_left_of_a_text_that_is_gone() -> None:
    left = {
        (tree.short(application), text)
        for application in [PORTAL, *STAFF]
        for text in _own(application) - set(_english(application))
    }
    assert left == set()


def test_the_same_words_are_said_alike_in_english() -> None:
    # Django merges the catalogs of all applications: the first one would win for all
    told: dict[tuple[str | None, str], set[tuple[str, ...]]] = {}
    for application in [PORTAL, *STAFF]:
        for entry in _entries(application):
            texts = (entry.msgstr, *entry.msgstr_plural.values())
            told.setdefault((entry.msgctxt, entry.msgid), set()).add(texts)
    assert [key for key, texts in told.items() if len(texts) > 1] == []
