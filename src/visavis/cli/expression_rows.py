"""What ``visavis expression`` found, as lines, as JSON and as a table."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from visavis.cli.writing import shown
from visavis.kit.text import Language, Text
from visavis.observe.expression_classes import MOST_FACES, SeenFace
from visavis.observe.expression_classes import wording as words
from visavis.observe.expression_classes.terms import name_of

if TYPE_CHECKING:
    from visavis.interview.review.clip import ClipReading, Seen
    from visavis.interview.review.smiles import Comparison
    from visavis.observe.expression_classes.looks import Looks

CURVE_DIGITS = 3
LOOKS = Text(ko="{n}번 봄", en="{n} looks")
OF_ANSWERED = Text(ko="답한 것 가운데", en="Of those answered")
_BEFORE = ("file", "kind", "face", "answer", "code", "reason")
_AFTER = ("cant_tell", "left", "top", "width", "height")
_FORMULAS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Read:
    """One file: the faces of a picture and how many more there are, a video, or why it can't be read (``code`` too)."""

    path: Path
    faces: tuple[SeenFace, ...] | None = None
    classes: tuple[str, ...] = ()
    clip: ClipReading | None = None
    unread: int = 0
    error: Text | None = None
    code: str = ""


def told(read: Read, language: Language) -> Iterator[str]:
    """Lines for a terminal."""
    name = shown(Path(read.path.name))
    if read.error is not None:
        yield f"{name}  {read.error.in_language(language)}"
    elif read.clip is not None:
        yield from _told_clip(name, read.clip, language)
    elif not read.faces:
        yield f"{name}  {words.NO_FACE.in_language(language)}"
    for number, face in enumerate(read.faces or (), 1):
        yield f"{name}  #{number}  {_answer(face, language)}  {_sureness(face, read.classes)}".rstrip()
    if read.unread:
        yield f"{name}  {_more(read, language)}"


def as_json(read: Read, language: Language) -> dict[str, Any]:
    """The same for programs."""
    if read.error is not None:
        return {
            "file": shown(read.path),
            "kind": "unreadable",
            "code": read.code,
            "error": read.error.in_language(language),
        }
    if read.clip is not None:
        return {"file": shown(read.path), "kind": "clip", **_clip_json(read.clip, language)}
    faces = [_face_json(face, read.classes, language) for face in read.faces or ()]
    message = None if faces else words.NO_FACE.in_language(language)
    more = {"more_faces": read.unread, "not_read": _more(read, language) if read.unread else None}
    return {"file": shown(read.path), "kind": "picture", "faces": faces, **more, "message": message}


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
        shares = {name: _number(one.looks.share_of(name)) for name in clip.classes}
        yield {"face": number, **shares, "cant_tell": _number(1 - one.looks.answered)}
    if not clip.people:
        yield {"code": "no_face", "reason": words.NO_FACE.in_language(language)}
    if clip.crowded:
        yield {"code": "more_people", "reason": _crowded(language)}


def _picture_rows(read: Read, language: Language) -> Iterator[dict[str, object]]:
    for number, face in enumerate(read.faces or (), 1):
        told, box = face.judgement, face.cut.box
        sides = ("left", "top", "width", "height")
        yield {
            "face": number,
            "answer": told.label or "",
            "code": told.why_not.reason if told.why_not else "",
            "reason": told.why_not.text.in_language(language) if told.why_not else "",
            **(_named(read.classes, told.shares) if _means_something(face) else {}),
            "cant_tell": int(told.label is None),
            **{side: round(getattr(box, side)) for side in sides},
        }
    if not read.faces:
        yield {"code": "no_face", "reason": words.NO_FACE.in_language(language)}
    if read.unread:
        yield {"code": "more_faces", "reason": _more(read, language)}


def _more(read: Read, language: Language) -> str:
    return words.MORE_FACES.fill(n=read.unread, m=MOST_FACES).in_language(language)


def _crowded(language: Language) -> str:
    from visavis.interview.review.clip import MOST_PEOPLE

    return words.CROWDED.fill(m=MOST_PEOPLE).in_language(language)


def _means_something(face: SeenFace) -> bool:
    """Where the picture allows no answer, probabilities would only look sure."""
    return face.judgement.why_not is None or face.judgement.why_not.reason == "unsure"


def _answer(face: SeenFace, language: Language) -> str:
    told = face.judgement
    if told.label is not None:
        return words.looks(told.label).in_language(language)
    reason = told.why_not.text.in_language(language) if told.why_not else ""
    return f"{words.CANT_TELL.in_language(language)}: {reason}"


def _sureness(face: SeenFace, classes: tuple[str, ...]) -> str:
    if not _means_something(face):
        return ""
    return "  ".join(f"{name} {100 * share:.0f} %" for name, share in zip(classes, face.judgement.shares, strict=True))


