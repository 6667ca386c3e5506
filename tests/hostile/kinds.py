"""The kinds of file that anybody may bring, a sound one of each, and what reads it here."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from openpyxl import Workbook
from PIL import Image
from tests.documents.english import CEDAR
from tests.documents.writing import write
from tests.unit.media.odd_pictures import heic
from tests.unit.media.samples import browser_webm, write_mp4, write_sound

from visavis.career.resume.reading import read_bytes
from visavis.career.specs.importing import BOUNDS
from visavis.interview.questions.sets.files import read_set
from visavis.media.decode import load_audio, read_frames
from visavis.media.image import decode_image
from visavis.media.probe import probe
from visavis.media.sheets import parse_sheet
from visavis.shop.arriving import unpack

Read = Callable[[bytes, Path], object]
"""Reads the bytes as the product does in its child process; the path is free to be written to."""


def _still(form: str) -> bytes:
    file = io.BytesIO()
    rng = np.random.default_rng(7)
    Image.fromarray(rng.integers(0, 255, (60, 80, 3), np.uint8)).save(file, form)
    return file.getvalue()


def _heic() -> bytes:
    with TemporaryDirectory() as folder:
        return heic(np.full((64, 64, 3), 90, np.uint8), Path(folder))


def _mp4() -> bytes:
    with TemporaryDirectory() as folder:
        return write_mp4(Path(folder) / "a.mp4", 1.0).read_bytes()


def _wav() -> bytes:
    with TemporaryDirectory() as folder:
        return write_sound(Path(folder) / "a.wav", 1.0).read_bytes()


def _xlsx() -> bytes:
    book, file = Workbook(), io.BytesIO()
    book.active.append(["company", "job", "gpa"])
    book.active.append(["Gaon", "data", 3.9])
    book.save(file)
    return file.getvalue()


def _zip() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as held:
        held.writestr("shirts/one.png", _still("PNG"))
        held.writestr("shirts/둘.jpg", _still("JPEG"))
    return file.getvalue()


def _document(form: str) -> Callable[[], bytes]:
    return lambda: write(replace(CEDAR, form=form))


def _read_film(data: bytes, path: Path) -> object:
    path.write_bytes(data)
    found = probe(path)
    pictures = sum(1 for _ in read_frames(path, max_side_px=320, stop_s=5.0)) if found.video else 0
    return pictures, len(load_audio(path, longest_s=5.0).samples) if found.audio else 0


def _read_zip(data: bytes, path: Path) -> object:
    path.write_bytes(data)
    return [arrived.name for arrived in unpack(path)]


def _read_picture(data: bytes, path: Path) -> object:
    return decode_image(data).shape


def _read_document(data: bytes, path: Path) -> object:
    return read_bytes(data)


def _read_sheet(data: bytes, path: Path) -> object:
    return parse_sheet(data, BOUNDS)


def _read_questions(data: bytes, path: Path) -> object:
    return read_set(data, "questions.yaml")


KINDS: dict[str, tuple[Callable[[], bytes], Read]] = {
    "jpeg": (lambda: _still("JPEG"), _read_picture),
    "png": (lambda: _still("PNG"), _read_picture),
    "webp": (lambda: _still("WEBP"), _read_picture),
    "gif": (lambda: _still("GIF"), _read_picture),
    "bmp": (lambda: _still("BMP"), _read_picture),
    "tiff": (lambda: _still("TIFF"), _read_picture),
    "heic": (_heic, _read_picture),
    "webm": (lambda: browser_webm(1.0), _read_film),
    "mp4": (_mp4, _read_film),
    "wav": (_wav, _read_film),
    "pdf": (_document("pdf"), _read_document),
    "docx": (_document("docx"), _read_document),
    "hwp": (_document("hwp"), _read_document),
    "hwpx": (_document("hwpx"), _read_document),
    "txt": (_document("txt"), _read_document),
    "xlsx": (_xlsx, _read_sheet),
    "csv": (lambda: "company,job,gpa\nGaon,데이터,3.9\n".encode(), _read_sheet),
    "yaml": (lambda: b"title: Mine\nquestions:\n  - question: Why do you apply?\n", _read_questions),
    "zip": (_zip, _read_zip),
}
