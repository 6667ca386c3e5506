"""The engine ``beautygan``: make-up as in a picture by a network that the user brings (docs/models/beautygan.md).

The network sees both faces upright; its change of colour is laid on the same canvas as pigments are, region by region,
so that hair, hands, eyes and teeth stay and outside the mask not a bit changes.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from visavis.engines import Card, Entry
from visavis.engines.catalogue import Published
from visavis.engines.choosing import card_with, chosen, identify, why_not
from visavis.engines.imported import Imported
from visavis.engines.onnx import BrokenWeights, open_imported
from visavis.face.align import five_points, lay_on, template_points
from visavis.face.area import Area
from visavis.face.mesh import FaceMesh
from visavis.face.tone import Colours, Plane, to_lab
from visavis.face.upright import Matrix, cut_upright
from visavis.kit.text import Text
from visavis.media.values import RGB
from visavis.studio.makeup import regions
from visavis.studio.makeup.canvas import Canvas
from visavis.studio.makeup.easel import Easel, find_wearer, lead_back
from visavis.studio.makeup.engine import Look, MakeupEngine, NotPaintable, OtherEngine, Painted, Shares, Worn
from visavis.studio.makeup.pigments import lip_plane

SIDE_PX = 256
_TERMS = "not stated; learned from the Makeup Transfer data set, which is for research only"

WEIGHTS = Published(
    kind="beautygan",
    form="torch",
    purpose=Text(ko="사진 속 화장 옮기기 (256px)", en="Carrying make-up over from a picture, at 256 px"),
    licence_code="MIT (wtjiang98/BeautyGAN_pytorch)",
    licence_weights=_TERMS,
    non_commercial=True,
    origin="wtjiang98/BeautyGAN_pytorch, Li et al. 2018; or your own: `python -m visavis.lab.beautygan train`",
    inputs="source, reference float32 (n, 3, 256, 256) in [-1, 1]: RGB, upright faces",
    outputs="picture float32 (n, 3, 256, 256) in [-1, 1]: the source made up as the reference is",
    megabytes=37,
)

CARD = Card(
    name=WEIGHTS.kind,
    kind="neural",
    good_at=Text(
        ko="참고 사진의 화장을 그대로 옮깁니다. 목록의 화장은 할 수 없고 사진이 필요합니다.",
        en="Make-up as in a reference picture. It can't lay a look of the list: it works from a picture.",
    ),
    licence_code="Apache-2.0",
    licence_weights=_TERMS,
    origin="imported by the user: `visavis models card beautygan`",
    inputs="RGB uint8 (H, W, 3), any size, and a picture of somebody made up",
    outputs="RGB uint8 (H, W, 3) and a mask float32 (H, W)",
    non_commercial=True,
)


class NeedsPicture(NotPaintable):
    """A look of the list was wanted of an engine that works from a picture."""

    def __init__(self, look: Look) -> None:
        super().__init__(
            Text(
                ko="beautygan 엔진은 참고 사진의 화장만 옮깁니다. '{n}' 대신 --like 사진을 주거나 paint를 쓰세요.",
                en="The engine beautygan works from a picture: give one with --like instead of the look '{n}', "
                "or use the engine paint.",
            ).fill(n=look.id)
        )


@dataclass(frozen=True)
class Pictured(Worn):
    """The made-up ``face``, upright: RGB (256, 256, 3) in [0, 1]."""

    face: Colours


def entry() -> Entry[MakeupEngine]:
    """The row of the shelf."""
    return Entry(CARD, lambda: BeautyGan(chosen(WEIGHTS.kind)), lambda: why_not(WEIGHTS.kind), WEIGHTS.kind)


class BeautyGan:
    """Makes faces up as somebody in a picture is. Raises BrokenWeights."""

    def __init__(self, weights: Imported) -> None:
        self._weights, self._easel = weights, Easel()
        self._net = open_imported(weights)
        self.card, self.weights_sha256 = card_with(CARD, weights), identify(weights)

    def paint(self, photo: RGB, face: FaceMesh, look: Look | Worn, shares: Shares) -> Painted:
        if isinstance(look, Look):
            raise NeedsPicture(look)
        if not isinstance(look, Pictured):
            raise OtherEngine
        area, canvas = self._easel.canvas(photo, face)
        bare, matrix = _upright(photo, face)
        made = self._run(bare, look.face)
        _lay(canvas, _change(area, matrix, bare, made), shares)
        return lead_back(photo, area, canvas)

    def read(self, reference: RGB) -> Pictured:
        return Pictured(_upright(reference, find_wearer(reference))[0])

    def _run(self, source: Colours, reference: Colours) -> Colours:
        given = {
            name: np.ascontiguousarray(2 * one.transpose(2, 0, 1)[None] - 1, np.float32)
            for name, one in (("source", source), ("reference", reference))
        }
        try:
            found = np.asarray(self._net.run(None, given)[0], np.float32)
        except Exception as error:  # the runtime raises types of its own for each way in which it can fail
            raise BrokenWeights(self._weights) from error
        if found.shape != given["source"].shape or not np.isfinite(found).all():
            raise BrokenWeights(self._weights)
        return np.asarray(((found[0] + 1) / 2).clip(0, 1).transpose(1, 2, 0), np.float32)


def _upright(photo: RGB, face: FaceMesh) -> tuple[Colours, Matrix]:
    """The face as the network gets it, and the matrix from the photo's pixels to its."""
    matrix = lay_on(five_points(face), template_points("ffhq") * np.float32(SIDE_PX))
    cut = cut_upright(photo, matrix, SIDE_PX)
    assert cut is not None  # noqa: S101 - a face lies in its photo
    return cut, matrix


