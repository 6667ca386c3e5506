"""The embedded engine: a ViT, an MLP-Mixer and the shape of the face, each small, weighed together and calibrated."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from visavis.engines import Card
from visavis.engines.onnx import open_network
from visavis.kit.text import Text
from visavis.observe.expression_classes import wording
from visavis.observe.expression_classes.drawn import looks_drawn, looks_too_dark
from visavis.observe.expression_classes.engine import CantTell, Cut, Judgement, Reliability, Shares

DATA = files("visavis.observe.expression_classes") / "data"
NETS = ("vit", "mixer")
SHAPE = "landmarks"
_BATCH = 32


@dataclass(frozen=True)
class Settled:
    """expression.json: what was settled when the nets were trained. ``weights`` by net; probabilities are
    softmax(sum of weight · logits / temperature + offsets)."""

    classes: tuple[str, ...]
    weights: Mapping[str, float]
    temperature: float
    offsets: Shares
    cant_tell_below: float
    most_yaw_deg: float
    least_pitch_deg: float
    most_pitch_deg: float
    least_eyes_px: float
    reliability: Reliability

    @staticmethod
    def load(folder: Traversable) -> Settled:
        held: dict[str, Any] = json.loads((folder / "expression.json").read_text("utf-8"))
        known = held["measured"]
        return Settled(
            classes=tuple(held["classes"]),
            weights=held["weights"],
            temperature=held["temperature"],
            offsets=np.asarray(held["offsets"], np.float64),
            cant_tell_below=held["cant_tell_below"],
            most_yaw_deg=held["most_yaw_deg"],
            least_pitch_deg=held["least_pitch_deg"],
            most_pitch_deg=held["most_pitch_deg"],
            least_eyes_px=held["least_eyes_px"],
            reliability=Reliability(**{name: known[name] for name in Reliability.__dataclass_fields__}),
        )

    def shares(self, logits: NDArray[np.float64]) -> Shares:
        """Calibrated probabilities of weighed logits (n, c)."""
        return softmax(logits / self.temperature + self.offsets)


def _measured() -> dict[str, str]:
    """What the card tells of quality; nothing where the files aren't there."""
    if not (DATA / "expression.json").is_file():
        return {}
    known = Settled.load(DATA).reliability
    who = f"{known.faces} faces of {known.people} people never seen (docs/models/expression.md)"
    return {
        "accuracy": f"{known.accuracy:.3f}, macro F1 {known.macro_f1:.3f}, on {who}",
        "can't tell": f"{1 - known.answered:.0%} of these faces; of the answers {known.wrong_answered:.1%} are wrong",
    }


CARD = Card(
    name="ensemble",
    kind="embedded",
    good_at=Text(
        ko="정면에 가까운 얼굴 사진의 표정을 세 분류로 나누고, 얼마나 확실한지, 모를 때는 모른다고 알려 줍니다.",
        en="Faces seen about from the front, in three classes, with how sure it is, and saying so when it can't tell.",
    ),
    licence_code="Apache-2.0",
    licence_weights="Apache-2.0",
    origin="trained by this project: docs/models/expression.md",
    inputs="RGB uint8 (H, W, 3) and its face meshes",
    outputs="for each face float64 (3,), calibrated probabilities",
    measured=_measured(),
)


class Ensemble:
    """ONNX files for the pictures, a table for the shape."""

    card = CARD

    def __init__(self, folder: Traversable = DATA) -> None:
        self._folder = folder
        self.settled = Settled.load(folder)
        self.classes, self.reliability = self.settled.classes, self.settled.reliability
        used = self.settled.weights
        self._nets = {name: open_network((folder / f"{name}.onnx").read_bytes()) for name in NETS if used.get(name)}
        with (folder / f"{SHAPE}.npz").open("rb") as file:
            held = np.load(file)
            self._slope, self._offset = held["slope"].astype(np.float64), held["offset"].astype(np.float64)

    @cached_property
    def weights_sha256(self) -> str:
        """Of all files together."""
        names = sorted([*(f"{name}.onnx" for name in self._nets), f"{SHAPE}.npz", "expression.json"])
        return hashlib.sha256(b"".join((self._folder / name).read_bytes() for name in names)).hexdigest()

    def judge(self, cuts: Sequence[Cut]) -> list[Judgement]:
        if not cuts:
            return []
        logits = self._logits(cuts)
        weighed = np.sum([self.settled.weights[name] * told for name, told in logits.items()], axis=0)
        alone = {name: self.settled.shares(told) for name, told in logits.items()}
        return [
            self._judged(cut, shares, {name: told[number] for name, told in alone.items()})
            for number, (cut, shares) in enumerate(zip(cuts, self.settled.shares(weighed), strict=True))
        ]

    def _logits(self, cuts: Sequence[Cut]) -> dict[str, NDArray[np.float64]]:
        """By net, (n, c)."""
        told: dict[str, list[NDArray[np.float32]]] = {name: [] for name in self._nets}
        for some in _batches(cuts):
            faces = np.stack([cut.pixels for cut in some]).astype(np.float32)
            for name, net in self._nets.items():
                told[name].append(net.run(["logits"], {"faces": faces})[0])
        found = {name: np.concatenate(parts).astype(np.float64) for name, parts in told.items()}
        if self.settled.weights.get(SHAPE):
            flat = np.stack([cut.shape.ravel() for cut in cuts]).astype(np.float64)
            found[SHAPE] = flat @ self._slope + self._offset
        return found

    def _judged(self, cut: Cut, shares: Shares, alone: Mapping[str, Shares]) -> Judgement:
        why_not = self._why_not(cut, float(shares.max()))
        return Judgement(shares, None if why_not else self.classes[int(shares.argmax())], why_not, alone)

    def _why_not(self, cut: Cut, sure: float) -> CantTell | None:
        """Why it can't tell; the reasons of the picture come before those of the nets."""
        known = self.settled
        if cut.eyes_px < known.least_eyes_px:
            return CantTell("tiny", wording.TINY.fill(n=round(cut.eyes_px), m=round(known.least_eyes_px)))
        if abs(cut.yaw_deg) > known.most_yaw_deg:
            told = wording.PROFILE.fill(n=math.ceil(abs(cut.yaw_deg)), m=round(known.most_yaw_deg))
            return CantTell("profile", told)
        if not known.least_pitch_deg <= cut.pitch_deg <= known.most_pitch_deg:
            return CantTell("tilted", wording.TILTED)
        if cut.covered:
            return CantTell("covered", wording.COVERED)
        if looks_too_dark(cut.pixels):
            return CantTell("dark", wording.DARK)
        if looks_drawn(cut.pixels):
            return CantTell("drawn", wording.DRAWN)
        if sure < known.cant_tell_below:
            return CantTell("unsure", wording.unsure(sure, known.cant_tell_below))
        return None


def why_not(folder: Traversable = DATA) -> Text | None:
    """What is missing; None when all files are there."""
    wanted = ("expression.json", f"{SHAPE}.npz", *(f"{name}.onnx" for name in NETS))
    return None if all((folder / name).is_file() for name in wanted) else wording.NOT_INSTALLED


def softmax(logits: NDArray[np.float64]) -> Shares:
    """Over the last axis."""
    raised = np.exp(logits - logits.max(-1, keepdims=True))
    return np.asarray(raised / raised.sum(-1, keepdims=True))


def _batches(cuts: Sequence[Cut]) -> Iterator[Sequence[Cut]]:
    for start in range(0, len(cuts), _BATCH):
        yield cuts[start : start + _BATCH]
