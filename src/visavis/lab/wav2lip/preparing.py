"""From filmed speech to what Wav2Lip learns from: faces cut out of clips, with the sound that was heard meanwhile.

Each clip becomes pieces of at most PIECE pictures, 25 a second, in which a face is followed without a gap:
``NAME-0001.npz`` with ``faces`` (T, S, S, 3) RGB and ``mel`` (80, C), whose column 0 belongs to the first picture.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

from visavis.kit.errors import Invalid
from visavis.lab.wav2lip.judges import FRAMES
from visavis.media.decode import load_audio
from visavis.media.sniff import is_clip
from visavis.media.values import RGB
from visavis.studio.talk.dubbing import steady
from visavis.studio.talk.engine import FPS
from visavis.studio.talk.video_face import cut_out, follow_face
from visavis.voice.mel import COLUMNS_A_SECOND, LOUDEST, WINDOW, Mel, mel_of

PIECE = 250
LEAST = 4 * FRAMES
"""Shorter pieces hold no second window that could be shown instead of the true one."""
_COLUMNS = COLUMNS_A_SECOND * FRAMES // FPS
"""Columns that go with FRAMES pictures: 16, a whole number, so pieces begin at a multiple of FRAMES pictures."""


def prepare(clips: Path, out: Path, size_px: int, say: Callable[[str], None] = lambda line: None) -> int:
    """Cut every clip under ``clips`` into ``out``; returns how many pieces there are. Clips that are done already are
    left; those without a face or sound are told and left out.
    """
    out.mkdir(parents=True, exist_ok=True)
    for clip in sorted(path for path in clips.rglob("*") if path.is_file() and is_clip(path)):
        name = "-".join(clip.relative_to(clips).with_suffix("").parts)
        done = out / f".{name}.done"
        if done.exists():
            continue
        try:
            made = _prepare_clip(clip, out, name, size_px)
            say(f"{clip.name}: {made} pieces")
        except Invalid as error:
            say(f"{clip.name}: left out. {error.message.en}")
        done.touch()
    return len(list(out.glob("*.npz")))


def _prepare_clip(clip: Path, out: Path, name: str, size_px: int) -> int:
    mel = mel_of(load_audio(clip, longest_s=4 * 3600))
    number = 0
    for number, (first, faces) in enumerate(_pieces(clip, size_px), start=1):
        heard = _heard(mel, first, len(faces))
        draft = out / f".{name}.part"
        with draft.open("wb") as file:
            np.savez(file, faces=np.stack(faces), mel=heard)
        draft.replace(out / f"{name}-{number:04}.npz")
    return number


def _pieces(clip: Path, size_px: int) -> Iterator[tuple[int, list[RGB]]]:
    """First picture's number and the faces of each piece."""
    held: list[RGB] = []
    first = number = 0
    for number, seen in enumerate(follow_face(steady(clip, FPS))):
        if not seen.face or len(held) == PIECE:
            yield from _long_enough(first, held)
            held = []
        if seen.face and (held or number % FRAMES == 0):
            first = first if held else number
            held.append(cut_out(seen.image, seen.face.box, size_px))
    yield from _long_enough(first, held)


def _long_enough(first: int, faces: list[RGB]) -> Iterator[tuple[int, list[RGB]]]:
    if len(faces) >= LEAST:
        yield first, faces


def _heard(mel: Mel, first: int, count: int) -> Mel:
    """The columns from picture ``first`` on, as many as ``count`` pictures and the last one's window need."""
    start, length = first // FRAMES * _COLUMNS, (count // FRAMES + 1) * _COLUMNS + WINDOW
    part = mel[:, start : start + length]
    return np.pad(part, ((0, 0), (0, length - part.shape[1])), constant_values=-LOUDEST)
