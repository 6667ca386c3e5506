"""What a figure about the voice is before it has a value, and the rule of its confidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from visavis.kit.text import Text
from visavis.observe.values import Norm
from visavis.observe.wording import Term

Evidence = Literal["speech", "voiced", "phrases", "always"]

LEAST_SPEECH_S = 1.0
"""With less speech than this nothing is measured but that there is little of it."""
ENOUGH = {"speech": 15.0, "voiced": 6.0, "phrases": 6.0, "always": 0.0}
"""Seconds of speech, seconds of voiced sound and number of phrases at which confidence reaches 1."""

_RULES = {
    "speech": Text(
        ko=" 신뢰도는 말소리 15초를 1로 보고, 주변 소음이 크면 낮춥니다.",
        en=" Confidence reaches 1 at 15 s of speech; background noise lowers it.",
    ),
    "voiced": Text(
        ko=" 신뢰도는 목청이 울린 소리 6초를 1로 보고, 주변 소음이 크면 낮춥니다.",
        en=" Confidence reaches 1 at 6 s of voiced sound; background noise lowers it.",
    ),
    "phrases": Text(
        ko=" 신뢰도는 말 마디 6개를 1로 보고, 주변 소음이 크면 낮춥니다.",
        en=" Confidence reaches 1 at six phrases; background noise lowers it.",
    ),
    "always": Text(
        ko=" 신뢰도는 주변 소음이 크면 낮아집니다.",
        en=" Background noise lowers the confidence.",
    ),
}


@dataclass(frozen=True)
class VoiceTerm(Term):
    """``evidence`` names what the confidence counts."""

    evidence: Evidence = "always"


def term(key: str, title: Text, meaning: Text, unit: str, evidence: Evidence, norm: Norm | None = None) -> VoiceTerm:
    """A term whose definition tells its meaning, then the rule of its confidence."""
    rule = _RULES[evidence]
    definition = Text(ko=meaning.ko + rule.ko, en=meaning.en + rule.en)
    return VoiceTerm(key, title, definition, unit, norm, evidence)
