"""How good made pictures are: FID (Heusel 2017), KID (Bińkowski 2018), precision and recall (Kynkäänniemi 2019).

The features are never Inception's, whose weights come with conditions and a download, so figures compare only with
figures of the same features. ``RandomFeatures`` is a fixed random convolutional net: blind to meaning, honest about
texture, colour and coarse structure, and the same everywhere. ``OnnxFeatures`` takes any embedding network as a file,
such as a face-recognition net, whose distances then speak of identity.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Protocol

import cv2
import numpy as np
import onnxruntime
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from visavis.kit.errors import Invalid
from visavis.kit.text import Text
from visavis.lab.generator.data import as_tensor

Features = NDArray[np.float64]
Batches = Iterable[NDArray[np.uint8]]


class TooFewToMeasure(Invalid):
    """Distances between distributions need more pictures."""

    def __init__(self, count: int, needed: int) -> None:
        super().__init__(
            Text(
                ko="사진이 {c}장뿐입니다. 측정하려면 {n}장 이상 필요합니다.",
                en="There are only {c} pictures; measuring takes at least {n}.",
            ).fill(c=count, n=needed)
        )


class Extractor(Protocol):
    """Turns RGB pictures (N, S, S, 3) into features (N, D). ``name`` says which, for every figure that is reported."""

    @property
    def name(self) -> str: ...

    def __call__(self, pictures: NDArray[np.uint8]) -> Features: ...


class RandomFeatures:
    """Five strided 3×3 convolutions with random weights of a fixed seed; means and deviations of every map.

    D = 2 · (16 + 32 + 64 + 64 + 64) = 480, from pictures at 64 px.
    """

    name = "random convolutions, 480-d, seed 0, 64 px"

    def __init__(self) -> None:
        draw = torch.Generator().manual_seed(0)
        widths = (3, 16, 32, 64, 64, 64)
        self._layers = nn.ModuleList()
        for wide, out in pairwise(widths):
            layer = nn.Conv2d(wide, out, 3, stride=2, padding=1, padding_mode="reflect", bias=False)
            layer.weight.data = torch.randn(out, wide, 3, 3, generator=draw) * (2 / (9 * wide)) ** 0.5
            self._layers.append(layer)

    def __call__(self, pictures: NDArray[np.uint8]) -> Features:
        found = []
        with torch.inference_mode():
            for maps in self.maps(pictures):
                found += [maps.mean(dim=(2, 3)), maps.std(dim=(2, 3), unbiased=False)]
        return torch.cat(found, dim=1).double().numpy()

    def maps(self, pictures: NDArray[np.uint8]) -> Iterator[Tensor]:
        """Every layer's maps (N, channels, side, side)."""
        x = as_tensor(_resized(pictures, 64))
        for layer in self._layers:
            x = nn.functional.leaky_relu(layer(x), 0.2)
            yield x


class OnnxFeatures:
    """The first output of an ONNX network that takes RGB (N, 3, S, S) in [-1, 1], scaled to unit length."""

    def __init__(self, path: Path) -> None:
        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
        self._input = self._session.get_inputs()[0]
        self.name = f"{path.name}, unit length"

    def __call__(self, pictures: NDArray[np.uint8]) -> Features:
        inputs = as_tensor(_resized(pictures, int(self._input.shape[2]))).numpy()
        # many published networks are fixed to one picture at a time
        rows = [self._session.run(None, {self._input.name: inputs[i : i + 1]})[0].ravel() for i in range(len(inputs))]
        found = np.stack(rows).astype(np.float64)
        return np.asarray(found / np.linalg.norm(found, axis=1, keepdims=True))


@dataclass(frozen=True)
class Scores:
    """FID and KID: the lower, the closer. Precision: share of made pictures that lie among the real ones; recall: share
    of the real ones that the made ones cover. ``features`` and the counts belong to every quotation of them."""

    fid: float
    kid: float
    precision: float
    recall: float
    features: str
    real: int
    made: int


def score(real: Batches, made: Batches, extract: Extractor) -> Scores:
    """All figures of two streams of batches. Raises TooFewToMeasure below 8 pictures each."""
    true, found = (np.concatenate([extract(batch) for batch in stream]) for stream in (real, made))
    least = min(len(true), len(found))
    if least < 8:
        raise TooFewToMeasure(least, 8)
    precision, recall = precision_recall(true, found)
    return Scores(fid(true, found), kid(true, found), precision, recall, extract.name, len(true), len(found))


def fid(real: Features, made: Features) -> float:
    """The squared Fréchet distance of two Gaussians fitted to the features. Biased upwards for few pictures."""
    difference = real.mean(axis=0) - made.mean(axis=0)
    one, two = np.cov(real, rowvar=False), np.cov(made, rowvar=False)
    root = _root(one)
    cross = np.linalg.eigvalsh(root @ two @ root).clip(0)
    return float(difference @ difference + np.trace(one) + np.trace(two) - 2 * np.sqrt(cross).sum())


def kid(real: Features, made: Features) -> float:
    """The unbiased squared maximum mean discrepancy with the cubic kernel; may be slightly negative."""
    wide = real.shape[1]
    n, m = len(real), len(made)
    among_real, among_made = ((x @ x.T / wide + 1) ** 3 for x in (real, made))
    across = (real @ made.T / wide + 1) ** 3
    within = (among_real.sum() - np.trace(among_real)) / (n * (n - 1))
    within += (among_made.sum() - np.trace(among_made)) / (m * (m - 1))
    return float(within - 2 * across.mean())


def precision_recall(real: Features, made: Features, neighbours: int = 3) -> tuple[float, float]:
    """Shares that lie within the other set's manifold: balls that reach each member's third nearest neighbour.

    A lonely member has a large ball: with few real pictures precision flatters.
    """
    return _share_within(made, real, neighbours), _share_within(real, made, neighbours)


def _share_within(points: Features, others: Features, neighbours: int) -> float:
    near = _distances(points, others) <= _reach(others, neighbours)[None]
    return float(near.any(axis=1).mean())


def _reach(points: Features, neighbours: int) -> Features:
    return np.asarray(np.sort(_distances(points, points), axis=1)[:, min(neighbours, len(points) - 1)])


def _distances(one: Features, two: Features) -> Features:
    squares = (one**2).sum(axis=1)[:, None] + (two**2).sum(axis=1)[None] - 2 * one @ two.T
    return np.asarray(np.sqrt(squares.clip(0)))


def _root(covariance: Features) -> Features:
    values, vectors = np.linalg.eigh(covariance)
    return np.asarray((vectors * np.sqrt(values.clip(0))) @ vectors.T)


def _resized(pictures: NDArray[np.uint8], side: int) -> NDArray[np.uint8]:
    if pictures.shape[1] == side:
        return pictures
    method = cv2.INTER_AREA if pictures.shape[1] > side else cv2.INTER_CUBIC
    return np.stack([cv2.resize(picture, (side, side), interpolation=method) for picture in pictures])
