"""What of a recogniser's text is believed: recognisers write fluent sentences into silence and noise, too.

Thresholds of no-speech probability, log probability and compression are Whisper's own (Radford et al. 2022, 4.5); what
they let through is caught by a look at where voice was found, and by the sentences that Whisper is known to make up.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from visavis.voice.listen.engine import Dropped, Reason, Segment

Span = tuple[float, float]

_MOST_COMPRESSION = 2.4
_MOST_NO_SPEECH = 0.6
_LEAST_LOG_PROBABILITY = -1.0
_HOPELESS = -1.6
_LEAST_VOICE = 0.15
"""Share of a segment in which voice must be found."""
_ENOUGH_VOICE = 0.6
_SURE = -0.7

_MADE_UP = (
    "시청해주셔서 감사합니다", "시청해 주셔서 감사합니다", "구독과 좋아요 부탁드립니다", "구독 좋아요 부탁드립니다",
    "구독 좋아요 알림설정 부탁드립니다", "다음 영상에서 만나요", "다음 시간에 만나요", "오늘도 시청해주셔서 감사합니다",
    "영상편집 자막 제공", "자막 제공 및 광고를 포함하고 있습니다", "MBC 뉴스 이덕영입니다", "MBC 뉴스 김성현입니다",
    "한글자막 by 한효정", "이 영상은 유료 광고를 포함하고 있습니다", "감사합니다", "고맙습니다",
    "thank you", "thank you for watching", "thanks for watching", "thank you so much for watching",
    "please subscribe", "please subscribe to my channel", "like and subscribe", "see you in the next video",
    "subtitles by the amara org community", "transcription by castingwords", "you", "bye", "bye bye", "music",
)  # fmt: skip
_SIGNS = re.compile(r"[\W_]+")


def believe(segments: Iterable[Segment], voice: Sequence[Span]) -> tuple[tuple[Segment, ...], tuple[Dropped, ...]]:
    """What is believed, and what isn't with the reason. ``voice`` are the spans in which somebody is heard."""
    kept: list[Segment] = []
    dropped: list[Dropped] = []
    for segment in segments:
        reason = why_not(segment, voice)
        if reason is None:
            kept.append(segment)
        else:
            dropped.append(Dropped(segment, reason))
    return tuple(kept), tuple(dropped)


def why_not(segment: Segment, voice: Sequence[Span]) -> Reason | None:
    """Why a segment isn't believed; None when it is."""
    voiced = voiced_share(segment, voice)
    sureness = segment.log_probability if segment.log_probability is not None else 0.0
    no_speech = segment.no_speech or 0.0
    if voiced < _LEAST_VOICE or (no_speech > _MOST_NO_SPEECH and sureness < _LEAST_LOG_PROBABILITY):
        return "silence"
    if (segment.compression or 0.0) > _MOST_COMPRESSION:
        return "repetition"
    if sureness < _HOPELESS:
        return "unsure"
    doubtful = voiced < _ENOUGH_VOICE or sureness < _SURE or no_speech > _MOST_NO_SPEECH
    return "known phrase" if doubtful and _plain(segment.text) in _PLAIN_MADE_UP else None


def voiced_share(segment: Segment, voice: Sequence[Span]) -> float:
    """How much of the segment lies where somebody is heard, 0–1."""
    length = segment.end_s - segment.start_s
    if length <= 0:
        return 1.0 if any(start <= segment.start_s <= end for start, end in voice) else 0.0
    inside = sum(max(0.0, min(segment.end_s, end) - max(segment.start_s, start)) for start, end in voice)
    return min(1.0, inside / length)


def _plain(text: str) -> str:
    return _SIGNS.sub("", text).lower()


_PLAIN_MADE_UP = frozenset(_plain(one) for one in _MADE_UP)
