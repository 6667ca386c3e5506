"""All faces of a still picture, each judged."""

from __future__ import annotations

from dataclasses import dataclass

from visavis.face.mesh import MESH
from visavis.media.values import RGB
from visavis.observe.expression_classes.engine import Cut, ExpressionEngine, Judgement, cut_out

MOST_FACES = 12


@dataclass(frozen=True)
class SeenFace:
    """A face, what it looks like, and how the engine got it."""

    cut: Cut
    judgement: Judgement


def read_picture(engine: ExpressionEngine, image: RGB, most: int = MOST_FACES) -> list[SeenFace]:
    """Every face of a picture (H, W, 3), largest first; [] when there is none."""
    with MESH.lease() as mesh:
        faces = mesh.find(image, most)
    cuts = [cut_out(image, face) for face in faces]
    return [SeenFace(cut, told) for cut, told in zip(cuts, engine.judge(cuts), strict=True)]
