"""Rows of a table checked one by one: either all of them are good, or the table is refused with what is wrong where."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from visavis.career.specs.fields import (
    CAREER_LEVELS,
    COLUMNS,
    FULL_GPA,
    HEADERS,
    MAJOR_GROUPS,
    MEASURED,
    NEEDED,
    OPIC_LEVELS,
    SPECS,
    Spec,
)
from visavis.kit.clock import now
from visavis.kit.errors import Invalid
from visavis.kit.text import Text
from visavis.media.sheets import Rows, column_letters

MOST_NAMED = 8
LONGEST_NAME = 80
_NONE = frozenset({"없음", "무", "-", "x", "none", "no", "n", "아니오", "아니요", "해당없음", "n/a"})
_SOME = frozenset({"있음", "유", "o", "yes", "y", "예", "네"})
_FORMULA = ("=", "+", "@")
_HALF = re.compile(r"((?:19|20)\d\d)(?:년)?[\s./-]*(?:h)?(상반기|하반기|상|하|1|2)(?:반기|h)?")


class SheetRefused(Invalid):
    """Some cells of the table can't be used; nothing of it was kept."""


class CellRefused(Invalid):
    """A cell says what can't be."""


@dataclass(frozen=True)
class Problem:
    """What is wrong, and where: row and column as a spreadsheet names them."""

    row: int
    column: str
    what: Text

    def told(self) -> Text:
        where = Text(ko="{r}행 {c}: ", en="Row {r}, {c}: ").fill(r=self.row, c=self.column)
        return Text(ko=where.ko + self.what.ko, en=where.en + self.what.en)


def read_rows(rows: Rows) -> list[dict[str, Any]]:
    """One dictionary by column of ``SpecOutcome`` for each row below the header. Raises SheetRefused."""
    number, header = rows[0]
    columns = _columns(number, header)
    if len(rows) == 1:
        raise _refused([Problem(number, "A", Text(ko="제목 행만 있습니다.", en="There is only the header row."))])
    found: list[dict[str, Any]] = []
    problems: list[Problem] = []
    for row, cells in rows[1:]:
        values, wrong = _row(row, cells, columns)
        found.append(values)
        problems += wrong
        if len(problems) > MOST_NAMED:
            break
    if problems:
        raise _refused(problems)
    return found


def _columns(row: int, header: list[str]) -> dict[int, str]:
    """Which column each place of the header is."""
    named = {alias: key for key, aliases in COLUMNS.items() for alias in aliases}
    found: dict[int, str] = {}
    problems: list[Problem] = []
    for at, title in enumerate(header):
        key = named.get(_plain(title))
        place = f"{column_letters(at)} ({title[:30]})"
        if key is None:
            problems.append(Problem(row, place, _UNKNOWN_COLUMN))
        elif key in found.values():
            problems.append(Problem(row, place, Text(ko="같은 열이 두 번 있습니다.", en="This column is there twice.")))
        else:
            found[at] = key
    for key in NEEDED:
        if key not in found.values():
            needed = HEADERS[key]
            what = Text(ko="'{k}' 열이 꼭 필요합니다.", en="The column '{e}' is needed.").fill(k=needed.ko, e=needed.en)
            problems.append(Problem(row, "-", what))
    if problems:
        raise _refused(problems)
    return found


_UNKNOWN_COLUMN = Text(
    ko="모르는 열입니다. 이름이나 연락처처럼 사람을 알아볼 수 있는 열은 지워 주세요. 쓸 수 있는 열은 템플릿에 있어요.",
    en="Unknown column. Remove what could tell who somebody is, such as names; the template has all columns.",
)


