"""Classes of facial expression by two small networks, with their error rates beside them.

with EXPRESSIONS.lease() as engine:
    faces = read_picture(engine, image)
"""

from visavis.engines import Entry, Shelf
from visavis.observe.expression_classes import ensemble
from visavis.observe.expression_classes.engine import (
    Box,
    Cut,
    ExpressionEngine,
    Judgement,
    Reliability,
    Shares,
    cut_out,
)
from visavis.observe.expression_classes.occlusion import Occlusion, draw_map, look_map, paint_map
from visavis.observe.expression_classes.picture import MOST_FACES, SeenFace, count_unread, read_picture

EXPRESSIONS: Shelf[ExpressionEngine] = Shelf(
    "classes of expression", (Entry(ensemble.CARD, ensemble.Ensemble, ensemble.why_not),)
)

__all__ = [
    "EXPRESSIONS",
    "MOST_FACES",
    "Box",
    "Cut",
    "ExpressionEngine",
    "Judgement",
    "Occlusion",
    "Reliability",
    "SeenFace",
    "Shares",
    "count_unread",
    "cut_out",
    "draw_map",
    "look_map",
    "paint_map",
    "read_picture",
]
