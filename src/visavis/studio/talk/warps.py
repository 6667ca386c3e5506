"""The displacement fields of a rig: how the face follows each control, the head's depth, and what follows the head."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from visavis.studio.talk import points as p
from visavis.studio.talk.fields import GRID, Spline, grid_points, sample, smoothstep
from visavis.studio.talk.lips import INTO_LIP, WIDEST, Slit
from visavis.studio.talk.portrait import Portrait

Floats = NDArray[np.float32]
_STIFFNESS = 2e-4
_FADE = 0.42
_OVERLAP = INTO_LIP - 0.002
"""Closed lips overlap by what was cut off them, but for a thin dark line between them."""
_RING_SHARE = (0.7, 0.4, 0.0)
"""How much of the inner lips' own correction each ring outwards takes along."""


@dataclass(frozen=True)
class FaceFields:
    """``upper`` and ``lower`` (8, G, G, 2) in pixels per unit of rig.CONTROLS."""

    upper: Floats
    lower: Floats


def face_fields(portrait: Portrait, slit: Slit) -> FaceFields:
    """Dense fields of all controls, without the other lip's landmarks and level across the slit."""
    places, moves = _placed_on_slit(portrait, slit), _moves(portrait, slit)
    anchors = _anchors(places)
    zero = np.zeros((len(anchors), moves.shape[1]))
    fields = []
    for leave_out, above in ((_lip(p.LOWER_INNER, p.LOWER_RINGS), True), (_lip(p.UPPER_INNER, p.UPPER_RINGS), False)):
        keep = np.setdiff1d(np.arange(468), leave_out)
        spline = Spline(np.concatenate([places[keep], anchors]), np.concatenate([moves[keep], zero]), _STIFFNESS)
        fields.append(_rasterised(portrait, slit, spline, above))
    return _joined_at_corners(portrait, slit, *fields)


def _joined_at_corners(portrait: Portrait, slit: Slit, upper: Floats, lower: Floats) -> FaceFields:
    """Beyond the corners there is one skin: both fields become their mean, or the cheeks would part."""
    places = portrait.axes.to_face(grid_points(portrait.size_px))
    apart = slit.inside(places[:, 0], 0.06).reshape(GRID, GRID, 1)
    mean = (upper + lower) / 2
    return FaceFields(mean + apart * (upper - mean), mean + apart * (lower - mean))


def depth_field(portrait: Portrait) -> Floats:
    """(G, G) height of the face towards the viewer in u, 0 at the ears and around the head."""
    places = portrait.axes.to_face(portrait.points[:468, :2])
    z = -portrait.points[:468, 2] / portrait.axes.u_px
    rise = np.maximum(z - z[list(p.EARS)].mean(), 0)
    anchors = _anchors(places)
    values = np.concatenate([rise, np.zeros(len(anchors))])[:, None].astype(np.float64)
    spline = Spline(np.concatenate([places, anchors]), values, 1e-3)
    grid = spline.at(portrait.axes.to_face(grid_points(portrait.size_px))).reshape(GRID, GRID)
    return np.asarray(np.maximum(cv2.GaussianBlur(grid, (0, 0), 1.5), 0) * _oval_fade(portrait, 0.5), np.float32)


def following(portrait: Portrait) -> tuple[Floats, Floats]:
    """(G, G) twice: what follows the head's turns, and what follows its breathing; both still at the picture's edge."""
    places = portrait.axes.to_face(grid_points(portrait.size_px)).reshape(GRID, GRID, 2)
    chin = portrait.axes.to_face(portrait.points[p.CHIN, :2])[1]
    head = 1 - smoothstep(places[..., 1], chin - 0.05, chin + 0.7)
    border = _border_fade(portrait)
    return head * border, (0.35 + 0.65 * head) * border


