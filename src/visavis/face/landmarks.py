"""Names for the mesh points that more than one capability needs (MediaPipe's canonical numbering).

Left and right are the person's own: the right eye is on the left of an unmirrored picture.
"""

from __future__ import annotations

RIGHT_EYE_OUTER, RIGHT_EYE_INNER = 33, 133
LEFT_EYE_INNER, LEFT_EYE_OUTER = 362, 263
RIGHT_LIDS = ((159, 145), (158, 153), (160, 144))
LEFT_LIDS = ((386, 374), (385, 380), (387, 373))
"""Upper and lower lid points that face each other."""

RIGHT_EYE_RIM = (33, 7, 163, 144, 145, 153, 154, 155, 133, 173, 157, 158, 159, 160, 161, 246)
LEFT_EYE_RIM = (263, 249, 390, 373, 374, 380, 381, 382, 362, 398, 384, 385, 386, 387, 388, 466)

RIGHT_IRIS, LEFT_IRIS = 468, 473
"""Iris centres; the four points after each lie on its rim."""

MOUTH_RIGHT, MOUTH_LEFT = 61, 291
LIP_INNER_TOP, LIP_INNER_BOTTOM = 13, 14
RIGHT_BROW = (70, 63, 105, 66, 107)
LEFT_BROW = (300, 293, 334, 296, 336)
NOSE_TIP, NOSE_BASE, NASION = 1, 2, 168
CHIN, FOREHEAD = 152, 10
RIGHT_CHEEK, LEFT_CHEEK = 234, 454

FACE_POINTS = 468
"""Points of the face proper; the ten after them are the irises."""
