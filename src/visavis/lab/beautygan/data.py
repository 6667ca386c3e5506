"""Faces without and with make-up, upright, and where on each lips, eyes and skin are: read once, drawn by step."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from visavis.face.align import five_points, lay_on, template_points
from visavis.face.drawing import draw
from visavis.face.landmarks import FACE_POINTS
from visavis.face.mesh import MESH, FaceMesh
from visavis.face.upright import Matrix, cut_upright
from visavis.kit.errors import Invalid
from visavis.kit.text import Text
from visavis.lab.generator.data import as_tensor, find_pictures
from visavis.media.image import load_image
from visavis.studio.makeup import regions

REGIONS = ("lips", "right_eye", "left_eye", "skin")
_SURELY = 0.5
Bytes = NDArray[np.uint8]


class TooFewFaces(Invalid):
    """A folder shows hardly any faces."""

    def __init__(self, source: Path, found: int) -> None:
        super().__init__(
            Text(
                ko="{s}에서 얼굴을 {f}개 찾았습니다. 2개 이상 필요합니다.",
                en="{f} faces were found in {s}; at least 2 are needed.",
            ).fill(s=source, f=found)
        )


@dataclass(frozen=True)
class Side:
    """``pictures`` (n, S, S, 3); ``masks`` (n, len(REGIONS), S, S): 1 where a region is."""

    pictures: Bytes
    masks: Bytes


@dataclass(frozen=True)
class Lesson:
    """Pictures (b, 3, S, S) in [-1, 1], masks (b, len(REGIONS), S, S); which lie side by side means nothing."""

    bare: Tensor
    made_up: Tensor
    bare_masks: Tensor
    made_up_masks: Tensor


def read_side(source: Path, size_px: int) -> Side:
    """The largest face of every picture of a folder, or of a manifest.jsonl. Raises NoPictures, TooFewFaces."""
    found = []
    with MESH.lease("facemesh") as mesh:
        for path in find_pictures(source):
            picture = load_image(path)
            for face in mesh.find(picture, most=1):
                matrix = lay_on(five_points(face), template_points("ffhq") * np.float32(size_px))
                cut = cut_upright(picture, matrix, size_px)
                if cut is not None:
                    found.append((np.rint(255 * cut).astype(np.uint8), masks_of(face, matrix, size_px)))
    if len(found) < 2:
        raise TooFewFaces(source, len(found))
    pictures, masks = (np.stack(column) for column in zip(*found, strict=True))
    return Side(pictures, masks)


def masks_of(face: FaceMesh, matrix: Matrix, size_px: int) -> Bytes:
    """(len(REGIONS), S, S): where lips, the skin around each eye, and the rest of the skin are in the upright frame."""
    points = face.points[:FACE_POINTS].astype(np.float64)
    points[:, :2] = points[:, :2] @ matrix[:, :2].T + matrix[:, 2]
    points[:, 2] *= np.hypot(matrix[0, 0], matrix[1, 0])
    shape = (size_px, size_px)
    around = np.maximum.reduce([*regions.lids(points, shape), regions.under_eyes(points, shape)])
    middle = points[:, 0].mean()
    right = np.arange(size_px) < middle  # of the person: on the picture's left
    planes = (
        regions.lips(points, shape),
        around * right,
        around * ~right,
        regions.skin(draw(points, shape), points) * (around < _SURELY),
    )
    return np.asarray(np.stack([plane > _SURELY for plane in planes]), np.uint8)


def write_faces(bare: Side, made_up: Side, path: Path) -> None:
    """The file appears whole or not at all."""
    draft = path.with_suffix(".part.npz")
    np.savez_compressed(
        draft, bare=bare.pictures, bare_masks=bare.masks, made_up=made_up.pictures, made_up_masks=made_up.masks
    )
    draft.replace(path)


def read_faces(path: Path) -> tuple[Side, Side]:
    """What ``write_faces`` wrote."""
    with np.load(path, allow_pickle=False) as kept:
        return Side(kept["bare"], kept["bare_masks"]), Side(kept["made_up"], kept["made_up_masks"])


class Faces:
    """Lessons of both sides: one depends on seed and step and on nothing else, so a run can go on exactly."""

    def __init__(self, bare: Side, made_up: Side, batch: int, seed: int) -> None:
        self._sides, self._batch, self._seed = (bare, made_up), batch, seed

    def lesson(self, step: int) -> Lesson:
        rng = np.random.default_rng([self._seed, step])
        (bare, bare_masks), (made_up, made_up_masks) = (_drawn(side, rng, self._batch) for side in self._sides)
        return Lesson(bare, made_up, bare_masks, made_up_masks)


def _drawn(side: Side, rng: np.random.Generator, count: int) -> tuple[Tensor, Tensor]:
    rows, turned = rng.integers(0, len(side.pictures), count), rng.random(count) < 0.5
    pairs = [(side.pictures[row], side.masks[row]) for row in rows]
    pictures, masks = zip(
        *(_mirrored(*pair) if turn else pair for pair, turn in zip(pairs, turned, strict=True)), strict=True
    )
    return as_tensor(np.stack(pictures)), torch.from_numpy(np.stack(masks).astype(np.float32))


def _mirrored(picture: Bytes, masks: Bytes) -> tuple[Bytes, Bytes]:
    """Right and left change places."""
    return np.ascontiguousarray(picture[:, ::-1]), np.ascontiguousarray(masks[[0, 2, 1, 3], :, ::-1])
