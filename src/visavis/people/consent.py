"""The consent that a real person's face needs before it may be animated."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from visavis.kit.errors import Refused
from visavis.kit.text import LANGUAGES, Language, Text

Consent = Literal["own_face", "permission"]

STATEMENTS: dict[Consent, Text] = {
    "own_face": Text(
        ko="이 사진은 제 얼굴이며, 저는 만 20세 이상입니다. "
        "이 서버에서 가상 면접관으로 움직이고 말하게 하는 데 동의합니다.",
        en="This picture shows my own face and I am 20 or older. I agree that it is animated on this server "
        "as a virtual interviewer.",
    ),
    "permission": Text(
        ko="사진 속 인물은 만 20세 이상이며, 이 서버에서 가상 면접관으로 움직이고 말하게 하는 데 동의했습니다. "
        "그 동의를 증명할 수 있습니다.",
        en="The person in this picture is 20 or older and has agreed that it is animated on this server as a virtual "
        "interviewer. I can prove that consent.",
    ),
}


ReadingConsent = Literal["own_face", "permission", "nobody"]

READING_STATEMENTS: dict[ReadingConsent, Text] = {
    "own_face": Text(
        ko="이것은 제 얼굴입니다. 모델이 제 표정을 분류해 저에게 보여 주는 데 동의합니다.",
        en="This is my own face. I agree that a model tells me which class of expression it looks like.",
    ),
    "permission": Text(
        ko="사진이나 영상 속 사람은 만 14세 이상이며, 모델이 표정을 분류하는 데 동의했습니다. 직원이나 지원자를 "
        "살펴보는 데 쓰지 않습니다.",
        en="Whoever is seen is 14 or older and has agreed that a model tells which class of expression it looks like. "
        "I don't use it to look at employees or applicants.",
    ),
    "nobody": Text(ko="생성된 얼굴로, 실제 인물이 아닙니다.", en="The face was generated: it is nobody's."),
}
"""Before a model reads an expression; nothing is kept, so neither is this."""


NOT_NEEDED = "not_needed"
NOBODY = Text(
    ko="생성된 얼굴로 실제 인물이 아니므로 동의가 필요하지 않습니다.",
    en="Generated: this face is nobody's, so no consent is needed.",
)
"""The state of consent of a face that was drawn by a seed or mixed of such."""


@dataclass(frozen=True)
class Attested:
    """Which statement was attested, and in which language it was read."""

    consent: Consent
    language: Language

    @property
    def statement(self) -> str:
        """Word for word."""
        return STATEMENTS[self.consent].in_language(self.language)


def attested_with(consent: str, statement: str) -> Attested | None:
    """What was attested by a kept sentence; None when it isn't one of today's, which then has to be attested anew."""
    for kind, text in STATEMENTS.items():
        for language in LANGUAGES:
            if (kind, text.in_language(language)) == (consent, statement):
                return Attested(kind, language)
    return None


class ConsentMissing(Refused):
    """Nobody has attested the consent of the person in the picture."""

    def __init__(self) -> None:
        super().__init__(
            Text(
                ko="사진 속 인물의 동의를 확인해 주세요. 동의 없이 실제 사람의 얼굴을 사용할 수 없습니다.",
                en="Please confirm the consent of the person in the picture. A real face can't be used without it.",
            )
        )


def require_attestation(consent: Consent, attested: bool) -> Text:
    """The statement that was attested. Raises ConsentMissing."""
    if not attested:
        raise ConsentMissing
    return STATEMENTS[consent]


def require_reading_attestation(consent: ReadingConsent, attested: bool) -> Text:
    """The same before a model reads an expression. Raises ConsentMissing."""
    if not attested:
        raise ConsentMissing
    return READING_STATEMENTS[consent]
