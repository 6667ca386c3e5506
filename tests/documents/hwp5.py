"""Writes a minimal HWP 5 file: a compound file (MS-CFB, version 3) with the streams that a reader of text needs."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence

_SECTOR, _MINI, _CUTOFF = 512, 64, 4096
_FREE, _END, _FAT, _NONE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
_PARA_HEADER, _PARA_TEXT, _CTRL_HEADER, _LIST_HEADER, _TABLE = 66, 67, 71, 72, 77
Block = str | list[list[str]]
"""A paragraph, or a table of rows of cells."""


def write_hwp5(blocks: Sequence[Block], flags: int = 1, signature: bytes = b"HWP Document File") -> bytes:
    """The file's bytes; ``flags`` 1 is compressed, 2 has a password, 4 is for distribution."""
    header = signature.ljust(32, b"\0") + struct.pack("<II", 0x05000300, flags)
    body = b"".join(_table(block) if isinstance(block, list) else _paragraph(block, 0) for block in blocks)
    return write_compound(
        {"FileHeader": header.ljust(256, b"\0")}, {"BodyText": {"Section0": deflated(body) if flags & 1 else body}}
    )


def deflated(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


def record(tag: int, level: int, data: bytes) -> bytes:
    if len(data) < 0xFFF:
        return struct.pack("<I", tag | level << 10 | len(data) << 20) + data
    return struct.pack("<II", tag | level << 10 | 0xFFF << 20, len(data)) + data


def _paragraph(text: str, level: int) -> bytes:
    units = b"".join(_unit(letter) for letter in text) + struct.pack("<H", 13)
    return record(_PARA_HEADER, level, struct.pack("<I", len(units) // 2).ljust(22, b"\0")) + record(
        _PARA_TEXT, level + 1, units
    )


def _unit(letter: str) -> bytes:
    if letter == "\t":  # an inline control takes eight units
        return struct.pack("<8H", 9, 0, 0, 0, 0, 0, 0, 9)
    return struct.pack("<H", 10) if letter == "\n" else letter.encode("utf-16-le")


def _table(rows: list[list[str]]) -> bytes:
    anchor = struct.pack("<HHHHHHHH", 11, 0x7462, 0x6C20, 0, 0, 0, 0, 11) + struct.pack("<H", 13)
    made = record(_PARA_HEADER, 0, bytes(22)) + record(_PARA_TEXT, 1, anchor)
    made += record(_CTRL_HEADER, 1, b" lbt" + bytes(40))
    made += record(_TABLE, 2, struct.pack("<IHH", 0, len(rows), max(map(len, rows))) + bytes(14))
    for y, row in enumerate(rows):
        for x, cell in enumerate(row):
            lines = cell.split("\n")
            made += record(_LIST_HEADER, 2, struct.pack("<HHIHHHH", len(lines), 0, 0, x, y, 1, 1) + bytes(20))
            made += b"".join(_paragraph(line, 2) for line in lines)
    return made


def write_compound(streams: dict[str, bytes], storages: dict[str, dict[str, bytes]]) -> bytes:
    """A compound file with these streams at the root and in its storages."""
    entries: list[tuple[str, int, bytes, list[int]]] = [("Root Entry", 5, b"", [])]
    for name, data in streams.items():
        entries[0][3].append(len(entries))
        entries.append((name, 2, data, []))
    for name, inner in storages.items():
        entries[0][3].append(len(entries))
        entries.append((name, 1, b"", children := []))
        for inner_name, data in inner.items():
            children.append(len(entries))
            entries.append((inner_name, 2, data, []))
    return _assembled(entries)


def _assembled(entries: list[tuple[str, int, bytes, list[int]]]) -> bytes:
    mini, mini_fat, sectors, fat = bytearray(), list[int](), bytearray(), list[int]()
    starts = []
    for _, kind, data, _ in entries:
        small = kind == 2 and len(data) < _CUTOFF
        if kind != 2 or not data:
            starts.append(_END if kind == 2 else 0)
        elif small:
            starts.append(_chain(mini, mini_fat, data, _MINI))
        else:
            starts.append(_chain(sectors, fat, data, _SECTOR))
    starts[0] = _chain(sectors, fat, bytes(mini), _SECTOR) if mini else _END
    directory = b"".join(_entry(entries, index, starts[index], len(mini)) for index in range(len(entries)))
    at_directory = _chain(sectors, fat, directory, _SECTOR)
    at_mini_fat = _chain(sectors, fat, struct.pack(f"<{len(mini_fat)}I", *mini_fat), _SECTOR) if mini_fat else _END
    own = 1
    while own * _SECTOR // 4 < len(fat) + own:
        own += 1
    places = list(range(len(fat), len(fat) + own))
    fat += [_FAT] * own
    fat += [_FREE] * (own * _SECTOR // 4 - len(fat))
    header = struct.pack(
        "<8s16sHHHHHHIIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6, 0, 0, 0, own,
        at_directory, 0, _CUTOFF, at_mini_fat, -(-len(mini_fat) * 4 // _SECTOR), _END, 0,
    )  # fmt: skip
    heads = places + [_FREE] * (109 - own)
    return header + struct.pack("<109I", *heads) + bytes(sectors) + struct.pack(f"<{len(fat)}I", *fat)


def _chain(space: bytearray, fat: list[int], data: bytes, size: int) -> int:
    """Append data in pieces of a size and chain them; returns the first."""
    first, count = len(fat), -(-len(data) // size)
    space += data.ljust(count * size, b"\0")
    fat += [first + index + 1 for index in range(count - 1)] + [_END]
    return first


def _entry(entries: list[tuple[str, int, bytes, list[int]]], index: int, start: int, mini_size: int) -> bytes:
    name, kind, data, children = entries[index]
    siblings = next((group for _, _, _, group in entries if index in group), [])
    ordered = sorted(siblings, key=lambda one: (len(entries[one][0]), entries[one][0].upper()))
    after = ordered[ordered.index(index) + 1] if index in ordered[:-1] else _NONE
    below = min(children, key=lambda one: (len(entries[one][0]), entries[one][0].upper())) if children else _NONE
    size = mini_size if kind == 5 else len(data)
    encoded = name.encode("utf-16-le") + b"\0\0"
    return struct.pack(
        "<64sHBBIII16sIQQIQ", encoded, len(encoded), kind, 1, _NONE, after, below, b"", 0, 0, 0, start, size
    )  # fmt: skip
