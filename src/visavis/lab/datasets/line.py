"""One picture through the line: verify, find the face, keep what is frontal and sharp, align."""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np

from visavis.face.mesh import FaceMesh, MeshEngine
from visavis.face.mesh.detect import Detector, Spot
from visavis.face.pose import fit_pose
from visavis.lab.datasets.align import cut_square, ffhq_square
from visavis.lab.datasets.likeness import perceptual_hash
from visavis.lab.datasets.reasons import Rejected
from visavis.lab.datasets.rules import Rules
from visavis.lab.datasets.sketch import draw_sketch
from visavis.media.errors import EmptyFile, TooHeavy, Unreadable
from visavis.media.image import decode_image, encode_png
from visavis.media.values import RGB

_LOOK_PX = 1024
"""Longer side at which faces are looked for: the networks see less than that anyway."""
_CROP_PX = 512
_SHARPNESS_PX = 256


@dataclass(frozen=True)
class Face:
    """What the line makes of a picture that passes: PNG bytes and the facts of the manifest."""

    crop_png: bytes
    sketch_png: bytes | None
    facts: dict[str, Any]


def read_face(data: bytes, finder: FaceFinder, mesh: MeshEngine, rules: Rules) -> Face:
    """The face in a picture file. Raises Rejected with the first rule that it breaks."""
    image = _decode(data)
    face = finder.find(image, mesh)
    pose = fit_pose(face)
    _require_face(face.side_px, pose.yaw_deg, pose.pitch_deg, rules)
    square = ffhq_square(face, rules.crop)
    crop = cut_square(image, square, rules.size_px)
    at_hand = crop if (rules.size_px, rules.crop) == (_SHARPNESS_PX, 1.0) else None
    sharpness = measure_sharpness(cut_square(image, ffhq_square(face), _SHARPNESS_PX) if at_hand is None else at_hand)
    if sharpness < rules.least_sharpness:
        raise Rejected("blurred", sharpness=_below(sharpness), limit=rules.least_sharpness)
    crop_png = encode_png(crop)
    sketch_png = encode_png(draw_sketch(crop)) if rules.sketch else None
    facts = {
        "width_px": image.shape[1],
        "height_px": image.shape[0],
        "face_px": round(face.side_px, 1),
        "yaw_deg": round(pose.yaw_deg, 1),
        "pitch_deg": round(pose.pitch_deg, 1),
        "roll_deg": round(pose.roll_deg, 1),
        "sharpness": round(sharpness, 1),
        "square": [[round(float(x), 1), round(float(y), 1)] for x, y in square],
        "hash": f"{perceptual_hash(crop):064x}",
        "crop_sha256": hashlib.sha256(crop_png).hexdigest(),
        "sketch_sha256": hashlib.sha256(sketch_png).hexdigest() if sketch_png else None,
    }
    return Face(crop_png, sketch_png, facts)


def _decode(data: bytes) -> RGB:
    try:
        return decode_image(data)
    except EmptyFile as error:
        raise Rejected("empty_file") from error
    except TooHeavy as error:
        raise Rejected("too_heavy") from error
    except Unreadable as error:
        raise Rejected("not_a_picture") from error


class FaceFinder:
    """Finds the one face of a picture; one for each process."""

    def __init__(self) -> None:
        self._detector = Detector()

    def find(self, image: RGB, mesh: MeshEngine) -> FaceMesh:
        """The picture's only face, in its pixels. Raises Rejected: no_face, several_faces.

        A detector counts first, and the mesh is laid on a crop around what it saw: half the cost of searching the
        whole picture with the mesh's own detector, and finer.
        """
        scale = min(1.0, _LOOK_PX / max(image.shape[:2]))
        small = image if scale == 1 else _scaled(image, scale)
        spots = self._detector.search(small)
        if len(spots) > 1:
            raise Rejected("several_faces")
        faces = _read_around(small, spots[0], mesh) if spots else []
        faces = faces or mesh.find(small, most=2)
        if len(faces) != 1:
            raise Rejected("several_faces" if faces else "no_face")
        return FaceMesh(faces[0].points / np.float32(scale), faces[0].score)


def _read_around(image: RGB, spot: Spot, mesh: MeshEngine) -> list[FaceMesh]:
    left, top, right, bottom = spot.window(image, times=2)
    crop = image[top:bottom, left:right]
    scale = _CROP_PX / max(crop.shape[:2])
    found = mesh.find(_scaled(crop, scale), most=1)
    corner = np.array([left, top, 0], np.float32)
    return [FaceMesh(face.points / np.float32(scale) + corner, face.score) for face in found]


def _scaled(image: RGB, scale: float) -> RGB:
    method = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(image, None, fx=scale, fy=scale, interpolation=method), np.uint8)


def _require_face(face_px: float, yaw_deg: float, pitch_deg: float, rules: Rules) -> None:
    if face_px < rules.least_face_px:
        raise Rejected("face_too_small", face_px=math.floor(face_px), limit=rules.least_face_px)
    if abs(yaw_deg) > rules.most_yaw_deg:
        raise Rejected("turned_sideways", yaw_deg=_above(yaw_deg), limit=rules.most_yaw_deg)
    if abs(pitch_deg) > rules.most_pitch_deg:
        raise Rejected("tilted", pitch_deg=_above(pitch_deg), limit=rules.most_pitch_deg)


def _above(angle_deg: float) -> float:
    """A size that exceeds a limit, to a tenth that still does."""
    return math.ceil(10 * abs(angle_deg)) / 10


def _below(value: float) -> float:
    return math.floor(10 * value) / 10


def measure_sharpness(crop: RGB) -> float:
    """Variance of the Laplacian over the inner face of FFHQ's square at 256 px, in squared grey levels.

    After Pech-Pacheco et al. 2000. Always the same face size, because the figure depends on it.
    """
    edge = len(crop) // 5
    inner = cv2.cvtColor(crop[edge:-edge, edge:-edge], cv2.COLOR_RGB2GRAY)
    return float(cv2.Laplacian(inner, cv2.CV_64F).var())
