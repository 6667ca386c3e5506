"""Somebody in front of the camera: the files that Chromium plays as camera and microphone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from visavis.media.decode import load_audio, read_frames
from visavis.media.encode import write_wav
from visavis.media.image import decode_image, encode_jpeg, load_image, resize
from visavis.media.values import RGB, Audio
from visavis.people import casting
from visavis.studio.talk import TALK, speech_motion
from visavis.voice.speak import SPEAKERS

Size = tuple[int, int]
"""Width and height of the camera's pictures."""
SMALL, LARGE = (640, 480), (1280, 720)
ANSWER = "안녕하세요. 저는 새로운 일을 배우고 사람들과 함께 문제를 푸는 것을 좋아합니다."
QUIET_S = 1.0
"""The microphone hears nothing for this long before each round, as of somebody who thinks first."""
CLIP_S = 8.0
SWAY_PX, SWAY_FRAMES = 90, 60
"""How far and how slowly; Chromium plays 30 pictures a second."""
_JPEG_BEGINS = b"\xff\xd8\xff"


@dataclass(frozen=True)
class Candidate:
    """``camera`` is motion JPEG, ``microphone`` a WAV; Chromium plays both over and over."""

    camera: Path
    microphone: Path

    @classmethod
    def of(cls, folder: Path) -> Candidate:
        """The candidate whose files lie, or will lie, in the folder."""
        return cls(folder / "camera.mjpeg", folder / "microphone.wav")


def from_clip(clip: Path, folder: Path, size: Size = SMALL) -> Candidate:
    """The person of a real clip."""
    frames = (frame.image for frame in read_frames(clip, max_side_px=960, stop_s=CLIP_S))
    return _write(frames, load_audio(clip, longest_s=CLIP_S), folder, size)


def swaying(calm: Candidate, folder: Path) -> Candidate:
    """Somebody who can't sit still: the same pictures going from side to side."""
    moving = Candidate(folder / "swaying.mjpeg", calm.microphone)
    with moving.camera.open("wb") as out:
        for number, picture in enumerate(calm.camera.read_bytes().split(_JPEG_BEGINS)[1:]):
            offset_px = round(SWAY_PX * np.sin(2 * np.pi * number / SWAY_FRAMES))
            moved = np.roll(decode_image(_JPEG_BEGINS + picture), offset_px, axis=1)
            out.write(encode_jpeg(np.ascontiguousarray(moved), quality=85))
    return moving


def rendered(folder: Path, size: Size = SMALL) -> Candidate:
    """A member of the cast who answers, rendered by the project's own talker."""
    with SPEAKERS.lease() as speaker:
        speech = speaker.speak(ANSWER, "ko", "m1")
    with TALK.lease() as engine:
        rig = engine.prepare(load_image(casting.find_member("junho").portrait_path), 512)
        return _write(engine.render(rig, speech_motion(speech, 1)), speech.audio, folder, size)


def _write(frames: Iterable[RGB], audio: Audio, folder: Path, size: Size) -> Candidate:
    made = Candidate.of(folder)
    with made.camera.open("wb") as out:
        for frame in frames:
            out.write(encode_jpeg(_letterboxed(frame, *size), quality=85))
    quiet = np.zeros(int(QUIET_S * audio.rate_hz), np.float32)
    write_wav(made.microphone, Audio(np.concatenate([quiet, audio.samples]), audio.rate_hz))
    return made


def _letterboxed(frame: RGB, canvas_width: int, canvas_height: int) -> RGB:
    """The whole frame in the middle of a webcam's picture."""
    height, width = frame.shape[:2]
    scale = min(canvas_width / width, canvas_height / height)
    fitted = resize(frame, round(width * scale), round(height * scale))
    canvas = np.full((canvas_height, canvas_width, 3), 120, np.uint8)
    top, left = (canvas_height - fitted.shape[0]) // 2, (canvas_width - fitted.shape[1]) // 2
    canvas[top : top + fitted.shape[0], left : left + fitted.shape[1]] = fitted
    return canvas
