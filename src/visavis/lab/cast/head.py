"""A head that is nobody's: the averaged face under hair from elsewhere, on an averaged neck, cut out."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from visavis.lab.cast.bands import blend, sharp_average
from visavis.lab.cast.matte import cut_out, largest_piece, tidy
from visavis.lab.cast.recipe import Hair, Member
from visavis.lab.cast.shape import OVAL, Warped, mean_shape, smiling, warp
from visavis.lab.cast.sources import Library
from visavis.lab.cast.tone import Lab, dye, match_skin, skin_likeness, skin_tone, to_lab
from visavis.studio.dress.canvas import FACE_PX, SIZE_PX, Picture, Plane, Points, blur
from visavis.studio.dress.drawing import grid, lay, noise, polygon

_LIPS = [61, 40, 37, 0, 267, 270, 291, 321, 314, 17, 84, 91]
_BEARD = [2, 165, 92, 186, 57, 43, 210, 169, 140, 171, 152, 396, 369, 394, 430, 273, 287, 410, 322, 391]
_JAW = [172, 136, 150, 149, 176, 148, 152, 377, 400, 378, 379, 365, 397]


@dataclass(frozen=True)
class Head:
    """``picture`` under ``alpha``, both of SIZE_PX, on ``shape`` (478 points); ``face`` is the bare average."""

    picture: Picture
    alpha: Plane
    shape: Points
    face: Picture


def make_head(member: Member, library: Library, twins: NDArray[np.int64]) -> Head:
    """The head of one member; raises what Library.read raises."""
    sources = [library.read(name) for name in member.sources]
    shape = smiling(mean_shape([source.points for source in sources], twins, member.symmetry), member.smile)
    warped = [warp(source, shape) for source in sources]
    skin = np.median([skin_tone(w.picture, shape) for w in warped], axis=0) + np.array(member.shift, np.float32)
    toned = [match_skin(w.picture, shape, skin) for w in warped]
    face = sharp_average(toned, _weights(toned, warped, shape, skin, member.shaven), member.detail)
    hair = library.read(member.hair.source)
    outer = warp(hair.mirrored(twins) if member.hair.flip else hair, shape)
    picture, alpha = _outside(outer, member, shape, skin)
    strands = _strands(picture, shape, skin, member.hair.grey)
    picture = blend(picture, face, _face_mask(shape) * (1 - strands))
    picture = _on_neck(picture, _neck(toned, warped, skin), shape, strands, member)
    return Head(picture, _outline(alpha, outer, picture, shape, member), shape, face)


def _weights(toned: list[Picture], warped: list[Warped], shape: Points, skin: Lab, shaven: bool) -> list[Plane]:
    """One for the face itself; above the brows and at the rim only skin counts, so that nobody's hair ghosts there.

    Where ``shaven``, the lighter the beard's region of a source is, the more it counts.
    """
    _, y = grid()
    beard = _beard_zone(shape) if shaven else np.zeros_like(y)
    brow = float(shape[[105, 334], 1].mean())
    above = np.clip((brow - 0.05 * FACE_PX - y) / 14, 0, 1)
    centre = shape[list(OVAL)].mean(0)
    outside = np.maximum(above, 1 - blur(polygon(centre + (shape[list(OVAL)] - centre) * 0.84), 6))
    weights = []
    for picture, source in zip(toned, warped, strict=True):
        lab = to_lab(picture)
        bare = blur(cv2.erode(skin_likeness(lab, skin), np.ones((7, 7))), 3)
        smooth = np.exp(np.clip((blur(lab[..., 0], 5) - skin[0]) / 4, -4, 2))
        weight = ((1 - outside) + outside * (bare + 0.01)) * (source.inside * 0.98 + 0.02)
        weights.append(weight * ((1 - beard) + beard * smooth))
    return weights


def _beard_zone(shape: Points) -> Plane:
    """Around the mouth and on the chin, without the lips."""
    around = polygon(shape[_BEARD])
    lips = polygon(shape[_LIPS])
    return blur(np.clip(around - cv2.dilate(lips, np.ones((5, 5))), 0, 1), 5)


def _outside(outer: Warped, member: Member, shape: Points, skin: Lab) -> tuple[Picture, Plane]:
    """Hair, ears and outline: the hair's picture in this member's skin tone and hair colour, and its alpha."""
    picture = match_skin(outer.picture, shape, skin, skin_only=True)
    alpha, clean = cut_out(picture, outer)
    if member.hair.tidy:
        alpha = tidy(alpha, shape)
    lab = to_lab(clean)
    darker = np.clip((skin[0] * 0.8 - lab[..., 0]) / 8, 0, 1)
    hair = blur((1 - skin_likeness(lab, skin)) * darker, 2)
    return lay(clean, hair, dye(clean, member.hair.dark, member.hair.chroma)), alpha


def _face_mask(shape: Points) -> Plane:
    """The inner face, wider at forehead and chin, soft towards the ears."""
    centre = shape[list(OVAL)].mean(0)
    spread = shape[list(OVAL)] - centre
    spread[spread[:, 1] < -0.2 * FACE_PX] *= 1.22
    spread[spread[:, 1] > 0.3 * FACE_PX] *= 1.06
    return blur(polygon(centre + spread * 0.95), 10)


def _strands(picture: Picture, shape: Points, skin: Lab, grey: bool) -> Plane:
    """Hair that hangs into the face from above, as a soft mask; moles and highlights inside the face don't count."""
    centre = shape[list(OVAL)].mean(0)
    inside = polygon(centre + (shape[list(OVAL)] - centre) * 0.99) > 0.5
    _, y = grid()
    brow = float(shape[[105, 334], 1].mean())
    lab = to_lab(picture)
    dark = blur(lab[..., 0], 1.2) < 0.55 * skin[0]
    hair = (dark | _grey(lab, skin) if grey else dark) & (y < brow - 0.04 * FACE_PX)
    _, labels = cv2.connectedComponents(hair.astype(np.uint8))
    hanging = np.isin(labels, np.unique(labels[hair & ~inside]))
    return blur(cv2.dilate((hanging & hair).astype(np.float32), np.ones((5, 5))), 2.5)


