"""Pictures for training: a folder, or the manifest of a dataset, in an order that a seed and a position determine."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from visavis.kit.errors import Invalid
from visavis.kit.text import Text
from visavis.media.image import load_image, resize

SUFFIXES = (".jpg", ".jpeg", ".png", ".webp")
CACHE_BYTES = 2 * 2**30
Where = Mapping[str, Sequence[str]]


class NoPictures(Invalid):
    """There is nothing to train on."""

    def __init__(self, place: Path, found: int, needed: int) -> None:
        super().__init__(
            Text(
                ko="{p}에서 사진을 {f}장 찾았습니다. {n}장 이상 필요합니다. "
                "폴더, manifest.jsonl, 거르는 조건을 확인해 주세요.",
                en="{f} pictures were found in {p}; at least {n} are needed. "
                "Check the folder, its manifest.jsonl and the filter.",
            ).fill(p=place, f=found, n=needed)
        )


def find_pictures(source: Path, labels: Path | None = None, where: Where | None = None, least: int = 1) -> list[Path]:
    """The pictures of a folder, or those that a ``manifest.jsonl`` names (``file`` is relative to it), sorted.

    ``where`` keeps those whose labels have one of the given values; labels come from the manifest, or from a CSV table
    with a column ``file``. Raises NoPictures for fewer than ``least``.
    """
    told = _read_manifest(source) if source.suffix == ".jsonl" else _read_folder(source, labels)
    kept = sorted(path for path, about in told.items() if _fits(about, where or {}))
    if len(kept) < least:
        raise NoPictures(source, len(kept), least)
    return kept


def _read_manifest(path: Path) -> dict[Path, Mapping[str, object]]:
    with path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines if line.strip()]
    return {path.parent / row["file"]: row.get("labels", {}) for row in rows}


def _read_folder(folder: Path, labels: Path | None) -> dict[Path, Mapping[str, object]]:
    paths = [path for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES]
    if labels is None:
        return {path: {} for path in paths}
    files = {path.name: path for path in paths}
    with labels.open(encoding="utf-8-sig", newline="") as table:
        return {files[row["file"]]: row for row in csv.DictReader(table) if row["file"] in files}


def _fits(about: Mapping[str, object], where: Where) -> bool:
    return all(str(about.get(name)) in [str(value) for value in values] for name, values in where.items())


class Pictures:
    """Square pictures of one size, shuffled anew in each round, half of them mirrored.

    A batch depends on the seed and on how many pictures were shown before it and on nothing else: training that was
    interrupted goes on exactly. Decoded pictures are kept as long as they fit in ``cache_bytes``.
    """

    def __init__(
        self, paths: Sequence[Path], size_px: int, mirror: bool = True, cache_bytes: int = CACHE_BYTES
    ) -> None:
        self._paths, self._size, self._mirror = list(paths), size_px, mirror
        self._room = cache_bytes // (3 * size_px**2)
        self._kept: dict[int, NDArray[np.uint8]] = {}
        self._round: tuple[int, int, NDArray[np.int64], NDArray[np.bool_]] | None = None

    def __len__(self) -> int:
        return len(self._paths)

    def batch(self, seed: int, shown: int, count: int) -> Tensor:
        """``count`` pictures after ``shown`` ones: float32 (count, 3, S, S) in [-1, 1]."""
        chosen = [self._chosen(seed, position) for position in range(shown, shown + count)]
        pictures = [self.picture(index)[:, ::-1] if mirrored else self.picture(index) for index, mirrored in chosen]
        return as_tensor(np.stack(pictures))

    def picture(self, index: int) -> NDArray[np.uint8]:
        """One picture as RGB, brought to the size."""
        if index in self._kept:
            return self._kept[index]
        picture = load_image(self._paths[index])
        if picture.shape[:2] != (self._size, self._size):
            picture = resize(_square(picture), self._size, self._size)
        if len(self._kept) < self._room:
            self._kept[index] = picture
        return picture

    def _chosen(self, seed: int, position: int) -> tuple[int, bool]:
        turn, place = divmod(position, len(self))
        if self._round is None or self._round[:2] != (seed, turn):
            rng = np.random.default_rng([seed, turn])
            order = rng.permutation(len(self))
            self._round = (seed, turn, order, rng.random(len(self)) < 0.5)
        return int(self._round[2][place]), self._mirror and bool(self._round[3][place])


def as_tensor(pictures: NDArray[np.uint8]) -> Tensor:
    """RGB (N, H, W, 3) → float32 (N, 3, H, W) in [-1, 1]."""
    return torch.from_numpy(pictures.transpose(0, 3, 1, 2).astype(np.float32) / 127.5 - 1)


def as_pictures(made: Tensor) -> NDArray[np.uint8]:
    """(N, 3, H, W) in [-1, 1] → RGB (N, H, W, 3)."""
    scaled = ((made.detach().float().cpu() + 1) * 127.5).round().clamp(0, 255)
    return np.asarray(scaled.to(torch.uint8).permute(0, 2, 3, 1).numpy())


def _square(picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
    height, width = picture.shape[:2]
    side = min(height, width)
    top, left = (height - side) // 2, (width - side) // 2
    return picture[top : top + side, left : left + side]
