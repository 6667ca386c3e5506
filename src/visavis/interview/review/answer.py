"""The review of one recorded answer, from file to figures."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np

from visavis.interview.review import notes
from visavis.interview.review.classes import describe_classes, why_no_classes
from visavis.interview.review.content import content_notes, read_content
from visavis.interview.review.cost import Stopwatch
from visavis.interview.review.merging import merge, without_values
from visavis.interview.review.picture import watch
from visavis.interview.review.readers import finish, open_readers
from visavis.interview.review.sound import Heard, hear, hear_nothing
from visavis.interview.review.values import Asked, Progress, Review, Said
from visavis.kit.text import Language
from visavis.media.limits import DEFAULT, Limits
from visavis.media.probe import Probe, probe
from visavis.media.provenance import Maker
from visavis.media.sandbox import run_limited
from visavis.observe.engine import Reader
from visavis.observe.gaze import GazeCalibration
from visavis.observe.series import Floats

_PICTURE_SHARE = 0.8
"""Of the time that a review takes, measured on 720p clips; only for the progress bar."""


def review_answer(
    path: Path,
    *,
    language: Language,
    calibration: GazeCalibration | None = None,
    said: Said | None = None,
    asked: Asked = Asked(),  # noqa: B008 - frozen
    gaps_s: tuple[float, ...] = (),
    with_classes: bool = False,
    progress: Progress | None = None,
    limits: Limits = DEFAULT,
) -> Review:
    """Review one recorded answer in a child process with limits; the file may come from anybody.

    Streams: memory doesn't grow with the length beyond the tracks themselves. A file without picture or without sound
    is reviewed by what it has, with a note. ``with_classes``: the person wants classes of expression told. Raises
    EmptyFile, NotMedia, CutOff, TooHeavy (all Unreadable) or Failed.
    """
    about = (path, language, calibration, said, asked, gaps_s, with_classes)
    return run_limited(review_here, *about, limits=limits, on_progress=progress or _ignore)


def review_here(
    path: Path,
    language: Language,
    calibration: GazeCalibration | None = None,
    said: Said | None = None,
    asked: Asked = Asked(),  # noqa: B008 - frozen
    gaps_s: tuple[float, ...] = (),
    with_classes: bool = False,
    progress: Progress | None = None,
) -> Review:
    """As ``review_answer``, in this process."""
    began, cpu_began = time.perf_counter(), time.process_time()
    tell = progress or _ignore
    found = probe(path)
    stopwatch = Stopwatch()
    no_classes = why_no_classes() if with_classes else None
    makers: dict[str, Maker] = {}
    with open_readers(calibration, with_classes and no_classes is None, makers) as readers:
        frame_times_s = _see(path, found, readers, makers, stopwatch, tell)
        heard = _hear(path, found, asked, language, makers, stopwatch, tell)
        visible = finish(readers, heard.speaking)
        classes = describe_classes(readers, merge(visible))
    tell("words", 0.98)
    if found.video is None:
        visible = [without_values(observation, notes.NO_PICTURE) for observation in visible]
    spoken = heard.observation if found.audio else without_values(heard.observation, notes.NO_SOUND)
    content = read_content(said, language, heard.speech_span_s)
    on_recording = notes.on_recording(found, merge(visible), bool(heard.speaking), frame_times_s)
    return Review(
        duration_s=found.duration_s or (float(frame_times_s[-1]) if len(frame_times_s) else 0.0),
        has_video=found.video is not None,
        has_audio=found.audio is not None,
        observation=merge([*visible, spoken, content]),
        frame_times_s=frame_times_s,
        speech_span_s=heard.speech_span_s,
        said=said,
        asked=asked,
        gaps_s=gaps_s,
        notes=(*on_recording, *content_notes(said, language), *((no_classes,) if no_classes else ())),
        classes=classes,
        makers=tuple(sorted(makers.items())),
        costs=stopwatch.costs(),
        wall_s=time.perf_counter() - began,
        cpu_s=time.process_time() - cpu_began,
    )


def _see(
    path: Path,
    found: Probe,
    readers: dict[str, Reader],
    makers: dict[str, Maker],
    stopwatch: Stopwatch,
    tell: Progress,
) -> Floats:
    if found.video is None:
        return np.zeros(0)
    duration_s = found.duration_s or 0.0
    return watch(
        path, readers, duration_s, stopwatch, lambda step, share: tell(step, _PICTURE_SHARE * share), makers=makers
    )


def _hear(
    path: Path,
    found: Probe,
    asked: Asked,
    language: Language,
    makers: dict[str, Maker],
    stopwatch: Stopwatch,
    tell: Progress,
) -> Heard:
    tell("sound", _PICTURE_SHARE if found.video else 0.0)
    if found.audio is None:
        return hear_nothing()
    with stopwatch.measure("sound"):
        return hear(path, asked.question_end_s, language, makers)


def _ignore(step: str, share: float) -> None:
    """For callers who don't want to know."""
