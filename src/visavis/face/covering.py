"""What lies before a face and has to stay: hair, hands, hats, phones, glasses.

Skin is followed from place to place: a field of its colour is fitted to what is skin already, three times over. What
differs from it and hangs together with the outside of the face is before it.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from visavis.face.hands import HandPoints
from visavis.face.parts import BROWS, EYES, NOSTRILS, OUTER_LIPS, Points
from visavis.face.tone import Colours, Plane, coarse
from visavis.media.values import RGB

_LIGHT, _COLOUR = 14.0, 6.0
"""CIELAB distances that skin differs by from place to place."""
_FIRST_LIGHT, _FIRST_COLOUR, _FIRST = 30.0, 12.0, 1.5
_ROUNDS, _FIELD = 3, 0.16
_FROM, _TO = 1.9, 2.9
_SPECK, _FINE = 0.0015, 0.012
"""Smallest thing that counts, as a share of the squared width; how far a found edge is led on."""
_FEATURE, _RIM = 0.03, 0.03
_FINGERS = tuple((root, root + 1, root + 2, root + 3) for root in (1, 5, 9, 13, 17))
_PALM = (0, 1, 5, 9, 13, 17)
_SURELY, _FINGER, _WIDEST, _ARM = 0.08, 0.23, 0.5, 0.9
"""Radius within which pixels are surely of a finger, likely are, and at most can be, and length of the forearm that is
seen, in palm lengths."""
_CUT_PX, _CUTS = 150, 2
"""Side of the picture in which a hand is cut out, and how often its colours are learned anew."""
_BAND_UP, _BAND_DOWN, _BAND_ASIDE = 0.30, 0.42, 0.35
"""The band that glasses take up: eye distances above and below the eyes, and past their outer corners."""

Bits = NDArray[np.uint8]


def hidden(lab: Colours, inside: Plane, mesh: Points, width_px: float) -> Plane:
    """(h, w) in [0, 1]: how surely something other than skin lies there and reaches into the face from outside."""
    return reaching_in(apart_from_skin(lab, inside, mesh, width_px), inside, mesh, width_px)


def reaching_in(apart: Plane, inside: Plane, mesh: Points, width_px: float) -> Plane:
    """The same of what ``apart_from_skin`` told."""
    share = np.clip((apart - _FROM) / (_TO - _FROM), 0, 1) * inside * (_features(mesh, inside.shape, width_px) == 0)
    found = cv2.morphologyEx((share > 0.5).astype(np.uint8), cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    count, parts, stats, _ = cv2.connectedComponentsWithStats(found)
    rim = (inside > 0) & (cv2.erode(inside.astype(np.uint8), _disc(_RIM * width_px)) == 0)
    reaching = np.zeros(count, np.bool_)
    reaching[np.unique(parts[rim])] = True
    reaching &= stats[:, cv2.CC_STAT_AREA] > _SPECK * width_px**2
    reaching[0] = False
    led_on = cv2.dilate(reaching[parts].astype(np.uint8), _disc(_FINE * width_px))
    return np.asarray(cv2.GaussianBlur(led_on.astype(np.float32), (0, 0), _FINE * width_px), np.float32)


def apart_from_skin(lab: Colours, inside: Plane, mesh: Points, width_px: float) -> Plane:
    """(h, w): how many tolerances each pixel is from the skin around it; skin is below 2, also where features lie."""
    calm = np.asarray(cv2.GaussianBlur(lab, (0, 0), 0.008 * width_px), np.float32)
    bare = (inside > 0) & (_features(mesh, inside.shape, width_px) == 0)
    apart = _tolerances(calm - np.median(calm[bare], axis=0), _FIRST_LIGHT, _FIRST_COLOUR)
    skin = bare & (apart < _FIRST)
    for _ in range(_ROUNDS):
        weight = skin.astype(np.float32)
        field = coarse(calm * weight[..., None], _FIELD * width_px)
        field /= np.maximum(coarse(weight, _FIELD * width_px), 1e-3)[..., None]
        apart = _tolerances(calm - field, _LIGHT, _COLOUR)
        skin = bare & (apart < _FROM)
    return apart


def _tolerances(gap: Colours, light: float, colour: float) -> Plane:
    squares = (gap[..., 0] / light) ** 2 + (gap[..., 1:] ** 2).sum(2) / colour**2
    return np.asarray(np.sqrt(squares), np.float32)


def _features(mesh: Points, shape: tuple[int, ...], width_px: float) -> Bits:
    """1 on eyes, brows, lips and nostrils, which aren't skin but belong to the face."""
    plane = np.zeros(shape, np.uint8)
    for part in (*EYES, *BROWS, OUTER_LIPS, NOSTRILS):
        cv2.fillPoly(plane, [cv2.convexHull(np.round(mesh[list(part), :2]).astype(np.int32))], 1)
    return np.asarray(cv2.dilate(plane, _disc(_FEATURE * width_px)), np.uint8)


