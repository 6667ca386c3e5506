"""Glasses are told from bare eyes."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from visavis.face import landmarks as at
from visavis.face.glasses import glasses_score
from visavis.face.mesh import MESH
from visavis.people.casting import cast


@pytest.mark.parametrize("number", range(4))
def test_drawn_frames_raise_the_score_above_that_of_the_bare_face(number: int) -> None:
    bare = cast()[number].portrait()
    with MESH.lease("facemesh") as mesh:
        (face,) = mesh.find(bare, most=1)
    worn = bare.copy()
    eyes = [face.points[list(rim), :2].mean(0) for rim in (at.RIGHT_EYE_RIM, at.LEFT_EYE_RIM)]
    radius = round(0.40 * float(np.hypot(*(eyes[1] - eyes[0]))))
    for eye in eyes:
        cv2.circle(worn, tuple(int(v) for v in eye.round()), radius, (25, 22, 20), 7, cv2.LINE_AA)
    scores = [glasses_score(image, face.points) for image in (bare, worn)]
    assert scores[0] < 0 < scores[1]