def shade_fields(portrait: Portrait) -> Floats:
    """(2, G, G): light lost (−) at folds, cheeks and below the lip as corners rise, and as the mouth opens."""
    places = portrait.axes.to_face(grid_points(portrait.size_px)).reshape(GRID, GRID, 2)
    points = portrait.axes.to_face(portrait.points[:, :2])
    smile, opened = np.zeros((GRID, GRID), np.float32), np.zeros((GRID, GRID), np.float32)
    for nose, corner, cheek in ((129, 61, 50), (358, 291, 280)):
        outward = np.sign(points[corner, 0])
        fold = points[corner] + np.array([outward * 0.10, -0.02], np.float32)
        smile -= _stroke(places, points[nose] + np.array([outward * 0.03, 0.0], np.float32), fold, 0.035)
        smile += 0.6 * _blob(places, points[cheek], 0.16)
        opened -= 0.8 * _stroke(places, points[nose] + np.array([outward * 0.05, 0.05], np.float32), fold, 0.045)
        opened -= 0.7 * _blob(places, (points[corner] + points[172 if outward < 0 else 397]) / 2, 0.17)
    opened -= 0.5 * _blob(places, (points[17] + points[p.CHIN]) / 2 - np.array([0, 0.05], np.float32), 0.10)
    return np.stack([smile, opened]).astype(np.float32)


def _blob(places: Floats, centre: Floats, size: float) -> Floats:
    return np.asarray(np.exp(-(((places - centre) / size) ** 2).sum(-1)), np.float32)


def _stroke(places: Floats, start: Floats, stop: Floats, width: float) -> Floats:
    """A soft line between two places, widest in its middle."""
    along = stop - start
    share = np.clip(((places - start) @ along) / (along @ along), 0, 1)
    away = np.linalg.norm(places - start - share[..., None] * along, axis=-1)
    return np.asarray(np.exp(-((away / width) ** 2)) * (0.4 + 0.6 * np.sin(np.pi * share)), np.float32)


def _lip(inner: tuple[int, ...], rings: tuple[tuple[int, ...], ...]) -> list[int]:
    """A lip's own landmarks, the corners left out."""
    return [i for ring in (inner, *rings) for i in ring[1:-1]]


def _placed_on_slit(portrait: Portrait, slit: Slit) -> Floats:
    """(468, 2) landmarks in u, the inner lips of a closed mouth exactly on the slit."""
    places = portrait.axes.to_face(portrait.points[:468, :2])
    if slit.is_closed:
        for contour in (p.UPPER_INNER, p.LOWER_INNER):
            places[list(contour), 1] = slit.upper_at(places[list(contour), 0])
    return places


def _moves(portrait: Portrait, slit: Slit) -> NDArray[np.float64]:
    """(468, 16): the shift (right, down) in u of each landmark per unit of each control."""
    places = _placed_on_slit(portrait, slit)
    response = p.load_basis().response * _speaking_part(places)[:, None, None]
    parts = [*response.transpose(1, 0, 2), _tuck(places), _brow(places)]
    parts.append(_close(places, response, slit))
    return np.asarray(np.concatenate(parts, axis=1), np.float64)


def _speaking_part(places: Floats) -> Floats:
    """1 from the cheeks down, 0 at the eyes: speech mustn't move the lids."""
    eyes, nose = places[[p.EYE_LEFT, p.EYE_RIGHT], 1].mean(), places[1, 1]
    return smoothstep(places[:, 1], float(eyes + 0.25 * (nose - eyes)), float(eyes + 0.8 * (nose - eyes)))


def _tuck(places: Floats) -> Floats:
    """The lower lip rises under the upper teeth (F, V): its inner edge by 1, its outer edge by half."""
    moves = np.zeros((468, 2), np.float32)
    for share, ring in zip((1.0, 0.9, 0.7, 0.45), (p.LOWER_INNER, *p.LOWER_RINGS), strict=True):
        moves[list(ring[1:-1]), 1] = -share * np.sin(np.linspace(0, np.pi, len(ring)))[1:-1]
    return moves


