"""What is asked for next, by what the question was about: a story's result, a view's grounds, a subject's limits."""

from __future__ import annotations

from visavis.interview.content.cues import shape_of as content_shape_of
from visavis.interview.questions.following.engine import Turn
from visavis.interview.questions.following.shapes import Shape, shape_of
from visavis.interview.questions.following.words import holds, pick_phrase

_BY_SHAPE: dict[Shape, tuple[str, ...]] = {
    "introduction": ("example", "grounds", "most"),
    "application": ("grounds", "example", "most"),
    "motive": ("grounds", "example", "most"),
    "traits": ("example", "grounds", "most"),
    "plan": ("grounds", "first_step", "most"),
    "case": ("grounds", "otherwise"),
    "subject": ("case", "limit", "in_plain_words"),
    "story": ("result", "role", "number", "reason", "learned", "deeper"),
    "theirs": (),
}
"""What is asked for first, where several are missing; the last one goes deeper and is never missing."""
_DEEPER = frozenset({"most", "deeper", "in_plain_words"})
_HELD_AS = {"grounds": "reason"}
"""An aspect that shows in the same words as another, but is asked for in others."""
_OF_KIND: dict[str, Shape] = {
    "introduction": "introduction",
    "experience": "story",
    "situation": "case",
    "closing": "theirs",
}
_UNLIKELY: dict[str, dict[Shape, Shape]] = {
    "role": {"motive": "subject", "traits": "subject", "plan": "case"},
    "personality": {"story": "traits", "subject": "traits", "case": "traits"},
    "presentation": {"story": "traits", "subject": "traits", "case": "traits", "plan": "traits"},
}
"""How a question of a kind is read where its words alone would mislead."""
_OF_CONTENT: dict[str, Shape] = {
    "story": "story",
    "plan": "case",
    "view": "traits",
    "opening": "introduction",
    "closing": "theirs",
}


def asked_for(turn: Turn) -> Shape:
    """What the planned question asks for: by its kind where that says it, else by its words."""
    if turn.kind in _OF_KIND:
        return _OF_KIND[turn.kind]
    question = turn.planned or turn.question
    by_words = shape_of(question, turn.language) or _by_content(question, turn)
    return _UNLIKELY.get(turn.kind, {}).get(by_words, by_words)


def _by_content(question: str, turn: Turn) -> Shape:
    """As the reading of answers takes the question; of work, one asks for knowledge.

    Where even that can't tell, whoever tells what they made is asked for the rest of the story.
    """
    if turn.kind == "role":
        return "subject"
    found = _OF_CONTENT[content_shape_of(question, None, turn.language)]
    return "story" if found == "traits" and turn.kind == "own" and pick_phrase(turn.answer or "") else found


def wanted(answer: str, turn: Turn) -> list[str]:
    """What the answer lacks of that for which the question asks, then what goes deeper. Empty: nothing is asked."""
    return [
        aspect
        for aspect in _BY_SHAPE[asked_for(turn)]
        if aspect in _DEEPER or not holds(answer, _HELD_AS.get(aspect, aspect))
    ]
