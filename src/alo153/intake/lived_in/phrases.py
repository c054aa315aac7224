"""Names and words of invented citizens, in the city's language. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import Final

_TURKISH_FIRST: Final = (  # noqa: SIM905 - forty lines would say no more
    "Ayşe Fatma Emine Hatice Zeynep Meryem Şerife Sultan Hanife Gülsüm Özlem Çiğdem Işıl Ümit "
    "Mehmet Mustafa Ahmet Ali Hüseyin Hasan İbrahim İsmail Osman Yusuf Ömer Ramazan Şükrü Çağlar"
).split()
_TURKISH_LAST: Final = (  # noqa: SIM905
    "Yılmaz Demir Çelik Şahin Yıldırım Öztürk Aydın Özdemir Doğan Kılıç Aslan Çetin Kara Koç Kurt "
    "Özkan Şimşek Polat Özcan Korkmaz Çakır Erdoğan Yavuz Şen Aktaş Güler Yalçın Bozkurt Bulut"
).split()
_ENGLISH_FIRST: Final = (  # noqa: SIM905
    "Mary Linda Susan Karen Nancy Lisa Betty Sandra Ashley Emily James Robert John Michael David "
    "William Richard Joseph Thomas Daniel"
).split()
_ENGLISH_LAST: Final = (  # noqa: SIM905
    "Smith Johnson Williams Brown Jones Garcia Miller Davis Wilson Anderson Taylor Moore Jackson "
    "Martin Lee Thompson White Harris Clark Lewis"
).split()

_MATTERS: Final = {
    "tr": (
        "{topic}: {place} mahallesinde üç gündür aynı durum var, ilgilenilmesini istiyoruz.",
        "{place} mahallesinde oturuyorum. Konu: {topic}. Ne zaman bakılacak?",
        "{topic} ile ilgili başvurmuştum, {place} mahallesinde hâlâ bir değişiklik yok.",
        "Sokağımızda {topic} konusunda sorun yaşıyoruz. {place} mahallesi.",
    ),
    "en": (
        "{topic}: it has been like this in {place} for three days, please look into it.",
        "I live in {place}. It is about: {topic}. When will somebody come?",
        "I called about {topic} before, and nothing has changed in {place}.",
        "We have a problem with {topic} in our street in {place}.",
    ),
}
_DONE: Final = {
    "tr": (
        "Ekibimiz yerinde baktı ve sorunu giderdi.",
        "İş tamamlandı. Bildirdiğiniz için teşekkür ederiz.",
        "Arıza giderildi, bölge kontrol edildi.",
    ),
    "en": (
        "Our crew came, looked at it and mended it.",
        "The work is done. Thank you for telling us.",
        "The fault is mended, and the area was checked.",
    ),
}
_NOT_FOUND: Final = {
    "tr": ("Ekibimiz yerinde baktı, bildirilen durumu bulamadı.",),
    "en": ("Our crew came and could not find what was reported.",),
}
_UNSOLVED: Final = {
    "tr": ("Sorun aynı yerde duruyor.", "Gelen olmadı."),
    "en": ("It is still the same.", "Nobody came."),
}
_MARK: Final = {"tr": "örnek", "en": "sample"}
_NOTE: Final = {"tr": "Örnek kayıt: uydurulmuş kişi.", "en": "Sample record: an invented person."}


def _of(table: Mapping[str, tuple[str, ...]], language: str) -> tuple[str, ...]:
    return table.get(language, table["en"])


def name(language: str, random: Random) -> str:
    """Invent a full name, which says in every list that nobody is meant."""
    first, last = (
        (_TURKISH_FIRST, _TURKISH_LAST) if language == "tr" else (_ENGLISH_FIRST, _ENGLISH_LAST)
    )
    mark = _MARK.get(language, _MARK["en"])
    return f"{random.choice(first)} {random.choice(last)} ({mark})"


def phone(example: str, number: int) -> str:
    """Return a number of the same block as an example of demo.toml: of nobody."""
    return f"{example[:-4]}{number:04d}"


def note(language: str) -> str:
    """Say on the record of a person that nobody is meant."""
    return _NOTE.get(language, _NOTE["en"])


def matter(language: str, random: Random, *, topic: str, place: str) -> str:
    """Write what a citizen says of a matter."""
    return random.choice(_of(_MATTERS, language)).format(topic=topic, place=place)


def answer(language: str, random: Random, *, found: bool) -> str:
    """Write a unit's answer."""
    return random.choice(_of(_DONE if found else _NOT_FOUND, language))


def complaint(language: str, random: Random) -> str:
    """Write why a citizen calls it not solved."""
    return random.choice(_of(_UNSOLVED, language))