def cut_hand(image: RGB, hand: HandPoints) -> Plane:
    """(h, w): how surely each pixel of a picture (h, w, 3) is of a hand. GrabCut (Rother et al. 2004), begun with its
    bones, parts pixels of the hand from those around it, where capsules around the bones alone miss its outline."""
    scale = min(1.0, _CUT_PX / image.shape[1])
    small = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    shape, joints = small.shape[:2], hand * scale
    told = np.full(shape, cv2.GC_BGD, np.uint8)
    told[_bones(joints, shape, _WIDEST) > 0] = cv2.GC_PR_BGD
    told[_bones(joints, shape, _FINGER, arm=False) > 0] = cv2.GC_PR_FGD
    told[_bones(joints, shape, _SURELY, arm=False) > 0] = cv2.GC_FGD
    if (told == cv2.GC_FGD).any():
        cv2.setRNGSeed(0)
        cv2.grabCut(small, told, None, np.zeros((1, 65)), np.zeros((1, 65)), _CUTS, cv2.GC_INIT_WITH_MASK)
    found = np.isin(told, (cv2.GC_FGD, cv2.GC_PR_FGD)).astype(np.float32)
    whole = cv2.resize(found, (image.shape[1], image.shape[0]), interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.GaussianBlur(whole, (0, 0), 1.5), np.float32)


def _bones(hand: HandPoints, shape: tuple[int, ...], radius: float, arm: bool = True) -> Bits:
    """1 around a hand's bones: fingers as capsules of ``radius`` palms, the palm, and a piece of the forearm."""
    plane = np.zeros(shape, np.uint8)
    palm_px = float(np.hypot(*(hand[9] - hand[0])))
    thick = max(1, round(2 * radius * palm_px))
    for line in (*_FINGERS, *((0, finger[0]) for finger in _FINGERS)):
        cv2.polylines(plane, [np.round(hand[list(line)]).astype(np.int32)], False, 1, thick)
    if radius > _SURELY:
        cv2.fillConvexPoly(plane, cv2.convexHull(np.round(hand[list(_PALM)]).astype(np.int32)), 1)
    if arm:
        end = hand[0] + _ARM * (hand[0] - hand[9])
        cv2.polylines(plane, [np.round(np.array([hand[0], end])).astype(np.int32)], False, 1, round(1.7 * thick) or 1)
    return plane


def eye_band(mesh: Points, shape: tuple[int, ...]) -> Plane:
    """(h, w): 1 on the band across the eyes that glasses take up, soft at its edge."""
    right, left = (mesh[list(rim), :2].mean(0) for rim in EYES)
    across = left - right
    down = np.array([-across[1], across[0]])
    ends = right - _BAND_ASIDE * across, left + _BAND_ASIDE * across
    corners = [ends[0] - _BAND_UP * down, ends[1] - _BAND_UP * down, ends[1] + _BAND_DOWN * down]
    band = np.zeros(shape, np.uint8)
    cv2.fillPoly(band, [np.round(np.array([*corners, ends[0] + _BAND_DOWN * down])).astype(np.int32)], 1)
    soft = 0.06 * float(np.hypot(*across))
    return np.asarray(cv2.GaussianBlur(band.astype(np.float32), (0, 0), soft), np.float32)


def _disc(radius: float) -> Bits:
    side = 2 * max(1, round(radius)) + 1
    return np.asarray(cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side)), np.uint8)
