"""Dubbing a film: the same clip, in which the lips follow another sound."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import ceil
from pathlib import Path

from visavis.kit.errors import Invalid
from visavis.kit.text import Language, Text
from visavis.media.decode import read_frames
from visavis.media.encode import write_clip
from visavis.media.errors import CutOff, NoPicture
from visavis.media.image import resize
from visavis.media.probe import probe
from visavis.media.provenance import Maker, label_frame
from visavis.media.values import RGB, Audio
from visavis.studio.talk.ahead import make_ahead
from visavis.studio.talk.engine import FPS, LipEngine, Repainted

Progress = Callable[[float], None]

LARGEST_SIDE_PX = 1920
"""Larger films are made smaller as they are read."""
_SLOWEST, _FASTEST = 10, 60
"""Pictures a second of what is written; a film that claims less or more is written with 25."""


class NobodyInFilm(Invalid):
    """No picture of the film shows a face whose lips could follow anything."""

    def __init__(self) -> None:
        super().__init__(
            Text(
                ko="영상에서 얼굴을 찾지 못했습니다. 얼굴이 크고 밝게 나온 영상을 사용해 주세요.",
                en="No face was found in the video. Use one that shows a face large and well lit.",
            )
        )


class NothingHeard(Invalid):
    """The sound is empty."""

    def __init__(self) -> None:
        super().__init__(
            Text(ko="음성이 비어 있습니다. 다른 파일을 사용해 주세요.", en="The sound is empty. Use another file.")
        )


@dataclass(frozen=True)
class Dubbed:
    """What was made, and by which networks. ``faceless`` of the ``frames`` had no face and are as they were."""

    makers: tuple[Maker, ...]
    frames: int
    faceless: int
    fps: int
    size_px: tuple[int, int]

    @property
    def duration_s(self) -> float:
        return self.frames / self.fps


def dub(
    engine: LipEngine,
    film: Path,
    sound: Audio,
    out: Path,
    label: Language | None = None,
    progress: Progress | None = None,
) -> Dubbed:
    """Write an MP4 as long as the sound, atomically; a film that is shorter begins again.

    It streams: memory doesn't grow with the film. ``label`` writes "virtual person" into every frame; ``progress``
    hears the done share 0…1. Raises NoPicture, CutOff and the like for a film that can't be read, NothingHeard, and
    NobodyInFilm when no frame shows a face; then nothing is written.
    """
    fps = _pace(film)
    count = ceil(sound.duration_s * fps - 1e-6)
    if count < 1:
        raise NothingHeard
    counted = _Counted(make_ahead(engine.repaint(paced(film, fps, count), sound, fps)), count, label, progress)
    write_clip(out, counted.frames(), sound, fps)
    return Dubbed(engine.makers, count, counted.faceless, fps, counted.size_px)


def paced(film: Path, fps: int, count: int) -> Iterator[RGB]:
    """``count`` pictures, ``fps`` a second by the film's own times, of even sides; from its start again at its end."""
    given = 0
    while given < count:
        before = given
        for image in steady(film, fps):
            yield image
            given += 1
            if given == count:
                return
        if given == before:
            raise CutOff


def steady(film: Path, fps: int) -> Iterator[RGB]:
    """The film once, ``fps`` pictures a second: each moment shows what began last, and the last one stays one step."""
    shown: RGB | None = None
    step = 0
    for frame in read_frames(film, LARGEST_SIDE_PX):
        while shown is not None and step / fps < frame.time_s - 1e-6:
            yield shown
            step += 1
        shown = _fitted(frame.image, shown)
    if shown is not None:
        yield shown


def _fitted(image: RGB, before: RGB | None) -> RGB:
    """Of even sides, and as large as the picture before it: some recordings change their size on the way."""
    height, width = image.shape[:2]
    even = image[: height // 2 * 2, : width // 2 * 2]
    if before is None or before.shape == even.shape:
        return even
    return resize(image, before.shape[1], before.shape[0])


def _pace(film: Path) -> int:
    video = probe(film).video
    if video is None:
        raise NoPicture
    claimed = round(video.fps_nominal or FPS)
    return claimed if _SLOWEST <= claimed <= _FASTEST else FPS


class _Counted:
    """Frames on their way into a file, labelled and counted."""

    def __init__(
        self, made: Iterator[Repainted], count: int, label: Language | None, progress: Progress | None
    ) -> None:
        self._made, self._count, self._label, self._progress = made, count, label, progress
        self.faceless = 0
        self.size_px = (0, 0)

    def frames(self) -> Iterator[RGB]:
        for number, one in enumerate(self._made, start=1):
            self.faceless += not one.has_face
            if self.faceless == self._count:
                raise NobodyInFilm  # raised before the file is whole, so that none is left
            self.size_px = (one.image.shape[1], one.image.shape[0])
            yield label_frame(one.image, self._label) if self._label else one.image
            if self._progress:
                self._progress(number / self._count)
