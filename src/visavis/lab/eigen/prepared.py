"""The training set, read once and kept: pictures in the mean frame, the appearance model and the latents."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from visavis.lab.eigen import appearance
from visavis.lab.eigen.appearance import FACE_COMPONENTS, HAIR_COMPONENTS, Appearance, Floats
from visavis.lab.eigen.attributes import held, natural, skin, steered
from visavis.lab.eigen.data import Face, read_faces
from visavis.lab.eigen.population import fit_people
from visavis.lab.eigen.steer import Directions, find_directions
from visavis.studio.generate.frame import MeanFrame
from visavis.studio.generate.mixing import People

_OF_HAIR = ("hair_lightness",)
_OF_BOTH = ("yaw_deg", "pitch_deg")
_ONE_SIDED = ("yaw_deg", "light_from_right")
"""Attributes that the hair shows, and that face and hair show together; all others belong to the face alone."""
RGBs = NDArray[np.uint8]
_OF_PEOPLE = ("group_of", "codes", "donors", "neighbours", "spread", "tone_read", "tone_move")


@dataclass(frozen=True)
class Prepared:
    """``pictures`` float16 (n, SIZE_PX, SIZE_PX, 4) in the mean frame; ``straight`` and ``mirrored`` (n, k) latents;
    ``scenes`` (m, PORTRAIT_PX, PORTRAIT_PX, 3) of the donors and the shapes in them."""

    model: Appearance
    pictures: NDArray[np.float16]
    straight: Floats
    mirrored: Floats
    people: People
    directions: Directions
    scenes: RGBs
    scene_shapes: Floats

    def save(self, path: Path) -> None:
        """Write everything to one file; it appears when whole."""
        part = path.with_suffix(".part.npz")
        np.savez(
            part,
            mean=self.model.frame.mean,
            mean_colour=self.model.mean_colour,
            colour=self.model.colour,
            shape=self.model.shape,
            faces=self.model.faces,
            pictures=self.pictures,
            straight=self.straight,
            mirrored=self.mirrored,
            groups=json.dumps(self.people.groups),
            group_of=self.people.group_of,
            codes=self.people.codes,
            donors=self.people.donors,
            neighbours=self.people.neighbours,
            spread=self.people.spread,
            tone_read=self.people.tone_read,
            tone_move=self.people.tone_move,
            names=json.dumps(self.directions.names),
            read=self.directions.read,
            offset=self.directions.offset,
            move=self.directions.move,
            r=self.directions.r,
            scenes=self.scenes,
            scene_shapes=self.scene_shapes,
        )
        part.replace(path)

    @staticmethod
    def load(path: Path) -> Prepared:
        with np.load(path) as held_:
            stored = {name: held_[name] for name in held_.files}
        bases = (stored["mean_colour"], stored["colour"], stored["shape"])
        model = Appearance(MeanFrame(stored["mean"]), *bases, int(stored["faces"]))
        groups = tuple((gender, look) for gender, look in json.loads(str(stored["groups"])))
        people = People(groups, *(stored[name] for name in _OF_PEOPLE))
        names = tuple(json.loads(str(stored["names"])))
        directions = Directions(names, *(stored[name] for name in ("read", "offset", "move", "r")))
        latents = (stored["straight"], stored["mirrored"])
        scenes = (stored["scenes"], stored["scene_shapes"])
        return Prepared(model, stored["pictures"], *latents, people, directions, *scenes)


def prepare(folder: Path) -> Prepared:
    """Read shared/data/faces and fit everything but the finishing network. About three minutes on a CPU."""
    faces = list(read_faces(folder))
    frame, pictures = appearance.straighten(faces)
    model, straight, flipped = appearance.fit(faces, frame, pictures, (FACE_COMPONENTS, HAIR_COMPONENTS))
    directions = find_all(faces, pictures, model, straight, flipped)
    tones = skin(pictures, frame)
    people, givers = fit_people(faces, natural(pictures, frame), tones, model, straight, flipped, directions)
    scenes = np.array([face.scene for face in givers], np.uint8)
    shapes = np.array([face.shape for face in givers], np.float32)
    return Prepared(model, pictures.astype(np.float16), straight, flipped, people, directions, scenes, shapes)


def find_all(faces: list[Face], pictures: Floats, model: Appearance, straight: Floats, flipped: Floats) -> Directions:
    """The directions of everything that is known or measured of the faces."""
    known = steered(faces, pictures, model.frame) | held(faces, pictures, model.frame)
    sides = {name: np.concatenate([v, -v if name in _ONE_SIDED else v]) for name, v in known.items()}
    of_face = np.arange(model.components) < model.faces
    seen_in = {name: ~of_face if name in _OF_HAIR else of_face for name in sides if name not in _OF_BOTH}
    people = np.tile(np.arange(len(faces)), 2)
    return find_directions(np.concatenate([straight, flipped]), sides, people, seen_in)
