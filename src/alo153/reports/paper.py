"""Reports as PDF/A-3 (ISO 19005-3): tables on landscape A4, with embedded fonts. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from fpdf import FPDF
from fpdf.enums import DocumentCompliance, TableBordersLayout, TextEmphasis, XPos, YPos
from fpdf.fonts import FontFace

_FONT: Final = "DejaVu"
_MARGIN: Final = 15.0
"""Millimeters."""
_GRAY: Final = 90
_LABEL_WIDTH, _CELL_WIDTH = 2, 1
"""Relative widths: the first column is twice as wide as each other column."""


@dataclass(frozen=True)
class Part:
    """One table of a document: a heading, and rows of formatted text; the first row is the head.

    Args:
        notes: sentences below the table.
    """

    title: str
    rows: Sequence[Sequence[str]]
    notes: Sequence[str] = ()


@dataclass(frozen=True, kw_only=True)
class Document:
    """A report for paper."""

    title: str
    subtitle: str
    author: str
    language: str
    made_at: datetime
    parts: Sequence[Part]


class _Paper(FPDF):
    """Landscape A4 pages, each with the title and the page number in its footer."""

    def __init__(self, document: Document, fonts: Path) -> None:
        super().__init__(orientation="landscape", enforce_compliance=DocumentCompliance.PDFA_3U)
        self.add_font(_FONT, "", fonts / "DejaVuSans.ttf")
        self.add_font(_FONT, "B", fonts / "DejaVuSans-Bold.ttf")
        self._footer_title = document.title
        self.set_title(document.title)
        self.set_author(document.author)
        self.set_lang(document.language)
        self.set_creation_date(document.made_at)
        self.set_margin(_MARGIN)
        self.set_auto_page_break(True, margin=_MARGIN)

    def footer(self) -> None:
        """Write the footer of a page; fpdf calls it at each page break."""
        self.set_y(-_MARGIN + 4)
        self.set_font(_FONT, "", 7)
        self.set_text_color(_GRAY)
        self.cell(w=0, h=4, text=f"{self._footer_title} · {self.page_no()}", align="C")

    def write_line(self, text: str, points: float, *, bold: bool = False) -> None:
        """Write a text on its own line, wrapped if it is long."""
        self.set_font(_FONT, "B" if bold else "", points)
        self.set_text_color(0)
        self.multi_cell(w=0, h=points * 0.55, text=text, new_x=XPos.LMARGIN, new_y=YPos.NEXT)


def write(document: Document, fonts: Path) -> bytes:
    """Return the document as a PDF/A-3u file.

    Args:
        fonts: folder with ``DejaVuSans.ttf`` and ``DejaVuSans-Bold.ttf``.
    """
    paper = _Paper(document, fonts)
    paper.add_page()
    paper.write_line(document.title, 15, bold=True)
    paper.write_line(document.subtitle, 9)
    for part in document.parts:
        paper.ln(4)
        paper.write_line(part.title, 11, bold=True)
        _table(paper, part)
        for note in part.notes:
            paper.write_line(note, 8)
    return bytes(paper.output())


def _table(paper: _Paper, part: Part) -> None:
    paper.set_font(_FONT, "", 7)
    columns = len(part.rows[0]) - 1
    with paper.table(
        borders_layout=TableBordersLayout.HORIZONTAL_LINES,
        col_widths=(_LABEL_WIDTH, *[_CELL_WIDTH] * columns),
        text_align=("LEFT", *["RIGHT"] * columns),
        headings_style=FontFace(emphasis=TextEmphasis.B),
        line_height=4,
    ) as table:
        for row in part.rows:
            table.row(row)
