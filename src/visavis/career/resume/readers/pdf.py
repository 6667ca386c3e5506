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
from visavis.career.resume.readers import pdfium
from visavis.career.resume.readers.columns import Placed, in_reading_order, lines_of
from visavis.career.resume.readers.laid import Laid, laid, row_lines
from visavis.career.resume.readers.zipped import is_photo
from visavis.kit.text import Text

MOST_PAGES = 40
_LEAST_LETTERS = 20
_GARBLED = re.compile(r"\(cid:\d+\)|[\ufffd\ue000-\uefff]")
_CID = re.compile(r"\(cid:\d+\)")
"""What pdfplumber writes for a character that it can't tell."""
_BULLET = re.compile(rf"^([ \t]*)(?:{pdfium.UNKNOWN}[ \t]*)+(?=\S)", re.MULTILINE)
"""At the beginning of a line it is the sign of a point."""
_UNTOLD = re.compile(rf"[{pdfium.UNKNOWN}\ue000-\uefff]")
_MOST_GARBLED = 0.05
_POINTS_PER_MM = 72 / 25.4
_LEFT_OUT = Text(
    ko="문서가 {n}쪽입니다. 앞의 {m}쪽까지만 읽었습니다. 이력서만 따로 저장해 올리면 모두 읽을 수 있습니다.",
    en="The document has {n} pages; the first {m} were read. Save the résumé alone to have all of it read.",
)
_NOT_TOLD = Text(
    ko="글꼴에 문자표가 없어 알아볼 수 없는 글자 몇 개를 뺐습니다. 원문과 비교해 주세요.",
    en="A few characters whose font has no character table were left out. Compare with the original.",
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
            pages = [_page(page, data) for page in file.pages[:MOST_PAGES]]
            total = len(file.pages)
    except PdfminerException as error:
        raise Locked if _asks_for_password(error) else DamagedDocument from error
    except MemoryError:
        raise
    except Exception as error:  # the parser meets hostile bytes with whatever exception comes first
        raise DamagedDocument from error
    notes = (_LEFT_OUT.fill(n=total, m=MOST_PAGES),) if total > MOST_PAGES else ()
    lines = (line for page in pages for line in ["", *in_reading_order(lines_of(page.words) + page.tables, page.width)])
    text = _CID.sub(pdfium.UNKNOWN, "\n".join(lines))
    _check(text)
    told = _BULLET.sub(r"\1• ", text)
    notes = (*notes, _NOT_TOLD) if pdfium.UNKNOWN in told else notes
    return laid(told.replace(pdfium.UNKNOWN, "").split("\n"), notes, any(page.has_photo for page in pages))


def _asks_for_password(error: BaseException) -> bool:
    return any(isinstance(one, PDFPasswordIncorrect) for one in (*error.args, error.__cause__, error.__context__))


def _check(text: str) -> None:
    letters = sum(not letter.isspace() for letter in text)
    if letters < _LEAST_LETTERS:
        raise NoTextInside
    if len(_UNTOLD.findall(text)) > _MOST_GARBLED * letters:
        raise GarbledText


def _page(page: Any, data: bytes) -> _Page:
    tables = [table for table in page.find_tables() if _is_table(table)]
    better = _better_words(page, data)
    words = better or page.extract_words(x_tolerance_ratio=0.22, y_tolerance=2, keep_blank_chars=False)
    free = [word for word in words if not any(_within(word, table.bbox) for table in tables)]
    pictures = ((image["x1"] - image["x0"], image["bottom"] - image["top"]) for image in page.images)
    photo = any(is_photo(wide / _POINTS_PER_MM, high / _POINTS_PER_MM) for wide, high in pictures)
    made = _Page(free, [_placed(table, better) for table in tables], float(page.width), photo)
    page.close()  # what the page holds in memory goes
    return made


def _better_words(page: Any, data: bytes) -> list[dict[str, Any]] | None:
    """PDFium's words where pdfplumber can't tell some characters and PDFium can."""
    unknown = sum(_GARBLED.search(letter["text"]) is not None for letter in page.chars)
    return pdfium.words_of(data, page.page_number - 1, unknown) if unknown else None


def _is_table(table: Any) -> bool:
    rows = table.extract()
    return sum(bool(cell) for row in rows for cell in row) > 1 and max(map(len, rows)) > 1


def _placed(table: Any, words: list[dict[str, Any]] | None) -> Placed:
    left, top, right, bottom = table.bbox
    texts = table.extract() if words is None else [[_inside(cell, words) for cell in row.cells] for row in table.rows]
    rows = [row_lines([cell or "" for cell in row]) for row in texts]
    return Placed(left, top, right, bottom, 10.0, tuple(line for row in rows for line in row), True)


def _inside(cell: tuple[float, float, float, float] | None, words: list[dict[str, Any]]) -> str:
    """The text of a cell; None is a cell that another covers."""
    within = [word for word in words if _within(word, cell)] if cell else []
    return "\n".join(piece.text for piece in lines_of(within)) if within else ""


def _within(word: dict[str, Any], box: tuple[float, float, float, float]) -> bool:
    x, y = (word["x0"] + word["x1"]) / 2, (word["top"] + word["bottom"]) / 2
    return bool(box[0] <= x <= box[2] and box[1] <= y <= box[3])
