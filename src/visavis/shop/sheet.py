"""A sheet of paper in two languages: a picture, and parts with a title and lines. A4 as PDF."""

from __future__ import annotations

import io
from dataclasses import dataclass
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_LEFT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Image, PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from visavis.kit.text import LANGUAGES, Language, Text
from visavis.media.image import encode_jpeg
from visavis.media.values import RGB

_KOREAN = "HYGothic-Medium"
"""One of the fonts that PDF readers bring for Korean (ISO 32000-1, 9.7.5.2); it is named in the file, not inside it."""
_LATIN, _LATIN_BOLD = "Helvetica", "Helvetica-Bold"
_INK, _PALE, _ACCENT = HexColor("#1f2430"), HexColor("#5b6373"), HexColor("#3b5bdb")
_PICTURE_MM, _GAP_MM, _MARGIN_MM = 46, 6, 18
_QUALITY = 90


@dataclass(frozen=True)
class Section:
    """One part of a sheet."""

    title: Text
    lines: tuple[Text, ...]


def draw_sheet(title: Text, picture: RGB, sections: list[Section]) -> bytes:
    """A PDF file's bytes; the first section stands beside the picture (H, W, 3)."""
    pdfmetrics.registerFont(UnicodeCIDFont(_KOREAN))
    encoded = encode_jpeg(picture, _QUALITY)
    story: list[object] = []
    for language in LANGUAGES:
        story += [*([PageBreak()] if story else []), *_page(title, encoded, sections, language)]
    out = io.BytesIO()
    edge = _MARGIN_MM * mm
    margins = {"leftMargin": edge, "rightMargin": edge, "topMargin": edge, "bottomMargin": 14 * mm}
    # invariant: no date of making, so that the same sheet has the same bytes
    paper = SimpleDocTemplate(out, pagesize=A4, title=title.en, author="Visavis", invariant=1, **margins)
    paper.build(story)
    return out.getvalue()


def _page(title: Text, encoded: bytes, sections: list[Section], language: Language) -> list[object]:
    head, *rest = sections
    picture = Image(io.BytesIO(encoded), _PICTURE_MM * mm, _PICTURE_MM * mm, kind="proportional")
    wide = A4[0] - 2 * _MARGIN_MM * mm
    beside = Table([[picture, _section(head, language)]], colWidths=[(_PICTURE_MM + _GAP_MM) * mm, None])
    beside.setStyle(TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0)]))
    line = Table([[""]], colWidths=[wide], rowHeights=[2])
    line.setStyle(TableStyle([("LINEABOVE", (0, 0), (-1, 0), 1.2, _ACCENT)]))
    parts: list[object] = [_paragraph(title, language, 17, bold=True), Spacer(1, 2 * mm), line, beside]
    for section in rest:
        parts += [Spacer(1, 1.5 * mm), *_section(section, language)]
    return parts


def _section(section: Section, language: Language) -> list[object]:
    lines = [_paragraph(line, language, 8.8) for line in section.lines]
    return [_paragraph(section.title, language, 11, bold=True), *lines]


def _paragraph(text: Text, language: Language, size: float, bold: bool = False) -> Paragraph:
    korean = language == "ko"
    style = ParagraphStyle(
        "line",
        fontName=_KOREAN if korean else _LATIN_BOLD if bold else _LATIN,
        fontSize=size,
        leading=size * 1.42,
        textColor=_INK if bold else _PALE,
        alignment=TA_LEFT,
        spaceAfter=1.6 * mm if bold else 1.0 * mm,
        wordWrap="CJK" if korean else "LTR",
        splitLongWords=1,
    )
    return Paragraph(escape(text.in_language(language)), style)
