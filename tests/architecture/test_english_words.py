"""The citizens' pages speak the English of an American city hall."""

import re

import polib
import pytest
from tests.architecture import tree

PORTAL = tree.SOURCE / "web" / "portal"
# What was said by a translator of Turkish, or in Britain
REPLACED = re.compile(
    r"\bapplications?\b|\bapply\b|\btelephones?\b|\brubbish\b|\bshall\b|\bstands?\b|\bSMS\b"
    r"|\be-mail\b|conclude|municipal|\bthe unit\b|\bone of us\b|\bat the moment\b|\bany more\b",
    re.IGNORECASE,
)


def _english() -> dict[str, str]:
    """Return what citizens read of each text of the portal, by its msgid."""
    said = polib.pofile(str(PORTAL / "locale/tr/LC_MESSAGES/django.po"))
    better = polib.pofile(str(PORTAL / "locale/en/LC_MESSAGES/django.po"))
    words = {(e.msgctxt, e.msgid): e for e in better}
    read = {}
    for entry in said:
        found = words.get((entry.msgctxt, entry.msgid))
        texts = [found.msgstr, *found.msgstr_plural.values()] if found else [entry.msgid]
        read[entry.msgid] = " ".join(texts)
    return read


@pytest.mark.parametrize("text", _english().values())
def test_a_citizen_reads_the_words_of_city_hall(text: str) -> None:
    assert not REPLACED.search(text)
