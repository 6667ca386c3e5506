"""The embedded generator: an appearance model of shape and colour, finished by a small network (docs/models/eigen.md).

A latent gives a linear picture in the mean frame; the network makes a crisp one of it; the shape, linear in the same
latent, is then given to it by warping. The latent's first part is the face, the rest hair (visavis.lab.eigen), by which
the scene is found that the face is set into.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from visavis.engines import Card
from visavis.engines.onnx import open_network
from visavis.kit.errors import Invalid, NotFound
from visavis.kit.text import Text
from visavis.media.values import RGB
from visavis.studio.generate.engine import Kind, Latent, Nearest, Slider
from visavis.studio.generate.frame import MeanFrame, Shape, grow
from visavis.studio.generate.inverting import align, project
from visavis.studio.generate.mixing import People, mix
from visavis.studio.generate.scenes import PORTRAIT_PX, Scene, Scenes, set_into
from visavis.studio.generate.sliders import KINDS, SLIDERS, Scale, kind_name

_FOLDER = files("visavis.studio.generate") / "data"
WEIGHTS = "eigen.onnx"
_FILES = (WEIGHTS, "eigen.npz", "scenes.npz")

CARD = Card(
    name="eigen",
    kind="embedded",
    good_at=Text(
        ko="정면을 보는 성인 얼굴. 나이, 미소, 고개 방향, 머리 밝기를 조절할 수 있습니다.",
        en="Frontal adult heads; age, smile, turn of the head and hair can be set.",
    ),
    licence_code="Apache-2.0",
    licence_weights="Apache-2.0",
    origin="trained by this project on synthetic faces (MIT, CC0-1.0): docs/models/eigen.md",
    inputs="latent float32 (152,), about standard normal",
    outputs="RGB uint8 (512, 512, 3)",
)


@dataclass(frozen=True)
class Model:
    """What the numbers file holds; see visavis.lab.eigen.export. Rows of ``read`` and ``move`` follow ``names``;
    ``colour`` (k, h, w, 4) with ``mean_colour`` makes linear pictures in the mean frame, whose ``zone`` is the face."""

    mean: Shape
    shape: NDArray[np.float64]
    people: People
    names: tuple[str, ...]
    read: NDArray[np.float32]
    offset: NDArray[np.float32]
    move: NDArray[np.float32]
    r: NDArray[np.float32]
    mean_colour: NDArray[np.float32]
    colour: NDArray[np.float32]
    zone: NDArray[np.float32]

    @staticmethod
    def load() -> Model:
        with (_FOLDER / "eigen.npz").open("rb") as file:
            held = np.load(file)
            return Model(
                mean=held["mean"].astype(np.float64),
                shape=held["shape"].astype(np.float64),
                people=People(
                    tuple((str(gender), str(look)) for gender, look in held["groups"]),
                    held["group_of"].astype(np.int64),
                    held["codes"].astype(np.float32),
                    held["donors"],
                    held["neighbours"].astype(np.int64),
                    held["spread"].astype(np.float32),
                    held["tone_read"].astype(np.float32),
                    held["tone_move"].astype(np.float32),
                ),
                names=tuple(str(name) for name in held["names"]),
                read=held["read"].astype(np.float32),
                offset=held["offset"].astype(np.float32),
                move=held["move"].astype(np.float32),
                r=held["r"].astype(np.float32),
                mean_colour=held["mean_colour"].astype(np.float32),
                colour=held["colour"] * held["scale"][:, None, None, None].astype(np.float32),
                zone=grow(held["zone"].astype(np.float32) / 255),
            )


_GOLDEN = 0.6180339887498949
"""From seed to seed the donor moves on by this share of all: neighbours in the gallery are in different scenes."""


class EigenGenerator:
    """Draws, steers and renders people of the appearance model."""

    card = CARD
    size_px = PORTRAIT_PX

    def __init__(self) -> None:
        self._model = Model.load()
        self._frame = MeanFrame(self._model.mean)
        with (_FOLDER / "scenes.npz").open("rb") as file:
            held = np.load(file)
            self._scenes = Scenes(held["packed"], held["ends"], held["shapes"])
        weights = (_FOLDER / WEIGHTS).read_bytes()
        self._network = open_network(weights)
        self.kinds: tuple[Kind, ...] = tuple(KINDS[kind_name(*group)] for group in self._model.people.groups)
        r = dict(zip(self._model.names, self._model.r, strict=True))
        self.sliders: tuple[Slider, ...] = tuple(scale.slider(float(r[scale.attribute])) for scale in SLIDERS)

    def draw(self, seed: int, kind: str | None = None) -> Latent:
        group = None if kind is None else self._group(kind)
        return self._facing(self._model.people.draw(np.random.default_rng(seed), group, seed * _GOLDEN % 1))

    def read(self, latent: Latent) -> dict[str, float]:
        return {scale.name: scale.to_user(self._reading(latent, scale)) for scale in SLIDERS}

    def steer(self, latent: Latent, to: Mapping[str, float]) -> Latent:
        steered = latent.astype(np.float32, copy=True)
        for name, value in to.items():
            scale = _scale(name)
            scale.check(value, scale.to_user(self._reading(latent, scale)))
            change = scale.from_user(value) - self._reading(latent, scale)
            steered += np.float32(change) * self._model.move[self._row(scale)]
        return steered

    def mix(self, latents: Sequence[Latent], shares: Sequence[float]) -> Latent:
        return mix(latents, shares, self._model.people.faces)

    def render(self, latent: Latent) -> RGB:
        model, faces = self._model, self._model.people.faces
        scene, code = self._scene_of(latent)
        linear = model.mean_colour + np.tensordot(latent.astype(np.float32), model.colour, 1)
        finished = self._network.run(None, {"linear": linear[None]})[0][0]
        face = finished[..., :3] / np.maximum(finished[..., 3:], 0.05)
        change = np.concatenate([latent[:faces] - code[:faces], self._steered(latent - code)])
        added = np.tensordot(change[faces:], model.colour[faces:, ..., :3], 1)
        moved = np.tensordot(change.astype(np.float64), model.shape, 1)
        return set_into(scene, face, grow(added), moved, model.zone, self._frame)

    def kind_of(self, latent: Latent) -> str:
        """Nearest by Mahalanobis' distance (1936), in the spread of faces of one group: what differs between people of
        any group counts little."""
        people = self._model.people
        faces = people.codes[..., : people.faces]
        middles = [faces[people.group_of == group].mean((0, 1)) for group in range(len(self.kinds))]
        apart = np.linalg.solve(people.spread.T, (np.array(middles) - latent[: people.faces]).T)
        return self.kinds[int(np.linalg.norm(apart, axis=0).argmin())].name

    def nearest_training(self, latent: Latent) -> Nearest | None:
        people = self._model.people
        number, angle_deg = people.nearest(latent[: people.faces].astype(np.float32))
        return Nearest(number, len(people.codes), angle_deg, float(np.median(self._apart)), float(self._apart.min()))

    def invert(self, photo: RGB) -> Latent:
        model = self._model
        return project(align(photo), self._frame, model.mean_colour, model.colour, model.shape)

    @cached_property
    def _apart(self) -> NDArray[np.float64]:
        return self._model.people.apart()

    @cached_property
    def weights_sha256(self) -> str:
        return hashlib.sha256(b"".join((_FOLDER / name).read_bytes() for name in _FILES)).hexdigest()

    def _facing(self, latent: Latent) -> Latent:
        """Turned to the viewer: a drawn person's head is turned only when somebody asks for it."""
        straight = latent.copy()
        for scale in SLIDERS:
            if scale.straightened:
                change = scale.from_user(scale.neutral) - self._reading(latent, scale)
                straight += np.float32(change) * self._model.move[self._row(scale)]
        return straight

    def _scene_of(self, latent: Latent) -> tuple[Scene, Latent]:
        """The scene whose hair is likest, sliders aside, and the latent of who is in it."""
        people, plain = self._model.people, self._beside_sliders
        donors = np.flatnonzero(people.donors)
        apart = (people.codes[donors][..., people.faces :] - latent[people.faces :]) @ plain
        number, mirrored = np.unravel_index(np.linalg.norm(apart, axis=2).argmin(), apart.shape[:2])
        scene = self._scenes.scene(int(number))
        return scene.mirrored() if mirrored else scene, people.codes[donors[number], mirrored]

    def _steered(self, change: Latent) -> NDArray[np.float32]:
        """The part of a change of hair that sliders made; the rest is another scene's hair."""
        hair = change[self._model.people.faces :]
        return np.asarray(hair - self._beside_sliders @ hair, np.float32)

    @cached_property
    def _beside_sliders(self) -> NDArray[np.float32]:
        """(h, h): takes away from hair's numbers what sliders move."""
        moves = self._model.move[:, self._model.people.faces :]
        basis = np.linalg.svd(moves[np.linalg.norm(moves, axis=1) > 0], full_matrices=False)[2]
        return np.asarray(np.eye(moves.shape[1]) - basis.T @ basis, np.float32)

    def _reading(self, latent: Latent, scale: Scale) -> float:
        row = self._row(scale)
        return float(self._model.read[row] @ latent + self._model.offset[row])

    def _row(self, scale: Scale) -> int:
        return self._model.names.index(scale.attribute)

    def _group(self, kind: str) -> int:
        names = [one.name for one in self.kinds]
        if kind not in names:
            raise NotFound(
                Text(ko="'{n}' 유형이 없습니다. 고를 수 있는 유형: {k}", en="There is no kind '{n}'. Kinds: {k}.").fill(
                    n=kind, k=", ".join(names)
                )
            )
        return names.index(kind)


def _scale(name: str) -> Scale:
    for scale in SLIDERS:
        if scale.name == name:
            return scale
    known = ", ".join(scale.name for scale in SLIDERS)
    raise Invalid(
        Text(ko="'{n}' 조절 항목이 없습니다. 있는 항목: {k}", en="There is no slider '{n}'. Sliders: {k}.").fill(
            n=name, k=known
        )
    )
