"""Making a clip of a rig and a motion, as a file or as a stream."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from visavis.kit.text import Language
from visavis.media.encode import stream_clip, write_clip
from visavis.media.provenance import label_frame
from visavis.media.values import RGB, Audio
from visavis.studio.talk.engine import FPS, Motion, Rig, TalkEngine

Progress = Callable[[float], None]


def make_clip(
    engine: TalkEngine,
    rig: Rig,
    motion: Motion,
    audio: Audio | None,
    out: Path,
    label: Language | None = None,
    progress: Progress | None = None,
) -> None:
    """Write an MP4 (H.264 and, with ``audio``, AAC) atomically: a broken run leaves no file.

    ``label`` writes "virtual person" into every frame in that language; ``progress`` hears the done share 0…1.
    """
    write_clip(out, _frames(engine, rig, motion, label, progress), audio, FPS)


def stream_talk(
    engine: TalkEngine, rig: Rig, motion: Motion, audio: Audio | None, label: Language | None = None
) -> Iterator[bytes]:
    """Yield a fragmented MP4 while it is made; the first bytes come long before the last frame."""
    return stream_clip(_frames(engine, rig, motion, label, None), audio, FPS)


def _frames(
    engine: TalkEngine, rig: Rig, motion: Motion, label: Language | None, progress: Progress | None
) -> Iterator[RGB]:
    for number, frame in enumerate(engine.render(rig, motion), start=1):
        yield label_frame(frame, label) if label else frame
        if progress:
            progress(number / motion.frames)