def _row(row: int, cells: list[str], columns: dict[int, str]) -> tuple[dict[str, Any], list[Problem]]:
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    if len(cells) > max(columns) + 1:
        extra = column_letters(max(columns) + 1)
        problems.append(Problem(row, extra, Text(ko="제목이 없는 칸입니다.", en="This cell is in no column.")))
    for at, key in columns.items():
        cell = cells[at] if at < len(cells) else ""
        try:
            values[key] = read_cell(key, cell)
        except CellRefused as refusal:
            problems.append(Problem(row, f"{column_letters(at)} ({HEADERS[key].ko}/{key})", refusal.message))
    if not problems:
        problems += _scaled(row, values)
    values.pop("gpa_scale", None)
    return {key: values.get(key) for key in (*NEEDED, "industry", "major_group", *SPECS)}, problems


def _scaled(row: int, values: dict[str, Any]) -> Iterator[Problem]:
    try:
        values["gpa"] = scale_gpa(values.get("gpa"), values.get("gpa_scale"))
    except CellRefused as refusal:
        yield Problem(row, HEADERS["gpa"].ko + "/gpa", refusal.message)


def scale_gpa(gpa: float | None, scale: float | None) -> float | None:
    """A grade on the scale of 4.5, in proportion: a convention, for universities convert differently."""
    scale = scale or FULL_GPA
    if gpa is None:
        return None
    if gpa > scale:
        raise CellRefused(
            Text(ko="학점 {g}이(가) 만점 {s}보다 큽니다.", en="The GPA {g} is above its scale {s}.").fill(
                g=gpa, s=scale
            )
        )
    return round(gpa / scale * FULL_GPA, 2)


@lru_cache(maxsize=65_536)  # a column says the same things again and again
def read_cell(key: str, cell: str) -> Any:
    """What one cell says. Raises CellRefused."""
    if cell.startswith(_FORMULA):
        raise CellRefused(
            Text(
                ko="수식({c})은 계산하지 않습니다. 값을 적어 주세요.",
                en="Formulas ({c}) are never evaluated. Put the value.",
            ).fill(c=_short(cell))
        )
    if not cell:
        if key in NEEDED:
            raise CellRefused(Text(ko="비어 있습니다. 꼭 필요한 값이에요.", en="It is empty, but needed."))
        return None
    if key in ("company", "job", "industry"):
        return clean_name(cell)
    if key in _CHOICES:
        return _choice(key, cell)
    if key == "half_year":
        return read_half_year(cell)
    return _gpa_scale(cell) if key == "gpa_scale" else _number(MEASURED[_spec(key)].key, cell)


def clean_name(cell: str) -> str:
    """A company, job or industry with its blanks made even. Raises CellRefused."""
    name = " ".join(unicodedata.normalize("NFC", cell).split())
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise CellRefused(
            Text(ko="1자에서 {m}자까지 쓸 수 있습니다.", en="It takes 1 to {m} characters.").fill(m=LONGEST_NAME)
        )
    return name


def read_half_year(cell: str) -> str:
    """'2022 상반기', '2022H1', '2022-1' and the like as '2022H1'. Raises CellRefused."""
    found = _HALF.fullmatch(cell.strip().lower())
    if found is None or int(found[1]) > now().year:
        raise CellRefused(
            Text(
                ko="'{c}'을(를) 읽을 수 없습니다. '2022 상반기'나 '2022H1'처럼, 지난 시기로 적어 주세요.",
                en="'{c}' isn't understood. Write 2022H1 (or 2022 상반기), not in the future.",
            ).fill(c=_short(cell))
        )
    return f"{found[1]}H{1 if found[2][0] in '상1' else 2}"


_CHOICES: dict[str, dict[str, str]] = {
    "career_level": {
        "신입": "new",
        "new": "new",
        "entry": "new",
        "경력": "experienced",
        "experienced": "experienced",
        "경력직": "experienced",
    },
    "major_group": {
        _word: key
        for key, title in MAJOR_GROUPS.items()
        for _word in (key, re.sub(r"\s", "", title.en.lower()), title.ko, f"{title.ko}계열")
    },
}