def _grey(lab: Lab, skin: Lab) -> NDArray[np.bool_]:
    return blur(np.hypot(lab[..., 1], lab[..., 2]), 1.5) < 0.42 * float(np.hypot(skin[1], skin[2]))


def _neck(toned: list[Picture], warped: list[Warped], skin: Lab) -> Picture:
    """The average of whatever skin the sources show, carried outwards to where none shows any."""
    total, weight = np.zeros((SIZE_PX, SIZE_PX, 3), np.float32), np.zeros((SIZE_PX, SIZE_PX), np.float32)
    for picture, source in zip(toned, warped, strict=True):
        bare = skin_likeness(to_lab(picture), skin) * source.inside
        bare = blur(cv2.erode(bare, np.ones((5, 5))), 2)
        total += picture * bare[..., None]
        weight += bare
    filled, left = np.zeros_like(total), np.ones_like(weight)
    for reach in (4, 8, 16, 32, 64):
        near = blur(weight, reach)
        share = np.clip(near * 1.5, 0, 1) * left
        filled += blur(total, reach) / (near[..., None] + 1e-5) * share[..., None]
        left = left - share
    smooth = blur(filled / (1 - left + 1e-5)[..., None], 6)
    return smooth * (1 + 0.014 * noise(np.random.default_rng(5), 1.1)[..., None])


def _on_neck(picture: Picture, neck: Picture, shape: Points, strands: Plane, member: Member) -> Picture:
    """The neck below the jaw, in the chin's shadow; long hair stays before it."""
    jaw = shape[_JAW] + [0, 0.018 * FACE_PX]
    low, right = SIZE_PX * 2.0, SIZE_PX * 1.0
    below = polygon([*jaw, (right, jaw[-1, 1]), (right, low), (0, low), (0, jaw[0, 1])], 3)
    drop = np.clip((grid()[1] - shape[152, 1]) / (0.30 * FACE_PX), 0, 1)
    shade = 1 - 0.16 * (1 - drop) ** 1.5
    if member.hair.cut != "short":
        below = below * (1 - _below_hair(picture, member.hair) * _until(shape, member.hair))
    return blend(picture, neck * shade[..., None], below, 3)


def _below_hair(picture: Picture, hair: Hair) -> Plane:
    lightness = blur(np.asarray(to_lab(picture)[..., 0]), 1.2)
    return np.asarray(np.clip((hair.below * hair.dark - lightness) / 10, 0, 1), np.float32)


def _until(shape: Points, hair: Hair) -> Plane:
    """1 down to where the hair ends."""
    ends = shape[152, 1] + (-0.09 if hair.cut == "bob" else 9.0) * FACE_PX
    return np.asarray(np.clip((ends - grid()[1]) / 12, 0, 1), np.float32)


def _outline(alpha: Plane, outer: Warped, picture: Picture, shape: Points, member: Member) -> Plane:
    """Alpha without the body that came with the hair, with the neck and the whole averaged jaw."""
    _, y = grid()
    centre = shape[list(OVAL)].mean(0)
    oval = polygon(centre + (shape[list(OVAL)] - centre) * 1.012, 1.2)
    lobe = float(shape[[58, 288], 1].mean())
    above = np.clip(((lobe - 0.06 * FACE_PX) - y) / 8, 0, 1)
    white = np.clip((to_lab(picture)[..., 0] - 74) / 6, 0, 1) * np.clip((y - (lobe - 0.26 * FACE_PX)) / 8, 0, 1)
    above = above * (1 - blur(np.asarray(white, np.float32), 2) * (1 - oval))  # a collar's edge beside the ear lobe
    if member.hair.cut != "short":
        above = np.maximum(above, _below_hair(picture, member.hair) * _until(shape, member.hair))
    inside = blur(cv2.erode(outer.inside, np.ones((5, 5))), 2)
    jaw = oval * np.clip((y - (lobe - 0.15 * FACE_PX)) / 10, 0, 1)
    whole = np.maximum(alpha * above * inside, np.maximum(jaw, _neck_mask(shape, member.clothes.neck)))
    return largest_piece(_mended(np.asarray(whole, np.float32), member.hair, np.clip((y - lobe) / 8 + 10, 0, 1)))


def _mended(alpha: Plane, hair: Hair, low: Plane) -> Plane:
    """Beside the jaw: no splinters of a collar under short hair, no chinks between long hair and the neck."""
    way = cv2.MORPH_OPEN if hair.cut == "short" else cv2.MORPH_CLOSE
    whole = cv2.morphologyEx(alpha, way, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (19, 19)))
    return np.asarray(alpha * (1 - low) + whole * low, np.float32)


def _neck_mask(shape: Points, half_width: float) -> Plane:
    x, y, unit = float(shape[152, 0]), float(shape[152, 1]), FACE_PX
    top = float(shape[[172, 397], 1].mean())
    side = [(0.80, top), (0.97, y - 0.02 * unit), (1.0, y + 0.20 * unit), (1.25, y + 0.55 * unit)]
    right = [(x + w * half_width * unit, h) for w, h in side]
    left = [(x - w * half_width * unit, h) for w, h in side[::-1]]
    return polygon(right + left, 1.6)
