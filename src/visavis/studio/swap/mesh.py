"""The embedded swap engine: meshes, light and masks, no learned weights (shared/design/face-replacement.md).

The new face is warped over the old one's mesh, seen from the same side, takes on its light and skin, and stays behind
whatever hides the old one.
"""

from __future__ import annotations

import cv2
import numpy as np

from visavis.engines import Card
from visavis.face.area import Area
from visavis.face.drawing import Drawn, Map, draw, facing, take
from visavis.face.landmarks import FACE_POINTS, LIP_INNER_BOTTOM, LIP_INNER_TOP
from visavis.face.mesh import FaceMesh
from visavis.face.parts import INNER_LIPS, Points
from visavis.face.pose import fit_pose, reference
from visavis.face.tone import Colours, Plane, to_lab, to_rgb
from visavis.kit.text import Text
from visavis.media.values import RGB
from visavis.studio.swap.covering import Cover, paste, share_kept, soft, wears_glasses, work_area
from visavis.studio.swap.edits import edited
from visavis.studio.swap.engine import Replaced, Source, Wishes, check_size, check_turn
from visavis.studio.swap.geometry import above_brows, place
from visavis.studio.swap.reading import read_source
from visavis.studio.swap.tone import in_light_of, skin_gap

CARD = Card(
    name="mesh",
    kind="embedded",
    good_at=Text(
        ko="정면에서 30° 안의 얼굴을 바꿉니다. 머리카락, 손, 안경, 빛과 피부색은 사진 그대로 둡니다.",
        en="Faces within 30° of frontal; hair, hands, glasses, light and skin tone stay as in the photo.",
    ),
    licence_code="Apache-2.0",
    licence_weights="Apache-2.0",
    origin="this project's own geometry; docs/models/glasses.md tells of the reading of glasses",
    inputs="RGB uint8 (H, W, 3), any size, and a portrait",
    outputs="RGB uint8 (H, W, 3) and a mask float32 (H, W)",
)

_SEEN = (0.05, 0.30)
"""From where on a place of the source counts as seen, and as seen well: cosine to the viewer."""
_FOREHEAD = (0.15, 0.45)
"""The new face ends between these heights above the brows: foreheads are alike, fringes aren't."""
_OPEN = 0.015
"""A mouth that is open by this share of the width shows its own teeth."""
_LIP_EDGE = 0.008


class MeshSwap:
    """Replaces faces by their meshes."""

    card = CARD

    def __init__(self) -> None:
        self._cover = Cover()

    def prepare(self, portrait: RGB) -> Source:
        return read_source(portrait)

    def replace(self, photo: RGB, face: FaceMesh, source: Source, wishes: Wishes) -> Replaced:
        yaw_deg = fit_pose(face).yaw_deg
        check_size(face)
        check_turn(yaw_deg)
        area = work_area(photo, face)
        drawn = draw(place(source.points, area.mesh, wishes.strength), area.shape)
        lab = to_lab(area.colours)
        glasses = wears_glasses(photo, face, wishes)
        covered = self._cover.find(photo, face, area, lab, drawn.inside, glasses, wishes.hands)
        skin = drawn.inside * (1 - covered)
        made, known, gap = _rendered(source, drawn, lab, skin, area.width_px)
        made = _with_own_teeth(made, area, drawn)
        whole = soft(drawn.inside, area.width_px) * known
        mask = edited(whole * (1 - covered) * (1 - _forehead(drawn)), whole, wishes, area.move, area.width_px)
        image, whole = paste(photo, made, mask, area)
        return Replaced(image, whole, glasses, share_kept(covered, drawn.inside), gap, yaw_deg)


def _rendered(source: Source, drawn: Drawn, lab: Colours, skin: Plane, width_px: float) -> tuple[Colours, Plane, float]:
    """RGB of the new face in the target's light, how much of each pixel the source shows, and how far the skins are
    apart.

    What the source turns away or hides under a fringe is taken from its other half, where that shows it.
    """
    own, other = source.points[:FACE_POINTS], source.points[:FACE_POINTS][reference().mirror]
    faces = [to_lab(take(source.image, _places(drawn, mesh)) / 255) for mesh in (own, other)]
    lit = [in_light_of(face, lab, skin, width_px) for face in faces]
    sight = facing(source.points)
    bare = [1 - take(source.hidden, _places(drawn, mesh), cv2.INTER_LINEAR) for mesh in (own, other)]
    turned = [_steps(drawn.spread(values)[..., 0], _SEEN) for values in (sight, sight[reference().mirror])]
    seen = [clear * side for clear, side in zip(bare, turned, strict=True)]
    borrowed = ((1 - seen[0]) * seen[1])[..., None]
    mixed = np.asarray(lit[0] * (1 - borrowed) + lit[1] * borrowed, np.float32)
    return to_rgb(mixed), np.maximum(bare[0], seen[1]), skin_gap(faces[0], lab, skin)


def _places(drawn: Drawn, mesh: Points) -> Map:
    return drawn.spread(mesh[:, :2])


def _forehead(drawn: Drawn) -> Plane:
    return _steps(drawn.spread(above_brows())[..., 0], _FOREHEAD)


def _steps(values: Plane, between: tuple[float, float]) -> Plane:
    """0 below the first, 1 above the second, smooth between."""
    share = ((values - between[0]) / (between[1] - between[0])).clip(0, 1)
    return np.asarray(share * share * (3 - 2 * share), np.float32)


def _with_own_teeth(made: Colours, area: Area, drawn: Drawn) -> Colours:
    """An open mouth keeps what is inside it."""
    gap = float(np.hypot(*(area.mesh[LIP_INNER_TOP, :2] - area.mesh[LIP_INNER_BOTTOM, :2])))
    if gap < _OPEN * area.width_px:
        return made
    old = take(area.colours, _places(drawn, area.mesh), cv2.INTER_LINEAR)
    lips = np.zeros(drawn.shape, np.float32)
    placed = drawn.spread(np.eye(FACE_POINTS)[:, list(INNER_LIPS)]).sum(2)
    lips[placed > 0.99] = 1
    share = cv2.GaussianBlur(lips, (0, 0), _LIP_EDGE * area.width_px)[..., None]
    return np.asarray(made * (1 - share) + old * share, np.float32)
