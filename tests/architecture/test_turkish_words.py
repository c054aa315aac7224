"""One Turkish word for one thing, on every screen and in every message of Kocaeli."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import polib
import pytest
from tests import cast
from tests.architecture import tree

CITY = cast.CITIES / "kocaeli"
# What citizens type or other bodies print is recognized, not said
_HEARD = re.compile(r"^(keywords|phrases|harmless) = \[.*?\]", re.MULTILINE | re.DOTALL)
# The word on the left was in use beside the one on the right
REPLACED = {
    "cevap": "yanıt",
    "cevab": "yanıt",
    "yabancılar": "engellenen adresler",
    "sayfanın fotoğrafını": "ekran görüntüsünü",
    "filtre": "süzgeç",
    "uyan ": "uygun, eşleşen: “uyan” is also who wakes up",
    "daire yok": "kullanılmıyor",
    "kapsam dışı (yönlendirme)": "başka kurumların görevi",
    "o da açmış": "bu başvuruya bakıyor",
    "denetley": "kontrol edin",
    "denetlen": "kontrol edildi",
    "boşaldığında": "müsait olunca: of people it is obscene",
    "daha hızlıydı": "sizden önce davrandı",
    "tek dokunuşla": "buradan",
    "çok sorulan": "sık sorulan",
    "kelime": "sözcük; kelimesi kelimesine: harfi harfine",
    "geliş yolu": "kanal",
    "bugüne kadar olanlar": "süreç: one name for the timeline",
    "neler oldu?": "süreç",
    "tür izin veriyorsa": "the form refuses it in words where a kind asks for a name",
    "olağan numara": "Türkiye'deki numaralar",
    "açıldı veya soruldu": "one of both, whichever it was",
    "iş arkadaş": "çalışma arkadaş",
    "kayda ara ver": "ses kaydını duraklat",
    "danışmadan aktar": "doğrudan aktar",
    "şu anda yürürlükte": "şu anda",
    "anına kadar": "the moment behind a colon: no suffix can follow its time",
}
# Of these only the word as a whole was replaced
WORDS = {
    # A name of the role is a job's; who lives alone is "yalnız"
    r"müşteri temsilci(?!si\",)": "temsilci",
    r"\byalnız (?!yaşayan|kalan)": "yalnızca",
    r"\böteki": "diğer",
    r"\böbür": "diğer",
    r"\bkent(in|te|ten|i)\b": "şehir",
    r"[.!?;](?!toml)[a-zçğıöşü]{4,} [a-zçğıöşü]+ ": "two sentences that a merge put together",
    r"\bno %": "no.",
    r"%\(\w+\)[sd](</?\w+>)*['’]": "a word of its own behind what is filled in: no suffix fits all",
    r"^temsilcisi$|başındaki temsilcisi|^hazır temsilcileri": "temsilci: its noun is gone",
    r"en geç [^.]*tarihine kadar": "en geç … günü: the limit is said once",
    r"\{(due|until)\} tarihin": "the moment alone: a time is no 'tarih'",
}
# Labels that stand on one screen: what they do must differ in word, too
TOGETHER = [
    {"Search", "Call"},
    {"Hang up", "Close"},
    {"Circle", "no circle"},
    {"Approve and send: %(receiver)s", "Send back", "Close the application"},
]


# Words of other bodies' own tables
THEIRS = "partners.toml"


def _catalogs() -> list[Path]:
    return sorted(tree.SOURCE.rglob("locale/tr/LC_MESSAGES/django.po"))


@cache
def _told() -> list[tuple[str, str]]:
    """Return every Turkish text that somebody reads or hears, folded, with where it is from."""
    return [(where, _folded(text)) for where, text in _texts()]


def _texts() -> Iterator[tuple[str, str]]:
    for path in _catalogs():
        for entry in polib.pofile(str(path)):
            for text in [entry.msgstr, *entry.msgstr_plural.values()]:
                yield tree.short(path), text
    for path in sorted({*CITY.glob("*.toml")} - {CITY / THEIRS}):
        said = _HEARD.sub("", path.read_text())
        said = "\n".join(line for line in said.splitlines() if not line.startswith("#"))
        yield path.name, said.split("[en]")[0]


def _folded(text: str) -> str:
    return text.replace("I", "ı").replace("İ", "i").lower()


@pytest.mark.parametrize("word", REPLACED)
def test_a_word_that_was_replaced_is_said_nowhere(word: str) -> None:
    found = {
        f"{where}: {line.strip()}"
        for where, text in _told()
        for line in text.splitlines()
        if word in line
    }
    assert found == set(), f"say “{REPLACED[word]}”"


@pytest.mark.parametrize("pattern", WORDS)
def test_a_mistake_that_was_made_comes_back_nowhere(pattern: str) -> None:
    wrong = re.compile(pattern)
    found = {f"{where}: {text[:200]}" for where, text in _told() if wrong.search(text)}
    assert found == set(), f"say “{WORDS[pattern]}”"


def test_the_name_of_a_place_is_said_in_full() -> None:
    rows = (CITY / "neighborhoods.csv").read_text().splitlines()[1:]
    assert [name for name in (row.split(",")[2] for row in rows) if "." in name] == []


def test_labels_of_one_screen_differ() -> None:
    turkish = {
        entry.msgid: entry.msgstr
        for path in _catalogs()
        for entry in polib.pofile(str(path))
        if not entry.msgctxt
    }
    for labels in TOGETHER:
        assert len({turkish[label] for label in labels}) == len(labels), labels


def test_the_words_of_an_sms_do_not_run_into_each_other() -> None:
    texts = cast.pack().texts["tr"]
    for name in (each for each in texts if each.endswith("_sms")):
        # Before the address and the sender stands a mark, a word of its own or a new line
        assert not re.search(
            r"\} ?[A-ZÇĞİÖŞÜ{]", texts[name].replace("{short_name} {number}", "")
        ), name
