"""Reading résumés: precision and recall of each field, of documents seen and held out; how sure readings are; speed."""

# ruff: noqa: T201 - a bench prints its figures
from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Sequence

import pytest
from tests.documents import english, further, held_out, korean
from tests.documents.judging import Tally, alike, grouped, tally
from tests.documents.sheets import Sheet
from tests.documents.writing import write

from visavis.career.resume import Resume
from visavis.career.resume.reading import read_bytes

pytestmark = pytest.mark.bench
SEEN = (*korean.SHEETS, *english.SHEETS, *further.SHEETS)
SETS: dict[str, tuple[Sheet, ...]] = {"seen": SEEN, "held out": held_out.SHEETS}
Read = list[tuple[Sheet, Resume]]


def read_all(sheets: Sequence[Sheet]) -> Read:
    return [(sheet, read_bytes(write(sheet), sheet.kind).resume) for sheet in sheets]


def total(counts: dict[tuple[str, str], Tally]) -> Tally:
    return Tally(*(sum(getattr(one, name) for one in counts.values()) for name in ("right", "found", "true")))


def shown(share: float | None) -> str:
    return "   –" if share is None else f"{share:4.2f}"


def test_precision_and_recall_of_each_field() -> None:
    for name, sheets in SETS.items():
        read = read_all(sheets)
        counts = tally(read)
        print(f"\n{name}: {len(sheets)} documents")
        for (section, key), one in sorted(counts.items()):
            print(
                f"  {section + '.' + key:28} precision {shown(one.precision)}  recall {shown(one.recall)}  n {one.true}"
            )
        whole, (right, entries) = total(counts), grouped(read)
        print(f"  all: precision {shown(whole.precision)}  recall {shown(whole.recall)}  n {whole.true}")
        print(f"  entries with all their fields together: {right} of {entries}")
        assert (whole.recall or 0) > 0.9
        assert (whole.precision or 0) > 0.9


def test_flags_are_found_and_none_is_made_up() -> None:
    for name, sheets in SETS.items():
        right = missed = extra = 0
        for sheet, resume in read_all(sheets):
            found = {flag.what for flag in resume.flags}
            right += len(found & sheet.flags)
            missed += len(sheet.flags - found)
            extra += len(found - sheet.flags)
        print(f"\n{name}: {right} kinds of flags found, {missed} missed, {extra} made up")
        assert right > missed + extra


def test_how_often_a_reading_is_right_by_its_confidence() -> None:
    for name, sheets in SETS.items():
        right: defaultdict[float, int] = defaultdict(int)
        found: defaultdict[float, int] = defaultdict(int)
        for sheet, resume in read_all(sheets):
            true = {(section, key, alike(value)) for section, key, value in sheet.pairs()}
            for entry in resume.entries:
                for field in entry.fields:
                    found[field.confidence] += 1
                    right[field.confidence] += (entry.section, field.key, alike(field.value)) in true
        print()
        for sure in sorted(found, reverse=True):
            print(f"{name}: said {sure:.2f}, right {right[sure] / found[sure]:.2f} of {found[sure]}")
        assert found


def test_how_long_reading_takes_for_each_format() -> None:
    times: defaultdict[str, list[float]] = defaultdict(list)
    for sheet in (*SEEN, *held_out.SHEETS):
        data = write(sheet)
        began = time.perf_counter()
        read_bytes(data, sheet.kind)
        times[sheet.form.partition(":")[0]].append(time.perf_counter() - began)
    print()
    for form, taken in sorted(times.items()):
        print(
            f"{form:5} {1000 * sorted(taken)[len(taken) // 2]:6.0f} ms median of {len(taken)} (limit: 90 s in a child)"
        )
    assert set(times) == {"pdf", "docx", "hwpx", "hwp", "txt"}
