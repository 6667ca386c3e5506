"""What ``visavis expression`` found, as lines, as JSON and as a table."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from visavis.kit.text import Language, Text
from visavis.observe.expression_classes import SeenFace
from visavis.observe.expression_classes import wording as words
from visavis.observe.expression_classes.terms import name_of

if TYPE_CHECKING:
    from visavis.interview.review.clip import ClipReading, Seen

CURVE_DIGITS = 3
LOOKS = Text(ko="{n}번 봄", en="{n} looks")


@dataclass(frozen=True)
class Read:
    """One file: the faces of a picture, a video, or why it can't be read."""

    path: Path
    faces: tuple[SeenFace, ...] | None = None
    classes: tuple[str, ...] = ()
    clip: ClipReading | None = None
    error: Text | None = None


def told(read: Read, language: Language) -> Iterator[str]:
    """Lines for a terminal."""
    name = read.path.name
    if read.error is not None:
        yield f"{name}  {read.error.in_language(language)}"
    elif read.clip is not None:
        yield from _told_clip(name, read.clip, language)
    elif not read.faces:
        yield f"{name}  {words.NO_FACE.in_language(language)}"
    for number, face in enumerate(read.faces or (), 1):
        yield f"{name}  #{number}  {_answer(face, language)}  {_sureness(face.judgement.shares, read.classes)}"


def as_json(read: Read, language: Language) -> dict[str, Any]:
    """The same for programs."""
    if read.error is not None:
        return {"file": str(read.path), "kind": "unreadable", "error": read.error.in_language(language)}
    if read.clip is not None:
        return {"file": str(read.path), "kind": "clip", **_clip_json(read.clip, language)}
    faces = [_face_json(face, read.classes, language) for face in read.faces or ()]
    message = None if faces else words.NO_FACE.in_language(language)
    return {"file": str(read.path), "kind": "picture", "faces": faces, "message": message}


def csv_rows(done: Iterable[Read], language: Language) -> Iterator[str]:
    """One row a face of a picture, or a person of a video, where probabilities are shares of the answered looks."""
    every = list(done)
    classes = next((_classes(read) for read in every if _classes(read)), ())
    yield _line(["file", "kind", "face", "answer", "reason", *classes, "cant_tell", "left", "top", "width", "height"])
    for read in every:
        for row in _rows(read, language):
            yield _line(row)


def _classes(read: Read) -> tuple[str, ...]:
    return read.clip.classes if read.clip is not None else read.classes


def _rows(read: Read, language: Language) -> Iterator[list[object]]:
    name = str(read.path)
    if read.error is not None:
        yield [name, "unreadable", "", "", read.error.in_language(language)]
    elif read.clip is not None:
        for number, one in enumerate(read.clip.people, 1):
            shares = [_number(one.looks.share_of(c)) for c in read.clip.classes]
            yield [name, "clip", number, "", "", *shares, _number(1 - one.looks.answered)]
    elif not read.faces:
        yield [name, "picture", "", "", words.NO_FACE.in_language(language)]
    for number, face in enumerate(read.faces or (), 1):
        told, box = face.judgement, face.cut.box
        reason = told.why_not.text.in_language(language) if told.why_not else ""
        place = [round(side) for side in (box.left, box.top, box.width, box.height)]
        yield [name, "picture", number, told.label or "", reason, *map(_number, told.shares), "", *place]


def _answer(face: SeenFace, language: Language) -> str:
    told = face.judgement
    if told.label is not None:
        return words.looks(told.label).in_language(language)
    reason = told.why_not.text.in_language(language) if told.why_not else ""
    return f"{words.CANT_TELL.in_language(language)}: {reason}"


def _sureness(shares: Iterable[float], classes: tuple[str, ...]) -> str:
    return "  ".join(f"{name} {100 * share:.0f} %" for name, share in zip(classes, shares, strict=True))


def _told_clip(name: str, clip: ClipReading, language: Language) -> Iterator[str]:
    from visavis.interview.report.words import label

    if not clip.people:
        yield f"{name}  {words.NO_FACE.in_language(language)}"
    for number, one in enumerate(clip.people, 1):
        shares = [(c, one.looks.share_of(c)) for c in clip.classes]
        told = "  ".join(f"{c} {100 * share:.0f} %" for c, share in shares if share is not None)
        silent = f"{words.CANT_TELL.in_language(language)} {100 * (1 - one.looks.answered):.0f} %"
        yield f"{name}  #{number}  {LOOKS.fill(n=len(one.looks.times_s)).in_language(language)}  {told}  {silent}"
        for span in one.spans:
            says = words.looks(name_of(span.key)).in_language(language)
            yield f"    {span.start_s:6.1f}–{span.end_s:.1f} s  {says} ({span.size:.0f} %)"
    if clip.smiles is not None:
        yield f"    {label('smiles', language, p=round(100 * clip.smiles.agreed), n=clip.smiles.compared)}"
        for differ in clip.smiles.disagreements:
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
    smiles = clip.smiles
    return {
        "duration_s": round(clip.duration_s, 3),
        "people": [_person_json(one, clip.classes, language) for one in clip.people],
        "message": None if clip.people else words.NO_FACE.in_language(language),
        "smiles": None
        if smiles is None
        else {
            "compared": smiles.compared,
            "agreed": _number(smiles.agreed),
            "disagreements": [
                {
                    "kind": one.kind,
                    "start_s": round(one.start_s, 2),
                    "end_s": round(one.end_s, 2),
                    "corners_percent": round(one.corners_percent, 1),
                    "happy_percent": round(one.happy_percent, 1),
                    "why": one.text.in_language(language),
                }
                for one in smiles.disagreements
            ],
        },
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


def _line(row: Iterable[object]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow("" if cell is None else cell for cell in row)
    return text.getvalue()
