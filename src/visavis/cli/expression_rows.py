"""What ``visavis expression`` found, as lines and as JSON."""

from __future__ import annotations

import math
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

SEEN = Text(ko="얼굴이 보인 때 가운데", en="of the looks with a face")
LOOKS = Text(ko="{n}번 봄", en="{n} looks")
OF_ANSWERED = Text(ko="답한 것 가운데", en="Of those answered")


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
        yield f"{name}  #{number}  {_answer(face, language)}  {_sureness(face, read.classes, language)}".rstrip()
    if read.unread:
        yield f"{name}  {tell_more(read, language)}"


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
    more = {"more_faces": read.unread, "not_read": tell_more(read, language) if read.unread else None}
    return {"file": shown(read.path), "kind": "picture", "faces": faces, **more, "message": message}


def tell_more(read: Read, language: Language) -> str:
    return words.more_faces(read.unread, len(read.faces or ()), MOST_FACES).in_language(language)


def tell_crowded(language: Language) -> str:
    from visavis.interview.review.clip import MOST_PEOPLE

    return words.CROWDED.fill(m=MOST_PEOPLE).in_language(language)


def _answer(face: SeenFace, language: Language) -> str:
    told = face.judgement
    if told.label is not None:
        return words.looks(told.label).in_language(language)
    reason = told.why_not.text.in_language(language) if told.why_not else ""
    return f"{words.CANT_TELL.in_language(language)}: {reason}"


def _sureness(face: SeenFace, classes: tuple[str, ...], language: Language) -> str:
    if not face.judgement.means_something:
        return ""
    return _in_percent(zip(classes, face.judgement.shares, strict=True), language)


def _in_percent(shares: Iterable[tuple[str, float]], language: Language) -> str:
    return "  ".join(f"{_short(name, language)} {words.percent(share)} %" for name, share in shares)


def _short(name: str, language: Language) -> str:
    """The class for a line: as it is called in the table, in Korean its title without what is in it."""
    return name if language == "en" else words.title_of(name).ko.partition("(")[0]


def _told_clip(name: str, clip: ClipReading, language: Language) -> Iterator[str]:
    if not clip.people:
        yield f"{name}  {words.NO_FACE.in_language(language)}"
    for number, one in enumerate(clip.people, 1):
        yield f"{name}  #{number}  {_told_shares(one.looks, language)}"
        for span in one.spans:
            says = words.looks(name_of(span.key)).in_language(language)
            sure = words.percent((span.size or 0) / 100)
            yield f"    {_moment(span.start_s, span.end_s)}  {says} ({sure} %)"
    if clip.crowded:
        yield f"{name}  {tell_crowded(language)}"
    yield from _told_smiles(clip.smiles, language)


def _moment(start_s: float, end_s: float) -> str:
    """In tenths of a second, cut as on a clock."""
    start, end = (math.floor(10 * round(at_s, 2)) / 10 for at_s in (start_s, end_s))
    return f"{start:6.1f}–{end:.1f} s"


def _told_shares(looks: Looks, language: Language) -> str:
    """Nobody seen is a share of all looks, no answer one of those with a face, and the classes are shares of the rest:
    said so, because they don't add up to 100 % together."""
    parts = [LOOKS.fill(n=len(looks.times_s)).in_language(language)]
    if looks.nobody:
        parts.append(f"{words.NOBODY_SEEN.in_language(language)} {words.percent(looks.nobody)} %")
    silent = f"{words.CANT_TELL.in_language(language)} {words.percent(looks.cant_tell or 0)} %"
    if looks.nobody:
        silent += f" ({SEEN.in_language(language)})"
    begin = ", ".join([*parts, silent])
    shares = [(name, share) for name in looks.classes if (share := looks.share_of(name)) is not None]
    told = _in_percent(shares, language)
    return f"{begin}. {OF_ANSWERED.in_language(language)}: {told}" if told else begin


def _told_smiles(found: Comparison | None, language: Language) -> Iterator[str]:
    from visavis.interview.report.words import label

    if found is None:
        return
    if found.why_not is not None:
        yield f"    {found.why_not.in_language(language)}"
    if found.agreed is not None:
        yield f"    {label('smiles', language, p=words.percent(found.agreed), n=found.compared)}"
    for differ in found.disagreements:
        yield f"    {_moment(differ.start_s, differ.end_s)}  {differ.text.in_language(language)}"


def _face_json(face: SeenFace, classes: tuple[str, ...], language: Language) -> dict[str, Any]:
    told, box = face.judgement, face.cut.box
    return {
        "box": {name: round(getattr(box, name), 1) for name in ("left", "top", "width", "height")},
        "class": told.label,
        "says": _answer(face, language),
        "cant_tell": {"reason": told.why_not.reason, "why": told.why_not.text.in_language(language)}
        if told.why_not
        else None,
        "probabilities": named(classes, told.shares) if told.means_something else None,
        "by_net": {name: named(classes, shares) for name, shares in told.by_net.items()}
        if told.means_something
        else None,
        "head": {"yaw_deg": round(face.cut.yaw_deg, 1), "pitch_deg": round(face.cut.pitch_deg, 1)},
        "eyes_px": round(face.cut.eyes_px, 1),
    }


def _clip_json(clip: ClipReading, language: Language) -> dict[str, Any]:
    why_not = clip.smiles.why_not if clip.smiles is not None else None
    return {
        "duration_s": round(clip.duration_s, 3),
        "people": [_person_json(one, clip.classes, language) for one in clip.people],
        "more_people": clip.crowded,
        "not_read": tell_crowded(language) if clip.crowded else None,
        "message": None if clip.people else words.NO_FACE.in_language(language),
        "smiles": _smiles_json(clip.smiles, language),
        "smiles_not_measured": why_not.in_language(language) if why_not is not None else None,
    }


def _smiles_json(found: Comparison | None, language: Language) -> dict[str, Any] | None:
    if found is None or found.agreed is None:
        return None
    return {
        "compared": found.compared,
        "agreed": rounded(found.agreed),
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
        "nobody_seen": rounded(looks.nobody),
        "cant_tell": rounded(looks.cant_tell),
        "shares": {name: rounded(looks.share_of(name)) for name in classes},
        "spans": [
            {
                "class": name_of(span.key),
                "says": words.looks(name_of(span.key)).in_language(language),
                "start_s": round(span.start_s, 2),
                "end_s": round(span.end_s, 2),
                "probability": rounded((span.size or 0) / 100),
            }
            for span in one.spans
        ],
        "times_s": [round(float(time_s), 2) for time_s in looks.times_s],
        "probabilities": {
            name: [rounded(float(share)) for share in looks.shares[:, number]] for number, name in enumerate(classes)
        },
    }


def named(classes: tuple[str, ...], shares: Iterable[float]) -> dict[str, float | None]:
    return {name: rounded(float(share)) for name, share in zip(classes, shares, strict=True)}


def rounded(value: float | None) -> float | None:
    """As it is handed out everywhere; None for what wasn't told."""
    return None if value is None or value != value else words.rounded(value)
