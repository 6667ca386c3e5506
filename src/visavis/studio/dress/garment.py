"""The whole garment on a picture: shirt or blouse, collar, tie or bow, jacket. And the studio ground behind it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from visavis.studio.dress.canvas import SIZE_PX, Picture, Plane
from visavis.studio.dress.clothes import Clothes
from visavis.studio.dress.drawing import Shape, grid, noise
from visavis.studio.dress.jacket import draw_jacket, outline
from visavis.studio.dress.shirt import draw_bow, draw_collar_leaf, draw_shirt, draw_tie, draw_vest
from visavis.studio.dress.tailor import Tailor


@dataclass(frozen=True)
class Dressed:
    """``picture`` (H, W, 3) with the garment; ``cloth`` (H, W): how much of each pixel is garment."""

    picture: Picture
    cloth: Plane


def put_on(picture: Picture, body: Plane, chin: tuple[float, float], clothes: Clothes, seed: int) -> Dressed:
    """The garment drawn over a picture (H, W, 3) of any size, hung from the chin's place (x, y).

    The face is taken to be FACE_PX high. ``body`` (H, W): head and neck, on which shadows of the clothes may fall.
    """
    tailor = Tailor(picture, clothes, body, chin, np.random.default_rng(seed))
    shirt = draw_shirt(tailor)
    if clothes.neckline == "tie":
        draw_tie(tailor, shirt)
    if clothes.neckline in ("tie", "open"):
        for side in (-1, 1):
            draw_collar_leaf(tailor, side, shirt)
    if clothes.neckline == "bow":
        draw_bow(tailor, shirt)
    if clothes.vest:
        draw_vest(tailor, shirt)
    draw_jacket(tailor, shirt)
    return Dressed(np.clip(tailor.picture, 0, 255), tailor.cloth)


def silhouette(shape: Shape, chin: tuple[float, float], clothes: Clothes) -> Plane:
    """Where ``put_on`` will draw, as a mask (H, W) without the collar that stands above the shoulders."""
    nobody = np.zeros(shape, np.float32)
    return outline(Tailor(np.zeros((*shape, 3), np.float32), clothes, nobody, chin, np.random.default_rng(0)))


def dress(picture: Picture, body: Plane, chin: tuple[float, float], clothes: Clothes, seed: int) -> Picture:
    """The picture alone."""
    return put_on(picture, body, chin, clothes, seed).picture


def backdrop(colours: tuple[tuple[float, float, float], tuple[float, float, float]], seed: int) -> Picture:
    """A studio ground: light behind the head, darker to the corners, with a trace of unevenness."""
    rng = np.random.default_rng(seed)
    x, y = grid()
    far = np.clip(np.hypot(x / SIZE_PX - 0.5, y / SIZE_PX - 0.42) / 0.75, 0, 1) ** 1.3
    near, edge = (np.asarray(colour, np.float32) for colour in colours)
    ground = near * (1 - far[..., None]) + edge * far[..., None]
    return np.asarray(ground + 2.2 * noise(rng, 60)[..., None], np.float32)
