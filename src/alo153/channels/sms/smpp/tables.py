"""Alphabets of 3GPP TS 23.038: the default one, its extension, and the Turkish tables. Pure."""

from typing import Final

ESCAPE: Final = 0x1B
# By code; the escape holds no letter
DEFAULT: Final = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\x1bÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
# A.3.1, in place of the default one
TURKISH_LOCKING: Final = (
    "@£$¥€éùıòÇ\nĞğ\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\x1bŞşßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "İABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§çabcdefghijklmnopqrstuvwxyzäöñüà"
)
# By the code after the escape
EXTENSION: Final = {
    0x0A: "\f",
    0x14: "^",
    0x28: "{",
    0x29: "}",
    0x2F: "\\",
    0x3C: "[",
    0x3D: "~",
    0x3E: "]",
    0x40: "|",
    0x65: "€",
}
# A.2.1: the extension, and the seven letters that Turkish has beside it
TURKISH_SINGLE: Final = EXTENSION | {
    0x47: "Ğ",
    0x49: "İ",
    0x53: "Ş",
    0x63: "ç",
    0x67: "ğ",
    0x69: "ı",
    0x73: "ş",
}


def codes(base: str, extension: dict[int, str]) -> dict[str, bytes]:
    """Return the octets of each letter, one or an escape and one; the shorter form wins."""
    after_escape = {letter: bytes([ESCAPE, code]) for code, letter in extension.items()}
    alone = {letter: bytes([code]) for code, letter in enumerate(base) if code != ESCAPE}
    return after_escape | alone


def read(octets: bytes, base: str, extension: dict[int, str]) -> str:
    """Return the text of unpacked septets; an escape without a letter after it is a space."""
    letters = []
    codes_left = iter(octets)
    for code in codes_left:
        if code == ESCAPE:
            letters.append(extension.get(next(codes_left, ESCAPE), " "))
        else:
            letters.append(base[code] if code < len(base) else " ")
    return "".join(letters)
