"""A table as CİMER hands it over, of as many lines and bytes as asked for."""

from __future__ import annotations

from typing import Final

_HEAD: Final = (
    "Başvuru No;Başvuru Tarihi;Son Cevap Tarihi;Başvuru Türü;Konu;Başvuru Metni;Ad Soyad;Telefon"
)
# Of one cell: what CSV readers take at the most is 128 kB
_CELL: Final = 100_000
_TEXT: Final = (
    "Sokağımızdaki ağacın dalları yola sarkıyor, akşamları ışığı kesiyor ve yürürken başımıza "
    "değiyor. Geçen yıl da yazmıştım, budanmadı. Gereğinin yapılmasını arz ederim."
)


def content(*, lines: int, size: int) -> bytes:
    """Return a table of so many lines and at most so many bytes; all of its lines are good.

    What is missing to the size is in columns that nobody reads, as other bodies have them too.
    """
    rows = [_row(number) for number in range(1, lines + 1)]
    short = "\n".join((_HEAD, *rows, "")).encode()
    each = max(0, size - len(short)) // lines
    return "\n".join((_HEAD, *(row + _padding(each) for row in rows), "")).encode()


def _row(number: int) -> str:
    # One in three has a telephone, and is told that it came
    phone = "" if number % 3 else f"0532{number:07}"
    who = f"Kişi {number};{phone}"
    return f"26-{number};02.11.2026;20.11.2026;;agac-budama;{number}. {_TEXT};{who}"


def _padding(size: int) -> str:
    cells = []
    while size > 0:
        cells.append(";" + "x" * (min(size, _CELL) - 1))
        size -= len(cells[-1])
    return "".join(cells)
