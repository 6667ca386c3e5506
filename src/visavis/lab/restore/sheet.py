"""The docs' picture: portraits of the gallery made small, enlarged again by interpolation and by the engine."""

from __future__ import annotations

import cv2
import numpy as np

from visavis.face.mesh import MESH
from visavis.lab.restore.data import Worn
from visavis.media.values import RGB
from visavis.people.portraying import portray
from visavis.people.recipes import Recipe
from visavis.studio.restore import RESTORE, RestoreWishes

_CODES = ("eigen:23:female-black", "eigen:5:male-east-asian", "eigen:47:female-white")
_SCALE, _SHOWN_PX = 4, 384
_WORN = Worn(0.8, _SCALE, 3.0, 85)


def shown_sheet() -> RGB:
    """Rows of small, interpolated, restored and true, RGB."""
    rows = []
    with MESH.lease() as mesh, RESTORE.lease() as engine:
        for number, code in enumerate(_CODES):
            true = portray(Recipe.parse(code))
            side = len(true) // _SCALE
            worn = _WORN.on(true, np.random.default_rng(number))
            small = cv2.resize(worn, (side, side), interpolation=cv2.INTER_AREA)
            made = engine.restore(small, mesh.find(small, most=1), RestoreWishes(scale=_SCALE)).image
            larger = [cv2.resize(small, (len(true), len(true)), interpolation=how) for how in (0, cv2.INTER_CUBIC)]
            rows.append(np.hstack([_crop(one) for one in (*larger, made, true)]))
    return np.asarray(np.vstack(rows), np.uint8)


def _crop(picture: RGB) -> RGB:
    edge = len(picture) // 8
    return np.asarray(cv2.resize(picture[: -2 * edge, edge:-edge], (_SHOWN_PX, _SHOWN_PX)), np.uint8)
