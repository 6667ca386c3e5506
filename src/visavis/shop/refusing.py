"""What product photos may not show: undressed people, and anybody under age.

Bare upper bodies are seen by their share of skin. Age isn't read from photos, because nothing here could measure how
well that works: whoever brings photos declares it instead, once for a set, and the declaration is kept.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from visavis.face.landmarks import CHIN, FOREHEAD
from visavis.face.mask import MASK
from visavis.face.mesh import FaceMesh
from visavis.face.tone import Colours, to_lab
from visavis.kit.errors import Refused
from visavis.kit.text import Language, Text
from visavis.media.values import RGB

_TALL_PX = 60.0
"""Height of the face, brow to chin, in the piece that is looked at."""
_FROM, _TO, _HALF_TOP, _HALF_BOTTOM = 0.55, 2.6, 0.75, 0.85
"""The upper body below the chin and to both sides, in heights of the face."""
_LEAST_SEEN = 0.6
"""With less of it in the picture nothing is said."""
BARE = 0.8
"""From this share of skin on, an upper body counts as undressed. Measured: see docs/shop.md."""
_BARE_FACE = (50, 205, 280, 425, 4, 195)
"""Mesh points on cheeks and nose, whose colour is the person's skin."""
_CHROMA, _DARKER, _LIGHTER = 9.0, 28.0, 22.0
"""CIELAB distances at which a body's skin may be from the face's."""

DECLARATION = Text(
    ko="이 사진들에 나오는 사람은 모두 만 20세 이상이고, 옷을 벗은 사람은 없습니다. 저는 사진을 이렇게 쓸 수 있습니다.",
    en="Everybody in these photos is 20 or older and nobody is undressed. I have the right to use them in this way.",
)


class Undressed(Refused):
    """Somebody in the photo wears little or nothing."""

    def __init__(self) -> None:
        super().__init__(
            Text(
                ko="상반신의 대부분이 맨살로 보여 이 사진은 바꾸지 않습니다. 노출 사진은 받지 않습니다. 살색 옷이라면 "
                "다른 색이 더 보이는 사진을 써 주세요.",
                en="Most of an upper body looks bare, so this photo isn't changed: pictures of undressed people are "
                "refused. If it is skin-coloured clothing, use a photo that shows more of another colour.",
            )
        )


class DeclarationMissing(Refused):
    """Nobody has declared that the photos show dressed adults."""

    def __init__(self) -> None:
        super().__init__(
            Text(
                ko=f"다음을 확인해 주세요: “{DECLARATION.ko}” 명령에는 --adults를 더하면 됩니다.",
                en=f"Please declare: “{DECLARATION.en}” On the command line, add --adults.",
            )
        )


@dataclass(frozen=True)
class Declared:
    """A declaration as it is kept: when, in which words, and for which photos."""

    at: datetime
    language: Language
    photos: str

    @property
    def statement(self) -> str:
        """Word for word."""
        return DECLARATION.in_language(self.language)


def require_declaration(declared: bool, at: datetime, language: Language, photos: str) -> Declared:
    """What was declared of a set of photos. Raises DeclarationMissing."""
    if not declared:
        raise DeclarationMissing
    return Declared(at, language, photos)


def keep_declaration(declared: Declared, ledger: Path) -> None:
    """Add a line to a ledger of declarations (JSON lines)."""
    line = {"at": declared.at.isoformat(), "photos": declared.photos, "statement": declared.statement}
    with ledger.open("a", encoding="utf-8") as file:
        file.write(json.dumps(line, ensure_ascii=False) + "\n")


def refuse_undressed(photo: RGB, faces: Sequence[FaceMesh]) -> None:
    """Raises Undressed when the upper body under one of the faces is bare."""
    for face in faces:
        share = bare_share(photo, face)
        if share is not None and share >= BARE:
            raise Undressed


def bare_share(photo: RGB, face: FaceMesh) -> float | None:
    """How much of the upper body below a face has the colour of its skin, in [0, 1]; None when too little of it is in
    the picture."""
    piece, points = _piece(photo, face)
    body = np.zeros(piece.shape[:2], np.uint8)
    corners = _upper_body(points)
    cv2.fillPoly(body, [np.round(corners).astype(np.int32)], 1)
    with MASK.lease() as masker:
        person = (masker.cut_out(piece) > 0.5) & (body > 0)
    if person.sum() < _LEAST_SEEN * cv2.contourArea(corners):
        return None
    lab = to_lab(piece.astype(np.float32) / 255)
    return float(_skin(lab, points)[person].mean())


def _skin(lab: Colours, points: NDArray[np.float32]) -> NDArray[np.bool_]:
    """(h, w): what has the colour of the cheeks, in more or less light."""
    cheeks = np.zeros(lab.shape[:2], np.uint8)
    hull = cv2.convexHull(np.round(points[list(_BARE_FACE), :2]).astype(np.int32))
    cv2.fillPoly(cheeks, [hull], 1)
    if not cheeks.any():
        return np.zeros(lab.shape[:2], np.bool_)
    calm = cv2.GaussianBlur(lab, (0, 0), 0.02 * _TALL_PX)
    light, a, b = np.moveaxis(calm - np.median(lab[cheeks > 0], axis=0), 2, 0)
    near: NDArray[np.bool_] = (np.hypot(a, b) < _CHROMA) & (light > -_DARKER) & (light < _LIGHTER)
    return near


def _upper_body(points: NDArray[np.float32]) -> NDArray[np.float32]:
    """(4, 2): its corners. The body stands more upright than the head."""
    chin = points[CHIN, :2]
    head = chin - points[FOREHEAD, :2]
    tall = float(np.hypot(*head))
    down = head / tall + np.array([0, 1], np.float32)
    down /= np.hypot(*down)
    across = np.array([down[1], -down[0]])
    ends = ((_FROM, -_HALF_TOP), (_FROM, _HALF_TOP), (_TO, _HALF_BOTTOM), (_TO, -_HALF_BOTTOM))
    return np.array([chin + tall * (along * down + aside * across) for along, aside in ends], np.float32)


def _piece(photo: RGB, face: FaceMesh) -> tuple[RGB, NDArray[np.float32]]:
    """Head and upper body at a set size, and the mesh in its pixels."""
    corners = np.concatenate([_upper_body(face.points), face.points[:, :2]])
    tall = float(np.hypot(*(face.points[CHIN, :2] - face.points[FOREHEAD, :2])))
    low, high = corners.min(0) - 0.5 * tall, corners.max(0) + 0.3 * tall
    x0, y0 = np.maximum(low, 0).astype(int)
    x1, y1 = np.minimum(high, photo.shape[1::-1]).astype(int)
    scale = _TALL_PX / tall
    size = max(1, round(scale * (x1 - x0))), max(1, round(scale * (y1 - y0)))
    method = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    piece = np.asarray(cv2.resize(photo[y0:y1, x0:x1], size, interpolation=method), np.uint8)
    points = np.asarray(scale * (face.points - np.array([x0, y0, 0])), np.float32)
    return piece, points
