"""Hands before faces: how much of a known mask is kept, over composites of real hands and photos."""

# ruff: noqa: T201 - a bench prints its figures
from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
from tests.bench.hand_composites import composites, read_hands
from tests.bench.test_swap import photos

from visavis.face.covering import cut_hand
from visavis.face.hands import HandFinder
from visavis.face.mesh import MESH
from visavis.studio.swap.covering import work_area

pytestmark = [pytest.mark.bench, pytest.mark.shared]
_LEAST = 0.03
"""Share of the face that a hand has to hide to count."""


def test_hands_before_faces(shared_data: Path) -> None:
    hands, finder, found, missed = read_hands(shared_data / "clips"), HandFinder(), [], 0
    with MESH.lease("facemesh") as mesh:
        for composite, _ in composites(photos(shared_data, "shop/plain", "shop/catalogue"), hands):
            for face in mesh.find(composite.photo, most=1):
                area = work_area(composite.photo, face)
                inside = np.zeros(area.shape, np.uint8)
                cv2.fillConvexPoly(inside, cv2.convexHull(np.round(area.mesh[:, :2]).astype(np.int32)), 1)
                true = cv2.warpAffine(composite.hand, area.move, area.shape[::-1], flags=cv2.INTER_NEAREST) * inside
                if true.sum() < _LEAST * inside.sum():
                    continue
                masks = [cut_hand(area.bytes(), one) > 0.5 for one in finder.find_before(composite.photo, face, area)]
                missed += not masks
                if masks:
                    kept = np.any(masks, axis=0) & (inside > 0)
                    found.append((kept & (true > 0)).sum() / (kept | (true > 0)).sum())
    everything = len(found) + missed
    print(
        f"\nhands before faces: found in {len(found)} of {everything} composites; overlap (IoU) with the known mask "
        f"{np.mean(found):.2f} where found (aim .80, prototype .78), {np.sum(found) / everything:.2f} over all"
    )
