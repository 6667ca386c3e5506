"""The person cut out of the picture, and the background without the person."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from visavis.face.mask import MASK
from visavis.media.values import RGB
from visavis.studio.talk.fields import smoothstep
from visavis.studio.talk.portrait import Portrait

_NEAR, _FAR = 0.005, 0.055
"""The person's alpha falls from 1 to 0 between these distances outside the silhouette, in u."""


def person_alpha(portrait: Portrait) -> NDArray[np.float32]:
    """(S, S) in 0…1: 1 on the person and just around, then falling to exactly 0."""
    with MASK.lease() as engine:
        person = engine.cut_out(portrait.picture) > 0.5
    person |= _face(portrait)
    outside = cv2.distanceTransform((~person).astype(np.uint8), cv2.DIST_L2, 5) / portrait.axes.u_px
    # In steps of 1/255, as the rig keeps it: where the kept alpha is 0 the plate must be the picture.
    return np.asarray(np.round((1 - smoothstep(outside, _NEAR, _FAR)) * 255) / 255, np.float32)


def background_plate(portrait: Portrait, alpha: NDArray[np.float32]) -> RGB:
    """(S, S, 3): the picture where alpha is 0, and the surroundings continued where the person is.

    Inpainted at a quarter of the size: only a rim of it ever shows, beside moving hair.
    """
    size = portrait.size_px
    small = cv2.resize(portrait.picture, (size // 4, size // 4), interpolation=cv2.INTER_AREA)
    hidden = cv2.resize(alpha, (size // 4, size // 4), interpolation=cv2.INTER_AREA) > 0.01
    filled = cv2.inpaint(small, cv2.dilate(hidden.astype(np.uint8), np.ones((3, 3), np.uint8)), 4, cv2.INPAINT_TELEA)
    filled = cv2.resize(filled, (size, size), interpolation=cv2.INTER_CUBIC)
    rim = cv2.GaussianBlur(alpha, (0, 0), 0.01 * portrait.axes.u_px + 0.5)
    blend = np.where(alpha > 0, np.clip(rim * 4, 0, 1), 0)[..., None]
    return np.asarray(np.round(portrait.picture * (1 - blend) + filled * blend), np.uint8)


def _face(portrait: Portrait) -> NDArray[np.bool_]:
    """The face itself belongs to the person, whatever the segmentation says."""
    hull = cv2.convexHull(np.round(portrait.points[:468, :2]).astype(np.int32))
    face = np.zeros((portrait.size_px, portrait.size_px), np.uint8)
    cv2.fillConvexPoly(face, hull, (1,))
    return face.astype(bool)
