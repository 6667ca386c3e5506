"""Any service that speaks OpenAI's ``/audio/transcriptions``: OpenAI itself, or one on the own network."""

from __future__ import annotations

import io
from typing import Any

from visavis.engines import Card
from visavis.engines.services import services
from visavis.kit.errors import Unavailable
from visavis.kit.text import Language, Text
from visavis.media.encode import wav_bytes
from visavis.media.values import Audio
from visavis.voice.listen.believing import believe
from visavis.voice.listen.engine import HeardWord, Recognition, Segment
from visavis.voice.listen.voicing import find_voice
from visavis.voice.remote import calling, nonsense, not_connected

DEFAULT_MODEL = "whisper-1"
_WHAT = Text(ko="받아쓰기 서비스가", en="transcription service")
_FILLERS: dict[Language, str] = {"ko": "음, 어, 그, 저, 막, 뭐...", "en": "Um, uh, er, like, you know, hmm..."}

CARD = Card(
    name="openai",
    kind="remote",
    good_at=Text(
        ko="연결한 서비스가 받아씁니다. 답변의 소리가 그 서비스로 전송됩니다.",
        en="A service that you connect writes answers down. Their sound is sent to that service.",
    ),
    licence_code="Apache-2.0 (speaks to the service through the openai package, Apache-2.0)",
    licence_weights="none here; the service has its own terms",
    origin="a service named by VISAVIS_TRANSCRIPTION_URL",
    inputs="16 kHz mono float32 in [-1, 1]; services often take 25 MB, that is 13 minutes",
    outputs="segments, and words with times where the service gives them; confidence 1 where it gives none",
    measured={"repeatable": "not promised by services"},
)


def why_not() -> Text | None:
    return None if services().transcription else not_connected("VISAVIS_TRANSCRIPTION_URL", _WHAT)


class OpenAiTranscription:
    """Asks the connected service, after Silero VAD found that somebody speaks at all."""

    card = CARD

    def listen(self, audio: Audio, language: Language | None = None, verbatim: bool = False) -> Recognition:
        service = services().transcription
        if service is None:
            raise Unavailable(not_connected("VISAVIS_TRANSCRIPTION_URL", _WHAT))
        voice = find_voice(audio)
        if not voice:
            return Recognition(language, (), verbatim=verbatim)
        with calling(service) as client:
            wishes: dict[str, Any] = {"language": language} if language else {}
            if verbatim:
                wishes["prompt"] = _FILLERS[language or "ko"]
            reply = client.audio.transcriptions.create(
                model=service.model or DEFAULT_MODEL,
                file=("answer.wav", io.BytesIO(wav_bytes(audio)), "audio/wav"),
                response_format="verbose_json",
                timestamp_granularities=["word", "segment"],
                **wishes,
            )
        told: Any = reply if isinstance(reply, dict) else getattr(reply, "model_dump", dict)()
        try:
            segments = _segments(told, audio.duration_s)
        except (TypeError, ValueError, KeyError, AttributeError) as error:
            raise nonsense(service) from error
        kept, dropped = believe(segments, voice)
        return Recognition(language or told.get("language"), kept, dropped, verbatim)


def _segments(told: dict[str, Any], total_s: float) -> list[Segment]:
    """Segments with the words that begin in them; one of everything where a service tells no segments."""
    words = [_word(one, total_s) for one in told.get("words") or ()]
    text = told["text"].strip()
    parts = told.get("segments") or ([{"text": text, "start": 0.0, "end": total_s}] if text else [])
    found = []
    for part in parts:
        start, end = _bounded(part["start"], total_s), _bounded(part["end"], total_s)
        inside = tuple(word for word in words if start <= word.start_s < end)
        quality = (_number(part.get(key)) for key in ("no_speech_prob", "avg_logprob", "compression_ratio"))
        found.append(Segment(str(part["text"]).strip(), start, max(start, end), inside, *quality))
    return found


def _word(told: dict[str, Any], total_s: float) -> HeardWord:
    start = _bounded(told["start"], total_s)
    sureness = _number(told.get("probability"))
    confidence = 1.0 if sureness is None else min(1.0, max(0.0, sureness))
    return HeardWord(str(told["word"]).strip(), start, max(start, _bounded(told["end"], total_s)), confidence)


def _bounded(value: object, total_s: float) -> float:
    return min(max(0.0, float(str(value))), total_s)


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None