def _choice(key: str, cell: str) -> str:
    known = _CHOICES[key]
    found = known.get(_plain(cell))
    if found is None:
        titles = (CAREER_LEVELS if key == "career_level" else MAJOR_GROUPS).values()
        raise CellRefused(
            Text(ko="'{c}'은(는) 고를 수 없는 값입니다. 가능한 값: {k}", en="'{c}' is no choice. Choices: {e}").fill(
                c=_short(cell), k=", ".join(t.ko for t in titles), e=", ".join(t.en for t in titles)
            )
        )
    return found


def _gpa_scale(cell: str) -> float:
    scale = _float(cell)
    if scale not in (4.0, 4.3, 4.5, 5.0, 100.0):
        raise CellRefused(
            Text(
                ko="만점은 4.0, 4.3, 4.5, 5.0, 100 가운데 하나여야 합니다.",
                en="The scale is 4.0, 4.3, 4.5, 5.0 or 100.",
            )
        )
    return scale


def _number(key: Spec, cell: str) -> float:
    word = _plain(cell)
    if word in _NONE and key != "gpa":
        return 0.0
    if key == "opic" and cell.strip().upper() in OPIC_LEVELS:
        return float(OPIC_LEVELS.index(cell.strip().upper()) + 1)
    if key == "second_language" and word in _SOME:
        return 1.0
    value = None if key == "opic" else _float(cell)
    check_value(key, value, cell)
    assert value is not None  # noqa: S101 - check_value refuses None
    return value


def check_value(key: Spec, value: float | None, cell: str = "") -> None:
    """Raises CellRefused unless the value is one that the spec can have: 0 for "none", up to its highest."""
    measured = MEASURED[key]
    if value is None and key == "opic":
        raise CellRefused(
            Text(ko="오픽은 {l} 가운데 하나로 적어 주세요. 없으면 '없음'.", en="OPIc is one of {l}, or none.").fill(
                l=", ".join(OPIC_LEVELS)
            )
        )
    most = 100 if key == "gpa" else measured.most
    lowest_gpa = key == "gpa" and value is not None and value <= 0
    if value is None or not 0 <= value <= most or lowest_gpa or (measured.is_whole and value % 1):
        number = Text(ko="정수", en="a whole number") if measured.is_whole else Text(ko="수", en="a number")
        raise CellRefused(
            Text(
                ko="'{c}'은(는) 쓸 수 없습니다. 0부터 {m}까지의 {k}여야 합니다.",
                en="'{c}' can't be used; it takes {e} from 0 to {m}.",
            ).fill(c=_short(cell or str(value)), m=f"{most:g}", k=number.ko, e=number.en)
        )


def _float(cell: str) -> float | None:
    """A plain number; with thousands set off by commas, and a unit behind it left out."""
    found = re.fullmatch(r"(\d{1,3}(?:,\d{3})+|\d{1,6})(\.\d{1,4})?\s*(?:점|회|개|개월|시간|점수)?", cell.strip())
    return float(found[1].replace(",", "") + (found[2] or "")) if found else None


def _spec(key: str) -> Spec:
    return next(spec for spec in SPECS if spec == key)


def _plain(title: str) -> str:
    return re.sub(r"[\s()\[\]_·.\-/]", "", unicodedata.normalize("NFC", title).lower()) or title.strip()


def _short(cell: str) -> str:
    return cell if len(cell) <= 20 else cell[:19] + "…"


def _refused(problems: list[Problem]) -> SheetRefused:
    told = [problem.told() for problem in problems[:MOST_NAMED]]
    more = len(problems) > MOST_NAMED
    head = Text(
        ko="표를 고쳐서 다시 올려 주세요. 아무것도 저장하지 않았습니다.",
        en="Please mend the table and bring it again. Nothing of it was kept.",
    )
    tail = Text(ko="\n…", en="\n…") if more else Text(ko="", en="")
    return SheetRefused(
        Text(
            ko="\n".join([head.ko, *(t.ko for t in told)]) + tail.ko,
            en="\n".join([head.en, *(t.en for t in told)]) + tail.en,
        )
    )
