"""What ``visavis expression`` found, as a table: the same as the page's (web/src/features/expression/table.ts)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from visavis.cli.expression_rows import Read, named, rounded, tell_crowded, tell_more
from visavis.cli.writing import shown
from visavis.kit.text import Language
from visavis.observe.expression_classes import wording as words

if TYPE_CHECKING:
    from visavis.interview.review.clip import ClipReading

_BEFORE = ("file", "kind", "face", "answer", "code", "reason")
_AFTER = ("cant_tell", "nobody_seen", "left", "top", "width", "height")
_FORMULAS = ("=", "+", "-", "@", "\t", "\r")


def csv_rows(done: Iterable[Read], language: Language) -> Iterator[str]:
    """One row a face of a picture, or a person of a video, where probabilities are shares of the answered looks."""
    every = list(done)
    classes = next((_classes(read) for read in every if _classes(read)), ())
    columns = [*_BEFORE, *classes, *_AFTER]
    yield _line(columns)
    for read in every:
        for row in _rows(read, language):
            yield _line(_harmless(row.get(column, "")) for column in columns)


def _classes(read: Read) -> tuple[str, ...]:
    return read.clip.classes if read.clip is not None else read.classes


def _rows(read: Read, language: Language) -> Iterator[dict[str, object]]:
    """Nothing that was brought is without a row."""
    name = shown(read.path)
    if read.error is not None:
        yield {"file": name, "kind": "unreadable", "code": read.code, "reason": read.error.in_language(language)}
    elif read.clip is not None:
        for row in _clip_rows(read.clip, language):
            yield {"file": name, "kind": "clip", **row}
    else:
        for row in _picture_rows(read, language):
            yield {"file": name, "kind": "picture", **row}


def _clip_rows(clip: ClipReading, language: Language) -> Iterator[dict[str, object]]:
    for number, one in enumerate(clip.people, 1):
        shares = {name: rounded(one.looks.share_of(name)) for name in clip.classes}
        silent = {"cant_tell": rounded(one.looks.cant_tell), "nobody_seen": rounded(one.looks.nobody)}
        yield {"face": number, **shares, **silent}
    if not clip.people:
        yield {"code": "no_face", "reason": words.NO_FACE.in_language(language)}
    if clip.crowded:
        yield {"code": "more_people", "reason": tell_crowded(language)}


def _picture_rows(read: Read, language: Language) -> Iterator[dict[str, object]]:
    for number, face in enumerate(read.faces or (), 1):
        told, box = face.judgement, face.cut.box
        sides = ("left", "top", "width", "height")
        yield {
            "face": number,
            "answer": told.label or "",
            "code": told.why_not.reason if told.why_not else "",
            "reason": told.why_not.text.in_language(language) if told.why_not else "",
            **(named(read.classes, told.shares) if told.means_something else {}),
            "cant_tell": int(told.label is None),
            **{side: round(getattr(box, side)) for side in sides},
        }
    if not read.faces:
        yield {"code": "no_face", "reason": words.NO_FACE.in_language(language)}
    if read.unread:
        yield {"code": "more_faces", "reason": tell_more(read, language)}


def _harmless(cell: object) -> object:
    """A file's name must not run as a formula where the table is opened."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULAS) else cell


def _line(row: Iterable[object]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow(_cell(cell) for cell in row)
    return text.getvalue()


def _cell(cell: object) -> object:
    """A number as a browser writes it: 1, not 1.0."""
    return "" if cell is None else f"{cell:g}" if isinstance(cell, float) else cell
