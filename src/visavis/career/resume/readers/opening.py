"""Telling what a file is by what is in it, and reading it as that."""

from __future__ import annotations

import io
import zipfile
from typing import Literal

import olefile

from visavis.career.resume.errors import (
    DamagedDocument,
    DocumentTooLarge,
    EmptyDocument,
    Locked,
    NotADocument,
    NoTextInside,
    OldFormat,
)
from visavis.career.resume.readers import hwp5, pdf, plain, zipped
from visavis.career.resume.readers.laid import Laid
from visavis.media.archives import BROKEN_ZIP

FILE_BYTES = 20 * 2**20
Format = Literal["pdf", "docx", "hwpx", "hwp", "text"]
_PDF_WITHIN = 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD: tuple[tuple[bytes, str], ...] = (
    (b"HWP Document File V3", "HWP 3.0"),
    (b"{\\rtf", "RTF"),
    (b"<!DOCTYPE html", "HTML"),
    (b"<html", "HTML"),
)
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"II*\x00", b"MM\x00*", b"BM")


def lay_out(data: bytes) -> Laid:
    """The text of a file. Raises a kind of UnreadableDocument. Call it through ``run_limited``: files are hostile."""
    if not data:
        raise EmptyDocument
    if len(data) > FILE_BYTES:
        raise DocumentTooLarge(FILE_BYTES)
    read = {"pdf": pdf.read, "docx": zipped.read_docx, "hwpx": zipped.read_hwpx, "hwp": hwp5.read, "text": plain.read}
    found = sniff(data)
    made = read[found](data)
    if not made.text.strip():
        raise EmptyDocument if found == "text" else NoTextInside
    return made


def sniff(data: bytes) -> Format:
    """What the file is. Raises OldFormat, Locked, NoTextInside or NotADocument for what isn't read."""
    head = data[:_PDF_WITHIN].lstrip(b"\xef\xbb\xbf \r\n\t")
    for start, name in _OLD:
        if head[: len(start)].lower() == start.lower():
            raise OldFormat(name)
    if head.startswith(_PICTURES):
        raise NoTextInside
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return "pdf"
    if data.startswith(b"PK"):
        return _sniff_zip(data)
    return _sniff_ole(data) if data.startswith(_OLE) else "text"


def _sniff_zip(data: bytes) -> Format:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except BROKEN_ZIP as broken:
        raise DamagedDocument from broken
    if "word/document.xml" in names:
        return "docx"
    if any(name.startswith("Contents/section") for name in names):
        return "hwpx"
    raise NotADocument


def _sniff_ole(data: bytes) -> Format:
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as file:
            if file.exists("EncryptedPackage"):
                raise Locked
            if file.exists("WordDocument"):
                raise OldFormat("DOC (Word 97–2003)")
            if file.exists("FileHeader"):
                return "hwp"
    except (OSError, ValueError, IndexError) as broken:
        raise DamagedDocument from broken
    raise NotADocument