def _brow(places: Floats) -> Floats:
    moves = np.zeros((468, 2), np.float32)
    moves[list(p.ABOVE_BROWS), 1] = -0.45
    moves[list(p.BROWS), 1] = -1.0
    moves[list(p.INNER_BROWS), 1] = -0.6  # as high as the rest they would look worried
    return moves


def _close(places: Floats, response: Floats, slit: Slit) -> Floats:
    """What shuts an open mouth: the basis as far as it goes, then each pair of inner points to its middle."""
    moves = np.zeros((468, 2), np.float32)
    if slit.is_closed:
        return moves
    gap, wid, _, _, mid = response.transpose(1, 0, 2)
    excess = max(0.0, float(places[p.CORNER_RIGHT, 0] - places[p.CORNER_LEFT, 0]) - WIDEST)
    moves = -slit.gap0 * gap - 0.22 * slit.gap0 * mid - 0.55 * excess * wid
    upper, lower = list(p.UPPER_INNER), list(p.LOWER_INNER)
    middle = (places[upper] + moves[upper] + places[lower] + moves[lower]) / 2
    for contour, rings, down in ((upper, p.UPPER_RINGS, _OVERLAP), (lower, p.LOWER_RINGS, -_OVERLAP)):
        left = middle - places[contour] - moves[contour]
        left[1:-1, 1] += down
        moves[contour] += left
        for share, ring in zip(_RING_SHARE, rings, strict=True):
            moves[list(ring[1:-1])] += share * left[1:-1]
    return np.asarray(moves, np.float32)


def _anchors(places: Floats) -> Floats:
    """Points that never move: the oval of the face enlarged, and enlarged again."""
    oval = places[list(p.OVAL)]
    centre = oval.mean(0)
    return np.concatenate([centre + 1.55 * (oval - centre), centre + 2.2 * (oval - centre)])


def _rasterised(portrait: Portrait, slit: Slit, spline: Spline, above: bool) -> Floats:
    """(8, G, G, 2) pixels; beyond the slit each column keeps the slit's own value, or the inverse would fold."""
    places = portrait.axes.to_face(grid_points(portrait.size_px))
    s, t = places[:, 0], places[:, 1]
    edge = np.minimum(t, slit.upper_at(s)) if above else np.maximum(t, slit.lower_at(s))
    held = np.stack([s, t + slit.inside(s, 0.2) * (edge - t)], axis=1)
    fade = sample(_oval_fade(portrait, _FADE), portrait.axes.to_px(held), portrait.size_px)
    moves = (spline.at(held) * fade[:, None]).reshape(-1, 8, 2)
    turn = np.stack([portrait.axes.right, portrait.axes.down]) * portrait.axes.u_px
    return np.asarray((moves @ turn).transpose(1, 0, 2).reshape(8, GRID, GRID, 2), np.float32)


def _oval_fade(portrait: Portrait, width: float) -> Floats:
    """(G, G): 1 on the face, falling to 0 over ``width`` u around it."""
    oval = portrait.points[list(p.OVAL), :2] * ((GRID - 1) / (portrait.size_px - 1))
    outside = np.ones((GRID, GRID), np.uint8)
    cv2.fillPoly(outside, [np.round(oval).astype(np.int32)], (0,))
    cell = portrait.size_px / GRID / portrait.axes.u_px
    return 1 - smoothstep(cv2.distanceTransform(outside, cv2.DIST_L2, 5) * cell, 0, width)


def _border_fade(portrait: Portrait) -> Floats:
    line = np.minimum(np.arange(GRID), np.arange(GRID)[::-1]).astype(np.float32)
    cell = portrait.size_px / GRID / portrait.axes.u_px
    ramp = smoothstep(line * cell, 0, 0.15)
    sides = np.minimum(ramp[None, :], np.ones((GRID, 1), np.float32))
    return np.asarray(np.minimum(sides, np.maximum(ramp[:, None], 0)), np.float32)
