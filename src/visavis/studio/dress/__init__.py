"""Drawn clothes and studio grounds for heads that come without them."""

from visavis.studio.dress.canvas import FACE_PX, SIZE_PX, Picture, Plane, Points
from visavis.studio.dress.clothes import Clothes, Colour
from visavis.studio.dress.drawing import cast_shadow, lay
from visavis.studio.dress.garment import Dressed, backdrop, dress, put_on, silhouette

__all__ = [
    "FACE_PX",
    "SIZE_PX",
    "Clothes",
    "Colour",
    "Dressed",
    "Picture",
    "Plane",
    "Points",
    "backdrop",
    "cast_shadow",
    "dress",
    "lay",
    "put_on",
    "silhouette",
]
