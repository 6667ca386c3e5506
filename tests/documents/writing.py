"""Writes a sheet as PDF, DOCX, HWPX, HWP 5 or text, with the libraries that people's programs resemble."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import docx
import numpy as np
from docx.oxml import parse_xml
from docx.shared import Mm
from hwpx import HwpxDocument
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from tests.documents import hwp5
from tests.documents.sheets import Block, Box, Columns, Photo, Sheet, Table, lines_in

KOREAN = "HYSMyeongJo-Medium"
_MARGIN, _LEADING = 56.0, 1.45
_BOX = (
    '<w:p xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:wsp>'
    "<wps:txbx><w:txbxContent>{p}</w:txbxContent></wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict>"
    "<v:textbox><w:txbxContent>{p}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
)


def write(sheet: Sheet) -> bytes:
    """The file of a sheet."""
    form, _, encoding = sheet.form.partition(":")
    if form == "txt":
        return _text(sheet.blocks).encode(encoding or "utf-8")
    if form == "hwp":
        return hwp5.write_hwp5([part for block in sheet.blocks for part in _hwp(block)])
    return {"pdf": write_pdf, "docx": write_docx, "hwpx": write_hwpx}[form](sheet)


def picture() -> bytes:
    """A grey picture with the shape of an ID photo."""
    file = io.BytesIO()
    Image.fromarray(np.full((200, 150, 3), 150, np.uint8)).save(file, "PNG")
    return file.getvalue()


def _plain(line: str) -> str:
    return line.removeprefix("# ")


def _text(blocks: Sequence[Block]) -> str:
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, str):
            lines += [_plain(line) for line in lines_in(block)]
        elif isinstance(block, Table):
            lines += ["\t".join(cell.replace("\n", " ") for cell in row) for row in block.rows]
        elif isinstance(block, Box):
            lines += lines_in(block.text)
        lines.append("")
    return "\n".join(lines)


def _hwp(block: Block) -> list[hwp5.Block]:
    if isinstance(block, Table):
        return [[list(row) for row in block.rows]]
    return [*map(_plain, lines_in(block)), ""] if isinstance(block, str) else []


def write_docx(sheet: Sheet) -> bytes:
    made = docx.Document()
    for block in sheet.blocks:
        if isinstance(block, str):
            _docx_lines(made, block)
        elif isinstance(block, Table):
            _docx_table(made, block)
        elif isinstance(block, Columns):
            cells = made.add_table(1, 2).rows[0].cells
            for cell, text in zip(cells, (block.left, block.right), strict=True):
                cell.text = "\n".join(_plain(line) for line in lines_in(text))
        elif isinstance(block, Box):
            inner = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines_in(block.text))
            made.element.body.insert_element_before(parse_xml(_BOX.format(p=inner)), "w:sectPr")
        else:
            made.add_picture(io.BytesIO(picture()), width=Mm(30), height=Mm(40))
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def _docx_lines(made: Any, text: str) -> None:
    for line in lines_in(text):
        if line.startswith("# "):
            made.add_heading(line[2:], 2)
        elif line.startswith("- "):
            made.add_paragraph(line[2:], style="List Bullet")
        else:
            made.add_paragraph(line)


def _docx_table(made: Any, block: Table) -> None:
    table = made.add_table(len(block.rows), max(map(len, block.rows)))
    for row, cells in zip(table.rows, block.rows, strict=True):
        for cell, value in zip(row.cells, cells, strict=False):
            cell.text = value


def write_hwpx(sheet: Sheet) -> bytes:
    made = HwpxDocument.new()
    for block in sheet.blocks:
        if isinstance(block, str):
            for line in lines_in(block):
                made.add_paragraph(_plain(line))
        elif isinstance(block, Table):
            table = made.add_table(len(block.rows), max(map(len, block.rows)))
            for y, row in enumerate(block.rows):
                for x, value in enumerate(row):
                    table.set_cell_text(y, x, value)
        made.add_paragraph("")
    data = made.to_bytes()
    assert isinstance(data, bytes)
    return data


def write_pdf(sheet: Sheet) -> bytes:
    pdfmetrics.registerFont(UnicodeCIDFont(KOREAN))
    file = io.BytesIO()
    page = _Page(Canvas(file, pagesize=A4, invariant=1), KOREAN if sheet.language == "ko" else "Helvetica")
    for block in sheet.blocks:
        page.put(block)
    page.canvas.save()
    return file.getvalue()


class _Page:
    def __init__(self, canvas: Canvas, font: str) -> None:
        self.canvas, self.font, self.size = canvas, font, 10.0
        self.wide, self.high = A4
        self.y = self.high - _MARGIN

    def put(self, block: Block) -> None:
        if isinstance(block, str):
            self.y = self.text(block, _MARGIN, self.wide - _MARGIN, self.y)
        elif isinstance(block, Table):
            self.table(block)
        elif isinstance(block, Columns):
            middle = _MARGIN + block.share * (self.wide - 2 * _MARGIN)
            left = self.text(block.left, _MARGIN, middle - 12, self.y)
            self.y = min(left, self.text(block.right, middle + 12, self.wide - _MARGIN, self.y))
        elif isinstance(block, Photo):
            x = self.wide - _MARGIN - 85
            data = Image.open(io.BytesIO(picture()))
            self.canvas.drawInlineImage(data, x, self.high - _MARGIN - 113, 85, 113)
        self.y -= self.size

    def text(self, text: str, left: float, right: float, y: float) -> float:
        for line in lines_in(text):
            heading = line.startswith("# ")
            size = self.size * (1.3 if heading else 1.0)
            if heading:
                y -= 0.6 * size
            for index, part in enumerate(self.broken(_plain(line), right - left, size)):
                # a point's further lines stand under its text
                indent = 8.0 if index and line.startswith("- ") else 0.0
                y = self.line(part, left + indent, right, y, size)
            if not line.strip():
                y -= 0.5 * size
        return y

    def line(self, line: str, left: float, right: float, y: float, size: float) -> float:
        if y < _MARGIN:
            self.canvas.showPage()
            y = self.high - _MARGIN
        self.canvas.setFont(self.font, size)
        first, tab, aligned = line.partition("\t")
        self.canvas.drawString(left, y, first)
        if tab:
            self.canvas.drawRightString(right, y, aligned)
        return y - _LEADING * size

    def broken(self, line: str, width: float, size: float) -> list[str]:
        parts: list[str] = []
        current = ""
        for word in line.split(" "):
            longer = f"{current} {word}" if current else word
            if current and pdfmetrics.stringWidth(longer, self.font, size) > width:
                parts.append(current)
                longer = word
            current = longer
        return [*parts, current]

    def table(self, block: Table) -> None:
        columns = max(map(len, block.rows))
        wide = (self.wide - 2 * _MARGIN) / columns
        for row in block.rows:
            cells = [
                [part for line in cell.split("\n") for part in self.broken(line, wide - 8, self.size)] for cell in row
            ]
            high = max(map(len, cells)) * _LEADING * self.size + 4
            if self.y - high < _MARGIN:
                self.canvas.showPage()
                self.y = self.high - _MARGIN
            self.canvas.setFont(self.font, self.size)
            for index, cell in enumerate(cells):
                x = _MARGIN + index * wide
                if block.ruled:
                    self.canvas.rect(x, self.y - high, wide, high)
                for number, line in enumerate(cell):
                    self.canvas.drawString(x + 4, self.y - self.size - number * _LEADING * self.size, line)
            self.y -= high
