"""The embedded restore engine: a small network that adds what blur, noise, JPEG and shrinking took from a face.

It works on the upright face at the size of the result and adds to the enlarged photo (docs/models/restore.md).
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cached_property
from importlib.resources import files

import cv2
import numpy as np
from numpy.typing import NDArray

from visavis.engines import Card
from visavis.engines.onnx import open_network
from visavis.face.align import five_points, lay_on, template_points
from visavis.face.mesh import FaceMesh
from visavis.face.upright import cover
from visavis.kit.text import Text
from visavis.media.values import RGB, Mask
from visavis.studio.restore.engine import Restored, RestoreWishes, check_wishes
from visavis.studio.restore.frame import BLOCK, FRAME_PX, faded, places

_WEIGHTS = files("visavis.studio.restore") / "data" / "detail.onnx"
_SMALLEST_PX = 280
"""Side of the smallest frame: the network learned from half of FRAME_PX on."""

CARD = Card(
    name="detail",
    kind="embedded",
    good_at=Text(
        ko="흐리거나 작거나 압축된 얼굴의 선명함을 되살리고 2배, 4배로 키웁니다. 없는 특징을 지어내지 않습니다.",
        en="Faces that are soft, small or compressed, at 1×, 2× and 4×; it sharpens what is there and invents nothing.",
    ),
    licence_code="Apache-2.0",
    licence_weights="Apache-2.0",
    origin="trained by this project on synthetic faces (MIT, CC0-1.0): docs/models/restore.md",
    inputs="RGB uint8 (H, W, 3), any size",
    outputs="RGB uint8 (scale H, scale W, 3) and a mask float32 of the same size",
)


class DetailRestore:
    """Restores one face after the other."""

    card = CARD

    def __init__(self) -> None:
        self._net = open_network(_WEIGHTS.read_bytes())

    @cached_property
    def weights_sha256(self) -> str:
        return hashlib.sha256(_WEIGHTS.read_bytes()).hexdigest()

    def restore(self, photo: RGB, faces: Sequence[FaceMesh], wishes: RestoreWishes) -> Restored:
        check_wishes(photo, wishes)
        height, width = (wishes.scale * side for side in photo.shape[:2])
        base = photo if wishes.scale == 1 else cv2.resize(photo, (width, height), interpolation=cv2.INTER_CUBIC)
        image, mask = base.copy(), np.zeros((height, width), np.float32)
        for face in faces:
            self._add(base, image, mask, face, wishes)
        return Restored(np.asarray(image, np.uint8), mask)

    def added(self, frame: RGB) -> NDArray[np.float32]:
        """What to add to a frame (S, S, 3), in grey levels; S divides by BLOCK."""
        given = {"worn": frame.astype(np.float32)[None] / 255, "places": places(len(frame))[None]}
        return np.asarray(255 * self._net.run(None, given)[0][0], np.float32)

    def _add(self, base: RGB, image: RGB, mask: Mask, face: FaceMesh, wishes: RestoreWishes) -> None:
        """What the network adds to ``base``, laid on ``image`` in place, and where, on ``mask``."""
        points = five_points(face) * wishes.scale + (wishes.scale - 1) / 2
        matrix, side = _frame(points)
        worn = cv2.warpAffine(base, matrix, (side, side), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
        added = self.added(np.asarray(worn, np.uint8))
        cut = cover(matrix, side, image.shape)
        if cut is None:
            return
        move, rows, columns = cut
        size = (columns.stop - columns.start, rows.stop - rows.start)
        share = wishes.strength * cv2.warpAffine(faded(side), move, size, flags=cv2.INTER_LINEAR)
        back = cv2.warpAffine(added, move, size, flags=cv2.INTER_CUBIC)
        image[rows, columns] = np.rint((image[rows, columns] + share[..., None] * back).clip(0, 255))
        mask[rows, columns] = np.maximum(mask[rows, columns], share)


def _frame(points: NDArray[np.float32]) -> tuple[NDArray[np.float32], int]:
    """The matrix from picture to frame pixels, and the frame's side: the face's own size within what was learned."""
    unit = lay_on(points, template_points("ffhq"))
    natural = 1 / float(np.hypot(unit[0, 0], unit[1, 0]))
    side = BLOCK * round(min(max(natural, _SMALLEST_PX), FRAME_PX) / BLOCK)
    return unit * np.float32(side), side
