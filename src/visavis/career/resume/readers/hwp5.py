"""HWP 5: records in the streams of a compound file.

Source: Hancom, "Hwp Document File Formats 5.0", revision 1.3. Scripts, macros and embedded objects are never opened.
"""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

import olefile

from visavis.career.resume.errors import DamagedDocument, Locked, OldFormat, UnsafeDocument
from visavis.career.resume.readers.laid import CELL, Laid, laid, row_lines

_SIGNATURE = b"HWP Document File"
_COMPRESSED, _PASSWORD, _DISTRIBUTED = 1, 2, 4
_PARA_TEXT, _CTRL_HEADER, _LIST_HEADER = 67, 71, 72
_TABLE = b" lbt"
"""'tbl ' as it lies in the file."""
_CELL_PLACE = 8
SECTION_BYTES = 40 * 2**20
_SHORT = frozenset({0, 10, 13, *range(24, 32)})
"""Control characters of one unit; the others below 32 take eight."""
_MEANINGS = {10: "\n", 13: "\n", 24: "-", 30: " ", 31: " "}


@dataclass(frozen=True)
class _Record:
    tag: int
    level: int
    data: bytes


@dataclass
class _Table:
    level: int
    cells: dict[tuple[int, int], list[str]] = field(default_factory=dict)
    current: list[str] = field(default_factory=list)

    def lines(self) -> list[str]:
        found = [""]
        for row in sorted({row for row, _ in self.cells}):
            cells = [self.cells[place] for place in sorted(self.cells) if place[0] == row]
            found += row_lines(["\n".join(cell) for cell in cells])
        return [*found, ""]


def read(data: bytes) -> Laid:
    """Paragraphs and tables of the body. Raises Locked, OldFormat, UnsafeDocument or DamagedDocument."""
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as file:
            compressed = _check(file.openstream("FileHeader").read())
            names = sorted((int(name[1][7:]), name) for name in file.listdir() if name[0] == "BodyText")
            streams = [file.openstream(name).read() for _, name in names]
        return laid([line for stream in streams for line in _lines(stream, compressed)])
    except (OSError, ValueError, IndexError, struct.error, zlib.error) as broken:
        raise DamagedDocument from broken


def _check(header: bytes) -> bool:
    """Whether the streams are compressed."""
    if not header.startswith(_SIGNATURE):
        raise DamagedDocument
    flags = struct.unpack_from("<I", header, 36)[0]
    if flags & _PASSWORD:
        raise Locked
    if flags & _DISTRIBUTED:
        raise OldFormat("HWP (배포용 문서, distribution only)")
    return bool(flags & _COMPRESSED)


def _lines(stream: bytes, compressed: bool) -> Iterator[str]:
    tables: list[_Table] = []
    for record in _records(_inflated(stream) if compressed else stream):
        while tables and record.level <= tables[-1].level:
            yield from _close(tables)
        if record.tag == _CTRL_HEADER and record.data[:4] == _TABLE:
            tables.append(_Table(record.level))
        elif record.tag == _LIST_HEADER and tables and record.level == tables[-1].level + 1:
            column, row = struct.unpack_from("<HH", record.data, _CELL_PLACE)
            tables[-1].current = tables[-1].cells.setdefault((row, column), [])
        elif record.tag == _PARA_TEXT:
            lines = _text(record.data).rstrip("\n").split("\n")
            if tables:
                tables[-1].current += lines
            else:
                yield from lines
    while tables:
        yield from _close(tables)


def _close(tables: list[_Table]) -> list[str]:
    """The lines of the innermost table; those of one within another go into its cell."""
    lines = tables.pop().lines()
    if not tables:
        return lines
    tables[-1].current += [line.replace(CELL, " ") for line in lines if line]
    return []


def _records(data: bytes) -> Iterator[_Record]:
    at = 0
    while at + 4 <= len(data):
        (header,) = struct.unpack_from("<I", data, at)
        at += 4
        size = header >> 20
        if size == 0xFFF:
            (size,) = struct.unpack_from("<I", data, at)
            at += 4
        if at + size > len(data):
            raise DamagedDocument
        yield _Record(header & 0x3FF, header >> 10 & 0x3FF, data[at : at + size])
        at += size


def _inflated(stream: bytes) -> bytes:
    inflater = zlib.decompressobj(-15)
    data = inflater.decompress(stream, SECTION_BYTES)
    if inflater.unconsumed_tail:
        raise UnsafeDocument
    return data


def _text(data: bytes) -> str:
    units = struct.unpack(f"<{len(data) // 2}H", data[: len(data) // 2 * 2])
    kept: list[int | str] = []
    at = 0
    while at < len(units):
        unit = units[at]
        if unit >= 32:
            kept.append(unit)
        elif unit == 9:
            kept.append(CELL)
        elif unit in _MEANINGS:
            kept.append(_MEANINGS[unit])
        at += 1 if unit >= 32 or unit in _SHORT else 8
    raw = b"".join(one.encode("utf-16-le") if isinstance(one, str) else struct.pack("<H", one) for one in kept)
    return raw.decode("utf-16-le", errors="replace")
