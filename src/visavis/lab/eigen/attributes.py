"""What is known or measured of each training face, as numbers that a linear direction can be found for."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
from numpy.typing import NDArray

from visavis.face import landmarks as at
from visavis.lab.eigen.appearance import Floats
from visavis.lab.eigen.data import Face
from visavis.studio.generate.frame import SIZE_PX, MeanFrame, Shape
from visavis.studio.generate.shape import RING_DEG, face_ends, row_of

AGE_YEARS = {"adult": 35.0, "senior": 68.0}
"""What the two labels are taken for: the middle of the spans that they were given for, no measured ages."""

_LIPS = (61, 40, 39, 37, 0, 267, 269, 270, 291, 375, 321, 405, 314, 17, 84, 181, 91, 146)
_CHEEKS = ((101, 123, 117, 119, 36, 187), (330, 352, 346, 348, 266, 411))
_LIDS = ((33, 246, 160, 159, 157, 133, 153, 145, 163), (263, 466, 387, 386, 384, 362, 374, 380, 390))
_JAW = (172, 397)
TONE = ("skin_lightness", "skin_red", "skin_yellow", "light_from_right")
"""What ``skin`` measures."""
_HELD_KINDS = ("asian", "black")
"""Perceived ethnicities that a linear reading tells apart well enough (r > .7) without depending on the others."""


def steered(faces: list[Face], pictures: Floats, frame: MeanFrame) -> dict[str, NDArray[np.float64]]:
    """Numbers that users may steer, each (n,): of faces and of their pictures in the mean frame."""
    lab = [_lab(picture) for picture in pictures]
    hair, cheeks = _hair_zone(frame), _zone(frame, *_CHEEKS)
    lips, lids = _zone(frame, _LIPS), _zone(frame, *_LIDS)
    skin = np.array([np.median(image[cheeks], axis=0) for image in lab])
    measures: dict[str, Callable[[NDArray[np.float32]], float]] = {
        "hair_lightness": lambda image: float(np.median(image[hair, 0])),
        "lip_redness": lambda image: float(np.median(image[lips, 1])),
        "eye_depth": lambda image: -float(np.mean(image[lids, 0])),
    }
    found = {name: np.array([measure(image) for image in lab]) for name, measure in measures.items()}
    found["lip_redness"] -= skin[:, 1]
    found["eye_depth"] += skin[:, 0]
    return found | {
        "age_years": np.array([AGE_YEARS[face.labels["age_group"]] for face in faces]),
        "smile": np.array([float(face.labels["expression"] == "happy") for face in faces]),
        "yaw_deg": np.array([face.yaw_deg for face in faces]),
        "pitch_deg": np.array([face.pitch_deg for face in faces]),
        "face_width": np.array([_face_width(face.shape) for face in faces]),
    }


def held(faces: list[Face], pictures: Floats, frame: MeanFrame) -> dict[str, NDArray[np.float64]]:
    """Numbers that steering must not change: they belong to who somebody is."""
    tone = skin(pictures, frame)
    given = {
        f"is_{kind}": np.array([float(face.labels["ethnicity"] == kind) for face in faces]) for kind in _HELD_KINDS
    }
    gender = np.array([float(face.labels["gender"] == "M") for face in faces])
    return {"gender": gender, **dict(zip(TONE, tone.T, strict=True)), **given}


def skin(pictures: Floats, frame: MeanFrame) -> NDArray[np.float64]:
    """(n, 4): CIELAB of the cheeks, and how much lighter the right one is than the left."""
    lab = [_lab(picture) for picture in pictures]
    right, left = (np.array([np.median(image[_zone(frame, cheek)], axis=0) for image in lab]) for cheek in _CHEEKS)
    return np.asarray(np.column_stack([(right + left) / 2, right[:, 0] - left[:, 0]]), np.float64)


def _face_width(shape: Shape) -> float:
    """Width of the jaw at the height of the mouth, as a share of the height from forehead to chin."""
    right, left = (shape[row_of(point)] for point in _JAW)
    hairline, chin = face_ends(shape)
    return float(np.linalg.norm(left - right) / np.hypot(chin[0] - hairline[0], chin[1] - hairline[1]))


def _lab(picture: NDArray[np.float32]) -> NDArray[np.float32]:
    """CIELAB (H, W, 3) of a premultiplied picture."""
    colour = picture[..., :3] / np.maximum(picture[..., 3:], 0.05)
    return np.asarray(cv2.cvtColor(colour.clip(0, 1).astype(np.float32), cv2.COLOR_RGB2LAB), np.float32)


def _zone(frame: MeanFrame, *outlines: tuple[int, ...]) -> NDArray[np.bool_]:
    """The pixels of the mean frame inside the hulls of mesh points."""
    drawn = np.zeros((SIZE_PX, SIZE_PX), np.uint8)
    for outline in outlines:
        corners = np.round(frame.mean[[row_of(point) for point in outline]]).astype(np.int32)
        cv2.fillConvexPoly(drawn, cv2.convexHull(corners), 1)
    return drawn > 0


def _hair_zone(frame: MeanFrame) -> NDArray[np.bool_]:
    """Between the top of the head and the forehead."""
    top = frame.mean[-len(RING_DEG) :][(RING_DEG > -150) & (RING_DEG < -30)]
    low = frame.mean[row_of(at.FOREHEAD)]
    drawn = np.zeros((SIZE_PX, SIZE_PX), np.uint8)
    band = np.concatenate([top * 0.93 + low * 0.07, (top * 0.55 + low * 0.45)[::-1]])
    cv2.fillPoly(drawn, [np.round(band).astype(np.int32)], 1)
    return drawn > 0


def natural(pictures: Floats, frame: MeanFrame) -> NDArray[np.bool_]:
    """(n,): neither hair nor skin is of a colour that only dye or stage light gives."""
    hair, cheeks = _hair_zone(frame), _zone(frame, *_CHEEKS)
    lab = [_lab(picture) for picture in pictures]
    hair_a, hair_b = np.array([np.median(image[hair], axis=0)[1:] for image in lab]).T
    skin_a, skin_b = np.array([np.median(image[cheeks], axis=0)[1:] for image in lab]).T
    dyed = (hair_a < -3) | (hair_b < -3) | (hair_a > 25) | (hair_a - hair_b > 6)
    return np.asarray(~dyed & (skin_b > 6) & (skin_a > 0))
