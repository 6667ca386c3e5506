"""What of a face stays as in the photo whichever engine replaces it, and how the new one is laid back."""

from __future__ import annotations

import cv2
import numpy as np

from visavis.face.area import Area, cut, window_of
from visavis.face.covering import cut_hand, eye_band, hidden
from visavis.face.glasses import glasses_score
from visavis.face.hands import HandFinder
from visavis.face.mesh import FaceMesh
from visavis.face.tone import Colours, Plane
from visavis.media.values import RGB
from visavis.studio.swap.engine import Wishes

_WIDE_PX = 300.0
"""Width of the face in the work area; smaller faces are enlarged to it, by _MOST_ENLARGED at most."""
_MOST_ENLARGED, _AREA = 4.0, 1.7
"""The side of the work area, in faces."""
_ERODED, _FEATHER = 0.03, 0.025


def work_area(photo: RGB, face: FaceMesh) -> Area:
    """The piece of the photo that a face is replaced in."""
    return cut(photo, face, _WIDE_PX, _MOST_ENLARGED, _AREA)


def wears_glasses(photo: RGB, face: FaceMesh, wishes: Wishes) -> bool:
    """Whether glasses are to stay."""
    return glasses_score(photo, face.points) > 0 if wishes.glasses is None else wishes.glasses


class Cover:
    """Finds what lies before faces."""

    def __init__(self) -> None:
        self._hands: HandFinder | None = None

    def find(
        self, photo: RGB, face: FaceMesh, area: Area, lab: Colours, inside: Plane, glasses: bool, hands: bool
    ) -> Plane:
        """(h, w) of the area, whose CIELAB is ``lab``: how surely something before the face has to stay."""
        covered = hidden(lab, inside, area.mesh, area.width_px)
        if glasses:
            covered = np.maximum(covered, eye_band(area.mesh, covered.shape))
        if hands:
            self._hands = self._hands or HandFinder()
            for hand in self._hands.find_before(photo, face, area):
                covered = np.maximum(covered, cut_hand(area.bytes(), hand))
        return covered


def soft(inside: Plane, width_px: float) -> Plane:
    """The face's outline, drawn in and feathered."""
    side = 2 * round(_ERODED * width_px) + 1
    core = cv2.erode(inside, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side)))
    return np.asarray(cv2.GaussianBlur(core, (0, 0), _FEATHER * width_px) * inside, np.float32)


def share_kept(covered: Plane, inside: Plane) -> float:
    """The share of the face that something hides."""
    return float((covered * inside).sum() / max(1.0, inside.sum()))


def paste(photo: RGB, made: Colours, mask: Plane, area: Area) -> tuple[RGB, Plane]:
    """The photo with the area laid back, and the whole mask; elsewhere not a bit changes."""
    window, scale = window_of(area, photo), area.scale
    calm = cv2.GaussianBlur(made, (0, 0), 0.35 * scale) if scale > 1.3 else made
    method = cv2.INTER_LINEAR if scale > 1.3 else cv2.INTER_CUBIC
    new = cv2.warpAffine(calm, window.back, window.size, flags=method)
    share = cv2.warpAffine(mask, window.back, window.size, flags=cv2.INTER_LINEAR).clip(0, 1)
    image, whole = photo.copy(), np.zeros(photo.shape[:2], np.float32)
    old = photo[window.rows, window.columns]
    mixed = old + share[..., None] * (255 * new.clip(0, 1) - old)
    image[window.rows, window.columns] = np.where(share[..., None] > 0, np.round(mixed), old).astype(np.uint8)
    whole[window.rows, window.columns] = share
    return image, whole
