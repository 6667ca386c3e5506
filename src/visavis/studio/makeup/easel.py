"""What every make-up engine does before and after it paints: a canvas of the face is set up, and led back to the photo.

All work is done on a piece of the photo in which the face has a set width; only the change of colour is led back to
the photo, so that its own detail stays.
"""

from __future__ import annotations

import cv2
import numpy as np

from visavis.face.area import Area, cut, window_of
from visavis.face.covering import apart_from_skin, cut_hand, reaching_in
from visavis.face.drawing import draw
from visavis.face.glasses import glasses_score
from visavis.face.hands import HandFinder
from visavis.face.mesh import MESH, FaceMesh
from visavis.face.parts import Points
from visavis.face.pose import fit_pose
from visavis.face.tone import Colours, Plane, to_lab, to_rgb
from visavis.kit.text import Text
from visavis.media.values import RGB
from visavis.studio.makeup import regions
from visavis.studio.makeup.canvas import Canvas, skin_colour
from visavis.studio.makeup.engine import MOST_TURN_DEG, SMALLEST_PX, NotPaintable, Painted

_WIDE_PX, _MOST_ENLARGED, _AREA = 256.0, 2.0, 1.12
_LIDS, _BEHIND_GLASSES = (3.0, 4.4), (1.7, 2.6)
"""Around the eyes, how many tolerances from skin something is before it keeps what lies there."""
_LEAST = 1 / 255


class Easel:
    """Sets canvases up; keeps what finds hands."""

    def __init__(self) -> None:
        self._hands: HandFinder | None = None

    def canvas(self, photo: RGB, face: FaceMesh) -> tuple[Area, Canvas]:
        """The piece of the photo around the face, and its canvas. Raises NotPaintable."""
        check_face(face)
        area = cut(photo, face, _WIDE_PX, _MOST_ENLARGED, _AREA, square=False)
        lab, mesh, width_px = to_lab(area.colours), area.mesh, area.width_px
        drawn = draw(mesh, area.shape)
        apart, covered = _covered(lab, drawn.inside, mesh, width_px)
        seen = regions.turned_to(drawn, mesh) * (1 - self._before(area))
        clear = seen * (1 - covered)
        behind = glasses_score(photo, face.points) > 0
        lids = seen * _skinlike(apart, _BEHIND_GLASSES if behind else _LIDS, width_px)
        bare = regions.skin(drawn, mesh) * clear
        skin, cover = skin_colour(lab, bare, mesh), np.zeros_like(clear)
        return area, Canvas(lab, mesh, drawn, width_px, clear, lids, skin, bare, np.zeros_like(lab), cover)

    def _before(self, area: Area) -> Plane:
        """(h, w): hands before the face."""
        self._hands = self._hands or HandFinder()
        covered = np.zeros(area.shape, np.float32)
        for hand in self._hands.find(area.bytes()):
            covered = np.maximum(covered, cut_hand(area.bytes(), hand))
        return covered


def find_wearer(reference: RGB) -> FaceMesh:
    """The largest face of a picture that says how to make up. Raises NotPaintable."""
    with MESH.lease() as mesh:
        faces = mesh.find(reference, most=1)
    if not faces:
        raise NotPaintable(
            Text(
                ko="화장을 따라 할 사진에서 얼굴을 찾지 못했습니다. 얼굴이 크게 나온 사진을 써 주세요.",
                en="No face was found in the picture whose make-up is wanted. Use one that shows it large.",
            )
        )
    check_face(faces[0])
    return faces[0]


def check_face(face: FaceMesh) -> None:
    """Raises NotPaintable for a face that is too small or turned too far."""
    yaw_deg = fit_pose(face).yaw_deg
    if face.side_px < SMALLEST_PX:
        raise NotPaintable(
            Text(
                ko="얼굴이 {p}px로 너무 작아 화장할 수 없습니다. {m}px 이상인 사진을 써 주세요.",
                en="The face is {p} px, too small to be made up. Use a photo in which it is at least {m} px.",
            ).fill(p=round(face.side_px), m=SMALLEST_PX)
        )
    if abs(yaw_deg) > MOST_TURN_DEG:
        raise NotPaintable(
            Text(
                ko="고개가 {d}° 돌아가 있어 화장할 수 없습니다. {m}°까지 가능합니다.",
                en="The head is turned by {d}°, too far for make-up; {m}° is the most.",
            ).fill(d=round(abs(yaw_deg)), m=round(MOST_TURN_DEG))
        )


def _covered(lab: Colours, inside: Plane, mesh: Points, width_px: float) -> tuple[Plane, Plane]:
    """How far from skin each pixel is, and how surely something lies before it; found at half the size."""
    size = inside.shape[1] // 2, inside.shape[0] // 2
    small, within = (cv2.resize(plane, size, interpolation=cv2.INTER_AREA) for plane in (lab, inside))
    shares = np.array([size[0] / inside.shape[1], size[1] / inside.shape[0], 0.5])
    face = np.asarray(within > 0.5, np.float32), mesh * shares, width_px / 2
    apart = apart_from_skin(np.asarray(small, np.float32), *face)
    found = reaching_in(apart, *face)
    whole = [cv2.resize(plane, inside.shape[::-1], interpolation=cv2.INTER_LINEAR) for plane in (apart, found)]
    return np.asarray(whole[0], np.float32), np.asarray(whole[1], np.float32)


def _skinlike(apart: Plane, between: tuple[float, float], width_px: float) -> Plane:
    """1 on what looks like skin or lashes, 0 on frames and strands of hair."""
    share = ((between[1] - apart) / (between[1] - between[0])).clip(0, 1)
    return np.asarray(cv2.GaussianBlur(share, (0, 0), 0.006 * width_px), np.float32)


def lead_back(photo: RGB, area: Area, canvas: Canvas) -> Painted:
    """The photo with the change laid on it; elsewhere not a bit changes."""
    window = window_of(area, photo)
    image, mask = photo.copy(), np.zeros(photo.shape[:2], np.float32)
    share = cv2.warpAffine(canvas.cover, window.back, window.size, flags=cv2.INTER_LINEAR)
    share[share < _LEAST] = 0
    rows, columns = np.nonzero(share.any(1))[0], np.nonzero(share.any(0))[0]
    if not len(rows):
        return Painted(image, mask)
    inner = np.s_[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    delta = cv2.warpAffine(canvas.delta, window.back, window.size, flags=cv2.INTER_LINEAR)[inner]
    old = image[window.rows, window.columns][inner]
    new = to_rgb(to_lab(old.astype(np.float32) / 255) + delta)
    touched = share[inner][..., None] > 0
    old[:] = np.where(touched, np.round(255 * new), old).astype(np.uint8)
    mask[window.rows, window.columns] = share
    return Painted(image, mask)
