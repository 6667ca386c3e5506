"""The embedded make-up engine: pigments laid along the face mesh, no learned weights."""

from __future__ import annotations

from visavis.engines import Card
from visavis.face.mesh import FaceMesh
from visavis.face.parts import OUTER_LIPS
from visavis.kit.text import Text
from visavis.media.values import RGB
from visavis.studio.makeup import pigments
from visavis.studio.makeup.canvas import Canvas
from visavis.studio.makeup.easel import Easel, find_wearer, lead_back
from visavis.studio.makeup.engine import Look, OtherEngine, Painted, Shares, Worn
from visavis.studio.makeup.likening import Coloured, lay_like, read_worn
from visavis.studio.makeup.regions import EYE_BAND

CARD = Card(
    name="paint",
    kind="embedded",
    good_at=Text(
        ko="정면에서 30° 안의 얼굴을 화장합니다. 피부결, 치아, 안경, 머리카락, 손은 그대로 둡니다.",
        en="Faces within 30° of frontal; the skin's texture, teeth, glasses, hair and hands stay.",
    ),
    licence_code="Apache-2.0",
    licence_weights="Apache-2.0",
    origin="this project's own geometry and colours (presets.yaml)",
    inputs="RGB uint8 (H, W, 3), any size, and a look or a picture of one",
    outputs="RGB uint8 (H, W, 3) and a mask float32 (H, W)",
    measured={
        "lips after a picture": "a*b* beside the skin within 8.2 of the picture's, median of 31 (make bench)",
        "speed": "53 ms of processor time for a face in a photo of 1080 px, two networks included (make bench)",
    },
)


class PaintMakeup:
    """Makes faces up by their meshes."""

    card = CARD

    def __init__(self) -> None:
        self._easel = Easel()

    def paint(self, photo: RGB, face: FaceMesh, look: Look | Worn, shares: Shares) -> Painted:
        area, canvas = self._easel.canvas(photo, face)
        if isinstance(look, Coloured):
            lay_like(canvas, look, shares)
        elif isinstance(look, Look):
            _lay(canvas, look, shares)
        else:
            raise OtherEngine
        return lead_back(photo, area, canvas)

    def read(self, reference: RGB) -> Coloured:
        _, canvas = self._easel.canvas(reference, find_wearer(reference))
        return read_worn(canvas)


def _lay(canvas: Canvas, look: Look, shares: Shares) -> None:
    if look.skin:
        pigments.lay_skin(canvas, look.skin, shares.skin)
    if look.cheeks:
        pigments.lay_cheeks(canvas, look.cheeks, shares.cheeks)
    if look.brows:
        pigments.lay_brows(canvas.around(EYE_BAND), look.brows, shares.brows)
    if look.eyes:
        pigments.lay_eyes(canvas.around(EYE_BAND), look.eyes, shares.eyes)
    if look.lips:
        pigments.lay_lips(canvas.around(OUTER_LIPS), look.lips, shares.lips)
