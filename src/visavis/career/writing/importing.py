"""Questions that companies asked before, from a pasted list, a CSV or an Excel file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from visavis.kit.clock import now
from visavis.kit.errors import Invalid
from visavis.kit.text import Text
from visavis.media.encodings import decode_text
from visavis.media.sheets import Bounds, EmptySheet, parse_sheet

Kind = Literal["txt", "csv", "xlsx"]
MOST_BYTES = 2 * 2**20
MOST_QUESTIONS = 1000
SHORTEST, LONGEST = 5, 300
BOUNDS = Bounds(rows=5 * MOST_QUESTIONS + 1, columns=50, cell_characters=32_767)
_ARCHIVE = b"PK"
_BULLET = re.compile(
    r"^\s*(?:[-–—*•·▪▫●○◦※■□◆◇▶▷‣⁃∙✓✔☑→>ㆍ]+(?=\s|[^\W\d_])"
    r"|[①-⑳㉑-㉟㊱-㊿⑴-⒇⒈-⒛❶-❿➀-➉➊-➓⓪-⓿㉠-㉭㈎-㈛ⓐ-ⓩ][.)]?"
    r"|\(?(?:Q|질문|문항|question)?\s*(?:\d{1,3}(?:-\d{1,2})?|[IVX]{1,4}|[Ⅰ-Ⅻ])\s*번?\s*[.:)]+(?!\d)"
    r"|\[(?:Q|질문|문항|question)?\s*\d{1,3}\]|[가-하][.)](?=\s)|[a-zA-Z]\)|Q\s*[.:)]|Q\d{1,3}(?=\s)"
    r")\s*",
    re.IGNORECASE,
)
"""What stands before a question: a bullet, "1.", "Q2)", "①", "(3)", "[질문 4]", "5번", "가."."""
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_SHORT_YEAR = re.compile(
    r"(?<![\d'’‘`])(?:['’‘`]\s?(?P<quoted>\d\d)(?!\d)|(?P<named>\d\d)\s?(?:년도?(?!\s?[차간째이])|학년도))"
)
_BARE_YEAR = re.compile(r"\s*(\d\d)(?:\s*(?:상|하|[./\-]\s?\d|H\d).*)?\s*", re.IGNORECASE)
"""In a column of years 23, "23 상반기" and 23.09 are years too."""
_HALF = re.compile(
    r"상반기|하반기|수시|공채|채용|면접|기출|질문|문항|first half|second half|interview|questions?", re.I
)
_HEADING = re.compile(r"^\s*(?:#+\s*(?P<hash>.+)|\[(?P<box>[^\]]+)\]|<(?P<angle>[^>]+)>|(?P<colon>[^?:]{2,40}):)\s*$")
_COLUMNS = {
    "company": re.compile(r"회사|기업|company|employer", re.IGNORECASE),
    "year": re.compile(r"연도|년도|시기|날짜|year|date|period", re.IGNORECASE),
    "question": re.compile(r"질문|문항|question", re.IGNORECASE),
}


class NotReadable(Invalid):
    """The file is no list of questions that we can read."""


class TooManyRows(Invalid):
    """More questions than one import takes."""


@dataclass(frozen=True)
class Asked:
    """A question as it was asked; company and year where the list tells them."""

    question: str
    company: str | None = None
    year: int | None = None


@dataclass
class Imported:
    """What a list held. ``repeated`` were there before, ``unusable`` are too short or too long to be asked."""

    questions: list[Asked] = field(default_factory=list)
    repeated: int = 0
    unusable: int = 0


def import_file(data: bytes, name: str) -> Imported:
    """Read a file by its name's end (.txt, .csv or .xlsx). Raises NotReadable, SheetUnreadable or TooManyRows.

    Untrusted: to be called in a limited child.
    """
    suffix = name.rsplit(".", 1)[-1].lower()
    if suffix in ("csv", "tsv", "xlsx"):
        if (suffix == "xlsx") != data.startswith(_ARCHIVE):
            raise _unreadable()
        return import_rows(_sheet_rows(data))
    if suffix not in ("txt", "md"):
        raise NotReadable(
            Text(
                ko="txt, csv, xlsx 파일만 읽을 수 있습니다. 목록을 복사해 붙여 넣어도 됩니다.",
                en="Only txt, csv and xlsx files can be read. You can also paste the list.",
            )
        )
    text = decode_text(data)
    if text is None:
        raise _unreadable()
    return import_text(text)


def import_text(text: str) -> Imported:
    """A pasted list: one question a line; a heading such as "[한빛전자 2024 상반기]" names company and year."""
    return _cleaned(_from_lines(text))


def import_rows(rows: Iterable[list[str]]) -> Imported:
    """A table. Its heading row names the columns; without one, the longest column is taken for the questions."""
    table = [row for row in rows if any(cell.strip() for cell in row)]
    if not table:
        return Imported()
    columns = _columns_of(table[0])
    body = table[1:] if columns else table
    at = columns or {"question": _longest_column(table)}
    return _cleaned(_from_row(row, at) for row in body)


def _cleaned(asked: Iterable[Asked]) -> Imported:
    found, seen = Imported(), set()
    for one in asked:
        key = (re.sub(r"\W+", "", one.question).lower(), one.company, one.year)
        if not SHORTEST <= len(one.question) <= LONGEST or not re.search(r"[^\W\d_]{2}", one.question):
            found.unusable += 1
        elif key in seen:
            found.repeated += 1
        else:
            seen.add(key)
            found.questions.append(one)
    if len(found.questions) > MOST_QUESTIONS:
        raise TooManyRows(
            Text(
                ko="질문이 {n}개를 넘습니다. 나누어 가져와 주세요.",
                en="There are more than {n} questions. Import them in parts.",
            ).fill(n=MOST_QUESTIONS)
        )
    return found


def _from_lines(text: str) -> Iterator[Asked]:
    company, year = None, None
    for line in text.splitlines():
        heading = _HEADING.match(line)
        if heading:
            company, year = _company_and_year(next(part for part in heading.groups() if part))
        elif line.strip():
            yield Asked(_bare(line), company, year)


def _from_row(row: list[str], at: dict[str, int]) -> Asked:
    cells = {name: row[column].strip() if column < len(row) else "" for name, column in at.items()}
    told = cells.get("year", "")
    bare = _BARE_YEAR.fullmatch(told)
    year = _year_in(told) or (_whole_year(bare[1]) if bare else None)
    return Asked(_bare(cells["question"]), cells.get("company") or None, year)


def _bare(line: str) -> str:
    """Without what stands before it, of which there may be two: "- 1. "."""
    return " ".join(_BULLET.sub("", _BULLET.sub("", line, count=1), count=1).split())


def _year_in(text: str) -> int | None:
    """The first year: 2023, 23년, '23. A short one that would lie ahead is none."""
    whole = _YEAR.search(text)
    if whole:
        return int(whole[0])
    short = _SHORT_YEAR.search(text)
    return _whole_year(short["quoted"] or short["named"]) if short else None


