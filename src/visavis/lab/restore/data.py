"""Sharp faces in one frame, and what cameras, sellers and the web do to them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from visavis.face.align import align_face
from visavis.face.mesh import MESH
from visavis.media.image import load_image
from visavis.media.values import RGB
from visavis.studio.restore.frame import BLOCK, FRAME_PX, places

FOLDERS = ("faces/originals", "portraits", "tiles")
_SHARP_PX = 0.165 * FRAME_PX
"""Eyes further apart than this in the picture: its frame isn't much enlarged."""
_HELD = 10
"""One picture in so many is never learned from."""

Bytes = NDArray[np.uint8]
Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Worn:
    """What happens to a picture: blurred by ``blur_px``, made ``shrunk`` times smaller, grain of ``noise`` grey levels,
    kept as JPEG of ``quality``, and made large again."""

    blur_px: float
    shrunk: float
    noise: float
    quality: int

    def on(self, sharp: RGB, rng: np.random.Generator) -> RGB:
        """The worn picture at the size of the sharp one, cubic interpolation."""
        side = sharp.shape[0]
        blurred = cv2.GaussianBlur(sharp, (0, 0), self.blur_px) if self.blur_px > 0.2 else sharp
        size = max(16, round(side / self.shrunk))
        small = cv2.resize(blurred, (size, size), interpolation=cv2.INTER_AREA).astype(np.float32)
        small += rng.normal(0, 1, small.shape).astype(np.float32) * self.noise
        coded = cv2.imencode(".jpg", small.clip(0, 255).astype(np.uint8), [cv2.IMWRITE_JPEG_QUALITY, self.quality])[1]
        kept = cv2.imdecode(coded, cv2.IMREAD_COLOR)
        return np.asarray(cv2.resize(kept, (side, side), interpolation=cv2.INTER_CUBIC), np.uint8)


def draw_worn(rng: np.random.Generator) -> Worn:
    """Any wear that product photos show."""
    shrunk = float(np.exp(rng.uniform(0, np.log(4.4)))) if rng.random() < 0.85 else 1.0
    return Worn(
        blur_px=float(rng.uniform(0, 1.6) * shrunk**0.7) * (rng.random() < 0.7),
        shrunk=shrunk,
        noise=float(rng.uniform(0, 7)) * (rng.random() < 0.6),
        quality=int(rng.integers(60, 97)),
    )


def read_faces(data: Path) -> Iterator[tuple[str, RGB]]:
    """Name and frame (FRAME_PX, FRAME_PX, 3) of every face that is large enough to be sharp."""
    with MESH.lease("facemesh") as mesh:
        for folder in FOLDERS:
            for path in sorted((data / folder).rglob("*.jpg")):
                image = load_image(path)
                for face in mesh.find(image, most=1):
                    crop, matrix = align_face(image, face, FRAME_PX, "ffhq")
                    if np.hypot(*matrix[:, 0]) < FRAME_PX * 0.246 / _SHARP_PX:
                        yield f"{folder}/{path.name}", crop


def split(frames: Bytes) -> tuple[Bytes, Bytes]:
    """Those to learn from and those held out."""
    held = np.arange(len(frames)) % _HELD == 0
    return frames[~held], frames[held]


@dataclass(frozen=True)
class Lesson:
    """Worn and sharp pieces (n, 3, s, s) in [0, 1], and their places (n, 2, s / BLOCK, s / BLOCK)."""

    worn: Tensor
    sharp: Tensor
    places: Tensor


def lesson(frames: Bytes, piece_px: int, seed: int, step: int, count: int) -> Lesson:
    """The pieces of one step, from frames (n, S, S, 3): depends on seed and step and on nothing else."""
    rng = np.random.default_rng([seed, step])
    rows = [_piece(frames[rng.integers(len(frames))], piece_px, rng) for _ in range(count)]
    worn, sharp, where = (np.stack(column) for column in zip(*rows, strict=True))
    return Lesson(as_tensor(worn), as_tensor(sharp), torch.from_numpy(where))


def as_tensor(pictures: Bytes) -> Tensor:
    """(n, h, w, 3) bytes as (n, 3, h, w) in [0, 1]."""
    return torch.from_numpy(pictures.transpose(0, 3, 1, 2).astype(np.float32) / 255)


def _piece(frame: RGB, piece_px: int, rng: np.random.Generator) -> tuple[RGB, RGB, Floats]:
    side = BLOCK * int(rng.integers(round(0.55 * FRAME_PX / BLOCK), FRAME_PX // BLOCK + 1))
    sharp = cv2.resize(frame, (side, side), interpolation=cv2.INTER_AREA)
    if rng.random() < 0.5:
        sharp = np.ascontiguousarray(sharp[:, ::-1])
    worn, blocks = draw_worn(rng).on(sharp, rng), piece_px // BLOCK
    x, y = (int(rng.integers(side // BLOCK - blocks + 1)) for _ in range(2))
    cut = np.s_[BLOCK * y : BLOCK * (y + blocks), BLOCK * x : BLOCK * (x + blocks)]
    return worn[cut], sharp[cut], places(side)[:, y : y + blocks, x : x + blocks]
