"""Lessons for Wav2Lip, drawn from prepared pieces (see ``preparing``): the same step always gets the same lesson."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional as f

from visavis.lab.wav2lip.judges import EXPERT_PX, FRAMES
from visavis.media.values import RGB
from visavis.studio.talk.engine import FPS
from visavis.voice.mel import COLUMNS_A_SECOND, WINDOW, Mel, mel_windows

_HELD = 64
"""Pieces that are kept in memory, up to 7 MB each at 96 px and 49 MB at 256 px."""


@dataclass(frozen=True)
class Lesson:
    """``faces`` (b, 5, 3, S, S) in a row, ``others`` of the same person at another time; ``mels`` (b, 5, 1, 80, 16)
    what is heard from each picture on, ``mel`` (b, 1, 80, 16) what is heard during all five. BGR in [0, 1]."""

    faces: Tensor
    others: Tensor
    mels: Tensor
    mel: Tensor


@dataclass(frozen=True)
class Pairing:
    """For the expert: five ``lips`` (b, 15, 48, 96), ``mel`` (b, 1, 80, 16), and whether they belong ``together``
    (b, 1), 1 or 0."""

    lips: Tensor
    mel: Tensor
    together: Tensor


class Windows:
    """Draws lessons from a folder of pieces. One piece in ten is ``held_out``: for measuring, never for learning."""

    def __init__(self, folder: Path, batch: int, seed: int = 1, held_out: bool = False) -> None:
        every = sorted(folder.glob("*.npz"))
        self._pieces = [path for number, path in enumerate(every) if (number % 10 == 9) == held_out] or every
        if not every:
            raise FileNotFoundError(folder)
        self._batch, self._seed = batch, seed
        self._read = lru_cache(_HELD)(_read)

    def lesson(self, step: int) -> Lesson:
        """The generator's lesson of a step."""
        rng = np.random.default_rng([self._seed, step, 1])
        drawn = [self._draw(rng) for _ in range(self._batch)]
        faces, others, mels, mel = (torch.from_numpy(np.stack(part)) for part in zip(*drawn, strict=True))
        return Lesson(faces, others, mels[:, :, None], mel[:, None])

    def pairing(self, step: int, together: bool | None = None) -> Pairing:
        """The expert's lesson of a step, at 96 px: half of the windows belong to another moment of the same piece, or
        all or none as ``together`` says."""
        rng = np.random.default_rng([self._seed, step, 2])
        lips, mels, labels = [], [], []
        for _ in range(self._batch):
            faces, mel = self._piece(rng)
            right, wrong = _two_starts(rng, len(faces))
            belongs = bool(rng.integers(2)) if together is None else together
            lips.append(_shown(faces, right if belongs else wrong))
            mels.append(_heard_during(mel, right))
            labels.append([float(belongs)])
        seen = lower_lips(at_expert_size(torch.from_numpy(np.stack(lips))))
        return Pairing(seen, torch.from_numpy(np.stack(mels))[:, None], torch.tensor(labels))

    def _piece(self, rng: np.random.Generator) -> tuple[RGB, Mel]:
        return self._read(self._pieces[int(rng.integers(len(self._pieces)))])

    def _draw(self, rng: np.random.Generator) -> tuple[NDArray[np.float32], ...]:
        faces, mel = self._piece(rng)
        right, wrong = _two_starts(rng, len(faces))
        heard = mel_windows(mel, range(right, right + FRAMES), FPS)
        return _shown(faces, right), _shown(faces, wrong), heard, _heard_during(mel, right)


def lower_lips(faces: Tensor) -> Tensor:
    """(b, 5, 3, S, S) to (b, 15, S / 2, S): the lower halves one behind the other, as the expert takes them."""
    lower = faces[:, :, :, faces.shape[3] // 2 :]
    return lower.flatten(1, 2)


def at_expert_size(faces: Tensor) -> Tensor:
    """(b, 5, 3, S, S) to (b, 5, 3, 96, 96), by the mean of what each pixel covers."""
    if faces.shape[-1] == EXPERT_PX:
        return faces
    small = f.interpolate(faces.flatten(0, 1), (EXPERT_PX, EXPERT_PX), mode="area")
    return small.reshape(*faces.shape[:3], EXPERT_PX, EXPERT_PX)


def _read(path: Path) -> tuple[RGB, Mel]:
    with np.load(path, allow_pickle=False) as held:
        return held["faces"], held["mel"]


def _two_starts(rng: np.random.Generator, count: int) -> tuple[int, int]:
    """Where two windows begin that aren't the same."""
    right, wrong = rng.choice(count - FRAMES + 1, 2, replace=False)
    return int(right), int(wrong)


def _shown(faces: RGB, start: int) -> NDArray[np.float32]:
    """(5, 3, S, S) BGR in [0, 1]: the official weights know no other order of colours."""
    five = faces[start : start + FRAMES, ..., ::-1].transpose(0, 3, 1, 2)
    return np.ascontiguousarray(five, np.float32) / np.float32(255)


def _heard_during(mel: Mel, start: int) -> Mel:
    column = start * COLUMNS_A_SECOND // FPS
    return mel[:, column : column + WINDOW]
