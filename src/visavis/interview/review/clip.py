"""Classes of expression in any video, for whoever asks for them alone: everybody in it, and the smile two ways."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from visavis.face.mesh import FaceMesh
from visavis.interview.review.cost import Stopwatch
from visavis.interview.review.picture import watch
from visavis.interview.review.readers import CLASSES
from visavis.interview.review.smiles import Comparison, compare_smiles
from visavis.interview.review.values import Progress
from visavis.kit.text import Text
from visavis.media.errors import NoPicture, Unreadable
from visavis.media.image import NotAPicture
from visavis.media.limits import DEFAULT, Limits
from visavis.media.probe import probe
from visavis.media.sandbox import run_limited
from visavis.media.values import Frame
from visavis.observe.engine import Reader
from visavis.observe.expression import ExpressionReader
from visavis.observe.expression_classes import EXPRESSIONS, Reliability
from visavis.observe.expression_classes.looks import Looks
from visavis.observe.expression_classes.reader import LOOKS_HZ, ExpressionClassReader, spans_of
from visavis.observe.values import Event, Observation

MOST_PEOPLE = 6
_LEAST_LOOKS = 3
"""Fewer are no person but a flicker, unless the clip has no more than that."""


class SoundAlone(NoPicture):
    """A sound file, where faces are looked for."""

    def __init__(self) -> None:
        Unreadable.__init__(
            self,
            Text(
                ko="소리만 있고 영상이 없는 파일이라 표정을 볼 수 없습니다. "
                "얼굴이 보이는 영상이나 사진을 사용해 주세요.",
                en="The file has sound but no picture, so there is no face to look at. Use a video or a picture.",
            ),
        )


class NeitherPictureNorVideo(NotAPicture):
    """Something else, or damaged, whatever its name."""

    def __init__(self) -> None:
        Unreadable.__init__(
            self,
            Text(
                ko="사진도 영상도 아니거나 손상되었습니다. JPEG, PNG, WebP, HEIC 사진이나 "
                "MP4, MOV, WebM, MKV 영상을 사용해 주세요.",
                en="This is neither a picture nor a video, or it is damaged. Use a JPEG, PNG, WebP or HEIC picture, or "
                "an MP4, MOV, WebM or MKV video.",
            ),
        )


@dataclass(frozen=True)
class Seen:
    """One person of a clip: every look, and the stretches of one class other than neutral."""

    looks: Looks
    spans: tuple[Event, ...]


@dataclass(frozen=True)
class ClipReading:
    """``people``: whoever is largest at first, then the others as they come; empty when there was no face. ``smiles``
    compares the first one's mouth corners with the model; None when they aren't in ``people``."""

    duration_s: float
    engine: str
    classes: tuple[str, ...]
    reliability: Reliability
    people: tuple[Seen, ...]
    smiles: Comparison | None
    crowded: bool = False
    """As many as are followed were seen at once: there may be more."""


def read_clip(path: Path, limits: Limits = DEFAULT, progress: Progress | None = None) -> ClipReading:
    """Read a video in a child process with limits; the file may come from anybody. Memory doesn't grow with its length
    beyond the numbers.

    Raises EmptyFile, NotMedia, CutOff, NoPicture, TooHeavy, Unavailable or Failed.
    """
    return run_limited(read_clip_here, path, limits, limits=limits, on_progress=progress or _ignore)


def read_clip_here(path: Path, limits: Limits = DEFAULT, progress: Progress | None = None) -> ClipReading:
    """As ``read_clip``, in this process."""
    found = probe(path, limits)
    if found.video is None:
        raise SoundAlone
    with EXPRESSIONS.lease() as engine:
        corners, classes = ExpressionReader(), ExpressionClassReader(engine)
        crowd = _Crowd()
        readers: dict[str, Reader] = {"expression": corners, CLASSES: classes, "crowd": crowd}
        times_s = watch(path, readers, found.duration_s or 0.0, Stopwatch(), progress or _ignore, MOST_PEOPLE)
        first = classes.subject()
        least = min(_LEAST_LOOKS, len(first.times_s))
        everybody = [one for one in (first, *classes.others()) if _shown(one) >= max(1, least)]
        lasts_s = found.duration_s or (float(times_s[-1]) if len(times_s) else 0.0)
        return ClipReading(
            duration_s=lasts_s,
            engine=engine.card.name,
            classes=engine.classes,
            reliability=engine.reliability,
            people=tuple(Seen(one, _within(spans_of(one, 1 / LOOKS_HZ), lasts_s)) for one in everybody),
            smiles=compare_smiles(first, corners.finish(), "other") if _shown(first) >= max(1, least) else None,
            crowded=crowd.frames >= _LEAST_LOOKS,
        )


def _within(spans: Sequence[Event], lasts_s: float) -> tuple[Event, ...]:
    """The last look stands for a time that the clip may not have."""
    return tuple(replace(one, end_s=max(one.start_s, min(one.end_s, lasts_s))) for one in spans)


class _Crowd:
    """Counts the frames in which as many faces are seen as are followed."""

    def __init__(self) -> None:
        self.frames = 0

    def see(self, _frame: Frame, faces: list[FaceMesh]) -> None:
        self.frames += len(faces) >= MOST_PEOPLE

    def finish(self) -> Observation:
        return Observation()


def _shown(looks: Looks) -> int:
    """Looks with a face."""
    return int(looks.is_seen.sum())


def _ignore(step: str, share: float) -> None:
    """For callers who don't want to know."""
