"""Invented citizens: names in Turkish spelling, and numbers that nobody else here has. Pure."""

from __future__ import annotations

_FIRST = (  # noqa: SIM905 - eighty lines would say no more
    "Ayşe Fatma Emine Hatice Zeynep Elif Meryem Şerife Sultan Hanife Gülsüm Özlem Çiğdem Işıl Ümit "
    "Mehmet Mustafa Ahmet Ali Hüseyin Hasan İbrahim İsmail Osman Yusuf Murat Ömer Ramazan Şükrü "
    "Çağlar"
).split()
_LAST = (  # noqa: SIM905
    "Yılmaz Kaya Demir Çelik Şahin Yıldız Yıldırım Öztürk Aydın Özdemir Arslan Doğan Kılıç Aslan "
    "Çetin Kara Koç Kurt Özkan Şimşek Polat Özcan Korkmaz Çakır Erdoğan Yavuz Can Acar Şen Aktaş "
    "Güler Yalçın Güneş Bozkurt Bulut Keskin Ünal Turan Gül Özer Işık Kaplan Avcı Sarı Tekin Taş "
    "Köse Yüksel Ateş Aksoy"
).split()
# Prime to what they are taken modulo: neighbors in number are strangers in name
_STRIDE = 7_919


def name_of(number: int) -> str:
    """Return an invented name: of 30 first names, most have two, and of 50 last ones."""
    first, rest = divmod(number * _STRIDE % 45_000, 1_500)
    middle, last = divmod(rest, 50)
    second = f" {_FIRST[middle]}" if middle != first else ""
    return f"{_FIRST[first]}{second} {_LAST[last]}"


def phone_of(number: int) -> str:
    """Return a mobile number, another one for each of ten million citizens."""
    return f"+90532{number * _STRIDE % 10_000_000:07d}"
