"""Write a document as PDF/A-3 (ISO 19005-3, level U). Pure.

Text can be read and searched in fifty years: the file carries its own letters and defines its
colors, and the files of the case are attached.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import Final

from fpdf import FPDF
from fpdf.enums import DocumentCompliance, XPos, YPos
from fpdf.fonts import TTFFont
from PIL import Image

from alo153.cases.export.archiving.document import Document, Entry, File, Section

_FONT: Final = "DejaVu"
_MARGIN, _LABEL, _LINE = 20.0, 48.0, 5.2
"""Millimeters."""
_PHOTO_HEIGHT: Final = 70.0
_GRAY: Final = 90
_UNKNOWN: Final = "□"
"""Stands for a letter that the font has not, such as a smiley: PDF/A forbids a missing one."""


class _Paper(FPDF):
    """A4 with a foot: what the document is, and the page."""

    def __init__(self, document: Document, fonts: Path) -> None:
        super().__init__(enforce_compliance=DocumentCompliance.PDFA_3U)
        self.add_font(_FONT, "", fonts / "DejaVuSans.ttf")
        self.add_font(_FONT, "B", fonts / "DejaVuSans-Bold.ttf")
        self._foot = document.foot
        self.set_title(document.title)
        self.set_author(document.author)
        self.set_lang(document.language)
        self.set_creation_date(document.made_at)
        self.set_margin(_MARGIN)
        self.set_auto_page_break(True, margin=_MARGIN)

    def footer(self) -> None:
        """Write the foot of a page."""
        self.set_y(-_MARGIN + 5)
        self.letters(7, gray=True)
        self.cell(w=0, h=4, text=self.known(f"{self._foot} · {self.page_no()}"), align="C")

    def letters(self, points: float, *, bold: bool = False, gray: bool = False) -> None:
        """Choose the size and weight of what is written next."""
        self.set_font(_FONT, "B" if bold else "", points)
        self.set_text_color(_GRAY if gray else 0)

    def known(self, text: str) -> str:
        """Return the text in letters that the font has."""
        font = self.fonts[self.font_family.lower() + self.font_style]
        there = font.cmap if isinstance(font, TTFFont) else {}
        plain = text.replace("\r\n", "\n").replace("\t", " ")
        return "".join(c if c == "\n" or ord(c) in there else _UNKNOWN for c in plain)

    def line(self, text: str, *, height: float = _LINE) -> None:  # type: ignore[override]
        """Write words over as many lines as they need."""
        self.multi_cell(
            w=0, h=height, text=self.known(text), align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT
        )


def write(document: Document, fonts: Path) -> bytes:
    """Return the document as a PDF/A-3u file.

    Args:
        fonts: folder with ``DejaVuSans.ttf`` and ``DejaVuSans-Bold.ttf``.
    """
    paper = _Paper(document, fonts)
    paper.add_page()
    paper.letters(15, bold=True)
    paper.line(document.title, height=8)
    paper.letters(10, gray=True)
    paper.line(document.subtitle)
    for section in document.sections:
        _section(paper, section)
    for file in document.files:
        paper.embed_file(
            bytes=file.content,
            basename=file.name,
            mime_type=file.content_type,
            modification_date=file.at,
            creation_date=file.at,
            desc=file.note,
            associated_file_relationship="Supplement",
            compress=True,
        )
    return bytes(paper.output())


def _section(paper: _Paper, section: Section) -> None:
    paper.ln(4)
    paper.letters(11.5, bold=True)
    paper.line(section.title, height=7)
    for label, value in section.facts:
        _fact(paper, label, value)
    if section.words:
        paper.letters(9.5)
        paper.line(section.words)
    for entry in section.entries:
        _entry(paper, entry)
    for photo in section.photos:
        _photo(paper, photo)


def _fact(paper: _Paper, label: str, value: str) -> None:
    top = paper.y
    paper.letters(9, gray=True)
    paper.multi_cell(w=_LABEL, h=_LINE, text=paper.known(label), align="L", new_y=YPos.TOP)
    paper.set_xy(_MARGIN + _LABEL, top)
    paper.letters(9.5)
    paper.line(value)


def _entry(paper: _Paper, entry: Entry) -> None:
    paper.ln(1.5)
    paper.letters(8.5, gray=True)
    paper.line(" · ".join(filter(None, (entry.when, entry.who))), height=4.4)
    paper.letters(9.5, bold=True)
    paper.line(entry.title)
    if entry.detail:
        paper.letters(9.5)
        paper.line(entry.detail)


def _photo(paper: _Paper, photo: File) -> None:
    paper.ln(2)
    if paper.will_page_break(_PHOTO_HEIGHT + _LINE):
        paper.add_page()
    with Image.open(io.BytesIO(photo.content)) as picture:
        wide = picture.width / picture.height
    height = min(_PHOTO_HEIGHT, paper.epw / wide)
    paper.image(photo.content, h=height, w=height * wide, alt_text=photo.note)
    paper.set_x(_MARGIN)
    paper.letters(8, gray=True)
    paper.line(f"{photo.name}: {photo.note}")