def _whole_year(short: str) -> int | None:
    year = 2000 + int(short)
    return year if year <= now().year + 1 else None


def _company_and_year(heading: str) -> tuple[str | None, int | None]:
    year = _year_in(heading)
    rest = heading if year is None else re.sub("년도?", " ", _SHORT_YEAR.sub(" ", _YEAR.sub(" ", heading)))
    rest = _HALF.sub(" ", rest)
    company = " ".join(rest.split()).strip(" -·,()/")
    return company or None, year


def _columns_of(head: list[str]) -> dict[str, int]:
    """The columns by the names in the heading row; empty when it is no heading row."""
    at: dict[str, int] = {}
    for name, pattern in _COLUMNS.items():
        # a heading is a name, no sentence
        found = [i for i, cell in enumerate(head) if len(cell) <= 20 and pattern.search(cell) and "?" not in cell]
        if found:
            at[name] = found[0]
    return at if "question" in at else {}


def _longest_column(table: list[list[str]]) -> int:
    width = max(len(row) for row in table)
    return max(range(width), key=lambda i: sum(len(row[i]) for row in table if i < len(row)))


def _sheet_rows(data: bytes) -> list[list[str]]:
    try:
        return [cells for _, cells in parse_sheet(data, BOUNDS)]
    except EmptySheet:
        return []


def _unreadable() -> NotReadable:
    return NotReadable(
        Text(
            ko="파일을 질문 목록으로 읽을 수 없습니다. UTF-8이나 CP949로 저장하거나 내용을 붙여 넣어 주세요.",
            en="The file can't be read as a list of questions. Save it as UTF-8 or CP949, or paste its content.",
        )
    )
