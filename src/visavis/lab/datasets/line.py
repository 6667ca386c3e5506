"""One picture through the line: verify, find the face, keep what is frontal and sharp, align."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np

from visavis.face.mesh import FaceMesh, MeshEngine
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
_SHARPNESS_PX = 256


@dataclass(frozen=True)
class Face:
    """What the line makes of a picture that passes: PNG bytes and the facts of the manifest."""

    crop_png: bytes
    sketch_png: bytes | None
    facts: dict[str, Any]


def read_face(data: bytes, mesh: MeshEngine, rules: Rules) -> Face:
    """The face in a picture file. Raises Rejected with the first rule that it breaks."""
    image = _decode(data)
    face = find_only_face(image, mesh)
    pose = fit_pose(face)
    _require_face(face.side_px, pose.yaw_deg, pose.pitch_deg, rules)
    square = ffhq_square(face, rules.crop)
    crop = cut_square(image, square, rules.size_px)
    sharpness = measure_sharpness(image, face)
    if sharpness < rules.least_sharpness:
        raise Rejected("blurred", sharpness=round(sharpness, 1), limit=rules.least_sharpness)
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


def find_only_face(image: RGB, mesh: MeshEngine) -> FaceMesh:
    """The one face of the picture, in its pixels. Raises Rejected: no_face, several_faces."""
    scale = min(1.0, _LOOK_PX / max(image.shape[:2]))
    small = image
    if scale < 1:
        small = np.asarray(cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)
    faces = mesh.find(small, most=2)
    if not faces:
        raise Rejected("no_face")
    if len(faces) > 1:
        raise Rejected("several_faces")
    return FaceMesh(faces[0].points / np.float32(scale), faces[0].score)


def _require_face(face_px: float, yaw_deg: float, pitch_deg: float, rules: Rules) -> None:
    if face_px < rules.least_face_px:
        raise Rejected("face_too_small", face_px=round(face_px), limit=rules.least_face_px)
    if abs(yaw_deg) > rules.most_yaw_deg:
        raise Rejected("turned_sideways", yaw_deg=round(yaw_deg), limit=rules.most_yaw_deg)
    if abs(pitch_deg) > rules.most_pitch_deg:
        raise Rejected("tilted", pitch_deg=round(pitch_deg), limit=rules.most_pitch_deg)


def measure_sharpness(image: RGB, face: FaceMesh) -> float:
    """Variance of the Laplacian over the inner face, always at the same face size, in squared grey levels.

    After Pech-Pacheco et al. 2000. The size is fixed (FFHQ's square at 256 px) because the figure falls with it.
    """
    crop = cut_square(image, ffhq_square(face), _SHARPNESS_PX)
    edge = _SHARPNESS_PX // 5
    inner = cv2.cvtColor(crop[edge:-edge, edge:-edge], cv2.COLOR_RGB2GRAY)
    return float(cv2.Laplacian(inner, cv2.CV_64F).var())
