"""Photos in the sizes that marketplaces take: shrunk to fit, on their background or cut around the face."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import cv2
import numpy as np
import yaml

from visavis.kit.errors import NotFound
from visavis.kit.text import Text
from visavis.media.image import resize
from visavis.media.values import RGB

_HEADROOM = 0.38
"""A photo that is cut keeps the face at this height of the new picture, where the photo allows it."""


class NoSuchMarket(NotFound):
    """There is no marketplace of this name in the table."""


@dataclass(frozen=True)
class Market:
    """A marketplace's size: a picture of ``width`` × ``height`` px, at most ``most_kb`` KiB, on ``background``;
    smaller than ``least`` px isn't taken."""

    id: str
    name: Text
    width: int
    height: int
    background: tuple[int, int, int]
    most_kb: int
    least: int


@dataclass(frozen=True)
class Sized:
    """``image`` (H, W, 3) of the market's size; ``is_short``: the photo didn't fill it and wasn't enlarged."""

    image: RGB
    is_short: bool


@cache
def markets() -> dict[str, Market]:
    """The marketplaces by their ids."""
    text = resources.files("visavis.shop").joinpath("marketplaces.yaml").read_text("utf-8")
    return {name: _read(name, told) for name, told in yaml.safe_load(text).items()}


def find_market(name: str) -> Market:
    """Raises NoSuchMarket."""
    found = markets().get(name)
    if found is None:
        raise NoSuchMarket(
            Text(ko="'{n}' 마켓이 없습니다. 고를 수 있는 마켓: {k}", en="There is no market '{n}'. Markets: {k}.").fill(
                n=name, k=", ".join(markets())
            )
        )
    return found


def fit(photo: RGB, market: Market, face: tuple[float, float] | None = None) -> Sized:
    """The photo (H, W, 3) in the market's size: whole, on the market's background; or, with the middle of a ``face``
    (x, y) in pixels, cut to the market's shape around it. A small photo is never enlarged."""
    if face is not None:
        photo = _cut(photo, market.width / market.height, face)
    height, width = photo.shape[:2]
    scale = min(1.0, market.width / width, market.height / height)
    inner_width, inner_height = max(1, round(width * scale)), max(1, round(height * scale))
    small = photo if scale == 1.0 else resize(photo, inner_width, inner_height)
    whole = np.full((market.height, market.width, 3), market.background, np.uint8)
    x, y = (market.width - inner_width) // 2, (market.height - inner_height) // 2
    whole[y : y + inner_height, x : x + inner_width] = small
    return Sized(whole, scale == 1.0 and (inner_width < market.width and inner_height < market.height))


def short_note(market: Market) -> Text:
    """What to say of a photo that was too small."""
    return Text(
        ko="사진이 {w}×{h}보다 작아 확대하지 않고 여백을 채웠습니다.",
        en="The photo is smaller than {w}×{h}: it wasn't enlarged but set on the background.",
    ).fill(w=market.width, h=market.height)


def encode_within(photo: RGB, most_bytes: int) -> int:
    """The JPEG quality, of 94 at most and 60 at least, with which the photo stays under so many bytes."""
    bgr = cv2.cvtColor(photo, cv2.COLOR_RGB2BGR)
    for quality in (94, 90, 86, 82, 76, 70, 64):
        _, data = cv2.imencode(".jpg", bgr, [cv2.IMWRITE_JPEG_QUALITY, quality])
        if len(data) <= most_bytes:
            return quality
    return 60


def _cut(photo: RGB, shape: float, face: tuple[float, float]) -> RGB:
    """The largest piece of width ÷ height = ``shape``, with the face in the middle of its upper part."""
    height, width = photo.shape[:2]
    piece_width, piece_height = min(width, round(height * shape)), min(height, round(width / shape))
    x = int(np.clip(round(face[0] - piece_width / 2), 0, width - piece_width))
    y = int(np.clip(round(face[1] - _HEADROOM * piece_height), 0, height - piece_height))
    return photo[y : y + piece_height, x : x + piece_width]


def _read(name: str, told: dict[str, Any]) -> Market:
    colour = told["background"].removeprefix("#")
    red, green, blue = (int(colour[at : at + 2], 16) for at in (0, 2, 4))
    size = {key: int(told[key]) for key in ("width", "height", "most_kb", "least")}
    return Market(name, Text(ko=told["ko"], en=told["en"]), background=(red, green, blue), **size)
