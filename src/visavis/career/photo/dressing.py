"""New clothes: neck laid bare, suit drawn and fitted, hair that hangs before it laid over the collar."""

from __future__ import annotations

import cv2
import numpy as np

from visavis.career.photo.choices import Worn
from visavis.career.photo.framing import Studio
from visavis.career.photo.parting import Floats, Parts, bare_neck, places
from visavis.face.matting import disc, spread
from visavis.media.values import Mask
from visavis.studio.dress import Clothes, cast_shadow, lay, put_on, silhouette

_EASE = 0.014
"""Between neck and collar, in face heights."""
_SHOULDER, _NARROW, _BROAD = 1.24, 1.08, 1.42
_DEEP = 0.55
_FRONT = 0.16
"""Hair that reaches this far below the shoulder line hangs before the jacket; shorter ends lie behind it."""
_EARS = (-0.45, -0.38)
"""Above the first everything near the face is head, below the second only hair and bare skin are."""


def dress_up(studio: Studio, alpha: Mask, parts: Parts, own: Floats, ground: Floats, worn: Worn) -> Floats:
    """The person under ``alpha`` (H, W), whose ``own`` colours (H, W, 3) are 0 … 255, in a suit before the ground."""
    clothes, hang = fit(studio, alpha, parts, worn), (parts.neck_x, studio.chin[1])
    hair = alpha * parts.hair
    head = np.maximum(hair, alpha * _kept(studio, parts))
    colours, neck = bare_neck(studio, alpha, parts, _DEEP)
    jacket = silhouette((alpha.shape[0], alpha.shape[1]), hang, clothes)
    head = np.maximum(hair, head)
    beside = cv2.dilate((hair > 0.5).astype(np.uint8), disc(19)).astype(np.float32)
    head = np.maximum(head, cv2.morphologyEx(head, cv2.MORPH_CLOSE, disc(17)) * alpha * beside * _above(studio, 0.0))
    picture = lay(ground, neck, colours)
    picture = lay(picture, head, own)
    picture = _closed(picture, np.maximum(head, neck), alpha, jacket)
    worn_by = put_on(picture, np.maximum(head, neck), hang, clothes, seed=1)
    if not parts.tells:
        return worn_by.picture
    front = _front(studio, hair, worn_by.cloth, jacket)
    shaded = cast_shadow(worn_by.picture, front, (2, 4), 6, 0.4, worn_by.cloth)
    return lay(shaded, front, own)


def fit(studio: Studio, alpha: Mask, parts: Parts, worn: Worn) -> Clothes:
    """The suit for this neck and these shoulders."""
    gown = worn.cut.gown
    return Clothes(
        jacket=worn.jacket.colour,
        shirt=worn.shirt.colour,
        neckline=gown.neckline,
        tie=worn.tie.colour,
        stripe=worn.tie.stripe,
        dip=gown.dip,
        shoulder=_shoulder(studio, alpha * (1 - parts.hair)),
        neck=parts.neck + _EASE,
        lapel=gown.lapel,
        vest=gown.vest,
    )


def _shoulder(studio: Studio, body: Mask) -> float:
    """Half the width of the shoulders where the photo shows both of them, else a usual one."""
    u, v = places(studio)
    rows = (v[:, 0] > 0.62) & (v[:, 0] < 0.8)
    seen = (body[rows] > 0.5) & (studio.inside[rows] > 0.5)
    if not seen.size or seen[:, 0].mean() > 0.2 or seen[:, -1].mean() > 0.2 or not seen.any():
        return _SHOULDER
    ends = [np.abs(u[0][row]).max() for row in seen if row.any()]
    return float(np.clip(np.median(ends) / 1.03, _NARROW, _BROAD))


def _kept(studio: Studio, parts: Parts) -> Mask:
    """Face and ears, and the bare skin between them and the neck."""
    u, v = places(studio)
    upper = np.clip((_EARS[1] - v) / (_EARS[1] - _EARS[0]), 0, 1) * np.clip((0.56 - np.abs(u)) / 0.03, 0, 1)
    jaw = parts.skin * np.clip((0.05 - v) / 0.03, 0, 1) * np.clip((_jaw(v, parts.neck) - np.abs(u)) / 0.03, 0, 1)
    jaw = cv2.morphologyEx(np.asarray(jaw, np.float32), cv2.MORPH_OPEN, disc(13))
    return np.asarray(np.maximum(np.maximum(upper, parts.face), jaw), np.float32)


def _above(studio: Studio, depth: float) -> Mask:
    """1 above a depth below the chin, in face heights, soft at it."""
    _, v = places(studio)
    return np.asarray(np.clip((depth - v) / 0.04, 0, 1), np.float32)


def _jaw(v: Floats, neck: float) -> Floats:
    """How far from the middle bare skin is head: ears above, jaw, neck."""
    return np.interp(v, (-0.45, -0.22, -0.10, -0.02), (0.62, 0.50, neck + 0.05, neck)).astype(np.float32)


def _front(studio: Studio, hair: Mask, cloth: Mask, jacket: Mask) -> Mask:
    """The hair that hangs before the clothes."""
    _, v = places(studio)
    over = ((hair > 0.3) & (cloth > 0.5)).astype(np.uint8)
    line = np.where((jacket > 0.5).any(0), v[np.argmax(jacket > 0.5, axis=0), 0], np.inf)
    depth = v - line[None, :]
    count, pieces = cv2.connectedComponents(over)
    kept = np.zeros(count, np.float32)
    for piece in range(1, count):
        kept[piece] = float(depth[pieces == piece].max() > _FRONT)
    grown = cv2.dilate(kept[pieces], disc(5))
    return np.asarray(hair * cv2.GaussianBlur(grown, (0, 0), 1.5), np.float32)


def _closed(picture: Floats, drawn: Mask, alpha: Mask, jacket: Mask) -> Floats:
    """Chinks between hair, neck and jacket, where the photo shows something of the person, take the colours beside."""
    open_ = ((drawn < 0.5) & (jacket < 0.5)).astype(np.uint8)
    _, pieces = cv2.connectedComponents(open_)
    outside = np.unique(pieces[(alpha < 0.5) & (open_ > 0)])
    shut = (open_ > 0) & ~np.isin(pieces, outside)
    if not shut.any():
        return picture
    mask = cv2.GaussianBlur(cv2.dilate(shut.astype(np.uint8), disc(7)).astype(np.float32), (0, 0), 1.5)
    beside = spread(picture, np.asarray(drawn * (mask < 0.5), np.float32), (3, 6, 12, 24))
    return lay(picture, mask * (1 - jacket), beside)
