"""What is made of one photo: the piece that changes, without loss, and the pictures that a page shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

import cv2
import numpy as np
from numpy.typing import NDArray

from visavis.kit.errors import VisavisError
from visavis.media.image import encode_jpeg, resize
from visavis.media.values import RGB, Mask
from visavis.people.exporting import marked
from visavis.shop.consistency import code_of, code_of_model, kept_code
from visavis.shop.finishing import Finish
from visavis.shop.opening import open_photo
from visavis.shop.reading import read_painted
from visavis.shop.replacing import Done, replace_in
from visavis.shop.tables import Glasses
from visavis.studio.swap import Source, Wishes

SHOWN_PX, SMALL_PX = 1600, 360
"""The longest sides of the pictures that are shown large and in the list."""
_QUALITY = 86
_TINT = (35, 200, 160)
GLASSES: dict[Glasses, bool | None] = {"auto": None, "keep": True, "replace": False}


@dataclass(frozen=True)
class Order:
    """What is wished of a photo; ``painted``: areas as PNG, see ``reading.read_painted``; ``engine``: the one that
    read the model."""

    strength: float
    glasses: Glasses
    face: int | None = None
    painted: bytes | None = None
    finish: Finish = field(default_factory=Finish)
    engine: str | None = None


@dataclass(frozen=True)
class Patch:
    """The piece of a photo that is new: RGBA (h, w, 4), opaque where it is, and where its corner lies."""

    pixels: NDArray[np.uint8]
    x: int
    y: int


@dataclass(frozen=True)
class Made:
    """``shape``: (H, W) of the photo; ``files``: pictures to be kept, by name; ``done`` and ``patch`` are None where
    the face couldn't be replaced, and ``error`` says why; ``figures``: what was measured, by the names of the
    columns."""

    shape: tuple[int, int]
    files: dict[str, bytes]
    done: Done | None
    patch: Patch | None
    error: VisavisError | None
    figures: Mapping[str, object] = field(default_factory=dict)


def make(data: bytes, model: Source, order: Order) -> Made:
    """Replace the face in a photo; what is wrong with its face is told in ``Made``. Raises as ``open_photo``."""
    photo = open_photo(data).image
    shape = (photo.shape[0], photo.shape[1])
    files = {"before.jpg": _shown(photo, SHOWN_PX)}
    try:
        done = replace_in(photo, model, _wishes(order, shape), order.face, order.finish, order.engine)
    except VisavisError as error:
        return Made(shape, files | {"small.jpg": _shown(photo, SMALL_PX)}, None, None, error)
    replaced = done.replaced
    patch = cut_patch(replaced.image, replaced.mask)
    files |= {
        "patch.png": _png(patch.pixels),
        "after.jpg": marked(_shown(replaced.image, SHOWN_PX)),
        "small.jpg": marked(_shown(replaced.image, SMALL_PX)),
        "area.png": _png(_area(replaced.mask)),
    }
    return Made(shape, files, done, patch, None, _figures(done, model, order.finish))


def cut_patch(image: RGB, mask: Mask) -> Patch:
    """The piece of ``image`` (H, W, 3) where the mask (H, W) is above 0; one transparent pixel where it nowhere is."""
    rows, columns = np.nonzero(mask.any(1))[0], np.nonzero(mask.any(0))[0]
    if not len(rows):
        return Patch(np.zeros((1, 1, 4), np.uint8), 0, 0)
    y, x, bottom, right = rows[0], columns[0], rows[-1] + 1, columns[-1] + 1
    opaque = np.where(mask[y:bottom, x:right, None] > 0, 255, 0).astype(np.uint8)
    return Patch(np.concatenate([image[y:bottom, x:right], opaque], axis=2), int(x), int(y))


def with_patch(photo: RGB, patch: Patch) -> RGB:
    """The photo with the new piece in its place, bit for bit as it was made."""
    height, width = patch.pixels.shape[:2]
    whole = photo.copy()
    there = whole[patch.y : patch.y + height, patch.x : patch.x + width]
    there[:] = np.where(patch.pixels[..., 3:] > 0, patch.pixels[..., :3], there)
    return whole


def read_patch(data: bytes, x: int, y: int) -> Patch:
    """A patch of its PNG."""
    bgra = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_UNCHANGED)
    return Patch(np.asarray(cv2.cvtColor(bgra, cv2.COLOR_BGRA2RGBA), np.uint8), x, y)


def _wishes(order: Order, shape: tuple[int, int]) -> Wishes:
    added, removed = (None, None) if order.painted is None else read_painted(order.painted, shape)
    return Wishes(order.strength, GLASSES[order.glasses], added=added, removed=removed)


def _shown(image: RGB, longest_px: int) -> bytes:
    height, width = _size(image.shape, longest_px)
    return encode_jpeg(image if height == len(image) else resize(image, width, height), _QUALITY)


def _area(mask: Mask) -> NDArray[np.uint8]:
    """RGBA at the size of the large picture: a tint where the photo is new."""
    height, width = _size(mask.shape, SHOWN_PX)
    share = cv2.resize(mask, (width, height), interpolation=cv2.INTER_AREA)
    tint = np.empty((height, width, 4), np.uint8)
    tint[..., :3], tint[..., 3] = _TINT, np.ceil(share.clip(0, 1) * 130)
    return tint


def _size(shape: tuple[int, ...], longest_px: int) -> tuple[int, int]:
    scale = min(1.0, longest_px / max(shape[:2]))
    return max(1, round(shape[0] * scale)), max(1, round(shape[1] * scale))


def _png(rgba: NDArray[np.uint8]) -> bytes:
    done, data = cv2.imencode(".png", cv2.cvtColor(rgba, cv2.COLOR_RGBA2BGRA), [cv2.IMWRITE_PNG_COMPRESSION, 3])
    assert done, "OpenCV encodes every uint8 (H, W, 4) picture"  # noqa: S101
    return bytes(data.tobytes())


def _figures(done: Done, model: Source, worn: Finish) -> Mapping[str, object]:
    found, code = done.replaced, code_of(done)
    return {
        "faces": done.faces,
        "face": done.number,
        "yaw_deg": round(found.yaw_deg, 1),
        "glasses_kept": found.glasses,
        "hidden_share": round(found.kept, 3),
        "skin_gap": round(found.skin_gap, 1),
        "worn": worn.makeup,
        "face_code": kept_code(code),
        "made_by": {step: asdict(maker) for step, maker in done.makers.items()},
        "like_model": round(float(code @ code_of_model(model)), 3),
    }
