"""The table of everything that reads the picture, in the order in which it is reported."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager

from visavis.face.heading import HEADING
from visavis.media.provenance import Maker
from visavis.observe.engine import Reader
from visavis.observe.expression import ExpressionReader
from visavis.observe.expression_classes import EXPRESSIONS
from visavis.observe.expression_classes.reader import ExpressionClassReader
from visavis.observe.framing import FramingReader
from visavis.observe.gaze import GazeCalibration, GazeReader
from visavis.observe.gesture import BODY, GestureReader
from visavis.observe.head import HeadReader
from visavis.observe.series import Span
from visavis.observe.values import Observation

CLASSES = "expression_class"


@contextmanager
def open_readers(
    calibration: GazeCalibration | None, with_classes: bool = False, makers: dict[str, Maker] | None = None
) -> Iterator[dict[str, Reader]]:
    """A fresh reader of each kind, for one video; what they borrow is given back at the end and noted in ``makers``.

    ``with_classes``: the model that tells classes of expression looks, too. Raises Unavailable when an engine can't.
    """
    makers = {} if makers is None else makers
    with ExitStack() as borrowed:
        tracker = borrowed.enter_context(BODY.lend(makers)).track()
        borrowed.callback(tracker.close)
        readers: dict[str, Reader] = {
            "gaze": GazeReader(calibration),
            "head": HeadReader(borrowed.enter_context(HEADING.lend(makers))),
            "expression": ExpressionReader(),
            "gesture": GestureReader(tracker),
            "framing": FramingReader(),
        }
        if with_classes:
            readers[CLASSES] = ExpressionClassReader(borrowed.enter_context(EXPRESSIONS.lend(makers)))
        yield readers


def finish(readers: dict[str, Reader], speaking: Sequence[Span] | None) -> list[Observation]:
    """What each reader found; ``speaking`` are the spans of speech, None when the sound can't tell."""
    return [r.finish(speaking) if isinstance(r, GazeReader) else r.finish() for r in readers.values()]
