"""The empty table to fill in, as CSV or XLSX; what every column takes is told on a second sheet."""

from __future__ import annotations

import csv
import io

from visavis.career.specs.fields import (
    CAREER_LEVELS,
    FULL_GPA,
    HEADERS,
    MAJOR_GROUPS,
    MEASURED,
    NEEDED,
    OPIC_LEVELS,
    SPECS,
)
from visavis.kit.text import Language, Text

_TAKES: dict[str, Text] = {
    "company": Text(ko="회사 이름", en="name of the company"),
    "job": Text(ko="직무 이름", en="name of the job"),
    "industry": Text(ko="업종 (선택)", en="industry (optional)"),
    "career_level": Text(
        ko=" / ".join(t.ko for t in CAREER_LEVELS.values()), en=" / ".join(t.en for t in CAREER_LEVELS.values())
    ),
    "major_group": Text(
        ko=" / ".join(t.ko for t in MAJOR_GROUPS.values()), en=" / ".join(t.en for t in MAJOR_GROUPS.values())
    ),
    "half_year": Text(ko="2022 상반기, 2022H1", en="2022H1, 2022H2"),
    "gpa_scale": Text(
        ko=f"4.0, 4.3, 4.5, 5.0, 100 (비우면 {FULL_GPA})", en=f"4.0, 4.3, 4.5, 5.0, 100 ({FULL_GPA} if empty)"
    ),
    "opic": Text(ko=", ".join(OPIC_LEVELS) + ", 없음", en=", ".join(OPIC_LEVELS) + ", none"),
}
_RULE = Text(
    ko="빈 칸은 '알 수 없음', 0이나 '없음'은 '가지고 있지 않음'입니다. "
    "이름, 연락처처럼 사람을 알아볼 수 있는 열은 넣지 마세요.",
    en="An empty cell means 'not known'; 0 or 'none' means 'doesn't have one'. Never add names or anything else that "
    "tells who somebody is.",
)


def csv_template(language: Language) -> bytes:
    """The header alone, in UTF-8 with a mark that Excel needs to see it."""
    out = io.StringIO()
    csv.writer(out).writerow([title.in_language(language) for title in HEADERS.values()])
    return out.getvalue().encode("utf-8-sig")


def xlsx_template(language: Language) -> bytes:
    """The header on the first sheet, an explanation of every column on the second."""
    from openpyxl import Workbook
    from openpyxl.styles import Font

    book = Workbook()
    table = book.worksheets[0]
    table.title = Text(ko="합격 스펙", en="accepted").in_language(language)
    table.append([title.in_language(language) for title in HEADERS.values()])
    table.freeze_panes = "A2"
    notes = book.create_sheet(Text(ko="설명", en="notes").in_language(language))
    notes.append([_RULE.in_language(language)])
    for key, title in HEADERS.items():
        needed = Text(ko="필수", en="needed").in_language(language) if key in NEEDED else ""
        notes.append([title.in_language(language), _takes(key).in_language(language), needed])
    for sheet in (table, notes):
        sheet.column_dimensions["A"].width = 22
    for cell in table[1]:
        cell.font = Font(bold=True)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _takes(key: str) -> Text:
    if key in _TAKES:
        return _TAKES[key]
    measured = next(MEASURED[spec] for spec in SPECS if spec == key)
    most = f"{measured.most:g}"
    return Text(
        ko=f"0부터 {most}까지 ({measured.unit.ko})".replace(" ()", ""), en=f"0 to {most} {measured.unit.en}".strip()
    )
