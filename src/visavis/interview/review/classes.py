"""The classes of expression of one answer, beside what was measured on the same frames."""

from __future__ import annotations

from collections.abc import Mapping

from visavis.interview.review.readers import CLASSES
from visavis.interview.review.smiles import compare_smiles
from visavis.interview.review.values import ClassesFound
from visavis.kit.errors import Unavailable
from visavis.kit.text import Text
from visavis.observe.engine import Reader
from visavis.observe.expression_classes import EXPRESSIONS
from visavis.observe.expression_classes.reader import ExpressionClassReader
from visavis.observe.values import Observation


def why_no_classes() -> Text | None:
    """Why no model is ready to tell them; None when one is."""
    try:
        EXPRESSIONS.choose()
    except Unavailable as error:
        return error.message
    return None


def describe_classes(readers: Mapping[str, Reader], seen: Observation) -> ClassesFound | None:
    """None when no reader told classes. ``seen`` is what all readers of the picture found."""
    reader = readers.get(CLASSES)
    if not isinstance(reader, ExpressionClassReader):
        return None
    engine = reader.engine
    return ClassesFound(engine.card.name, engine.classes, engine.reliability, compare_smiles(reader.subject(), seen))
