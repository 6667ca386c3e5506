"""The face to be put in, read from its portrait: the same for every engine."""

from __future__ import annotations

import numpy as np

from visavis.face.covering import hidden
from visavis.face.drawing import draw
from visavis.face.landmarks import FACE_POINTS
from visavis.face.mesh import MESH
from visavis.face.parts import face_width
from visavis.face.pose import fit_pose
from visavis.face.tone import to_lab
from visavis.kit.text import Text
from visavis.media.values import RGB
from visavis.studio.swap.engine import NotReplaceable, Source, check_size, check_turn


def read_source(portrait: RGB) -> Source:
    """Raises NotReplaceable unless there is exactly one face, large enough and frontal."""
    with MESH.lease() as mesh:
        faces = mesh.find(portrait, most=2)
    if len(faces) != 1:
        raise NotReplaceable(
            Text(
                ko="모델 사진에는 얼굴이 하나만 있어야 합니다 (찾은 얼굴: {n}).",
                en="The model's picture must show exactly one face; {n} were found.",
            ).fill(n=len(faces))
        )
    check_size(faces[0])
    check_turn(fit_pose(faces[0]).yaw_deg)
    points = faces[0].points.astype(np.float64)
    inside = draw(points[:FACE_POINTS], (portrait.shape[0], portrait.shape[1])).inside
    before = hidden(to_lab(portrait.astype(np.float32) / 255), inside, points, face_width(points))
    return Source(portrait, points, before)
