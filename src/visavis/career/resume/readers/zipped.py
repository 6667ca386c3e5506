"""DOCX and HWPX: XML in a ZIP archive, walked in the order of reading: paragraphs, tables, text boxes.

Only XML parts are read: macros, pictures and embedded objects lie in others and are never opened.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lxml import etree

from visavis.career.resume.errors import DamagedDocument, Locked, UnsafeDocument
from visavis.career.resume.readers.laid import CELL, Laid, laid, row_lines
from visavis.media.archives import BROKEN_ZIP

MOST_PARTS = 5_000
PART_BYTES = 40 * 2**20
_DEEPEST = 40
"""Tables within tables; nobody nests more."""
_PORTRAIT = (0.6, 0.95)
_PHOTO_MM = (18.0, 65.0)
_EMU_PER_MM = 36_000
_HWP_UNITS_PER_MM = 7200 / 25.4
_ENCRYPTED = re.compile(rb"encryption-data|EncryptionMethod")


@dataclass(frozen=True)
class _Names:
    """What the elements of a format are called."""

    paragraph: str
    table: str
    row: str
    cell: str
    text: str
    breaks: tuple[str, ...]
    tab: str
    skipped: tuple[str, ...]


_DOCX = _Names("p", "tbl", "tr", "tc", "t", ("br", "cr"), "tab", ("Fallback", "del", "instrText", "pPr", "rPr"))
_HWPX = _Names("p", "tbl", "tr", "tc", "t", ("lineBreak",), "tab", ("secPr", "linesegarray", "deleteBegin"))


def read_docx(data: bytes) -> Laid:
    """Header, body with tables and text boxes, in this order. Raises UnsafeDocument or DamagedDocument."""
    parts = _parts(data, lambda name: name == "word/document.xml" or name.startswith("word/header"))
    headers = [root for name, root in sorted(parts.items()) if name.startswith("word/header")]
    body = parts["word/document.xml"]
    lines = [line for root in (*headers, body) for line in _Walk(_DOCX).lines(root)]
    return laid(lines, has_photo=any(_is_photo_docx(extent) for extent in _all(body, "extent")))


def read_hwpx(data: bytes) -> Laid:
    """The sections of the body. Raises Locked, UnsafeDocument or DamagedDocument."""
    parts = _parts(data, lambda name: name.startswith("Contents/section") or name == "META-INF/manifest.xml")
    manifest = parts.pop("META-INF/manifest.xml", None)
    if manifest is not None and _ENCRYPTED.search(etree.tostring(manifest)):
        raise Locked
    roots = [parts[name] for name in sorted(parts, key=_number)]
    lines = [line for root in roots for line in _Walk(_HWPX).lines(root)]
    return laid(lines, has_photo=any(_is_photo_hwpx(picture) for root in roots for picture in _all(root, "pic")))


class _Walk:
    def __init__(self, names: _Names) -> None:
        self.names = names

    def lines(self, root: etree._Element, depth: int = 0) -> list[str]:
        """The lines under an element."""
        if depth > _DEEPEST:
            raise UnsafeDocument
        found: list[str] = []
        for child in root:
            name = _local(child)
            if name == self.names.paragraph:
                found += self._paragraph(child, depth)
            elif name == self.names.table:
                found += ["", *self._table(child, depth), ""]
            elif name not in self.names.skipped:
                found += self.lines(child, depth)
        return found

    def _paragraph(self, paragraph: etree._Element, depth: int) -> list[str]:
        own: list[str] = []
        beside: list[str] = []
        self._runs(paragraph, own, beside, depth)
        mark = "• " if self._is_listed(paragraph) and "".join(own).strip() else ""
        return [*(mark + "".join(own)).split("\n"), *beside]

    def _runs(self, element: etree._Element, own: list[str], beside: list[str], depth: int) -> None:
        for child in element:
            name = _local(child)
            if name in self.names.skipped:
                continue
            if name == self.names.table:
                beside += ["", *self._table(child, depth + 1), ""]
            elif name == self.names.paragraph:  # of a header, a footer or a note
                beside += self._paragraph(child, depth + 1)
            elif name in ("txbxContent", "drawText"):
                beside += ["", *self.lines(child, depth + 1), ""]
            elif name == self.names.text:
                own.append(self._text(child))
            elif name in self.names.breaks:
                own.append("\n")
            elif name == self.names.tab:
                own.append(CELL)
            else:
                self._runs(child, own, beside, depth)

    def _text(self, element: etree._Element) -> str:
        pieces = [element.text or ""]
        for child in element:
            name = _local(child)
            pieces.append("\n" if name in self.names.breaks else CELL if name == self.names.tab else "")
            pieces.append(child.tail or "")
        return "".join(pieces)

    def _table(self, table: etree._Element, depth: int) -> list[str]:
        found: list[str] = []
        for row in table:
            if _local(row) == self.names.row:
                cells = [cell for cell in row if _local(cell) == self.names.cell]
                found += row_lines(["\n".join(self.lines(cell, depth + 1)) for cell in cells])
        return found

    def _is_listed(self, paragraph: etree._Element) -> bool:
        return any(
            _holds(child, "numPr") or any("ListBullet" in str(style.values()) for style in _all(child, "pStyle"))
            for child in paragraph
            if _local(child) == "pPr"
        )


def _parts(data: bytes, wanted: Callable[[str], bool]) -> dict[str, etree._Element]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if len(archive.infolist()) > MOST_PARTS:
                raise UnsafeDocument
            return {name: _parse(_inflate(archive, name)) for name in archive.namelist() if wanted(name)}
    except (*BROKEN_ZIP, zlib.error, etree.XMLSyntaxError) as broken:
        raise DamagedDocument from broken
    except RuntimeError as locked:  # what zipfile raises for an archive with a password
        raise Locked from locked


def _inflate(archive: zipfile.ZipFile, name: str) -> bytes:
    # What the archive says of its sizes may be a lie: only so much is ever inflated.
    with archive.open(name) as part:
        content = part.read(PART_BYTES + 1)
    if len(content) > PART_BYTES:
        raise UnsafeDocument
    return content


def _parse(content: bytes) -> etree._Element:
    if b"<!DOCTYPE" in content.replace(b"\0", b"") or b"<!ENTITY" in content.replace(b"\0", b""):
        raise UnsafeDocument
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(content, parser)


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _all(root: etree._Element, name: str) -> Iterator[etree._Element]:
    return (element for element in root.iter() if _local(element) == name)


def _holds(root: etree._Element, name: str) -> bool:
    return next(_all(root, name), None) is not None


def _number(name: str) -> int:
    return int("".join(re.findall(r"\d", name)) or 0)


def _is_photo_docx(extent: etree._Element) -> bool:
    wide, high = (int(extent.get(side) or 0) / _EMU_PER_MM for side in ("cx", "cy"))
    holder = extent.getparent()
    return holder is not None and _holds(holder, "pic") and is_photo(wide, high)


def _is_photo_hwpx(picture: etree._Element) -> bool:
    size = next(_all(picture, "sz"), None)
    if size is None:
        return False
    return is_photo(*(int(size.get(side) or 0) / _HWP_UNITS_PER_MM for side in ("width", "height")))


def is_photo(wide_mm: float, high_mm: float) -> bool:
    """Whether a picture has the shape and size of an ID photo."""
    smallest, largest = _PHOTO_MM
    return smallest <= wide_mm <= largest and high_mm > 0 and _PORTRAIT[0] <= wide_mm / high_mm <= _PORTRAIT[1]
