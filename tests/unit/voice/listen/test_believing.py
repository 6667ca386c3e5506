"""Recognisers write into silence, too: what of it is believed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from visavis.voice.listen.believing import Span, believe, voiced_share, why_not
from visavis.voice.listen.engine import Reason, Segment

SAID = Segment("저는 백엔드 개발을 맡았습니다.", 1.0, 4.0, (), 0.05, -0.3, 1.2)
EVERYWHERE = [(0.0, 60.0)]
NOWHERE: list[Span] = []


def test_a_sentence_in_a_voice_is_believed() -> None:
    assert believe([SAID], EVERYWHERE) == ((SAID,), ())


@pytest.mark.parametrize(
    ("segment", "voice", "reason"),
    [
        (SAID, NOWHERE, "silence"),
        (SAID, [(3.8, 60.0)], "silence"),
        (replace(SAID, no_speech=0.9, log_probability=-1.2), EVERYWHERE, "silence"),
        (replace(SAID, compression=3.1), EVERYWHERE, "repetition"),
        (replace(SAID, log_probability=-2.0), EVERYWHERE, "unsure"),
        (replace(SAID, text="시청해 주셔서 감사합니다.", no_speech=0.8), EVERYWHERE, "known phrase"),
        (replace(SAID, text="Thank you for watching!"), [(3.0, 60.0)], "known phrase"),
    ],
)
def test_what_isn_t_believed(segment: Segment, voice: list[Span], reason: Reason) -> None:
    assert why_not(segment, voice) == reason


def test_thanks_that_were_clearly_said_stay() -> None:
    assert why_not(replace(SAID, text="감사합니다."), EVERYWHERE) is None


def test_a_service_that_says_nothing_of_itself_is_judged_by_the_voice_alone() -> None:
    plain = Segment("I led the team.", 1.0, 2.0)
    assert why_not(plain, EVERYWHERE) is None
    assert why_not(plain, NOWHERE) == "silence"


def test_the_share_of_voice_counts_all_spans() -> None:
    assert voiced_share(SAID, [(0.0, 1.5), (3.0, 3.5)]) == pytest.approx(1 / 3)
    assert voiced_share(replace(SAID, end_s=1.0), [(0.5, 1.5)]) == 1.0
