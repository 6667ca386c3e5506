"""What may be asked of an engine: some text, not too much of it, at a rate that can be followed."""

from __future__ import annotations

from visavis.kit.errors import Invalid
from visavis.kit.text import Text

LONGEST_TEXT = 2000


def check_wish(text: str, rate: float) -> None:
    """Raises Invalid for what no engine says: nothing, too much, or at an unheard-of rate."""
    if not text.strip():
        raise Invalid(
            Text(ko="읽을 글이 없습니다. 글자를 넣어 주세요.", en="There is nothing to say. Write some words.")
        )
    if len(text) > LONGEST_TEXT:
        raise Invalid(
            Text(
                ko="글이 너무 깁니다({n}자). {most}자까지 한 번에 말할 수 있으니 나누어 주세요.",
                en="The text is too long ({n} characters). Split it: at most {most} at a time.",
            ).fill(n=len(text), most=LONGEST_TEXT)
        )
    if not 0.5 <= rate <= 2.0:
        raise Invalid(
            Text(ko="말하는 속도는 0.5에서 2.0 사이여야 합니다.", en="The speaking rate must be between 0.5 and 2.0.")
        )
