"""Lessons of the colouring network: drawings refined as the product refines them, some raw, and the photos."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from torch import Tensor

from visavis.lab.sketch import hand
from visavis.lab.sketch.data import Faces
from visavis.lab.sketch.model import Coding
from visavis.lab.sketch.refining import for_parts
from visavis.lab.sketch.sheets import answer
from visavis.lab.sketch.styles import STYLES
from visavis.lab.translate.paired import Pairs
from visavis.studio.sketch.engine import PICTURE_PX, SKETCH_PX, Part
from visavis.studio.sketch.lines import Plane
from visavis.studio.sketch.looks import Looks, zone
from visavis.studio.sketch.pen import mix_lines, shrink
from visavis.studio.sketch.reading import STUDIO

_READ = (("clean", 0.0), ("strokes", 0.5), ("coherent", 0.5), ("edges", 0.7))
"""The hands whose refined drawings are painted, and t."""
_REFINED = 0.65
_STRETCHED = 0.5
_LOOKS_NOISE = 0.1


@dataclass(frozen=True)
class Paints:
    """``raw`` and ``refined`` ink, uint8 (2 n, hands, S, S); ``photos`` (2 n, S, S, 3), the mirrored ones last;
    ``looks`` (2 n, LOOKS), standardised; ``middle``, ``spread``: how."""

    raw: NDArray[np.uint8]
    refined: NDArray[np.uint8]
    photos: NDArray[np.uint8]
    looks: Looks
    middle: Looks
    spread: Looks

    def lesson(self, seed: int, step: int, count: int) -> Pairs:
        """The pairs of one step: depend on seed and step and on nothing else."""
        rng = np.random.default_rng([seed, step])
        rows = rng.integers(0, len(self.photos), count)
        pairs = [self._pair(row, rng) for row in rows]
        looks = self.looks[rows] + rng.normal(0, _LOOKS_NOISE, (count, self.looks.shape[1]))
        source = torch.from_numpy(np.stack([1 - 2 * ink for ink, _ in pairs])[:, None].astype(np.float32))
        photos = np.stack([photo for _, photo in pairs]).transpose(0, 3, 1, 2)
        target = torch.from_numpy(photos.astype(np.float32) / 127.5 - 1)
        return Pairs(source, target, torch.from_numpy(looks.astype(np.float32)))

    def shown(self, standard: Paints, count: int) -> Pairs:
        """Refined drawings of the first faces, for a sheet; looks standardised as ``standard``'s were."""
        looks = (self.looks[:count] * self.spread + self.middle - standard.middle) / standard.spread
        source = 1 - 2 * self.refined[:count, 0].astype(np.float32)[:, None] / 255
        target = self.photos[:count].transpose(0, 3, 1, 2).astype(np.float32) / 127.5 - 1
        return Pairs(torch.from_numpy(source), torch.from_numpy(target), torch.from_numpy(looks))

    def _pair(self, row: int, rng: np.random.Generator) -> tuple[Plane, NDArray[np.uint8]]:
        refined = rng.random() < _REFINED
        hands = (self.refined if refined else self.raw)[row]
        ink = hands[rng.integers(len(hands))].astype(np.float32) / 255
        matrix = hand.place(rng, len(ink), 0.5)
        ink = hand.lay(ink, matrix)
        bands = hand.proportions(rng, len(ink)) if rng.random() < _STRETCHED else None
        ink = ink if bands is None else hand.stretch(ink, bands)
        if not refined:
            ink = hand.redraw(ink, rng)
        elif rng.random() < 0.4:
            ink = hand.fade(ink, rng)
        photo = self.photos[row]
        size = (len(photo), len(photo))
        laid = cv2.warpAffine(photo, matrix, size, flags=cv2.INTER_LINEAR, borderValue=(STUDIO,) * 3)
        return ink, laid if bands is None else np.asarray(hand.stretch(laid, bands), np.uint8)


def mix_paints(faces: Faces, coders: Coding) -> Paints:
    """Faces and their mirror images, with what the coders answer to their drawings."""
    raw = both_ways(faces.ink)
    hands = list(STYLES)
    refined = np.stack([_answers(raw[:, hands.index(name)], coders, t) for name, t in _READ], 1)
    photos = np.concatenate([faces.photos, faces.photos[:, :, ::-1]])
    looks = np.concatenate([faces.looks, mirrored(faces.looks)])
    middle, spread = looks.mean(0), np.maximum(looks.std(0), 1e-3)
    return Paints(raw, refined, photos, (looks - middle) / spread, middle, spread)


def both_ways(planes: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Planes (n, …, S, S) and their mirror images after them."""
    return np.concatenate([planes, planes[..., ::-1]])


def mirrored(looks: Looks) -> Looks:
    """Looks (n, LOOKS) of the mirrored faces."""
    turned = looks.copy()
    turned[:, zone("right cheek")], turned[:, zone("left cheek")] = (
        looks[:, zone("left cheek")],
        looks[:, zone("right cheek")],
    )
    return turned


def _answers(ink: NDArray[np.uint8], coders: Coding, t: float) -> NDArray[np.uint8]:
    """What becomes of drawings (n, S, S) before they are coloured."""
    refined = []
    for some in batched_rows(ink, 32):
        for made, own in zip(answer(coders, as_ink(for_parts(some))), as_ink(some), strict=True):
            large = cv2.resize(own, (SKETCH_PX, SKETCH_PX), interpolation=cv2.INTER_CUBIC)
            mixed = mix_lines(made, np.clip(large, 0, 1), dict.fromkeys(Part, t))
            refined.append(np.rint(255 * shrink(mixed, PICTURE_PX)).astype(np.uint8))
    return np.stack(refined)


def as_ink(drawings: NDArray[np.uint8]) -> list[Plane]:
    """Drawings (n, S, S) with 255 = ink, each in [0, 1]."""
    return [one.astype(np.float32) / 255 for one in drawings]


def batched_rows(values: NDArray[np.uint8], count: int) -> list[NDArray[np.uint8]]:
    """Values (n, …) in pieces of at most ``count`` rows."""
    return [values[start : start + count] for start in range(0, len(values), count)]


def read_finish(path: Path) -> dict[str, Tensor]:
    """The weights of the finishing network in the face generator's shipped file, by their names in the lab."""
    found = {}
    for weight in onnx.load(path).graph.initializer:
        if weight.name.startswith("finish."):
            name = weight.name.removeprefix("finish.").removesuffix("_half")
            found[name] = torch.from_numpy(numpy_helper.to_array(weight).astype(np.float32))
    return found
