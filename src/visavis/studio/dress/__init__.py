"""Drawn clothes and studio grounds for heads that come without them."""

from visavis.studio.dress.canvas import FACE_PX, SIZE_PX, Picture, Plane, Points
from visavis.studio.dress.clothes import Clothes, Colour
from visavis.studio.dress.garment import backdrop, dress

__all__ = ["FACE_PX", "SIZE_PX", "Clothes", "Colour", "Picture", "Plane", "Points", "backdrop", "dress"]
