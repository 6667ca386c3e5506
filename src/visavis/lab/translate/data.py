"""Two folders of pictures, with pairs by equal names or without."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from visavis.kit.errors import Invalid
from visavis.kit.text import Text
from visavis.lab.generator.data import Pictures, Where, find_pictures
from visavis.lab.translate.paired import Pairs


class NoPairs(Invalid):
    """Pictures of the two folders don't belong together."""

    def __init__(self, source: Path, target: Path) -> None:
        super().__init__(
            Text(
                ko="{s}와(과) {t}에 이름이 같은 사진이 없습니다. 짝이 되는 사진은 같은 이름이어야 합니다.",
                en="No pictures of {s} and {t} have equal names. Pictures that are a pair must be named alike.",
            ).fill(s=source, t=target)
        )


class PairedFolders:
    """Pictures of ``source`` and ``target`` with equal names, mirrored together."""

    def __init__(self, source: Path, target: Path, size_px: int, batch: int, seed: int) -> None:
        found = [{path.stem: path for path in find_pictures(folder)} for folder in (source, target)]
        names = sorted(found[0].keys() & found[1].keys())
        if not names:
            raise NoPairs(source, target)
        self._sides = [Pictures([side[name] for name in names], size_px, mirror=False) for side in found]
        self._batch, self._seed, self._count = batch, seed, len(names)

    def lesson(self, step: int) -> Pairs:
        """The pairs of one step: depend on seed and step and on nothing else."""
        rng = np.random.default_rng([self._seed, step])
        rows, turned = rng.integers(0, self._count, self._batch), rng.random(self._batch) < 0.5
        source, target = (
            np.stack(
                [
                    side.picture(row)[:, ::-1] if turn else side.picture(row)
                    for row, turn in zip(rows, turned, strict=True)
                ]
            )
            for side in self._sides
        )
        return Pairs(_as_tensor(source), _as_tensor(target))


class TwoFolders:
    """Pictures of two domains, each in its own order."""

    def __init__(self, source: list[Path], target: list[Path], size_px: int, batch: int, seed: int) -> None:
        self._sides = [Pictures(paths, size_px) for paths in (source, target)]
        self._batch, self._seed = batch, seed

    def lesson(self, step: int) -> Pairs:
        """Pictures of both domains; which lies beside which means nothing."""
        a, b = (side.batch(self._seed + row, step * self._batch, self._batch) for row, side in enumerate(self._sides))
        return Pairs(a, b)


def domain(folder: Path, labels: Path | None, where: Where) -> list[Path]:
    """The pictures of a folder whose labels have one of the given values. Raises NoPictures."""
    return find_pictures(folder, labels, where)


def _as_tensor(pictures: np.ndarray[tuple[int, ...], np.dtype[np.uint8]]) -> Tensor:
    return torch.from_numpy(pictures.transpose(0, 3, 1, 2).astype(np.float32) / 127.5 - 1)