def _told_clip(name: str, clip: ClipReading, language: Language) -> Iterator[str]:
    if not clip.people:
        yield f"{name}  {words.NO_FACE.in_language(language)}"
    for number, one in enumerate(clip.people, 1):
        yield f"{name}  #{number}  {_told_shares(one.looks, language)}"
        for span in one.spans:
            says = words.looks(name_of(span.key)).in_language(language)
            yield f"    {span.start_s:6.1f}–{span.end_s:.1f} s  {says} ({span.size:.0f} %)"
    if clip.crowded:
        yield f"{name}  {_crowded(language)}"
    yield from _told_smiles(clip.smiles, language)


def _told_shares(looks: Looks, language: Language) -> str:
    """What isn't answered is a share of all looks, the classes are shares of the rest: said so, because they don't add
    up to 100 % together."""
    seen = LOOKS.fill(n=len(looks.times_s)).in_language(language)
    silent = f"{words.CANT_TELL.in_language(language)} {100 * (1 - looks.answered):.0f} %"
    shares = [(name, looks.share_of(name)) for name in looks.classes]
    told = "  ".join(f"{name} {100 * share:.0f} %" for name, share in shares if share is not None)
    return f"{seen}, {silent}. {OF_ANSWERED.in_language(language)}: {told}" if told else f"{seen}, {silent}"


def _told_smiles(found: Comparison | None, language: Language) -> Iterator[str]:
    from visavis.interview.report.words import label

    if found is None:
        return
    if found.why_not is not None:
        yield f"    {found.why_not.in_language(language)}"
    if found.agreed is not None:
        yield f"    {label('smiles', language, p=round(100 * found.agreed), n=found.compared)}"
    for differ in found.disagreements:
        yield f"    {differ.start_s:6.1f}–{differ.end_s:.1f} s  {differ.text.in_language(language)}"


def _face_json(face: SeenFace, classes: tuple[str, ...], language: Language) -> dict[str, Any]:
    told, box = face.judgement, face.cut.box
    return {
        "box": {name: round(getattr(box, name), 1) for name in ("left", "top", "width", "height")},
        "class": told.label,
        "says": _answer(face, language),
        "cant_tell": {"reason": told.why_not.reason, "why": told.why_not.text.in_language(language)}
        if told.why_not
        else None,
        "probabilities": _named(classes, told.shares),
        "by_net": {name: _named(classes, shares) for name, shares in told.by_net.items()},
        "head": {"yaw_deg": round(face.cut.yaw_deg, 1), "pitch_deg": round(face.cut.pitch_deg, 1)},
        "eyes_px": round(face.cut.eyes_px, 1),
    }


def _clip_json(clip: ClipReading, language: Language) -> dict[str, Any]:
    why_not = clip.smiles.why_not if clip.smiles is not None else None
    return {
        "duration_s": round(clip.duration_s, 3),
        "people": [_person_json(one, clip.classes, language) for one in clip.people],
        "more_people": clip.crowded,
        "not_read": _crowded(language) if clip.crowded else None,
        "message": None if clip.people else words.NO_FACE.in_language(language),
        "smiles": _smiles_json(clip.smiles, language),
        "smiles_not_measured": why_not.in_language(language) if why_not is not None else None,
    }


def _smiles_json(found: Comparison | None, language: Language) -> dict[str, Any] | None:
    if found is None or found.agreed is None:
        return None
    return {
        "compared": found.compared,
        "agreed": _number(found.agreed),
        "disagreements": [
            {
                "kind": one.kind,
                "start_s": round(one.start_s, 2),
                "end_s": round(one.end_s, 2),
                "corners_percent": round(one.corners_percent, 1),
                "happy_percent": round(one.happy_percent, 1),
                "why": one.text.in_language(language),
            }
            for one in found.disagreements
        ],
    }


def _person_json(one: Seen, classes: tuple[str, ...], language: Language) -> dict[str, Any]:
    looks = one.looks
    return {
        "looks": len(looks.times_s),
        "cant_tell": _number(1 - looks.answered),
        "shares": {name: _number(looks.share_of(name)) for name in classes},
        "spans": [
            {
                "class": name_of(span.key),
                "says": words.looks(name_of(span.key)).in_language(language),
                "start_s": round(span.start_s, 2),
                "end_s": round(span.end_s, 2),
                "probability": _number((span.size or 0) / 100),
            }
            for span in one.spans
        ],
        "times_s": [round(float(time_s), 2) for time_s in looks.times_s],
        "probabilities": {
            name: [_number(float(share)) for share in looks.shares[:, number]] for number, name in enumerate(classes)
        },
    }


def _named(classes: tuple[str, ...], shares: Iterable[float]) -> dict[str, float | None]:
    return {name: _number(float(share)) for name, share in zip(classes, shares, strict=True)}


def _number(value: float | None) -> float | None:
    """Three digits: more would pretend to a precision that isn't there. None for what wasn't told."""
    return None if value is None or value != value else round(float(value), CURVE_DIGITS)


def _harmless(cell: object) -> object:
    """A file's name must not run as a formula where the table is opened."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULAS) else cell


def _line(row: Iterable[object]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow("" if cell is None else cell for cell in row)
    return text.getvalue()
