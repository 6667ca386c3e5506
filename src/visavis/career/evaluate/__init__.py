"""What a document does well and where it can be mended, each remark with its quote: practice, never a hiring judgement.

Two engines behind one Protocol: ``rules`` (the same input always scores the same) and ``model`` (a language model that
the user connects; what it claims without a true quote is dropped).
"""

from visavis.career.evaluate.engine import (
    Assessment,
    Document,
    Evaluator,
    Kind,
    Match,
    Matched,
    Missing,
    Part,
    Remark,
    Statistics,
    total_of,
)
from visavis.career.evaluate.rules import RulesEvaluator

__all__ = [
    "Assessment",
    "Document",
    "Evaluator",
    "Kind",
    "Match",
    "Matched",
    "Missing",
    "Part",
    "Remark",
    "RulesEvaluator",
    "Statistics",
    "total_of",
]