def _change(area: Area, matrix: Matrix, bare: Colours, made: Colours) -> NDArray[np.float32]:
    """(h, w, 3): how the network changed the CIELAB of each pixel of the area."""
    back, size = np.eye(3), area.shape[::-1]
    back[:2] = cv2.invertAffineTransform(matrix)
    move = area.move @ back
    before, after = (
        cv2.warpAffine(one, move, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE) for one in (bare, made)
    )
    return np.asarray(to_lab(np.asarray(after)) - to_lab(np.asarray(before)), np.float32)


def _lay(canvas: Canvas, change: NDArray[np.float32], shares: Shares) -> None:
    """The network's change on all of the face that shows, as strongly as each region's share says."""
    mesh, shape, width_px = canvas.mesh, canvas.shape, canvas.width_px
    lips, brows, eyes = regions.lips(mesh, shape), regions.brows(mesh, shape), _around_eyes(canvas)
    cheeks = (1.5 * regions.cheeks(canvas.drawn, width_px)).clip(0, 1)
    around = (lips + regions.mouth(mesh, shape)).clip(0, 1)  # no skin's share at the lips' inner edge
    share: Plane | float = shares.skin
    for plane, wanted in ((cheeks, shares.cheeks), (eyes, shares.eyes), (brows, shares.brows), (around, shares.lips)):
        share = np.asarray((1 - plane) * share + plane * wanted, np.float32)
    where = _shown(canvas, lips, np.maximum(eyes, brows))
    canvas.lay(where * np.minimum(share, 1), change * np.maximum(share, 1)[..., None])


def _shown(canvas: Canvas, lips: Plane, near_eyes: Plane) -> Plane:
    """(h, w): the face without eyes, mouth and teeth, where nothing lies before it; lashes and deep shade around the
    eyes are no obstacle."""
    clear = canvas.clear * (1 - near_eyes) + canvas.lids * near_eyes
    inner = np.maximum(regions.eyes(canvas.mesh, canvas.shape), regions.mouth(canvas.mesh, canvas.shape))
    whole = regions.face(canvas.drawn, canvas.width_px) * clear * (1 - inner)
    return np.asarray(whole * (1 - lips) + lip_plane(canvas), np.float32)


def _around_eyes(canvas: Canvas) -> Plane:
    """Lids, lash lines and what lies under the eyes."""
    lid, crease, bone = regions.lids(canvas.mesh, canvas.shape)
    line, under = regions.liner(canvas.mesh, canvas.shape, 0.12), regions.under_eyes(canvas.mesh, canvas.shape)
    return np.asarray(np.maximum.reduce([lid, crease, 0.8 * bone, line, under]), np.float32)
