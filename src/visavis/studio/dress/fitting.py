"""A garment and a ground are drawn once and then used for everybody who wears and has them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from statistics import fmean
from typing import cast

import numpy as np
from numpy.typing import NDArray

from visavis.studio.dress.canvas import SIZE_PX, Picture, Plane
from visavis.studio.dress.clothes import Clothes, Colour
from visavis.studio.dress.drawing import kept
from visavis.studio.dress.garment import backdrop, dress

_WEAVE, _UNEVENNESS = 7, 107
"""Seeds of the noise in cloth and ground: nobody tells one weave from another."""
_PROBE = 100.0

Bytes = NDArray[np.uint8]


@dataclass(frozen=True)
class Fitted:
    """Dressing is linear in what lies beneath: dressed = shown · beneath + ``cloth``, with ``shown`` = ``open`` where
    there is no body and ``shaded`` on it, where the clothes cast their shadows. Rows from ``top`` on; 8 bits each,
    shares as 0 … 255, because many garments are kept."""

    top: int
    open: Bytes
    shaded: Bytes
    cloth: Bytes


def wear(picture: Picture, body: Plane, chin: tuple[float, float], clothes: Clothes) -> Picture:
    """The picture (SIZE_PX, SIZE_PX, 3) with the garment over it; see ``garment.dress``, but in a tenth of the time."""
    fitted = _fit(clothes, chin)
    dressed = picture.copy()
    opened, shaded = (plane.astype(np.float32) / 255 for plane in (fitted.open, fitted.shaded))
    shown = opened + body[fitted.top :] * (shaded - opened)
    low = picture[fitted.top :] * shown[..., None] + fitted.cloth
    dressed[fitted.top :] = low.clip(0, 255)
    return dressed


@lru_cache(maxsize=12)
def ground_of(colours: tuple[Colour, Colour]) -> Picture:
    """The studio ground in two colours, behind the head and in the corners."""
    return kept(backdrop(colours, _UNEVENNESS))


@lru_cache(maxsize=48)
def _fit(clothes: Clothes, chin: tuple[float, float]) -> Fitted:
    """Two channels of grey cloth, over black and over a known grey, tell what shows through."""
    probes = np.zeros((SIZE_PX, SIZE_PX, 2), np.float32)
    probes[..., 1] = _PROBE
    body = np.ones((SIZE_PX, SIZE_PX), np.float32)
    opened = dress(probes, 0 * body, chin, _recoloured(clothes, ()), _WEAVE)
    whole = dress(np.dstack([0 * body] * 3 + [probes]), body, chin, _recoloured(clothes, (0, 1, 2)), _WEAVE)
    opened, shaded = ((one[..., -1] - one[..., -2]) / _PROBE for one in (opened, whole))
    top = int(np.flatnonzero((shaded < 0.998).any(1) | (opened < 0.998).any(1))[0])
    return Fitted(top, *(_in_bytes(plane[top:]) for plane in (opened * 255, shaded * 255, whole[..., :3])))


def _in_bytes(values: NDArray[np.float32]) -> Bytes:
    return np.asarray(np.round(values.clip(0, 255)), np.uint8)


def _recoloured(clothes: Clothes, channels: tuple[int, ...]) -> Clothes:
    """The garment in some of its colours' channels and two of their mean, for the probes."""

    def colour(given: Colour) -> Colour:
        return cast(Colour, (*(given[channel] for channel in channels), fmean(given), fmean(given)))

    return replace(clothes, jacket=colour(clothes.jacket), shirt=colour(clothes.shirt), tie=colour(clothes.tie))
