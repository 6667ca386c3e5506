"""PDF: words with their places become lines; ruled tables become rows; columns are read one after the other."""

from __future__ import annotations

import io
import logging
import re
from dataclasses import dataclass
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.utils.exceptions import PdfminerException

from visavis.career.resume.errors import DamagedDocument, GarbledText, Locked, NoTextInside
from visavis.career.resume.readers.columns import Placed, in_reading_order, lines_of
from visavis.career.resume.readers.laid import Laid, laid, row_lines
from visavis.career.resume.readers.zipped import is_photo
from visavis.kit.text import Text

MOST_PAGES = 40
_LEAST_LETTERS = 20
_GARBLED = re.compile(r"\(cid:\d+\)|[\ufffd\ue000-\uefff]")
_MOST_GARBLED = 0.1
_POINTS_PER_MM = 72 / 25.4
_LEFT_OUT = Text(
    ko="문서가 {n}쪽입니다. 앞의 {m}쪽까지만 읽었습니다. 이력서만 따로 저장해 올리면 모두 읽을 수 있습니다.",
    en="The document has {n} pages; the first {m} were read. Save the résumé alone to have all of it read.",
)


@dataclass(frozen=True)
class _Page:
    words: list[dict[str, Any]]
    tables: list[Placed]
    width: float
    has_photo: bool


def read(data: bytes) -> Laid:
    """The text of the first 40 pages. Raises Locked, NoTextInside, GarbledText or DamagedDocument."""
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    try:
        with pdfplumber.open(io.BytesIO(data)) as file:
            pages = [_page(page) for page in file.pages[:MOST_PAGES]]
            total = len(file.pages)
    except PdfminerException as error:
        raise Locked if _asks_for_password(error) else DamagedDocument from error
    except MemoryError:
        raise
    except Exception as error:  # the parser meets hostile bytes with whatever exception comes first
        raise DamagedDocument from error
    notes = (_LEFT_OUT.fill(n=total, m=MOST_PAGES),) if total > MOST_PAGES else ()
    lines = (line for page in pages for line in ["", *in_reading_order(lines_of(page.words) + page.tables, page.width)])
    made = laid(lines, notes, any(page.has_photo for page in pages))
    _check(made.text)
    return made


def _asks_for_password(error: BaseException) -> bool:
    return any(isinstance(one, PDFPasswordIncorrect) for one in (*error.args, error.__cause__, error.__context__))


def _check(text: str) -> None:
    letters = sum(not letter.isspace() for letter in text)
    if letters < _LEAST_LETTERS:
        raise NoTextInside
    if sum(len(found[0]) for found in _GARBLED.finditer(text)) > _MOST_GARBLED * letters:
        raise GarbledText


def _page(page: Any) -> _Page:
    tables = [table for table in page.find_tables() if _is_table(table)]
    words = page.extract_words(x_tolerance_ratio=0.22, y_tolerance=2, keep_blank_chars=False)
    free = [word for word in words if not any(_within(word, table.bbox) for table in tables)]
    pictures = ((image["x1"] - image["x0"], image["bottom"] - image["top"]) for image in page.images)
    photo = any(is_photo(wide / _POINTS_PER_MM, high / _POINTS_PER_MM) for wide, high in pictures)
    made = _Page(free, [_placed(table) for table in tables], float(page.width), photo)
    page.close()  # what the page holds in memory goes
    return made


def _is_table(table: Any) -> bool:
    rows = table.extract()
    return sum(bool(cell) for row in rows for cell in row) > 1 and max(map(len, rows)) > 1


def _placed(table: Any) -> Placed:
    left, top, right, bottom = table.bbox
    rows = [row_lines([cell or "" for cell in row]) for row in table.extract()]
    return Placed(left, top, right, bottom, 10.0, tuple(line for row in rows for line in row), True)


def _within(word: dict[str, Any], box: tuple[float, float, float, float]) -> bool:
    x, y = (word["x0"] + word["x1"]) / 2, (word["top"] + word["bottom"]) / 2
    return bool(box[0] <= x <= box[2] and box[1] <= y <= box[3])
